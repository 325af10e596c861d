/** A cost below this share of the usual one is as good as nothing: there the scale turns from log to linear. */
const LINEAR_SHARE = 0.01;

/**
 * Money on a scale on which equal percentages are equal distances: asinh(y / 2c), which is ln(y / c) for
 * y ≫ c, and linear around 0, so that nothing and negative amounts (credits) have a place too
 * (Johnson 1949; Burbidge, Magee & Robb 1988). c follows the series' own size, so the currency doesn't matter.
 */
export class LogScale {
  /** A usual amount of the series. */
  readonly typical: number;
  readonly #unit: number;

  /** @param typical a usual amount of the series, above 0 */
  constructor(typical: number) {
    this.typical = typical;
    this.#unit = 2 * LINEAR_SHARE * typical;
  }

  toLog(amount: number): number {
    return Math.asinh(amount / this.#unit);
  }

  toAmount(log: number): number {
    return Math.sinh(log) * this.#unit;
  }
}
