import type { Day } from "#src/focus/day";
import type { Commitment, CommitmentKey } from "./commitments.ts";
import { roundMoney, roundQuantity } from "./rounding.ts";
import type { Stream } from "./stream.ts";

/** What is left of a commitment on a day, while the day's usage draws on it. */
export interface Coverage {
  readonly commitment: Commitment;
  left: number;
}

/** The part of a quantity that a commitment covers, and its share of the commitment's cost. */
export interface Covered {
  readonly quantity: number;
  readonly cost: number;
}

/** Smaller rests than this aren't drawn on; they stay unused. */
const LEAST_QUANTITY = 0.001;

/** Fresh coverage for a day, `hours` long, from the commitments whose terms hold it. */
export function coverageOn(
  day: Day,
  hours: number,
  commitments: readonly Commitment[],
): ReadonlyMap<CommitmentKey, Coverage> {
  const running = commitments.filter(({ start, end }) => start <= day && day < end);
  return new Map(
    running.map((commitment) => [
      commitment.key,
      { commitment, left: roundMoney(commitment.hourlyCost * hours) },
    ]),
  );
}

/** Draws as much of a quantity as the coverage has left; the coverage shrinks by the cost. */
export function draw(coverage: Coverage, stream: Stream, quantity: number): Covered {
  const rate = coveredRate(coverage.commitment, stream);
  const fullCost = roundMoney(rate * quantity);
  const isFull = fullCost <= coverage.left;
  const covered = isFull ? quantity : roundQuantity(coverage.left / rate);
  if (covered < LEAST_QUANTITY) return { quantity: 0, cost: 0 };
  const cost = isFull ? fullCost : coverage.left;
  coverage.left = roundMoney(coverage.left - cost);
  return { quantity: covered, cost };
}

/** What one unit of covered usage takes from its commitment. */
export function coveredRate({ benefit, hourlyCost }: Commitment, stream: Stream): number {
  return benefit.category === "Spend"
    ? stream.contractedPrice * (1 - benefit.discount)
    : hourlyCost / benefit.resources;
}
