import { describe, expect, test } from "vitest";
import type { Turn } from "#src/conversation";
import { costQuestionSchema } from "#src/cost-question";
import { routed, summary, summaryOf } from "./routing-summary.ts";

describe("the first N within each of something", () => {
  test.each([
    ["top 3 services per team last month", "October · by team, ServiceName · top 3 within team"],
    [
      "the 5 most expensive resources in each account in October",
      "October · by SubAccountId, ResourceId · top 5 within SubAccountId",
    ],
    [
      "for each provider the two biggest services last month",
      "October · by ServiceProviderName, ServiceName · top 2 within ServiceProviderName",
    ],
    [
      "which service costs most in every region last month?",
      "October · by RegionId, ServiceName · top 5 within RegionId",
    ],
    [
      "cheapest 2 applications by team last month",
      "October · by team, application · amount ascending · top 2 within team",
    ],
    [
      "top 2 services per team and environment last month",
      "October · by team, environment, ServiceName · top 2 within team, environment",
    ],
    [
      "top 3 AWS services per team last month",
      "October · ServiceProviderName in AWS · by team, ServiceName · top 3 within team",
    ],
  ])("%s", (question, expected) => {
    expect(summary(question)).toBe(`get-spend · ${expected}`);
  });

  test.each([
    ["top 3 services last month", "October · by ServiceName · top 3"],
    ["by team, top 4, last month", "October · by team · top 4"],
    ["top 5 teams by cost last month", "October · by team · top 5"],
    ["services per team last month", "October · by team, ServiceName"],
  ])("“%s” ranks within nothing", (question, expected) => {
    expect(summary(question)).toBe(`get-spend · ${expected}`);
  });

  test("may be of what grew most", () => {
    expect(summary("which 2 services grew most in each team in October?")).toBe(
      "compare-spend · October · by team, ServiceName · delta descending · top 2 within team · vs 2026-09-01..2026-10-01",
    );
  });
});

describe("growth rates", () => {
  test("rank by per cent, and keep how many are wanted", () => {
    expect(summary("top 10 services by growth rate in October")).toBe(
      "compare-spend · October · by ServiceName · percent descending · top 10 · vs 2026-09-01..2026-10-01",
    );
  });

  test("are compared for each of the things that are named", () => {
    expect(summary("checkout-api vs ledger month over month")).toContain("by application");
  });
});

describe("signs beside amounts", () => {
  test.each([
    ["services > 2000 last month", "gt 2000"],
    ["services < $100 last month", "lt 100"],
    ["services >= 1k last month", "gte 1000"],
  ])("%s", (question, bound) => {
    expect(summary(question)).toBe(`get-spend · October · ${bound} · by ServiceName`);
  });
});

describe("follow-ups", () => {
  const asked = (question: string): Turn => {
    const routing = routed(question);
    if (routing.kind !== "skill") throw new Error(question);
    return { skill: routing.skill, input: costQuestionSchema.parse(routing.input), rows: null };
  };
  const perTeam = asked("top 3 services per team last month");

  test.each([
    ["and in September?", "2026-09-01..2026-10-01 · by team, ServiceName · top 3 within team"],
    ["only AWS", "October · ServiceProviderName in AWS · by team, ServiceName · top 3 within team"],
    ["top 1", "October · by team, ServiceName · top 1 within team"],
    ["by account instead", "October · by SubAccountId · top 3"],
    ["within each account", "October · by SubAccountId, ServiceName · top 3 within SubAccountId"],
    ["all of them", "October · by team, ServiceName"],
  ])("“%s” keeps what it doesn't change", (question, expected) => {
    expect(summaryOf(routed(question, perTeam))).toBe(`get-spend · ${expected}`);
  });

  test("“for each team” ranks anew within each", () => {
    const flat = asked("top 3 services last month");
    expect(summaryOf(routed("for each team", flat))).toBe(
      "get-spend · October · by team, ServiceName · top 3 within team",
    );
  });
});
