/** Rounded to the 10 decimals that demo prices and amounts carry. */
export function roundMoney(amount: number): number {
  return Math.round(amount * 1e10) / 1e10;
}

/** Rounded to the 6 decimals that demo quantities carry. */
export function roundQuantity(quantity: number): number {
  return Math.round(quantity * 1e6) / 1e6;
}
