import { expect, test } from "vitest";
import { sumAmounts } from "#src/cards/sum";

test.each([
  [[], null],
  [[null, null], null],
  [[null, 0], 0],
  [[1.25, null, 2.5], 3.75],
  [[1e14, 0.3, -1e14], 0.3],
  [[0.0000021, -0.000002], 0.0000001],
])("%j add up to %s", (values, total) => {
  if (total === null) expect(sumAmounts(values)).toBeNull();
  else expect(sumAmounts(values)).toBeCloseTo(total, 15);
});

test("amounts that cancel out leave no rounding error", () => {
  expect(sumAmounts([0.1, 0.2, -0.3])).toBe(0);
});
