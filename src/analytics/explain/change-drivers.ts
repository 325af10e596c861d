import { ExactSum } from "#src/focus/exact-sum";
import { type Cuboid, cuboidsOf, widestWithin } from "./cuboid.ts";
import { type CuboidElement, compareElements, hasValue, leavesOf } from "./cuboid-element.ts";
import { type Explanation, explanationBy } from "./explanation.ts";
import { type LeafTable, withoutEmptyLeaves } from "./leaf-table.ts";
import { type SearchOptions, sharedChanges } from "./root-causes.ts";

/** A cause with less than this part of the change is left to the remainder. */
const MATERIAL_SHARE = 0.05;
/** So much of the change may stay unexplained. */
const TOLERATED_REMAINDER = 0.2;
/** More parts than this are a table, not an explanation. */
const MOST_DRIVERS = 5;
/** A remainder below this part of the cost is not worth a slice. */
const NEGLIGIBLE_COST_SHARE = 0.005;
/** A driver's part of the change exceeds its part of the cost by this at least, else it just moved along. */
const LEAST_CONCENTRATION = 0.1;
/** A narrower slice stands for a wider one when it holds this much of its change. */
const COVERS = 0.8;
/** Shares that differ by less are the same but for rounding. */
const ROUNDING = 1e-9;

/**
 * What drove the change of a bill, in few parts: slices whose leaves share a change, if they are material;
 * then, while much is unexplained, the slice in which the rest is concentrated, as narrow as it gets.
 * What merely has no value (no region, no resource) is no slice here: nobody can act on it.
 */
export function changeDrivers(table: LeafTable, options: SearchOptions = {}): Explanation {
  const leaves = withoutEmptyLeaves(table);
  const cuboids = cuboidsOf(leaves, options.widest ?? widestWithin(leaves));
  const rest = new UnexplainedChange(leaves, cuboids);
  const total = rest.change;
  const shared = sharedChanges(leaves, cuboids, (element) => hasValue(leaves, element)).filter(
    (found) => Math.abs(rest.changeOf(found)) >= MATERIAL_SHARE * Math.abs(total),
  );
  const drivers = shared.map((element) => ({ element, change: rest.take(element) }));
  for (let count = 0; count < MOST_DRIVERS; count++) {
    if (Math.abs(rest.change) <= TOLERATED_REMAINDER * Math.abs(total)) break;
    const widest = rest.mostConcentrated();
    if (widest === null) break;
    const element = rest.narrowest(widest);
    drivers.push({ element, change: rest.take(element) });
  }
  const largest = drivers.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
  return explanationBy(
    leaves,
    largest.slice(0, MOST_DRIVERS).map(({ element }) => element),
  );
}

interface Concentrated extends CuboidElement {
  readonly concentration: number;
}

/** The leaves that no driver holds yet, summed by element. */
class UnexplainedChange {
  readonly #table: LeafTable;
  readonly #change: Float64Array;
  /** What each leaf cost before; credits count as much as cost. */
  readonly #size: Float64Array;
  readonly #taken: Uint8Array;
  readonly #cuboids: readonly Cuboid[];
  readonly #changes: readonly Float64Array[];
  readonly #sizes: readonly Float64Array[];

  constructor(table: LeafTable, cuboids: readonly Cuboid[]) {
    const { before, after } = table;
    this.#table = table;
    this.#change = after.map((is, leaf) => is - (before[leaf] as number));
    this.#size = before.map(Math.abs);
    this.#taken = new Uint8Array(before.length);
    this.#cuboids = cuboids;
    this.#changes = cuboids.map((cuboid) => sumsByElement(cuboid, this.#change));
    this.#sizes = cuboids.map((cuboid) => sumsByElement(cuboid, this.#size));
  }

