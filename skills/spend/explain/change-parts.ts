import { changeDrivers } from "#src/analytics/explain/change-drivers";
import type { CodedDimension, LeafTable, Slice } from "#src/analytics/explain/leaf-table";
import { ExactSum } from "#src/focus/exact-sum";
import { PER_DAY_DIMENSION } from "./calendar.ts";

/** Leaves × combinations of dimensions that are searched in a tenth of a second. */
const MOST_CELLS = 1_000_000;
const NARROWEST_SEARCH = 2;
const WIDEST_SEARCH = 4;
/** A slice with less than this part of the change is left to the rest, however much it stands out. */
const LEAST_SHARE = 0.02;

/** Leaves of a table that belong together. */
export interface ChangePart {
  /** Null for what is left when the others are taken out. */
  readonly slice: Slice | null;
  /** What else all its leaves have in common. */
  readonly within: Slice;
  readonly leaves: readonly number[];
  readonly before: number;
  readonly after: number;
}

/**
 * Divides a table into the slices that drove its change and the rest, each leaf in one of them.
 * @param expected what each leaf would cost now if nothing had happened but the calendar
 */
export function partsOf(table: LeafTable, expected: Float64Array): ChangePart[] {
  const dimensions = table.dimensions.filter(
    ({ name, values }) => name !== PER_DAY_DIMENSION && values.length > 1,
  );
  const searched = { ...table, dimensions };
  const found = changeDrivers(
    { ...searched, before: expected },
    { widest: widestFor(dimensions.length, table.before.length) },
  );
  const least = LEAST_SHARE * Math.abs(changeOf(table));
  const causes = found.causes.filter(({ change }) => Math.abs(change) >= least);
  const owner = ownersOf(
    searched,
    causes.map(({ slice }) => slice),
  );
  const leavesOf = Array.from({ length: causes.length + 1 }, (): number[] => []);
  owner.forEach((part, leaf) => {
    leavesOf[part]?.push(leaf);
  });
  return leavesOf.flatMap((leaves, part): ChangePart[] => {
    if (leaves.length === 0) return [];
    const slice = causes[part]?.slice ?? null;
    const within = slice === null ? {} : commonTo(searched, leaves, slice);
    return [{ slice, within, leaves, ...sumsOf(table, leaves) }];
  });
}

/** All leaves as one part, where a search would find nothing but that there was no cost before or is none now. */
export function wholePart(table: LeafTable): ChangePart {
  const leaves = Array.from(table.before, (_, leaf) => leaf);
  return { slice: null, within: {}, leaves, ...sumsOf(table, leaves) };
}

/** How many dimensions a slice may name, so that the search takes no longer than a question may. */
function widestFor(dimensions: number, leaves: number): number {
  let combinations = dimensions;
  let ofWidth = dimensions;
  for (let width = 2; width <= WIDEST_SEARCH; width++) {
    ofWidth = (ofWidth * (dimensions - width + 1)) / width;
    combinations += ofWidth;
    if (combinations * leaves > MOST_CELLS) return Math.max(NARROWEST_SEARCH, width - 1);
  }
  return WIDEST_SEARCH;
}

/** The narrowest slice that each leaf lies in; the number of slices for leaves that lie in none. */
function ownersOf(table: LeafTable, slices: readonly Slice[]): Int32Array {
  const owner = new Int32Array(table.before.length).fill(slices.length);
  const matches = slices.map((slice, part) => ({ part, leaves: matching(table, slice) }));
  // The widest first, so that narrower ones take their leaves back.
  for (const { part, leaves } of matches.sort((a, b) => b.leaves.length - a.leaves.length)) {
    for (const leaf of leaves) owner[leaf] = part;
  }
  return owner;
}

function matching({ dimensions, before }: LeafTable, slice: Slice): number[] {
  const wanted = dimensions
    .filter(({ name }) => Object.hasOwn(slice, name))
    .map(({ name, values, codes }) => ({ codes, code: values.indexOf(slice[name] ?? null) }));
  const leaves: number[] = [];
  for (let leaf = 0; leaf < before.length; leaf++) {
    if (wanted.every(({ codes, code }) => codes[leaf] === code)) leaves.push(leaf);
  }
  return leaves;
}

function commonTo({ dimensions }: LeafTable, leaves: readonly number[], slice: Slice): Slice {
  const first = leaves[0] ?? 0;
  const isShared = ({ name, values, codes }: CodedDimension) =>
    !Object.hasOwn(slice, name) &&
    values[codes[first] as number] !== null &&
    leaves.every((leaf) => codes[leaf] === codes[first]);
  const shared = dimensions.filter(isShared);
  return Object.fromEntries(
    shared.map(({ name, values, codes }) => [name, values[codes[first] as number] ?? null]),
  );
}

function changeOf(table: LeafTable): number {
  const { before, after } = sumsOf(
    table,
    Array.from(table.before, (_, leaf) => leaf),
  );
  return after - before;
}

function sumsOf({ before, after }: LeafTable, leaves: readonly number[]) {
  const [was, is] = [new ExactSum(), new ExactSum()];
  for (const leaf of leaves) {
    was.add(before[leaf] as number);
    is.add(after[leaf] as number);
  }
  return { before: was.value, after: is.value };
}
