import { RollingMedian } from "./rolling-median.ts";

/** The recent points are those of this many paces … */
const RECENT_PACES = 2;
/** … and the earlier ones those of so many paces before them. */
const EARLIER_PACES = 4;

/** Where the level has been: a recent stretch, and an earlier one with which it can be compared. */
export class LevelHistory {
  readonly #pace: number;
  readonly #recent: number[] = [];
  readonly #noises: number[] = [];
  readonly #earlier: RollingMedian;

  /** @param pace points that make a level */
  constructor(pace: number) {
    this.#pace = pace;
    this.#earlier = new RollingMedian(EARLIER_PACES * pace);
  }

  /** The heights of the recent points, the newest last. */
  get recent(): readonly number[] {
    return this.#recent;
  }

  /** The middle height of the earlier points; null while they are few. */
  get earlierLevel(): number | null {
    return this.#earlier.count < RECENT_PACES * this.#pace ? null : this.#earlier.median;
  }

  /** The noise a pace ago, of which a change that is under way is no part; null before. */
  get earlierNoise(): number | null {
    return this.#noises[0] ?? null;
  }

  /** Notes the height of the next point, and the noise known by then. */
  add(height: number, noise: number): void {
    this.#recent.push(height);
    if (this.#recent.length > RECENT_PACES * this.#pace) {
      this.#earlier.push(this.#recent.shift() ?? height);
    }
    this.#noises.push(noise);
    if (this.#noises.length > this.#pace) this.#noises.shift();
  }

  /** The earlier points move along by `amount`, and the recent ones are as if they had been at `level`. */
  moveTo(level: number, amount: number): void {
    this.#earlier.shift(amount);
    this.#recent.fill(level);
  }
}
