import type { LeafTable } from "./leaf-table.ts";

/**
 * A leaf counts for its cost to this power: large leaves matter more, yet one doesn't outvote a thousand,
 * and small ones, whose relative change is mostly rounding, hardly matter.
 */
const WEIGHT_POWER = 0.7;
/** The share of a normal distribution within one standard deviation. */
const WITHIN_ONE_DEVIATION = 0.6827;
/** Median absolute deviation to standard deviation, for a normal distribution. */
const DEVIATIONS_PER_MAD = 1.4826;
/** Amounts are rounded, so no noise is smaller than a thousandth. */
const LEAST_NOISE = 0.001;
/** With fewer leaves than this on its quieter side a table doesn't show its noise by that side. */
const LEAST_QUIET_LEAVES = 5;
/** Beyond so many deviations an ordinary leaf is in the tail, not in the bell. */
const TAIL_BEGINS = 4.5;
/** One or two leaves out there are chance, not a tail. */
const LONE_LEAVES = 2;
/** The tail's share where no leaf lies in it: not zero, since nothing is impossible. */
const LEAST_TAIL = 1e-12;

/** How far each leaf moved, for its size. */
export interface RelativeChanges {
  /** (after − before) / the larger of both: −1 is gone, 1 is new, 0 is unchanged. */
  readonly change: Float64Array;
  readonly weight: Float64Array;
}

/** How leaves move that nothing happened to: a bell around no change, with a flat tail. */
export interface OrdinaryNoise {
  /** Standard deviation of the bell. */
  readonly deviation: number;
  /** Share of leaves in the tail. */
  readonly tail: number;
}

/** The relative changes of leaves; none may be zero in both periods. */
export function relativeChanges({ before, after }: LeafTable): RelativeChanges {
  const change = new Float64Array(before.length);
  const weight = new Float64Array(before.length);
  for (let leaf = 0; leaf < before.length; leaf++) {
    const was = before[leaf] as number;
    const is = after[leaf] as number;
    const size = Math.max(Math.abs(was), Math.abs(is));
    change[leaf] = (is - was) / size;
    weight[leaf] = size ** WEIGHT_POWER;
  }
  return { change, weight };
}

/**
 * The noise of ordinary leaves. Causes push leaves to one side, mostly, and noise to both: so the quieter
 * side, mirrored, shows it. A table that has next to no such side shows it by the spread around its median.
 */
export function ordinaryNoise(change: Float64Array): OrdinaryNoise {
  const down = change.filter((value) => value < 0).map((value) => -value);
  const up = change.filter((value) => value > 0);
  const still = (change.length - down.length - up.length) / 2;
  const deviations = [down, up]
    .filter((side) => side.length + still >= LEAST_QUIET_LEAVES)
    .map((side) => quantile(side.toSorted(), WITHIN_ONE_DEVIATION, still));
  const quietest = deviations.length === 2 ? Math.min(...deviations) : spread(change);
  const deviation = Math.max(LEAST_NOISE, quietest);
  const far = [down, up].map((side) => tailShare(side, TAIL_BEGINS * deviation));
  return { deviation, tail: Math.max(LEAST_TAIL, Math.min(...far)) };
}

/** The log-likelihood of each change under ordinary noise. */
export function ordinaryLogLikelihood(change: Float64Array, noise: OrdinaryNoise): Float64Array {
  const { deviation, tail } = noise;
  const bell = (1 - tail) / (deviation * Math.sqrt(2 * Math.PI));
  /** The tail is flat over the whole range from gone to new, which is 2 wide. */
  const flat = tail / 2;
  return change.map((value) => Math.log(bell * Math.exp(-0.5 * (value / deviation) ** 2) + flat));
}

/** The p-quantile of `zeros` zeros and then the sorted values. */
function quantile(sorted: Float64Array, p: number, zeros: number): number {
  const at = Math.floor((sorted.length + zeros) * p - zeros);
  return at < 0 ? 0 : (sorted[Math.min(at, sorted.length - 1)] ?? 0);
}

function spread(values: Float64Array): number {
  const middle = median(values);
  return DEVIATIONS_PER_MAD * median(values.map((value) => Math.abs(value - middle)));
}

/** The lower median. */
function median(values: Float64Array): number {
  return values.toSorted()[Math.floor((values.length - 1) / 2)] ?? 0;
}

function tailShare(values: Float64Array, begins: number): number {
  let count = 0;
  for (const value of values) if (value > begins) count++;
  return Math.max(0, count - LONE_LEAVES) / Math.max(1, values.length);
}
