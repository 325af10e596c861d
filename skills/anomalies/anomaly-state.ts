import type { AnomalyFeedbackEntry } from "#src/anomaly-feedback";
import { type Day, dayNumber } from "#src/focus/day";
import type { AnomalyPlace } from "./found-anomaly.ts";

/**
 * open: nobody has said anything. snoozed: put off until a day. expected: it was planned, or isn't worth telling.
 * resolved: it ended by itself.
 */
export const ANOMALY_STATES = ["open", "acknowledged", "snoozed", "expected", "resolved"] as const;

/** How an anomaly stands. */
export type AnomalyState = (typeof ANOMALY_STATES)[number];

/** The states of what somebody wanted to hear no more of, for a while or for good. */
export const SILENCED_STATES: readonly AnomalyState[] = ["snoozed", "expected"];

/** A state, and what was said last that still holds. */
export interface Standing {
  readonly state: AnomalyState;
  readonly said: AnomalyFeedbackEntry | null;
}

/** Late charges may move a start by so many days; it is the same anomaly. */
export const SAME_START_DAYS = 3;

/** Whether two first days are those of one anomaly. */
export function isSameStart(one: Day, other: Day): boolean {
  return Math.abs(dayNumber(one) - dayNumber(other)) <= SAME_START_DAYS;
}

/** How an anomaly stands on a day, by what people have said, oldest first. */
export function standingOf(
  place: AnomalyPlace,
  entries: readonly AnomalyFeedbackEntry[],
  today: Day,
): Standing {
  const last = entries.findLast((entry) => speaksOf(entry, place, today)) ?? null;
  const said = last?.verdict === "reopened" ? null : last;
  switch (said?.verdict) {
    case "snoozed":
      return { state: "snoozed", said };
    case "expected":
    case "not-useful":
      return { state: "expected", said };
    default:
      if (place.isOver && today >= place.days.end) return { state: "resolved", said };
      return { state: said === null ? "open" : "acknowledged", said };
  }
}

/** All that was said of an anomaly, or of the like of it before. */
export function historyOf(
  place: AnomalyPlace,
  entries: readonly AnomalyFeedbackEntry[],
): readonly AnomalyFeedbackEntry[] {
  return entries.filter((entry) => entry.pattern === place.pattern);
}

/** What silences holds for later ones too, until its day; the rest for the one that it was said of. */
function speaksOf(entry: AnomalyFeedbackEntry, place: AnomalyPlace, today: Day): boolean {
  if (entry.pattern !== place.pattern) return false;
  const isSame = isSameStart(place.days.start, entry.start);
  const isLater = place.days.start > entry.start;
  const holds = entry.until === null || today < entry.until;
  switch (entry.verdict) {
    case "acknowledged":
      return isSame;
    case "snoozed":
      return isSame && holds;
    case "reopened":
      return isSame || isLater;
    case "expected":
    case "not-useful":
      return (isSame || isLater) && holds;
  }
}
