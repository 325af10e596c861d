import { describe, expect, test } from "vitest";
import type { Turn } from "#src/conversation";
import { routed, summary, summaryOf } from "./routing-summary.ts";

const MONTH = "forecast-spend · 2026-11-01..2026-12-01";
const EC2 = "ServiceName in Amazon Elastic Compute Cloud";
const EC2_MONTH = `2026-11-01..2026-12-01 · ${EC2} · vs October running`;
const EC2_FILTER = {
  dimension: "ServiceName",
  operator: "in",
  values: ["Amazon Elastic Compute Cloud"],
};

describe("a question for costs to come, on 20 November 2026", () => {
  test.each([
    ["where will this month end?", MONTH],
    ["what will we spend by the end of the month?", MONTH],
    ["give me the month-end projection for EC2", `${MONTH} · ${EC2}`],
    ["what will EC2 cost this month?", `${MONTH} · ${EC2}`],
    ["is EC2 on track?", `forecast-spend · ${EC2}`],
    ["forecast by team", "forecast-spend · by team"],
    ["daily forecast for this month", `${MONTH} · per day`],
    ["forecast for December", "forecast-spend · 2026-12-01..2027-01-01"],
    ["forecast for October", "forecast-spend · 2027-10-01..2027-11-01"],
    ["forecast for October 2025", "forecast-spend · 2025-10-01..2025-11-01"],
    ["forecast next month's EC2 spend", `forecast-spend · 2026-12-01..2027-01-01 · ${EC2}`],
    ["projected spend for Q1", "forecast-spend · 2027-01-01..2027-04-01"],
    ["forecast the next quarter", "forecast-spend · 2027-01-01..2027-04-01"],
    ["forecast the next two quarters", "forecast-spend · 2027-01-01..2027-07-01"],
    ["what will next week cost?", "forecast-spend · 2026-11-23..2026-11-30"],
    ["spend in the next 30 days", "forecast-spend · 2026-11-21..2026-12-21"],
    ["expected spend for the rest of the year", "forecast-spend · 2026-11-20..2027-01-01"],
    ["forecast until the end of the year", "forecast-spend · 2026-11-01..2027-01-01"],
    ["how much are we going to spend this year?", "forecast-spend · 2026-01-01..2027-01-01"],
    ["billed forecast for next month", "forecast-spend · 2026-12-01..2027-01-01 · BilledCost"],
  ])("“%s”", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });

  test("a service that is called so asks for none", () => {
    expect(summary("Amazon Forecast cost last month")).toContain("get-spend · October");
    expect(summary("when will October be final?")).toBe("get-freshness");
    expect(summary("what will the weather be like?")).toBe("unsupported: nothing understood");
  });
});

describe("after a forecast of the running month", () => {
  const before: Turn = {
    skill: "forecast-spend",
    input: { metric: "EffectiveCost", filters: [EC2_FILTER], groupBy: [], granularity: "month" },
    rows: null,
  };

  test.each([
    ["by team", `${MONTH} · ${EC2} · by team`],
    ["and for S3?", `${MONTH} · ServiceName in Amazon Simple Storage Service`],
    ["as billed", `${MONTH} · BilledCost · ${EC2}`],
    ["daily", `${MONTH} · ${EC2} · per day`],
    ["and next month?", `forecast-spend · 2026-12-01..2027-01-01 · ${EC2}`],
    ["what about December?", `forecast-spend · 2026-12-01..2027-01-01 · ${EC2}`],
    ["where will this month end?", MONTH],
    ["and last month?", `get-spend · October · ${EC2}`],
    ["is that complete?", `get-freshness · ${EC2}`],
    ["why?", `explain-change · ${EC2_MONTH}`],
    ["what about October?", `get-spend · October · ${EC2}`],
  ])("“%s”", (question, expected) => {
    expect(summaryOf(routed(question, before))).toBe(expected);
  });
});

test("costs go on as their forecast", () => {
  const before: Turn = {
    skill: "get-spend",
    input: { period: { start: "2026-10-01", end: "2026-11-01" }, filters: [EC2_FILTER] },
    rows: null,
  };
  const after = (question: string) => summaryOf(routed(question, before));
  expect(after("and the forecast?")).toBe(`forecast-spend · ${EC2}`);
  expect(after("what will it be at the end of the month?")).toBe(`${MONTH} · ${EC2}`);
  expect(after("what will S3 cost next month?")).toBe(
    "forecast-spend · 2026-12-01..2027-01-01 · ServiceName in Amazon Simple Storage Service",
  );
});
