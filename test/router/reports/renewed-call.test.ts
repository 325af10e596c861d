import { describe, expect, test } from "vitest";
import { renewedCall } from "#src/router/reports/renewed-call";

const calendar = (today: string) => ({ today, fiscalYearStartMonth: 1 });

function inputOn(today: string, input: unknown): unknown {
  return renewedCall({ skill: "get-spend", input }, calendar(today)).input;
}

describe("an answer that is sent again", () => {
  test("is of the days that its words mean then", () => {
    const input = { period: { start: "2026-10-01", end: "2026-11-01" }, periodWords: "last month" };
    expect(inputOn("2027-02-01", input)).toEqual({
      ...input,
      period: { start: "2027-01-01", end: "2027-02-01" },
    });
  });

  test("is of the running month where no words said otherwise", () => {
    const input = { period: { start: "2026-11-01", end: "2026-11-24" }, periodWords: null };
    const period = { start: "2026-12-01", end: "2026-12-08" };
    expect(inputOn("2026-12-07", input)).toMatchObject({ period });
  });

  test("keeps days that were chosen as such, and calls without a period", () => {
    const chosen = { period: { start: "2026-10-05", end: "2026-10-09" }, periodWords: null };
    expect(inputOn("2026-12-07", chosen)).toMatchObject(chosen);
    expect(inputOn("2026-12-07", { filters: [] })).toEqual({ filters: [] });
  });

  test("moves what it is compared with along: months by months, weeks by days", () => {
    const month = {
      period: { start: "2026-10-01", end: "2026-11-01" },
      periodWords: "last month",
      compare: {
        kind: "period",
        period: { start: "2025-10-01", end: "2025-11-01" },
        running: false,
      },
    };
    expect(inputOn("2027-02-01", month)).toMatchObject({
      compare: { period: { start: "2026-01-01", end: "2026-02-01" } },
    });
    const week = {
      period: { start: "2026-11-16", end: "2026-11-23" },
      periodWords: "last week",
      compare: {
        kind: "period",
        period: { start: "2026-11-09", end: "2026-11-16" },
        running: false,
      },
    };
    expect(inputOn("2026-11-30", week)).toMatchObject({
      period: { start: "2026-11-23", end: "2026-11-30" },
      compare: { period: { start: "2026-11-16", end: "2026-11-23" } },
    });
  });
});
