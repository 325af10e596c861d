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
