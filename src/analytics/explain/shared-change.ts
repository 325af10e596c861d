import type { Cuboid } from "./cuboid.ts";
import type { LeafTable } from "./leaf-table.ts";
import {
  type OrdinaryNoise,
  ordinaryLogLikelihood,
  ordinaryNoise,
  relativeChanges,
} from "./relative-change.ts";

/** A mean change below this is of no interest, however quiet the leaves are. */
const LEAST_CHANGE = 0.02;
/** How closely leaves share a change: amounts are rounded, and a cause doesn't hit all alike. */
const LEAST_SPREAD = 0.01;
const LARGEST_SPREAD = 0.15;
/** Leaves of a cause that do something else, and their density over a range that is 20 wide. */
const OUTLIERS = 0.02;
const OUTLIER_DENSITY = 0.05;
/** A log-likelihood ratio of 3 (20 : 1) either way is a full vote. */
const FULL_VOTE = 3;
/** The weighted mean vote of a cause's leaves is at least this: nearly all of them agree. */
const LEAST_PURITY = 0.8;
/** How much more likely a cause must be than ordinary noise, after as many tries as there are elements: e⁵ : 1. */
const LEAST_EVIDENCE = 5;

const ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI);

/** Judges whether the leaves of an element share a change that isn't ordinary noise. */
export class SharedChange {
  readonly #change: Float64Array;
  readonly #weight: Float64Array;
  readonly #ordinary: Float64Array;
  readonly #noise: OrdinaryNoise;

  constructor(table: LeafTable) {
    const { change, weight } = relativeChanges(table);
    this.#change = change;
    this.#weight = weight;
    this.#noise = ordinaryNoise(change);
    this.#ordinary = ordinaryLogLikelihood(change, this.#noise);
  }

  /**
   * How many leaves of an element speak for a shared change; 0 where they don't make it a cause.
   * @param taken leaves that count no more are not 0 there
   */
  leavesInFavour(cuboid: Cuboid, element: number, taken: Uint8Array): number {
    const from = cuboid.starts[element] as number;
    const to = cuboid.starts[element + 1] as number;
    let count = 0;
    let total = 0;
    let sum = 0;
    let squares = 0;
    let upward = 0;
    for (let at = from; at < to; at++) {
      const leaf = cuboid.leaves[at] as number;
      if (taken[leaf] !== 0) continue;
      const weight = this.#weight[leaf] as number;
      const change = this.#change[leaf] as number;
      count++;
      total += weight;
      sum += weight * change;
      squares += weight * change * change;
      if (change > 0) upward += weight;
    }
    if (count === 0) return 0;
    const mean = sum / total;
    if (Math.abs(mean) <= Math.max(LEAST_CHANGE, this.#noise.deviation)) return 0;
    // Leaves on the other side vote against, so the logarithms needn't be asked about such elements.
    if ((mean > 0 ? upward : total - upward) < LEAST_PURITY * total) return 0;
    const deviation = Math.sqrt(Math.max(0, squares / total - mean * mean));
    const spread = Math.min(LARGEST_SPREAD, Math.max(LEAST_SPREAD, deviation));
    const { purity, evidence } = this.#votes(cuboid, from, to, taken, { mean, spread, total });
    const needed = Math.log(cuboid.elementCount) + LEAST_EVIDENCE;
    return purity < LEAST_PURITY || evidence < needed ? 0 : count * purity;
  }

  #votes(
    { leaves }: Cuboid,
    from: number,
    to: number,
    taken: Uint8Array,
    { mean, spread, total }: { mean: number; spread: number; total: number },
  ): { readonly purity: number; readonly evidence: number } {
    const bell = (1 - OUTLIERS) / (spread * ROOT_OF_TWO_PI);
    const flat = OUTLIERS * OUTLIER_DENSITY;
    let votes = 0;
    let evidence = 0;
    for (let at = from; at < to; at++) {
      const leaf = leaves[at] as number;
      if (taken[leaf] !== 0) continue;
      const distance = ((this.#change[leaf] as number) - mean) / spread;
      const near = bell * Math.exp(-0.5 * distance * distance);
      const ratio = Math.log(near + flat) - (this.#ordinary[leaf] as number);
      // What is ordinary no more, but moved elsewhere, doesn't speak for this change.
      const most = near < flat ? 0 : 1;
      const vote = Math.max(-1, Math.min(most, ratio / FULL_VOTE));
      votes += (this.#weight[leaf] as number) * vote;
      evidence += ratio;
    }
    return { purity: votes / total, evidence };
  }
}
