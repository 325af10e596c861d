import { ExactSum } from "#src/focus/exact-sum";
import { type CuboidElement, leavesOf } from "./cuboid-element.ts";
import type { DimensionValue, LeafTable, Slice } from "./leaf-table.ts";

/** Sums over leaves, in the unit of the leaves. */
export interface ChangeAmounts {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Part of the whole change; null where the whole change is 0. */
  readonly share: number | null;
  /** How many leaves it holds. */
  readonly leaves: number;
}

/** A slice that moved. Its amounts leave out what a narrower cause of the same explanation holds. */
export interface Cause extends ChangeAmounts {
  readonly slice: Slice;
  /** What else all leaves of the slice have in common: the account and region of a resource. */
  readonly within: Slice;
}

/** A change in parts: causes and remainder add up to the whole. */
export interface Explanation {
  readonly whole: ChangeAmounts;
  /** The largest change first. */
  readonly causes: readonly Cause[];
  readonly remainder: ChangeAmounts;
}

/** The change of a table in parts; a leaf that lies in several elements goes to the narrowest. */
export function explanationBy(table: LeafTable, elements: readonly CuboidElement[]): Explanation {
  const narrowestFirst = elements.toSorted((a, b) => leavesOf(a).length - leavesOf(b).length);
  const owner = new Int32Array(table.before.length).fill(narrowestFirst.length);
  // Widest first, so that narrower ones take their leaves back.
  for (const [index, element] of [...narrowestFirst.entries()].reverse()) {
    for (const leaf of leavesOf(element)) owner[leaf] = index;
  }
  const sums = Array.from({ length: narrowestFirst.length + 1 }, () => new LeafSums());
  const all = new LeafSums();
  owner.forEach((index, leaf) => {
    const was = table.before[leaf] as number;
    const is = table.after[leaf] as number;
    sums[index]?.add(was, is);
    all.add(was, is);
  });
  const whole = all.amounts(null);
  const amounts = sums.map((sum) => sum.amounts(whole.change));
  const causes = narrowestFirst
    .map((element, index) => ({
      ...namedSlice(table, element),
      ...(amounts[index] as ChangeAmounts),
    }))
    .filter(({ leaves }) => leaves > 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const remainder = amounts[narrowestFirst.length] as ChangeAmounts;
  return { whole: all.amounts(whole.change), causes, remainder };
}

class LeafSums {
  readonly #before = new ExactSum();
  readonly #after = new ExactSum();
  readonly #change = new ExactSum();
  #leaves = 0;

  add(before: number, after: number): void {
    this.#before.add(before);
    this.#after.add(after);
    this.#change.add(after);
    this.#change.add(-before);
    this.#leaves++;
  }

  amounts(whole: number | null): ChangeAmounts {
    const change = this.#change.value;
    return {
      before: this.#before.value,
      after: this.#after.value,
      change,
      share: whole === null || whole === 0 ? null : change / whole,
      leaves: this.#leaves,
    };
  }
}

/** All leaves together are named by what they have in common; any other slice by its own dimensions. */
function namedSlice(table: LeafTable, element: CuboidElement): Pick<Cause, "slice" | "within"> {
  const own: [string, DimensionValue][] = [];
  const common: [string, DimensionValue][] = [];
  const leaves = leavesOf(element);
  table.dimensions.forEach(({ name, values, codes }, dimension) => {
    const code = codes[leaves[0] as number] as number;
    const named = [name, values[code] ?? null] as [string, DimensionValue];
    if (element.cuboid.dimensions.includes(dimension)) own.push(named);
    else if (leaves.every((leaf) => codes[leaf] === code)) common.push(named);
  });
  return own.length === 0
    ? { slice: Object.fromEntries(common), within: {} }
    : { slice: Object.fromEntries(own), within: Object.fromEntries(common) };
}
