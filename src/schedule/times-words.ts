import type { Rhythm, Times } from "#src/schedule-book";

/** When something is sent: `every Monday at 09:00, Europe/Berlin`. */
export function timesWords({ rhythm, time, timeZone }: Times): string {
  return `${rhythmWords(rhythm)} at ${time}, ${timeZone}`;
}

/** The days of it: `every Monday`. */
export function rhythmWords(rhythm: Rhythm): string {
  switch (rhythm.every) {
    case "day":
      return "every day";
    case "working day":
      return "every working day";
    case "week":
      return `every ${rhythm.weekday.charAt(0).toUpperCase()}${rhythm.weekday.slice(1)}`;
    case "month":
      return rhythm.day === "last"
        ? "on the last day of every month"
        : `on day ${rhythm.day} of every month`;
  }
}
