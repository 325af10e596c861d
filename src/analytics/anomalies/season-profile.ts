import { RollingMedian } from "./rolling-median.ts";

/** Seasons that a slot remembers. */
const REMEMBERED = 8;

/** Seasons at which a slot's median is believed half: a first one counts nine tenths. */
const HALF_BELIEVED = 0.1;

/** Seasons after which one that is strange doesn't carry the median away. */
const SETTLED_SEASONS = 2;

/**
 * How each slot of the season (a weekday, an hour of the week) differs from the season's mean, on the log scale:
 * the median of its last deviations from the mean of the whole season that ends with it, in which each slot
 * counts once (the ratio-to-moving-average method, Macaulay 1931, with a trailing window).
 */
export class SeasonProfile {
  readonly #length: number;
  readonly #lastSeason: number[] = [];
  readonly #slots: readonly RollingMedian[];
  #sum = 0;
  #points = 0;

  /** @param length points of a season; 1 for none */
  constructor(length: number) {
    this.#length = length;
    this.#slots = Array.from({ length }, () => new RollingMedian(REMEMBERED));
  }

  /** What `point` adds to the level by its place in the season. */
  factor(point: number): number {
    const slot = this.#slots[point % this.#length];
    if (slot === undefined || slot.count === 0) return 0;
    return (slot.median * slot.count) / (slot.count + HALF_BELIEVED);
  }

  /** How far the factor may be off while its slot has been seen once or twice: it may come from something unusual. */
  variance(point: number): number {
    const seasons = this.#slots[point % this.#length]?.count ?? 0;
    if (seasons === 0 || seasons > SETTLED_SEASONS) return 0;
    return (this.factor(point) / 2) ** 2;
  }

  /** Learns from a point that is usual. Points come one after the other. */
  learn(point: number, log: number): void {
    if (this.#length === 1) return;
    this.#lastSeason.push(log);
    this.#sum += log;
    this.#points++;
    if (this.#points > this.#length) {
      this.#sum -= this.#lastSeason.shift() ?? 0;
      this.#remember(point, log);
    } else if (this.#points === this.#length) {
      const first = point - this.#length + 1;
      for (const [offset, earlier] of this.#lastSeason.entries()) {
        this.#remember(first + offset, earlier);
      }
    }
  }

  /**
   * Goes past a point that is unusual, or missing, as if it had been usual. Its slot hears of it all the same where it
   * knows enough for its median not to follow: a new habit of the week is learned after some weeks.
   */
  pass(point: number, level: number, log: number | null): void {
    if (this.#length === 1 || this.#points < this.#length) return;
    const usual = level + this.factor(point);
    this.#lastSeason.push(usual);
    this.#sum += usual - (this.#lastSeason.shift() ?? 0);
    const slot = this.#slots[point % this.#length];
    if (log !== null && slot !== undefined && slot.count >= SETTLED_SEASONS) slot.push(log - level);
  }

  /** The whole series has moved by `amount`: what is remembered moves along. */
  shift(amount: number): void {
    for (let index = 0; index < this.#lastSeason.length; index++) {
      this.#lastSeason[index] = (this.#lastSeason[index] ?? 0) + amount;
    }
    this.#sum += amount * this.#lastSeason.length;
  }

  #remember(point: number, log: number): void {
    this.#slots[point % this.#length]?.push(log - this.#sum / this.#length);
  }
}
