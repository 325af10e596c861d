import fc from "fast-check";
import type { LeafRow } from "#src/analytics/explain/leaf-table";

/** Cents, credits among them; many leaves cost nothing, or the same, in both periods. */
const cents = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: -500, max: 100_000 }) },
);

/** Leaves over three dimensions, each combination at most once. */
export const leafRows: fc.Arbitrary<LeafRow[]> = fc
  .uniqueArray(
    fc.record({
      a: fc.integer({ min: 1, max: 4 }),
      b: fc.integer({ min: 1, max: 5 }),
      c: fc.integer({ min: 1, max: 3 }),
      before: cents,
      after: fc.option(cents, { nil: null }),
    }),
    { selector: ({ a, b, c }) => `${a} ${b} ${c}`, maxLength: 40 },
  )
  .map((leaves) =>
    leaves.map(({ a, b, c, before, after }) => ({
      dims: { a: `a${a}`, b: `b${b}`, c: `c${c}` },
      before: before / 100,
      after: (after ?? before) / 100,
    })),
  );
