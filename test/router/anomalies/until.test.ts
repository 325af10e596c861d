import { describe, expect, test } from "vitest";
import { readUntil } from "#src/router/anomalies/until";

const TODAY = "2026-11-20";

describe("how long something holds", () => {
  test.each([
    ["until January", "2027-01-01"],
    ["until 15 January", "2027-01-15"],
    ["until Jan 15th", "2027-01-15"],
    ["till December", "2026-12-01"],
    ["until 1 December 2027", "2027-12-01"],
    ["until November", "2027-11-01"],
    ["until the end of November", "2026-12-01"],
    ["until 2026-12-24", "2026-12-24"],
    ["until tomorrow", "2026-11-21"],
    ["until next week", "2026-11-23"],
    ["until next month", "2026-12-01"],
    ["until end of the month", "2026-12-01"],
    ["until the end of the quarter", "2027-01-01"],
    ["until the end of next year", "2028-01-01"],
    ["for 10 days", "2026-11-30"],
    ["for two weeks", "2026-12-04"],
    ["for a month", "2026-12-20"],
  ])("“%s” ends on %s", (words, day) => {
    const reading = readUntil(`mark it as expected ${words}`, TODAY);
    expect(reading).toEqual({ rest: expect.not.stringContaining(words), day, unread: null });
  });

  test.each([["until the cows come home"], ["until 2026-02-30"], ["until 40 foo"]])(
    "“%s” is no day",
    (words) => {
      expect(readUntil(`mark it as expected ${words}`, TODAY)).toMatchObject({ day: null });
      expect(readUntil(`mark it as expected ${words}`, TODAY).unread).not.toBeNull();
    },
  );

  test("a question without such words is left as it is", () => {
    const question = "acknowledge the EC2 anomaly";
    expect(readUntil(question, TODAY)).toEqual({ rest: question, day: null, unread: null });
  });

  test("a month's last day is never passed", () => {
    expect(readUntil("for a month", "2026-01-31").day).toBe("2026-02-28");
  });
});
