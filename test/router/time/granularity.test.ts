import { describe, expect, test } from "vitest";
import { readTime } from "#src/router/time/read-time";

const clock = { today: "2026-11-20" };

describe("granularity", () => {
  test.each([
    ["hourly cost yesterday", "hour"],
    ["cost by hour", "hour"],
    ["daily EC2 cost since the 1st", "day"],
    ["cost per day", "day"],
    ["cost by day", "day"],
    ["day by day", "day"],
    ["day-by-day costs", "day"],
    ["each day of last week", "day"],
    ["a dialy breakdown", "day"],
    ["montly aws spend", "month"],
    ["weekly trend", "week"],
    ["cost per week over the past 3 months", "week"],
    ["cost per wk", "week"],
    ["monthly amortized cost for EC2", "month"],
    ["last 3 months by month", "month"],
    ["month by month", "month"],
    ["month-wise costs", "month"],
    ["each of the last 6 months", "month"],
    ["by service and month this year", "month"],
    ["by service, by month", "month"],
    ["monthly savings plan spend", "month"],
    ["quarterly spend", "quarter"],
    ["by fiscal quarter", "quarter"],
    ["yearly spend", "year"],
    ["annual cost", "year"],
    ["annually", "year"],
    ["cost over time", null],
    ["cost last month", null],
    ["cost by region", null],
    ["a $15,000 monthly budget", null],
    ["Show me only MONTHLY budgets over $50K", null],
    ["$500+ monthly rightsizing savings", null],
    ["the hourly on-demand price of m6i.xlarge", null],
    ["savings a month", null],
    ["cost by day of week", null],
  ])("%s", (question, granularity) => {
    expect(readTime(question, clock).granularity).toBe(granularity);
  });

  test("stands beside a period", () => {
    expect(readTime("daily cost for October by service", clock)).toMatchObject({
      granularity: "day",
      period: { start: "2026-10-01", end: "2026-11-01" },
      rest: "cost by service",
    });
  });
});
