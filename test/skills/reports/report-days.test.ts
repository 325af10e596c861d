import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dayWithWeekBefore,
  monthCompleteBy,
  monthThrough,
  weekThrough,
} from "#skills/reports/report-days";
import { addDays, daysIn } from "#src/focus/day";

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays("2020-01-01", days));

describe("the days of a report", () => {
  test("are each weekday once, and the same before", () => {
    expect(weekThrough("2026-11-21")).toEqual({
      main: { start: "2026-11-15", end: "2026-11-22" },
      other: { start: "2026-11-08", end: "2026-11-15" },
    });
  });

  test("are one day beside its weekday a week before", () => {
    expect(dayWithWeekBefore("2026-11-21")).toEqual({
      main: { start: "2026-11-21", end: "2026-11-22" },
      other: { start: "2026-11-14", end: "2026-11-15" },
    });
  });

  test("of a month are beside as many of the one before, which may have fewer", () => {
    expect(monthThrough("2026-11-21").other).toEqual({ start: "2026-10-01", end: "2026-10-22" });
    expect(monthThrough("2026-03-31").other).toEqual({ start: "2026-02-01", end: "2026-03-01" });
  });

  test("of a whole month are those of the latest that is complete", () => {
    expect(monthCompleteBy("2026-11-30").main).toEqual({ start: "2026-11-01", end: "2026-12-01" });
    expect(monthCompleteBy("2026-11-29").main).toEqual({ start: "2026-10-01", end: "2026-11-01" });
    expect(monthCompleteBy("2026-11-29").other.start).toBe("2026-09-01");
  });

  test("never reach past the last complete one, nor overlap", () => {
    fc.assert(
      fc.property(day, (last) => {
        for (const days of [weekThrough, dayWithWeekBefore, monthThrough, monthCompleteBy]) {
          const { main, other } = days(last);
          expect(main.end <= addDays(last, 1)).toBe(true);
          expect(other.end <= main.start).toBe(true);
          expect(daysIn(main)).toBeGreaterThan(0);
          expect(daysIn(other)).toBeGreaterThan(0);
        }
      }),
    );
  });
});
