import type { Anomaly } from "./anomaly.ts";

/** Part of the bill as values of dimensions; `{}` is all of it. */
export type Slice = Readonly<Record<string, string>>;

/** An anomaly in the series of one slice. */
export interface SliceAnomaly {
  readonly slice: Slice;
  readonly anomaly: Anomaly;
}

/** One anomaly of the bill: the slice that explains it best, and the other slices in which it shows. */
export interface MergedAnomaly extends SliceAnomaly {
  readonly alsoIn: readonly SliceAnomaly[];
}

/** A narrower slice that explains this share of the impact stands for the wider one. */
const EXPLAINS = 0.8;
/** Days that may lie between two sightings of one anomaly. */
const GAP_POINTS = 3;

/**
 * Folds the sightings of one anomaly in nested slices into one: of those that explain at least 80 % of the largest
 * impact the narrowest is kept. Slices of other dimensions are the same anomaly where they show the same money.
 * All series must begin on the same day and be in one currency. The largest impact comes first.
 */
export function mergeNested(sightings: readonly SliceAnomaly[]): readonly MergedAnomaly[] {
  let remaining = sightings.toSorted(bySize);
  const merged: MergedAnomaly[] = [];
  for (let top = remaining[0]; top !== undefined; top = remaining[0]) {
    const largest = top;
    const group = remaining.filter((one) => one === largest || isSame(largest, one));
    const kept = narrowest(group.filter((one) => explains(one, largest))) ?? largest;
    const alsoIn = group.filter((one) => one !== kept && agree(one.slice, kept.slice));
    merged.push({ ...kept, alsoIn });
    remaining = remaining.filter((one) => one !== kept && !alsoIn.includes(one));
  }
  return merged;
}

function isSame(largest: SliceAnomaly, other: SliceAnomaly): boolean {
  const [one, two] = [largest.anomaly, other.anomaly];
  const isSameTime = one.start <= two.end + GAP_POINTS && two.start <= one.end + GAP_POINTS;
  if (!isSameTime || one.direction !== two.direction) return false;
  if (isWithin(other.slice, largest.slice) || isWithin(largest.slice, other.slice)) return true;
  return agree(largest.slice, other.slice) && explains(other, largest);
}

function explains(part: SliceAnomaly, whole: SliceAnomaly): boolean {
  return Math.abs(part.anomaly.impact) >= EXPLAINS * Math.abs(whole.anomaly.impact);
}

/** The sighting with the most dimensions; of several the largest. They come in order of size. */
function narrowest(sightings: readonly SliceAnomaly[]): SliceAnomaly | undefined {
  return sightings.toSorted((a, b) => width(b.slice) - width(a.slice))[0];
}

function width(slice: Slice): number {
  return Object.keys(slice).length;
}

/** Whether every charge of `inner` is in `outer`. */
function isWithin(inner: Slice, outer: Slice): boolean {
  return Object.entries(outer).every(([dimension, value]) => inner[dimension] === value);
}

/** Whether no dimension has two values, so that a charge can be in both. */
function agree(one: Slice, two: Slice): boolean {
  return Object.entries(one).every(
    ([dimension, value]) => two[dimension] === undefined || two[dimension] === value,
  );
}

/** Larger impact first; then, so that the order of the input doesn't matter, by start and slice. */
function bySize(a: SliceAnomaly, b: SliceAnomaly): number {
  return (
    Math.abs(b.anomaly.impact) - Math.abs(a.anomaly.impact) ||
    a.anomaly.start - b.anomaly.start ||
    keyOf(a.slice).localeCompare(keyOf(b.slice))
  );
}

function keyOf(slice: Slice): string {
  return JSON.stringify(Object.entries(slice).toSorted(([a], [b]) => a.localeCompare(b)));
}
