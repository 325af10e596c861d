import { SEVERITIES, type Severity } from "./severity.ts";

/** Grown by half again, an anomaly is worth telling once more. */
const MATERIAL_GROWTH = 1.5;

/** What an anomaly came to when it was told, or comes to now. */
export interface Telling {
  readonly severity: Severity;
  /** What a day costs above expectation, or below, by now: money in the anomaly's currency. */
  readonly excessPerDay: number;
}

/**
 * Whether an anomaly is to be told now: one that nobody was told of, and one that has grown materially since — a
 * severity higher, or half as much again a day. That it adds the same amount each day is no growth, although its
 * impact doubles; that it has ended isn't told.
 * @param last what it came to when it was told last; null where it never was
 */
export function isWorthTelling(now: Telling, last: Telling | null): boolean {
  if (last === null) return true;
  if (SEVERITIES.indexOf(now.severity) > SEVERITIES.indexOf(last.severity)) return true;
  return Math.abs(now.excessPerDay) >= MATERIAL_GROWTH * Math.abs(last.excessPerDay);
}
