import type { Day } from "#src/focus/day";

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant at which a wall clock first shows a time on a day, or, where a change leaves that out, the first
 * instant after the change: found by looking, minute by minute.
 */
export function localInstant(day: Day, time: string, timeZone: string): Date {
  const wanted = `${day} ${time}`;
  const naive = Date.parse(`${day}T${time}:00Z`);
  // Every offset of a zone shows up within a day around.
  const offsets = new Set(
    [-26, -14, 0, 14, 26].map((hours) => offsetAt(naive + hours * 3_600_000, timeZone)),
  );
  const shown = [...offsets].map((offset) => naive - offset);
  const exact = shown.filter((at) => wallClock(at, timeZone) === wanted);
  if (exact.length > 0) return new Date(Math.min(...exact));
  let at = Math.min(...shown);
  while (wallClock(at, timeZone) < wanted) at += 60_000;
  return new Date(at);
}

function offsetAt(at: number, timeZone: string): number {
  return Date.parse(`${wallClock(at, timeZone).replace(" ", "T")}:00Z`) - at;
}

function wallClock(at: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" });
    formats.set(timeZone, format);
  }
  return format.format(at);
}
