import type { Cuboid } from "./cuboid.ts";
import type { LeafTable } from "./leaf-table.ts";

/** An element of a cuboid. */
export interface CuboidElement {
  readonly cuboid: Cuboid;
  readonly element: number;
}

/** The leaves of an element. */
export function leavesOf({ cuboid, element }: CuboidElement): Int32Array {
  return cuboid.leaves.subarray(cuboid.starts[element], cuboid.starts[element + 1]);
}

/**
 * Which of two elements that are equally good is told: the one with fewer dimensions, then the one of the
 * finer cuboid, then by name, so that the order of rows doesn't matter. Negative for the first.
 */
export function compareElements(table: LeafTable, a: CuboidElement, b: CuboidElement): number {
  const width = a.cuboid.dimensions.length - b.cuboid.dimensions.length;
  if (width !== 0) return width;
  const fineness = b.cuboid.elementCount - a.cuboid.elementCount;
  if (fineness !== 0) return fineness;
  return nameOf(table, a) < nameOf(table, b) ? -1 : 1;
}

/** Whether an element is all leaves, or has a value in one of its dimensions at least. */
export function hasValue({ dimensions }: LeafTable, element: CuboidElement): boolean {
  const own = element.cuboid.dimensions;
  const leaf = leavesOf(element)[0] as number;
  return (
    own.length === 0 ||
    own.some((dimension) => {
      const { values, codes } = dimensions[dimension] as LeafTable["dimensions"][number];
      return values[codes[leaf] as number] !== null;
    })
  );
}

function nameOf({ dimensions }: LeafTable, element: CuboidElement): string {
  const leaf = leavesOf(element)[0] as number;
  const names = element.cuboid.dimensions.map((dimension) => {
    const { name, values, codes } = dimensions[dimension] as LeafTable["dimensions"][number];
    return JSON.stringify([name, values[codes[leaf] as number]]);
  });
  return names.sort().join();
}
