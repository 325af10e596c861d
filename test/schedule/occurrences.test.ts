import { describe, expect, test } from "vitest";
import { addDays, dayOf } from "#src/focus/day";
import { lastOccurrence, nextOccurrence } from "#src/schedule/occurrences";
import type { Rhythm } from "#src/schedule-book";
import { localInstant } from "./local-instant.ts";

const daily: Rhythm = { every: "day" };

/** Eight zones, with half and quarter hours, a change by 30 minutes, one at midnight, and one without any. */
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Asia/Kolkata",
  "Africa/Casablanca",
] as const;

const TIMES = ["00:00", "00:30", "01:45", "02:00", "02:30", "03:00", "09:00", "23:59"] as const;

describe("when a schedule is due", () => {
  test.each(ZONES)("once on every local day of two years in %s, at its time", (timeZone) => {
    for (const time of TIMES) {
      const times = { rhythm: daily, time, timeZone };
      let day = "2026-01-01";
      let at = new Date(localInstant(day, time, timeZone).getTime() - 60_000);
      for (let count = 0; count < 731; count += 1, day = addDays(day, 1)) {
        const next = nextOccurrence(times, at);
        expect(next).toEqual({ at: localInstant(day, time, timeZone), day });
        at = next?.at ?? at;
      }
    }
  });

  test("the last one is the one that came last", () => {
    for (const timeZone of ZONES) {
      const times = { rhythm: daily, time: "02:30", timeZone };
      for (let number = 20_454; number < 20_454 + 731; number += 1) {
        const day = dayOf(number);
        const at = localInstant(day, "02:30", timeZone);
        expect(lastOccurrence(times, at)).toEqual({ at, day });
        expect(lastOccurrence(times, new Date(at.getTime() + 59_999))).toEqual({ at, day });
        expect(lastOccurrence(times, new Date(at.getTime() - 1))?.day).toBe(addDays(day, -1));
      }
    }
  });

  test.each<[Rhythm, string[]]>([
    [{ every: "week", weekday: "monday" }, ["2026-02-02", "2026-02-09"]],
    [{ every: "week", weekday: "sunday" }, ["2026-02-01", "2026-02-08"]],
    [{ every: "working day" }, ["2026-01-30", "2026-02-02"]],
    [{ every: "month", day: 3 }, ["2026-02-03", "2026-03-03"]],
    [{ every: "month", day: "last" }, ["2026-01-31", "2026-02-28"]],
  ])("%j", (rhythm, days) => {
    const times = { rhythm, time: "09:00", timeZone: "America/New_York" };
    const first = nextOccurrence(times, new Date("2026-01-29T15:00:00Z"));
    const second = nextOccurrence(times, first?.at ?? new Date(0));
    expect([first?.day, second?.day]).toEqual(days);
  });
});
