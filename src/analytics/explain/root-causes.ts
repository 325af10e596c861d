import { type Cuboid, cuboidsOf, widestWithin } from "./cuboid.ts";
import type { CuboidElement } from "./cuboid-element.ts";
import { type Explanation, explanationBy } from "./explanation.ts";
import { type LeafTable, withoutEmptyLeaves } from "./leaf-table.ts";
import { SharedChange } from "./shared-change.ts";
import { elementsByScore } from "./slice-search.ts";

/** More causes than this are no explanation. */
const MOST_CAUSES = 12;

/** How far to look. */
export interface SearchOptions {
  /** The most dimensions that a slice may name; by default as many as the table's size allows. */
  readonly widest?: number;
}

/**
 * The slices whose leaves share a change that is not ordinary noise, over all dimensions at once:
 * the generalised ripple effect, as of a forecast missed. Single leaves count too. Where nothing stands out
 * there is no cause, and the whole change is the remainder.
 */
export function rootCauses(table: LeafTable, options: SearchOptions = {}): Explanation {
  const leaves = withoutEmptyLeaves(table);
  const cuboids = cuboidsOf(leaves, options.widest ?? widestWithin(leaves));
  return explanationBy(leaves, sharedChanges(leaves, cuboids));
}

/**
 * The elements whose leaves share a change, the one with the most leaves first; none holds another's leaves.
 * @param isCandidate leaves elements out of the search
 */
export function sharedChanges(
  leaves: LeafTable,
  cuboids: readonly Cuboid[],
  isCandidate: (element: CuboidElement) => boolean = () => true,
): CuboidElement[] {
  if (leaves.before.length === 0) return [];
  const judge = new SharedChange(leaves);
  const taken = new Uint8Array(leaves.before.length);
  return elementsByScore(
    leaves,
    cuboids,
    (cuboid, element) => {
      const score = judge.leavesInFavour(cuboid, element, taken);
      return score > 0 && isCandidate({ cuboid, element }) ? score : 0;
    },
    taken,
    MOST_CAUSES,
  );
}
