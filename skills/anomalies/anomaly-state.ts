import type { AnomalyFeedbackEntry } from "#src/anomaly-feedback";
import { type Day, dayNumber } from "#src/focus/day";
import type { FoundAnomaly } from "./found-anomaly.ts";

/** open: nobody has said anything. expected: it was planned, or isn't worth telling. resolved: it ended by itself. */
export const ANOMALY_STATES = ["open", "acknowledged", "expected", "resolved"] as const;

/** How an anomaly stands. */
export type AnomalyState = (typeof ANOMALY_STATES)[number];

/** A state, and what was said last that still holds. */
export interface Standing {
  readonly state: AnomalyState;
  readonly said: AnomalyFeedbackEntry | null;
}

/** Late charges may move a start by so many days; it is the same anomaly. */
const SAME_START_DAYS = 3;

/** How an anomaly stands on a day, by what people have said, oldest first. */
export function standingOf(
  found: FoundAnomaly,
  entries: readonly AnomalyFeedbackEntry[],
  today: Day,
): Standing {
  const last = entries.findLast((entry) => speaksOf(entry, found, today)) ?? null;
  const said = last?.verdict === "reopened" ? null : last;
  if (said?.verdict === "expected" || said?.verdict === "not-useful") {
    return { state: "expected", said };
  }
  if (found.anomaly.status === "ended") return { state: "resolved", said };
  return { state: said === null ? "open" : "acknowledged", said };
}

/** All that was said of an anomaly, or of the like of it before. */
export function historyOf(
  found: FoundAnomaly,
  entries: readonly AnomalyFeedbackEntry[],
): readonly AnomalyFeedbackEntry[] {
  return entries.filter((entry) => entry.pattern === found.pattern);
}

/** What silences holds for later ones too, until its day; the rest for the one that it was said of. */
function speaksOf(entry: AnomalyFeedbackEntry, found: FoundAnomaly, today: Day): boolean {
  if (entry.pattern !== found.pattern) return false;
  const later = dayNumber(found.days.start) - dayNumber(entry.start);
  const isSame = Math.abs(later) <= SAME_START_DAYS;
  switch (entry.verdict) {
    case "acknowledged":
      return isSame;
    case "reopened":
      return isSame || later > 0;
    case "expected":
    case "not-useful":
      return (isSame || later > 0) && (entry.until === null || today < entry.until);
  }
}
