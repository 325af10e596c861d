import { RollingMedian } from "./rolling-median.ts";

/** MAD × 1.4826 is the standard deviation of normal noise (Hampel 1974). */
const MAD_TO_DEVIATION = 1.4826;
/** What is believed before any noise was seen, on the log scale, and the points for which that counts … */
const PRIOR = 0.15;
const PRIOR_POINTS = 10;
/** … at first: after so many points it counts for a third of that. */
const PRIOR_FADES = 40;
/** No series is steadier than this. */
const FLOOR = 0.015;

/** How far usual points lie from the level, on the log scale: robust, so that a few strange ones don't count. */
export class Noise {
  readonly #distances: RollingMedian;
  #points = 0;
  #deviation = PRIOR;

  /** @param window points over which it is measured */
  constructor(window: number) {
    this.#distances = new RollingMedian(window);
  }

  /** The standard deviation. */
  get deviation(): number {
    return this.#deviation;
  }

  /** A normal variance known from n points and a prior worth n₀ (scaled inverse χ², Gelman et al., § 2.6); n₀ fades. */
  learn(distance: number): void {
    this.#distances.push(Math.abs(distance));
    this.#points++;
    const measured = (MAD_TO_DEVIATION * this.#distances.median) ** 2;
    const weight = PRIOR_POINTS * Math.exp(-this.#points / PRIOR_FADES);
    const variance = (this.#points * measured + weight * PRIOR ** 2) / (this.#points + weight);
    this.#deviation = Math.max(FLOOR, Math.sqrt(variance));
  }
}
