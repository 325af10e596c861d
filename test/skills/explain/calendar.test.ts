import { describe, expect, test } from "vitest";
import { calendarEffect, calendarRatio, expectedNow } from "#skills/spend/explain/calendar";
import { leafTable } from "#src/analytics/explain/leaf-table";
import { addDays } from "#src/focus/day";

const SEPTEMBER = { start: "2026-09-01", end: "2026-10-01" };
const OCTOBER = { start: "2026-10-01", end: "2026-11-01" };

/** Eight weeks from Monday, 7 September 2026, weekends at a share of the other days. */
function weeks(weekend: number) {
  return Array.from({ length: 56 }, (_, at) => ({
    day: addDays("2026-09-07", at),
    cost: at % 7 > 4 ? 100 * weekend : 100,
  }));
}

describe("how much longer a period is", () => {
  test("goes by its days where weekdays are alike, or not known", () => {
    expect(calendarRatio(OCTOBER, SEPTEMBER, weeks(1))).toBeCloseTo(31 / 30, 12);
    expect(calendarRatio(OCTOBER, SEPTEMBER, weeks(0.2).slice(0, 20))).toBeCloseTo(31 / 30, 12);
  });

  test("counts weekends for what they cost", () => {
    // September 2026 has 22 working days and 8 others, October 22 and 9.
    expect(calendarRatio(OCTOBER, SEPTEMBER, weeks(0.5))).toBeCloseTo(26.5 / 26, 12);
  });

  test("isn't misled by one odd week", () => {
    const days = weeks(0.5).map(({ day, cost }) =>
      day === "2026-09-16" ? { day, cost: 5000 } : { day, cost },
    );
    expect(calendarRatio(OCTOBER, SEPTEMBER, days)).toBeCloseTo(26.5 / 26, 12);
  });
});

describe("the calendar's part of a change", () => {
  const row = (frequency: string | null, category: string, before: number, after: number) => ({
    dims: { ChargeFrequency: frequency, ChargeCategory: category },
    before,
    after,
  });
  const table = leafTable([
    row("Usage-Based", "Usage", 300, 310),
    row(null, "Usage", 300, 310),
    row("Recurring", "Usage", 300, 310),
    row(null, "Tax", 300, 310),
  ]);

  test("is that of usage charged by the day alone", () => {
    const rounded = [...expectedNow(table, 31 / 30)].map((cost) => Math.round(cost * 1e9) / 1e9);
    expect(rounded).toEqual([310, 310, 300, 300]);
    expect(calendarEffect(table, [0], 31 / 30)).toBeCloseTo(10, 9);
    expect(calendarEffect(table, [1], 31 / 30)).toBeCloseTo(10, 9);
    expect(calendarEffect(table, [2, 3], 31 / 30)).toBe(0);
  });
});
