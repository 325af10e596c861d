import { addDays, type Day } from "#src/focus/day";
import type { DailyCosts } from "./daily-costs.ts";
import type { FoundAnomaly } from "./found-anomaly.ts";
import { isPartOf } from "./slice-series.ts";

/** What is shown before an anomaly, to see what was usual, and after it. */
const DAYS_BEFORE = 14;
const DAYS_AFTER = 7;
const WEEKS = 4;
const DAYS_PER_WEEK = 7;

/** A day of an anomaly's slice; nothing is expected of the days around the anomaly. */
export interface JudgedDay {
  readonly day: Day;
  readonly actual: number;
  readonly expected: number | null;
}

/**
 * The days of an anomaly and some around it. What was expected of all its days is shared out by how the same
 * weekdays of the four weeks before compare, so that the days add up to it.
 */
export function judgedDays(
  costs: DailyCosts,
  { anomaly, slice }: FoundAnomaly,
  expected: number,
): readonly JudgedDay[] {
  const leaves = costs.leaves.filter((leaf) => isPartOf(leaf, slice));
  const actual = (point: number) =>
    leaves.reduce((sum, leaf) => sum + (leaf.costs[point] as number), 0);
  const points = Array.from(
    { length: anomaly.end - anomaly.start + 1 },
    (_, at) => anomaly.start + at,
  );
  const usual = points.map((point) => Math.max(0, usualOn(point, anomaly.start, actual)));
  const sum = usual.reduce((total, amount) => total + amount, 0);
  const expectedOn = (point: number) => {
    const at = point - anomaly.start;
    if (at < 0 || point > anomaly.end) return null;
    return expected * (sum === 0 ? 1 / points.length : (usual[at] ?? 0) / sum);
  };
  const first = Math.max(0, anomaly.start - DAYS_BEFORE);
  const last = Math.max(anomaly.end, Math.min(anomaly.end + DAYS_AFTER, costs.settled - 1));
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const point = first + at;
    return {
      day: addDays(costs.start, point),
      actual: actual(point),
      expected: expectedOn(point),
    };
  });
}

/** The mean of the same weekday in the four weeks before an anomaly began. */
function usualOn(point: number, start: number, actual: (point: number) => number): number {
  const weekday = point - Math.ceil((point - start + 1) / DAYS_PER_WEEK) * DAYS_PER_WEEK;
  const known = Array.from({ length: WEEKS }, (_, week) => weekday - week * DAYS_PER_WEEK).filter(
    (one) => one >= 0,
  );
  return known.reduce((sum, one) => sum + actual(one), 0) / Math.max(1, known.length);
}