  /** The change of all leaves that are left. */
  get change(): number {
    const sum = new ExactSum();
    this.#change.forEach((change, leaf) => {
      if (this.#taken[leaf] === 0) sum.add(change);
    });
    return sum.value;
  }

  /** The change of the leaves of an element that are left. */
  changeOf(element: CuboidElement): number {
    const sum = new ExactSum();
    for (const leaf of this.#left(element)) sum.add(this.#change[leaf] as number);
    return sum.value;
  }

  /** Explains the leaves of an element; returns their change. */
  take(element: CuboidElement): number {
    const change = this.changeOf(element);
    for (const leaf of this.#left(element)) {
      this.#taken[leaf] = 1;
      this.#cuboids.forEach(({ elementOf }, index) => {
        const at = elementOf[leaf] as number;
        subtract(this.#changes[index] as Float64Array, at, this.#change[leaf] as number);
        subtract(this.#sizes[index] as Float64Array, at, this.#size[leaf] as number);
      });
    }
    return change;
  }

  /** The element whose part of the change exceeds its part of the cost most; null where none does much. */
  mostConcentrated(): CuboidElement | null {
    const change = this.change;
    const size = (this.#sizes[0] as Float64Array)[0] as number;
    if (Math.abs(change) <= NEGLIGIBLE_COST_SHARE * size) return null;
    let found: Concentrated | null = null;
    this.#cuboids.forEach((cuboid, index) => {
      const sizes = this.#sizes[index] as Float64Array;
      (this.#changes[index] as Float64Array).forEach((part, element) => {
        const costShare = size === 0 ? 0 : (sizes[element] as number) / size;
        const concentration = part / change - costShare;
        if (concentration < LEAST_CONCENTRATION) return;
        const candidate = { cuboid, element, concentration };
        if (this.#isBetter(candidate, found)) found = candidate;
      });
    });
    return found;
  }

  /** The element with the fewest leaves that lies in another and holds most of its change. */
  narrowest(wide: CuboidElement): CuboidElement {
    const change = this.changeOf(wide);
    let narrowest = wide;
    this.#cuboids.forEach((cuboid, index) => {
      const changes = this.#changes[index] as Float64Array;
      for (const element of elementsWithin(cuboid, wide)) {
        const covers = (changes[element] as number) / change >= COVERS;
        const candidate = { cuboid, element };
        if (covers && this.#isNarrower(candidate, narrowest)) narrowest = candidate;
      }
    });
    return narrowest;
  }

  #isBetter(candidate: Concentrated, than: Concentrated | null): boolean {
    if (!hasValue(this.#table, candidate)) return false;
    if (than === null) return true;
    const difference = candidate.concentration - than.concentration;
    if (Math.abs(difference) > ROUNDING) return difference > 0;
    return compareElements(this.#table, candidate, than) < 0;
  }

  #isNarrower(candidate: CuboidElement, than: CuboidElement): boolean {
    if (!hasValue(this.#table, candidate)) return false;
    const difference = leavesOf(candidate).length - leavesOf(than).length;
    if (difference !== 0) return difference < 0;
    return compareElements(this.#table, candidate, than) < 0;
  }

  #left(element: CuboidElement): Int32Array {
    return leavesOf(element).filter((leaf) => this.#taken[leaf] === 0);
  }
}

function sumsByElement({ elementOf, elementCount }: Cuboid, values: Float64Array): Float64Array {
  const sums = new Float64Array(elementCount);
  elementOf.forEach((element, leaf) => {
    sums[element] = (sums[element] as number) + (values[leaf] as number);
  });
  return sums;
}

function subtract(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] as number) - value;
}

/** The elements of a cuboid all of whose leaves lie in another element. */
function elementsWithin(cuboid: Cuboid, wide: CuboidElement): number[] {
  const counts = new Map<number, number>();
  for (const leaf of leavesOf(wide)) {
    const element = cuboid.elementOf[leaf] as number;
    counts.set(element, (counts.get(element) ?? 0) + 1);
  }
  return [...counts]
    .filter(([element, count]) => leavesOf({ cuboid, element }).length === count)
    .map(([element]) => element);
}
