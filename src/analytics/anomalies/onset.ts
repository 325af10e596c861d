/** A height above its baseline at the last of some points grew steadily, rather than at once. */
const STEADY_GROWTH = 0.8;
/** Points from which growth can be told. */
const GROWTH_POINTS = 5;

/**
 * How many points ago a rise began that the last points show: the split that explains it best as a step of
 * size `rise`, i.e. the longest-lasting maximum of Σ(x − rise / 2) from the end (Page 1954; Hinkley 1970).
 * @param excesses heights above the baseline, the newest last, positive in the direction of the change
 */
export function pointsSinceOnset(excesses: readonly number[], rise: number): number {
  let best = Number.NEGATIVE_INFINITY;
  let since = 0;
  let sum = 0;
  for (let ago = 0; ago < excesses.length; ago++) {
    sum += (excesses[excesses.length - 1 - ago] ?? 0) - rise / 2;
    if (sum > best) {
      best = sum;
      since = ago;
    }
  }
  return since;
}

/** Whether excesses creep up: their least-squares line gains most of their mean over their length. */
export function creeps(excesses: readonly number[]): boolean {
  const count = excesses.length;
  if (count < GROWTH_POINTS) return false;
  const middle = (count - 1) / 2;
  let slopeSum = 0;
  let total = 0;
  for (const [index, excess] of excesses.entries()) {
    slopeSum += (index - middle) * excess;
    total += excess;
  }
  const slope = slopeSum / ((count * (count * count - 1)) / 12);
  return (slope * count) / (total / count) >= STEADY_GROWTH;
}
