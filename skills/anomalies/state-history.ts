import type { AnomalyFeedbackEntry } from "#src/anomaly-feedback";
import { type Day, dayOfInstant } from "#src/focus/day";
import { type AnomalyState, historyOf, standingOf } from "./anomaly-state.ts";
import type { AnomalyPlace } from "./found-anomaly.ts";

/** A step in the life of an anomaly. */
export interface StateChange {
  readonly state: AnomalyState;
  /** A UTC day, or the instant at which something was said. */
  readonly at: string;
  /** What was said then; null where the cost or the calendar did it. */
  readonly said: AnomalyFeedbackEntry | null;
}

type Moment = Omit<StateChange, "state">;

/**
 * How an anomaly has stood since it could be told: each thing that was said, and what happened by itself — what
 * silenced it ran out, or its cost went back to usual.
 * @param entries what was said that holds for it, the oldest first
 * @param raised the day on which it could be told
 */
export function stateHistory(
  place: AnomalyPlace,
  entries: readonly AnomalyFeedbackEntry[],
  raised: Day,
  today: Day,
): readonly StateChange[] {
  const own = historyOf(place, entries);
  const history: StateChange[] = [];
  for (const { at, said } of momentsOf(place, own, raised, today)) {
    const known = own.filter(({ givenAt }) => givenAt <= at);
    const { state } = standingOf(place, known, said === null ? at : dayOfInstant(new Date(at)));
    if (said !== null || state !== history.at(-1)?.state) history.push({ state, at, said });
  }
  return history;
}

function momentsOf(
  { days, isOver }: AnomalyPlace,
  own: readonly AnomalyFeedbackEntry[],
  raised: Day,
  today: Day,
): readonly Moment[] {
  const expiries = own.flatMap(({ until }) => (until === null || until > today ? [] : [until]));
  const byThemselves = [...expiries, ...(isOver ? [days.end] : [])];
  const moments: Moment[] = [
    { at: raised, said: null },
    ...byThemselves.map((at) => ({ at, said: null })),
    ...own.map((said) => ({ at: said.givenAt, said })),
  ];
  return moments.filter(({ at }) => at >= raised).toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
