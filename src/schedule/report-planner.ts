import type { HeldSchedule, Schedule } from "#src/schedule-book";
import type { Postings } from "#src/store/schedules/postings";
import { lastOccurrence, nextOccurrence, type Occurrence } from "./occurrences.ts";

/** Why a report isn't sent whose successor is due. */
export const OVERTAKEN = "A newer one came due before it could be sent.";

/** Plans the reports that schedules owe. */
export class ReportPlanner {
  readonly #postings: Postings;
  /** When each schedule, as it holds now, is due next. */
  readonly #next = new WeakMap<HeldSchedule, Date | null>();

  constructor(postings: Postings) {
    this.#postings = postings;
  }

  /**
   * Plans the newest report that each schedule owes by an instant. Those before it that were missed, while nothing
   * ran, are left out; one that is still on its way gives way.
   */
  plan(schedules: readonly HeldSchedule[], now: Date): void {
    for (const held of schedules) {
      const next = this.#next.get(held);
      if (next === null || (next !== undefined && now < next)) continue;
      this.#planOne(held, now);
      this.#next.set(held, nextOccurrence(held.schedule.times, now)?.at ?? null);
    }
  }

  /** When the next report of these is due, as far as they were planned; null where none is. */
  nextDue(schedules: readonly HeldSchedule[]): Date | null {
    return schedules.reduce<Date | null>((soonest, held) => {
      const next = this.#next.get(held) ?? null;
      return next !== null && (soonest === null || next < soonest) ? next : soonest;
    }, null);
  }

  #planOne({ id, versions }: HeldSchedule, now: Date): void {
    const owed = newestOwed(versions, now);
    if (owed === null) return;
    const { channel, occurrence } = owed;
    const [last] = this.#postings.of(id, 1);
    if (last !== undefined && last.dueAt >= occurrence.at.toISOString()) return;
    const key = { kind: "report", subject: id, step: occurrence.day, channel } as const;
    this.#postings.planInstead(key, occurrence.at, OVERTAKEN, now);
  }
}

/** What was due last while some version of a schedule held, the last one before all. */
function newestOwed(
  versions: HeldSchedule["versions"],
  now: Date,
): (Pick<Schedule, "channel"> & { readonly occurrence: Occurrence }) | null {
  let until = now;
  for (const { schedule, setAt } of versions.toReversed()) {
    const since = new Date(setAt);
    const occurrence = schedule === null ? null : lastOccurrence(schedule.times, until);
    if (schedule !== null && occurrence !== null && occurrence.at > since) {
      return { channel: schedule.channel, occurrence };
    }
    until = since;
  }
  return null;
}
