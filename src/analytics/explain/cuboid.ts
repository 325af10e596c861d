import type { LeafTable } from "./leaf-table.ts";

/** All combinations of values of some dimensions that occur, each an *element* with its leaves. */
export interface Cuboid {
  /** Positions in the table's dimensions, ascending. */
  readonly dimensions: readonly number[];
  readonly elementCount: number;
  /** The element of each leaf. */
  readonly elementOf: Int32Array;
  /** Leaves, those of an element side by side: element e has `leaves[starts[e] … starts[e + 1])`. */
  readonly leaves: Int32Array;
  readonly starts: Int32Array;
}

/** The cuboid of no dimension: one element with all leaves. */
function wholeCuboid(leafCount: number): Cuboid {
  const leaves = Int32Array.from({ length: leafCount }, (_, leaf) => leaf);
  const starts = Int32Array.of(0, leafCount);
  return {
    dimensions: [],
    elementCount: 1,
    elementOf: new Int32Array(leafCount),
    leaves,
    starts,
  };
}

/** Leaves × cuboids up to which a search takes a fraction of a second and 64 MB. */
const MOST_CELLS = 8_000_000;
/** A mask of dimensions is a 32-bit number. */
export const MOST_DIMENSIONS = 30;

/** The most dimensions that a slice of the table may have, for the search to stay quick; at least one. */
export function widestWithin({ dimensions, before }: LeafTable): number {
  let count = 0;
  let ofWidth = 1;
  for (let width = 1; width <= dimensions.length; width++) {
    ofWidth = (ofWidth * (dimensions.length - width + 1)) / width;
    count += ofWidth;
    if (count * before.length > MOST_CELLS) return Math.max(1, width - 1);
  }
  return Math.max(1, dimensions.length);
}

/**
 * The cuboids of up to `widest` dimensions, fewest dimensions first, beginning with the whole.
 * One that divides the leaves as another with fewer dimensions does is left out (a resource lies in one
 * account and region, so resource and account together say no more than the resource).
 */
export function cuboidsOf(table: LeafTable, widest: number): Cuboid[] {
  const whole = wholeCuboid(table.before.length);
  const all = [whole];
  let layer: Layer = new Map([[0, whole]]);
  for (let width = 1; width <= Math.min(widest, table.dimensions.length); width++) {
    layer = nextLayer(layer, table);
    all.push(...layer.values());
  }
  return all;
}

/** Cuboids of equally many dimensions, by the bits of their dimensions. */
type Layer = ReadonlyMap<number, Cuboid>;

function nextLayer(layer: Layer, table: LeafTable): Layer {
  const next = new Map<number, Cuboid>();
  for (const [mask, parent] of layer) {
    for (let d = (parent.dimensions.at(-1) ?? -1) + 1; d < table.dimensions.length; d++) {
      const parts = partsOf(mask | (1 << d), layer);
      if (parts === null) continue;
      const cuboid = refined(parent, d, table);
      if (parts.every(({ elementCount }) => elementCount < cuboid.elementCount)) {
        next.set(mask | (1 << d), cuboid);
      }
    }
  }
  return next;
}

/** The cuboids with one dimension fewer; null where one of them was left out. */
function partsOf(mask: number, layer: Layer): Cuboid[] | null {
  const parts: Cuboid[] = [];
  for (let rest = mask; rest !== 0; rest &= rest - 1) {
    const part = layer.get(mask & ~(rest & -rest));
    if (part === undefined) return null;
    parts.push(part);
  }
  return parts;
}

function refined(parent: Cuboid, dimension: number, { dimensions, before }: LeafTable): Cuboid {
  const { codes, values } = dimensions[dimension] as LeafTable["dimensions"][number];
  const elementOf = new Int32Array(before.length);
  /** For each value, the parent's element in which it was last met, and the element they make. */
  const metIn = new Int32Array(values.length).fill(-1);
  const made = new Int32Array(values.length);
  let elementCount = 0;
  for (let element = 0; element < parent.elementCount; element++) {
    const end = parent.starts[element + 1] as number;
    for (let at = parent.starts[element] as number; at < end; at++) {
      const leaf = parent.leaves[at] as number;
      const code = codes[leaf] as number;
      if (metIn[code] !== element) {
        metIn[code] = element;
        made[code] = elementCount++;
      }
      elementOf[leaf] = made[code] as number;
    }
  }
  const sorted = sortedByElement(elementOf, elementCount);
  return { dimensions: [...parent.dimensions, dimension], elementCount, elementOf, ...sorted };
}

function sortedByElement(
  elementOf: Int32Array,
  elementCount: number,
): Pick<Cuboid, "leaves" | "starts"> {
  const starts = new Int32Array(elementCount + 1);
  for (const element of elementOf) starts[element + 1] = (starts[element + 1] as number) + 1;
  for (let element = 0; element < elementCount; element++) {
    starts[element + 1] = (starts[element + 1] as number) + (starts[element] as number);
  }
  const next = starts.slice();
  const leaves = new Int32Array(elementOf.length);
  for (let leaf = 0; leaf < elementOf.length; leaf++) {
    const element = elementOf[leaf] as number;
    const at = next[element] as number;
    leaves[at] = leaf;
    next[element] = at + 1;
  }
  return { leaves, starts };
}
