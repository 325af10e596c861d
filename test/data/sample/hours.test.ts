import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hourlyUse } from "#data/sample/hours";

const day = "2026-11-17";

describe("hourlyUse", () => {
  test("fills the working day first, an hour at a time", () => {
    const hours = [...hourlyUse({ day, hours: 24 }, 2.5)];
    expect(hours).toEqual([
      { period: { start: `${day}T07:00:00Z`, end: `${day}T08:00:00Z` }, quantity: 1 },
      { period: { start: `${day}T08:00:00Z`, end: `${day}T09:00:00Z` }, quantity: 1 },
      { period: { start: `${day}T09:00:00Z`, end: `${day}T10:00:00Z` }, quantity: 0.5 },
    ]);
  });

  test("goes on to midnight and then to the night before", () => {
    const starts = [...hourlyUse({ day, hours: 24 }, 24)].map(({ period }) => period.start);
    expect(starts).toHaveLength(24);
    expect(starts[16]).toBe(`${day}T23:00:00Z`);
    expect(starts[17]).toBe(`${day}T00:00:00Z`);
  });

  test("of a day that is still coming in begins at midnight", () => {
    const hours = [...hourlyUse({ day, hours: 14 }, 14)];
    expect(hours[0]?.period.start).toBe(`${day}T00:00:00Z`);
    expect(hours.at(-1)?.period.end).toBe(`${day}T14:00:00Z`);
  });

  test("adds up to the quantity, each hour at most once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000_000 }), (millionths) => {
        const hours = [...hourlyUse({ day, hours: 24 }, millionths / 1e6)];
        const total = hours.reduce((sum, { quantity }) => sum + Math.round(quantity * 1e6), 0);
        const starts = new Set(hours.map(({ period }) => period.start));
        return Math.abs(total - millionths) <= 24 && starts.size === hours.length;
      }),
    );
  });
});
