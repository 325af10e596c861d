const DIGITS = 2;

/** The next amount of two digits and zeros that isn't less: 3,100 for 3,021.40. Amounts are above 0. */
export function roundedUp(amount: number): number {
  const unit = 10 ** (Math.floor(Math.log10(amount)) - DIGITS + 1);
  const steps = Math.ceil(amount / unit - ROUNDING);
  return unit >= 1 ? steps * unit : steps / Math.round(1 / unit);
}

/** What division leaves behind is no amount to round up for. */
const ROUNDING = 1e-9;
