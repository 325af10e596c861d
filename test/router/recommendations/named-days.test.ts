import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "#src/focus/day";
import { withDaysNamed } from "#src/router/recommendations/named-days";

test.each([
  ["until after Black Friday", "2026-11-20", "until 2026-11-28"],
  ["until Black Friday", "2026-11-20", "until 2026-11-27"],
  ["until after Black Friday", "2026-11-27", "until 2026-11-28"],
  ["until after Black Friday", "2026-11-28", "until 2027-11-27"],
  ["until after Cyber Monday", "2026-11-20", "until 2026-12-01"],
  ["until after Thanksgiving", "2026-11-20", "until 2026-11-27"],
  ["until after Christmas", "2026-12-25", "until 2026-12-26"],
  ["until after the holidays", "2026-11-20", "until 2027-01-02"],
  ["until New Year's", "2026-11-20", "until 2027-01-01"],
  ["until Friday", "2026-11-20", "until Friday"],
])("%s, on %s", (words, today, expected) => {
  expect(withDaysNamed(words, today)).toBe(expected);
});

test("Black Friday is a Friday from 23 to 29 November, to come within 53 weeks", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
      const today = addDays("2000-01-01", days);
      const day = withDaysNamed("Black Friday", today);
      expect(new Date(`${day}T00:00:00Z`).getUTCDay()).toBe(5);
      expect(day.slice(5) >= "11-23" && day.slice(5) <= "11-29").toBe(true);
      expect(day > today && day <= addDays(today, 53 * 7)).toBe(true);
    }),
  );
});
