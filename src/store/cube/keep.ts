import { type Filter, keeperOf, keepsValue } from "#src/store/cost-query";
import type { Dimension } from "#src/store/dimension";
import { isWhole, type Scope, type Selection } from "#src/store/scope";
import type { CodeBook, DimensionCodes } from "./dimension-codes.ts";
import type { Segment } from "./segment.ts";

/** What knows a segment's values. */
interface Codes {
  readonly codes: DimensionCodes;
  dimension(name: string): Dimension;
}

/** Says for each code of a dimension, 0 ("no value") included, whether a filter keeps it: 1 or 0. */
function keptCodes(book: CodeBook, filter: Filter): Uint8Array {
  const keeps = keeperOf(filter);
  return Uint8Array.from({ length: book.size }, (_, code) => (keeps(book.text(code)) ? 1 : 0));
}

/** Which keys of a segment are selected: 1 or 0. */
export function keptKeys(cube: Codes, segment: Segment, { scope, filters }: Selection): Uint8Array {
  const kept = keptByAll(cube, segment, filters);
  if (isWhole(scope)) return kept;
  const allowed = scope.allowed.map((part) => keptByAll(cube, segment, part));
  const denied = scope.denied.map((part) => keptByAll(cube, segment, part));
  for (let key = 0; key < segment.keys; key++) {
    const isSeen = allowed.some((part) => part[key] === 1);
    if (!isSeen || denied.some((part) => part[key] === 1)) kept[key] = 0;
  }
  return kept;
}

/** Whether one key of a segment lies in a scope. */
export function keepsKey(
  cube: Codes,
  segment: Segment,
  key: number,
  { allowed, denied }: Scope,
): boolean {
  const isKept = (filter: Filter) => {
    const dimension = cube.dimension(filter.dimension);
    const code = cube.codes.of(segment, dimension)[key] as number;
    return keepsValue(filter, cube.codes.book(dimension).text(code));
  };
  const isKeptByAll = (filters: readonly Filter[]) => filters.every(isKept);
  return allowed.some(isKeptByAll) && !denied.some(isKeptByAll);
}

/** Which keys of a segment all filters keep, seen or not: 1 or 0. */
export function keptByAll(cube: Codes, segment: Segment, filters: readonly Filter[]): Uint8Array {
  const kept = new Uint8Array(segment.keys).fill(1);
  for (const filter of filters) {
    const dimension = cube.dimension(filter.dimension);
    const codes = cube.codes.of(segment, dimension);
    const keptOfCode = keptCodes(cube.codes.book(dimension), filter);
    for (let key = 0; key < segment.keys; key++) {
      if (keptOfCode[codes[key] as number] === 0) kept[key] = 0;
    }
  }
  return kept;
}
