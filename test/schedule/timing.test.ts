import { describe, expect, test } from "vitest";
import { scheduleSchema } from "#src/schedule/settings";
import { timingOf } from "#src/schedule/timing";

function times(text: string, timeZone: string, from: string, count: number): string[] {
  const timing = timingOf(text, timeZone);
  const found: string[] = [];
  for (let at = new Date(from); found.length < count; ) {
    at = timing.next(at) ?? new Date(Number.NaN);
    found.push(at.toISOString());
  }
  return found;
}

describe("timings", () => {
  test("a cron expression is meant in its time zone, also over the change of clocks", () => {
    expect(times("15 */4 * * *", "UTC", "2026-11-20T09:00:00Z", 2)).toEqual([
      "2026-11-20T12:15:00.000Z",
      "2026-11-20T16:15:00.000Z",
    ]);
    expect(times("30 6 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", 2)).toEqual([
      "2026-03-28T05:30:00.000Z",
      "2026-03-29T04:30:00.000Z",
    ]);
  });

  test("an instant that is due itself isn't the next one", () => {
    expect(times("15 */4 * * *", "UTC", "2026-11-20T12:15:00Z", 1)).toEqual([
      "2026-11-20T16:15:00.000Z",
    ]);
  });

  test.each([
    ["every 4 hours", "2026-11-20T13:00:00.000Z"],
    ["every 30 minutes", "2026-11-20T09:30:00.000Z"],
    ["every day", "2026-11-21T09:00:00.000Z"],
    ["every 1 hour", "2026-11-20T10:00:00.000Z"],
  ])("%s", (text, next) => {
    expect(times(text, "UTC", "2026-11-20T09:00:00Z", 1)).toEqual([next]);
  });

  test("a day that never comes is never due", () => {
    expect(timingOf("0 0 31 2 *", "UTC").next(new Date("2026-11-20T09:00:00Z"))).toBe(null);
  });
});

describe("the key schedule", () => {
  test.each([
    [{ sync: "whenever" }, "sync"],
    [{ sync: "61 * * * *" }, "sync"],
    [{ sync: "* * * * * *" }, "sync"],
    [{ sync: "every 0 hours" }, "sync"],
    [{ timeZone: "Berlin" }, "timeZone"],
    [{ at: "noon" }, ""],
  ])("%j names the wrong key", (settings, key) => {
    const { error } = scheduleSchema.safeParse(settings);
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([key]);
  });

  test.each([{}, { sync: "off" }, { sync: "every 6 hours" }, { timeZone: "Asia/Kolkata" }])(
    "%j is right",
    (settings) => {
      expect(scheduleSchema.safeParse(settings).success).toBe(true);
    },
  );
});
