import { expect, test } from "vitest";
import { monthEffects, monthPlaces } from "#src/analytics/forecast/month-effects";
import { addDays, dayNumber } from "#src/focus/day";

test("days count from the month's start, the last three from its end", () => {
  for (const [day, place] of [
    ["2026-01-01", 0],
    ["2026-01-28", 27],
    ["2026-01-29", 31],
    ["2026-01-31", 33],
    ["2026-02-25", 24],
    ["2026-02-26", 31],
    ["2026-02-28", 33],
    ["2028-02-29", 33],
    ["2026-12-31", 33],
  ] as const) {
    expect(monthPlaces(dayNumber(day), 1)).toEqual([place]);
    expect(monthPlaces(dayNumber(addDays(day, -40)), 41)[40]).toBe(place);
  }
});

test("an effect that comes each month counts, one that comes and goes hardly", () => {
  const places = monthPlaces(dayNumber("2026-01-01"), 365);
  const steady = places.map((place, day) => (place === 0 ? 50 : Math.sin(day)));
  expect(monthEffects(steady, places)[0]).toBeGreaterThan(48);
  const fickle = places.map((place, day) => (place === 0 && day === 0 ? 50 : Math.sin(day)));
  expect(monthEffects(fickle, places)[0]).toBeLessThan(2);
});

test("nothing is known of two months", () => {
  expect(monthEffects([1, 2, 3], [0, 1, 2])).toEqual([]);
});
