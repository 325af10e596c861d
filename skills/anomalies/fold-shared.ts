import type { MergedAnomaly, Slice, SliceAnomaly } from "#src/analytics/anomalies/merge-nested";

/** A slice belongs to another when this share of its change lies in both. */
const SHARED = 0.8;
/** Slices of one anomaly begin within so many days of each other. */
const SAME_START_DAYS = 1;
/** Up to so many parts that explain a whole stand for it; more of them have it as their common cause. */
const FEW_PARTS = 3;
/** … when together they make up this share of it. */
const EXPLAINS = 0.8;

/** The change of what is in both of two slices, over the points of an anomaly. */
export type ChangeInBoth = (one: Slice, other: Slice, points: SliceAnomaly["anomaly"]) => number;

/**
 * Folds anomalies of which one slice's money is mostly another's, though neither slice holds the other (a team and
 * the services that it uses): a whole that a few parts explain is left to them; of many parts, those that began with
 * the whole belong to it. The largest impact comes first.
 */
export function foldShared(
  merged: readonly MergedAnomaly[],
  changeInBoth: ChangeInBoth,
): readonly MergedAnomaly[] {
  let remaining = merged.toSorted(bySize);
  const folded: MergedAnomaly[] = [];
  for (let whole = remaining[0]; whole !== undefined; whole = remaining[0]) {
    const largest = whole;
    const rest = remaining.slice(1);
    const parts = rest.filter((part) => isPart(part, largest, changeInBoth));
    if (isSumOf(largest, parts)) {
      remaining = rest.map((one) => (parts.includes(one) ? alsoSeen(one, [largest]) : one));
      continue;
    }
    const own = parts.filter((part) => startsWith(part, largest));
    folded.push(alsoSeen(largest, own));
    remaining = rest.filter((one) => !own.includes(one));
  }
  return folded.toSorted(bySize);
}

function isPart(part: MergedAnomaly, whole: MergedAnomaly, changeInBoth: ChangeInBoth): boolean {
  const [one, two] = [part.anomaly, whole.anomaly];
  if (one.direction !== two.direction) return false;
  const starts = one.start >= two.start - SAME_START_DAYS && one.start <= two.end;
  if (!starts) return false;
  const all = changeInBoth(part.slice, part.slice, one);
  return all !== 0 && changeInBoth(part.slice, whole.slice, one) / all >= SHARED;
}

/** Whether a few parts explain an anomaly. They come in order of size. */
function isSumOf({ anomaly }: MergedAnomaly, parts: readonly MergedAnomaly[]): boolean {
  const few = parts.slice(0, FEW_PARTS);
  return few.reduce((sum, part) => sum + part.anomaly.impact, 0) / anomaly.impact >= EXPLAINS;
}

function startsWith(part: MergedAnomaly, whole: MergedAnomaly): boolean {
  return Math.abs(part.anomaly.start - whole.anomaly.start) <= SAME_START_DAYS;
}

function alsoSeen(one: MergedAnomaly, others: readonly MergedAnomaly[]): MergedAnomaly {
  const sightings = others.flatMap(({ slice, anomaly, alsoIn }) => [{ slice, anomaly }, ...alsoIn]);
  return { ...one, alsoIn: [...one.alsoIn, ...sightings] };
}

/** Merging leaves equal impacts in a fixed order, which sorting keeps. */
function bySize(a: MergedAnomaly, b: MergedAnomaly): number {
  return Math.abs(b.anomaly.impact) - Math.abs(a.anomaly.impact);
}
