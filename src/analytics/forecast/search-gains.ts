/** The values tried for each gain. */
export type Grids = readonly (readonly number[])[];

const ROUNDS = 3;

/**
 * The gains with the smallest error: one gain after the other is moved over its grid, until a round changes
 * nothing. Deterministic.
 */
export function searchGains<End extends { readonly error: number }>(
  grids: Grids,
  start: readonly number[],
  run: (gains: readonly number[]) => End,
): { readonly gains: readonly number[]; readonly end: End } {
  let best = { gains: start, end: run(start) };
  for (let round = 0; round < ROUNDS; round++) {
    const before = best;
    for (const [place, grid] of grids.entries()) best = alongOne(grid, place, best, run);
    if (best === before) break;
  }
  return best;
}

function alongOne<End extends { readonly error: number }>(
  grid: readonly number[],
  place: number,
  start: { readonly gains: readonly number[]; readonly end: End },
  run: (gains: readonly number[]) => End,
) {
  let best = start;
  for (const value of grid) {
    if (value === start.gains[place]) continue;
    const gains = start.gains.with(place, value);
    const end = run(gains);
    if (end.error < best.end.error) best = { gains, end };
  }
  return best;
}
