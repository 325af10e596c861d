import { describe, expect, test } from "vitest";
import { readTime } from "#src/router/time/read-time";

const clock = { today: "2026-11-20" };

/** `[start, end)` as one text; "previous" and null as they are. */
function sidesOf(question: string) {
  const { period, comparison } = readTime(question, clock);
  return {
    main: period === null ? null : `${period.start} ${period.end}`,
    other:
      comparison === null || comparison === "previous"
        ? comparison
        : `${comparison.period.start} ${comparison.period.end}`,
  };
}

describe("two periods", () => {
  test.each([
    ["October vs September", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["October versus September", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["October compared to September", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["October against September", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["compare October and September", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["compare October with September", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["compare October to September", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["compare april and may", "2026-04-01 2026-05-01", "2026-05-01 2026-06-01"],
    ["compare Q3 with Q2", "2026-07-01 2026-10-01", "2026-04-01 2026-07-01"],
    [
      "compare EC2 in October to EC2 in September",
      "2026-10-01 2026-11-01",
      "2026-09-01 2026-10-01",
    ],
    ["compared to September, how was October?", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["was October higher than September", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["this month vs last month", "2026-11-01 2026-11-21", "2026-10-01 2026-11-01"],
    ["this month over last month", "2026-11-01 2026-11-21", "2026-10-01 2026-11-01"],
    [
      "Compare this month's Azure spend to last month by service. Highlight the biggest increases",
      "2026-11-01 2026-11-21",
      "2026-10-01 2026-11-01",
    ],
    [
      "why is this week more expensive than last week",
      "2026-11-16 2026-11-21",
      "2026-11-09 2026-11-16",
    ],
    [
      "how much more than we spent last month this month?",
      "2026-11-01 2026-11-21",
      "2026-10-01 2026-11-01",
    ],
    [
      "was last Friday more expensive than the Friday before?",
      "2026-11-13 2026-11-14",
      "2026-11-06 2026-11-07",
    ],
    ["last Tuesday vs the Tuesday before", "2026-11-17 2026-11-18", "2026-11-10 2026-11-11"],
    ["2025 vs 2024", "2025-01-01 2026-01-01", "2024-01-01 2025-01-01"],
    ["compare 2025 to 2024", "2025-01-01 2026-01-01", "2024-01-01 2025-01-01"],
    ["Q3 vs Q2 2025", "2025-07-01 2025-10-01", "2025-04-01 2025-07-01"],
    ["Sept vs Oct 2025", "2025-09-01 2025-10-01", "2025-10-01 2025-11-01"],
    ["October vs October 2025", "2026-10-01 2026-11-01", "2025-10-01 2025-11-01"],
    ["Q3 2025 vs Q2", "2025-07-01 2025-10-01", "2025-04-01 2025-07-01"],
    ["January 2026 vs December", "2026-01-01 2026-02-01", "2025-12-01 2026-01-01"],
    ["in March and in October", "2026-10-01 2026-11-01", "2026-03-01 2026-04-01"],
    ["Black Friday 2025 vs Black Friday 2024", "2025-11-28 2025-11-29", "2024-11-29 2024-11-30"],
    ["November vs last November", "2026-11-01 2026-12-01", "2025-11-01 2025-12-01"],
    ["Q1 and Q2 vs Q3", "2026-01-01 2026-07-01", "2026-07-01 2026-10-01"],
    ["Q3 vs Q1 and Q2", "2026-07-01 2026-10-01", "2026-01-01 2026-07-01"],
    ["July, August vs September", "2026-07-01 2026-09-01", "2026-09-01 2026-10-01"],
    ["week 42 vs week 41", "2026-10-12 2026-10-19", "2026-10-05 2026-10-12"],
    ["YTD 2026 vs YTD 2025", "2026-01-01 2026-11-21", "2025-01-01 2025-11-21"],
    ["ths month vs last mnth", "2026-11-01 2026-11-21", "2026-10-01 2026-11-01"],
    [
      "compared to last week, this week is higher",
      "2026-11-16 2026-11-21",
      "2026-11-09 2026-11-16",
    ],
  ])("%s", (question, main, other) => {
    expect(sidesOf(question)).toEqual({ main, other });
  });
});

describe("from one period to another", () => {
  test.each([
    [
      "compare how my costs have changed from September to October by service",
      "2026-10-01 2026-11-01",
      "2026-09-01 2026-10-01",
    ],
    [
      "Which services drove the largest cost increase between March and April?",
      "2026-04-01 2026-05-01",
      "2026-03-01 2026-04-01",
    ],
    ["difference between Q2 and Q3", "2026-07-01 2026-10-01", "2026-04-01 2026-07-01"],
    [
      "what changed between last week and this week",
      "2026-11-16 2026-11-21",
      "2026-11-09 2026-11-16",
    ],
    ["did AWS go up from Q2 to Q3", "2026-07-01 2026-10-01", "2026-04-01 2026-07-01"],
    ["change from December to January", "2026-01-01 2026-02-01", "2025-12-01 2026-01-01"],
    ["difference between Oct 3 and Oct 9", "2026-10-09 2026-10-10", "2026-10-03 2026-10-04"],
  ])("%s compares its ends", (question, main, other) => {
    expect(sidesOf(question)).toEqual({ main, other });
  });

  test.each([
    ["costs from September to October by service", "2026-09-01 2026-11-01"],
    ["EC2 vs S3 from September to October", "2026-09-01 2026-11-01"],
    ["cost between March and April", "2026-03-01 2026-05-01"],
    ["how did costs change from Oct 3 to today", "2026-10-03 2026-11-21"],
    ["compare teams Oct 1-15", "2026-10-01 2026-10-16"],
    ["cost since last month", "2026-10-01 2026-11-21"],
    ["change since March", "2026-03-01 2026-11-21"],
  ])("%s is one range", (question, main) => {
    expect(sidesOf(question)).toEqual({ main, other: null });
  });

  test("what changed from one to another is asked by words that aren't there any more", () => {
    const sides = (question: string) => {
      const { period, comparison } = readTime(question, clock, true);
      return [period, comparison === null || comparison === "previous" ? null : comparison.period];
    };
    const [september, october] = [
      { start: "2026-09-01", end: "2026-10-01" },
      { start: "2026-10-01", end: "2026-11-01" },
    ];
    expect(sides("between September and October")).toEqual([october, september]);
    expect(sides("AWS from September to October")).toEqual([october, september]);
    const days = { start: "2026-10-03", end: "2026-10-10" };
    expect(sides("between 3 and 9 October")).toEqual([days, null]);
  });

  test.each([
    ["change since last month", "2026-10-01 2026-11-01"],
    ["did it go up since the last quarter?", "2026-07-01 2026-10-01"],
    ["what has risen since last week", "2026-11-09 2026-11-16"],
  ])("%s compares with it", (question, other) => {
    expect(sidesOf(question)).toEqual({ main: null, other });
  });
});

describe("a period that depends on the main one", () => {
  test.each([
    ["compare last month to the month before", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["October compared to the previous month", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    ["last month vs the prior month", "2026-10-01 2026-11-01", "2026-09-01 2026-10-01"],
    [
      "compare this week's EC2 cost to the previous week",
      "2026-11-16 2026-11-21",
      "2026-11-09 2026-11-16",
    ],
    ["yesterday compared to the day before", "2026-11-19 2026-11-20", "2026-11-18 2026-11-19"],
    ["last 7 days vs the previous 7 days", "2026-11-13 2026-11-20", "2026-11-06 2026-11-13"],
    ["last 7 days vs the 7 days before", "2026-11-13 2026-11-20", "2026-11-06 2026-11-13"],
    ["last 7 days vs the previous week", "2026-11-13 2026-11-20", "2026-11-06 2026-11-13"],
    ["last 3 months vs the previous 3 months", "2026-08-01 2026-11-01", "2026-05-01 2026-08-01"],
    ["October vs same period last year", "2026-10-01 2026-11-01", "2025-10-01 2025-11-01"],
    [
      "October compared to the same month last year",
      "2026-10-01 2026-11-01",
      "2025-10-01 2025-11-01",
    ],
    ["October compared with last year", "2026-10-01 2026-11-01", "2025-10-01 2025-11-01"],
    ["October year over year", "2026-10-01 2026-11-01", "2025-10-01 2025-11-01"],
    ["YoY change of Q3", "2026-07-01 2026-10-01", "2025-07-01 2025-10-01"],
    ["this month vs the same month last year", "2026-11-01 2026-11-21", "2025-11-01 2025-12-01"],
    ["this month vs a year ago", "2026-11-01 2026-11-21", "2025-11-01 2025-12-01"],
    ["this month vs same period last month", "2026-11-01 2026-11-21", "2026-10-01 2026-11-01"],
    ["this year vs last year", "2026-01-01 2026-11-21", "2025-01-01 2026-01-01"],
    ["YTD vs prior YTD", "2026-01-01 2026-11-21", "2025-01-01 2026-01-01"],
    ["last week vs the same week last year", "2026-11-09 2026-11-16", "2025-11-10 2025-11-17"],
    ["yesterday vs same day last week", "2026-11-19 2026-11-20", "2026-11-12 2026-11-13"],
    ["October 31 vs the same day last month", "2026-10-31 2026-11-01", "2026-09-30 2026-10-01"],
    ["last 30 days vs same period last year", "2026-10-21 2026-11-20", "2025-10-21 2025-11-20"],
    ["from Oct 3 to Oct 9 vs a year earlier", "2026-10-03 2026-10-10", "2025-10-03 2025-10-10"],
  ])("%s", (question, main, other) => {
    expect(sidesOf(question)).toEqual({ main, other });
  });
});

describe("the period just before", () => {
  test.each([
    ["October vs the previous period", "2026-10-01 2026-11-01"],
    ["last 7 days compared to the prior period", "2026-11-13 2026-11-20"],
    ["costs vs the previous period", null],
    ["period over period growth", null],
    ["October compared with last month", "2026-10-01 2026-11-01"],
  ])("%s", (question, main) => {
    expect(sidesOf(question)).toEqual({ main, other: "previous" });
  });
});

describe("unit over unit", () => {
  test.each([
    ["month over month growth", "2026-10-01 2026-11-01"],
    ["month-over-month", "2026-10-01 2026-11-01"],
    ["MoM by service", "2026-10-01 2026-11-01"],
    ["week over week", "2026-11-09 2026-11-16"],
    ["WoW change", "2026-11-09 2026-11-16"],
    ["QoQ", "2026-07-01 2026-10-01"],
    ["day over day", "2026-11-19 2026-11-20"],
    ["this month, month over month", "2026-11-01 2026-11-21"],
  ])("%s compares one with the one before", (question, main) => {
    expect(sidesOf(question)).toEqual({ main, other: "previous" });
  });

  test.each([
    ["month over month for the last 6 months", "2026-05-01 2026-11-01", "month"],
    ["week over week in October", "2026-10-01 2026-11-01", "week"],
    ["MoM growth since June", "2026-06-01 2026-11-21", "month"],
    ["YoY over the last 3 years", "2023-11-01 2026-11-01", "year"],
  ])("%s is a series", (question, main, granularity) => {
    expect(sidesOf(question)).toEqual({ main, other: null });
    expect(readTime(question, clock).granularity).toBe(granularity);
  });

  test("year over year without a period compares this month so far", () => {
    expect(sidesOf("year over year growth")).toEqual({
      main: null,
      other: "2025-11-01 2025-12-01",
    });
  });
});

describe("no main period", () => {
  test.each([
    ["costs vs September", "2026-09-01 2026-10-01"],
    ["compare to last month", "2026-10-01 2026-11-01"],
    ["why are costs higher than last week", "2026-11-09 2026-11-16"],
    ["spend is up 20% from last month", "2026-10-01 2026-11-01"],
    ["costs are up from last month", "2026-10-01 2026-11-01"],
    ["compared with last year", "2025-11-01 2025-12-01"],
    ["vs the previous month", "2026-10-01 2026-11-01"],
  ])("%s", (question, other) => {
    expect(sidesOf(question)).toEqual({ main: null, other });
  });
});

describe("no comparison of periods", () => {
  test.each([
    ["Compare GCP and Azure spend for the last quarter", "2026-07-01 2026-10-01"],
    ["How did EC2 compare to S3 last month", "2026-10-01 2026-11-01"],
    ["budgets vs actual spend for the current billing period", "2026-11-01 2026-11-21"],
    ["on-demand vs spot in October", "2026-10-01 2026-11-01"],
    ["which services increased over the last 7 days", "2026-11-13 2026-11-20"],
    ["increase of EC2 costs last week", "2026-11-09 2026-11-16"],
    ["accounts with more than $500 last month", "2026-10-01 2026-11-01"],
    ["compare last month", "2026-10-01 2026-11-01"],
  ])("%s", (question, main) => {
    expect(sidesOf(question)).toEqual({ main, other: null });
  });
});

test("a running other side says where its unit ends", () => {
  expect(readTime("last month vs this month", clock).comparison).toEqual({
    period: { start: "2026-11-01", end: "2026-11-21" },
    phrase: "this month",
    fullEnd: "2026-12-01",
  });
});

test("both sides keep their own words", () => {
  const reading = readTime("Compare October's EC2 cost with the month before", clock);
  expect(reading.phrase).toBe("October");
  expect(reading.comparison).toMatchObject({ phrase: "month before" });
});
