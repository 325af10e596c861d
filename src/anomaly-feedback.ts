import type { Day } from "#src/focus/day";
import type { Filter } from "#src/store/cost-query";
import type { Limits } from "#src/store/scope";

/**
 * What somebody can say of an anomaly. acknowledged: it is seen to. expected: it was planned, and the like of it is
 * until a day. not-useful: the like of it isn't worth telling. snoozed: this one alone stays quiet until a day.
 * reopened: none of that holds any more.
 */
export const ANOMALY_VERDICTS = [
  "acknowledged",
  "expected",
  "not-useful",
  "snoozed",
  "reopened",
] as const;

/** What somebody can say of an anomaly. */
export type AnomalyVerdict = (typeof ANOMALY_VERDICTS)[number];

/** What somebody said of an anomaly. */
export interface AnomalyFeedbackEntry {
  /** Slice, currency and direction of the anomaly: what is like it has the same. */
  readonly pattern: string;
  /** The first day of the anomaly that it was said of. */
  readonly start: Day;
  readonly verdict: AnomalyVerdict;
  /** The first day on which it holds no more; null where it holds for good. */
  readonly until: Day | null;
  readonly note: string | null;
  /** E-mail of who said so; empty for the local administrator. */
  readonly person: string;
  /** Instant, ISO 8601. */
  readonly givenAt: string;
}

/** What was said, with the charges that its speaker saw at the time. */
export interface KeptAnomalyFeedback extends AnomalyFeedbackEntry {
  readonly scope: Limits;
}

/** What people said of anomalies, for one viewer. */
export interface AnomalyFeedback {
  /** Everything said up to the end of a UTC day, the oldest first. */
  entries(today: Day): readonly KeptAnomalyFeedback[];
  /** Whether something holds for the viewer's part of some charges: its speaker saw all of that, too. */
  holdsFor(entry: KeptAnomalyFeedback, charges: readonly Filter[]): boolean;
  /** Keeps an entry; the same action id again changes nothing. Returns whether it was new. */
  keep(actionId: string, entry: AnomalyFeedbackEntry): boolean;
}
