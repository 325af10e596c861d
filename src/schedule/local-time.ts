import type { Day } from "#src/focus/day";

/** Date and time on the wall clock of a time zone. */
export interface LocalTime {
  readonly day: Day;
  /** `09:00` */
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock of a time zone of IANA shows at an instant. */
export function localTime(instant: Date, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute } = parts;
  return { day: `${year}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** The date of an instant in a time zone of IANA. */
export function localDay(instant: Date, timeZone: string): Day {
  return localTime(instant, timeZone).day;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formats.set(timeZone, format);
  return format;
}
