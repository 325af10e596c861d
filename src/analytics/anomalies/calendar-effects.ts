import { medianOf } from "./rolling-median.ts";

/** What a place in the calendar does to the cost, on the log scale, and how far that may be off. */
export interface CalendarEffect {
  readonly size: number;
  readonly variance: number;
}

/** No effect at all. */
export const NO_EFFECT: CalendarEffect = { size: 0, variance: 0 };

/** How large a first of the month may well be before one has been seen: half again or more, on the log scale. */
const MONTH_START_PRIOR = 0.5;
/** Month starts that count: what came twice in the last three is a habit. */
const MONTH_STARTS_REMEMBERED = 3;
/** A monthly charge of the same kind differs by a tenth from month to month; once seen, it may also stay away. */
const MONTH_START_SPREAD = 0.1;
const MONTH_START_SPREAD_ONCE = 0.5;

/** How far the end of a month may well be from usual before one has been seen, on the log scale. */
const MONTH_END_PRIOR = 0.15;
/** Days at a month's end that count: two months' pairs. */
const MONTH_ENDS_REMEMBERED = 4;

/** The charges that post on the first of the month: an amount of money that comes on top, whatever the weekday. */
export class MonthStart {
  readonly #excesses: number[] = [];

  learn(excessAmount: number): void {
    this.#excesses.push(excessAmount);
    if (this.#excesses.length > MONTH_STARTS_REMEMBERED) this.#excesses.shift();
  }

  /**
   * The effect on a day that without it costs `usual`.
   * @param toLog the scale of the series
   */
  effect(usual: number, noiseVariance: number, toLog: (amount: number) => number): CalendarEffect {
    const seen = this.#excesses.length;
    if (seen === 0) return { size: 0, variance: MONTH_START_PRIOR ** 2 };
    const sizeOf = (excess: number) => toLog(usual + excess) - toLog(usual);
    const size = sizeOf(medianOf(this.#excesses));
    const range = sizeOf(Math.max(...this.#excesses)) - sizeOf(Math.min(...this.#excesses));
    const share = seen === 1 ? MONTH_START_SPREAD_ONCE : MONTH_START_SPREAD;
    const spread = Math.max(share * Math.abs(size), range / 2);
    return { size, variance: spread ** 2 + noiseVariance / seen };
  }
}

/** The rise (or fall) of a month's last days: a share of the day's usual cost. */
export class MonthEnd {
  readonly #excesses: number[] = [];

  learn(excess: number): void {
    this.#excesses.push(excess);
    if (this.#excesses.length > MONTH_ENDS_REMEMBERED) this.#excesses.shift();
  }

  /**
   * Mean and variance of a normal effect N(0, prior²) after n days with noise σ²: precision 1/prior² + n/σ²
   * (Gelman et al., Bayesian Data Analysis, § 2.5). Days that differ by more than noise make it less certain.
   */
  effect(noiseVariance: number): CalendarEffect {
    const days = this.#excesses.length;
    const precision = 1 / MONTH_END_PRIOR ** 2 + days / noiseVariance;
    const total = this.#excesses.reduce((sum, excess) => sum + excess, 0);
    const squares = this.#excesses.reduce((sum, excess) => sum + (excess - total / days) ** 2, 0);
    const differing = days < 2 ? 0 : Math.max(0, squares / (days - 1) - noiseVariance);
    return { size: total / noiseVariance / precision, variance: 1 / precision + differing };
  }
}
