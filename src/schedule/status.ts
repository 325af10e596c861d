import type { HeldSchedule, PostingState, Schedule } from "#src/schedule-book";
import type { Postings } from "#src/store/schedules/postings";
import { nextOccurrence } from "./occurrences.ts";

/** How a schedule stands. */
export interface ScheduleStatus {
  readonly id: string;
  readonly schedule: Schedule;
  /** Instants, ISO 8601. */
  readonly nextDue: string | null;
  /** The last report; null before the first. */
  readonly last: {
    readonly dueAt: string;
    readonly state: PostingState;
    readonly problem: string | null;
  } | null;
}

/** How these schedules stand at an instant, by name. */
export function statusesOf(
  schedules: readonly HeldSchedule[],
  postings: Postings,
  now: Date,
): ScheduleStatus[] {
  return schedules
    .map(({ id, schedule }) => {
      const [last] = postings.of(id, 1);
      return {
        id,
        schedule,
        nextDue: nextOccurrence(schedule.times, now)?.at.toISOString() ?? null,
        last:
          last === undefined
            ? null
            : { dueAt: last.dueAt, state: last.state, problem: last.problem },
      };
    })
    .sort((a, b) => a.schedule.name.localeCompare(b.schedule.name, "en"));
}

/** `every Monday at 09:00, Europe/Berlin` */
export function timesWords({ rhythm, time, timeZone }: Schedule["times"]): string {
  return `${rhythmWords(rhythm)} at ${time}, ${timeZone}`;
}

function rhythmWords(rhythm: Schedule["times"]["rhythm"]): string {
  switch (rhythm.every) {
    case "day":
      return "every day";
    case "working day":
      return "Monday to Friday";
    case "week":
      return `every ${rhythm.weekday.charAt(0).toUpperCase()}${rhythm.weekday.slice(1)}`;
    case "month":
      return rhythm.day === "last" ? "on the month's last day" : `on day ${rhythm.day} of a month`;
  }
}
