import { dayNumber, type Period } from "#src/focus/day";
import type { Filter } from "#src/store/cost-query";
import { readDimension } from "#src/store/dimension";
import type { Scope } from "#src/store/scope";
import type { Cube } from "./cube.ts";
import { keptByAll } from "./keep.ts";
import type { DeliveryHead, Segment } from "./segment.ts";

/** How much of some charges a scope has; `none` where the bill has no such charge at all. */
export type Sight = "whole" | "part" | "none";

/** Charges that all filters keep, of the bills that reach into a period. */
export interface Looked {
  readonly filters: readonly Filter[];
  readonly period: Period;
}

const RESOURCE = readDimension("ResourceId", []);

/** The lots of charges that the resource of each code belongs to, and the lots that aren't told by resources. */
interface Lots {
  readonly ofCode: ReadonlyMap<number, readonly number[]>;
  readonly others: readonly number[];
}

/** Which lots have a charge that lies in the scope, and which have one outside of it. */
interface Met {
  readonly inside: Set<number>;
  readonly outside: Set<number>;
}

/**
 * How much of each of several lots of charges a scope has. Where resources are listed all of their charges count,
 * whatever the other filters: there may be many such lots, and a bill is gone through once for all of them.
 */
export function sightsOf(cube: Cube, scope: Scope, looked: readonly Looked[]): readonly Sight[] {
  const met: Met = { inside: new Set(), outside: new Set() };
  for (const delivery of cube.cache.deliveries()) {
    const asked = [...looked.keys()].filter((at) => reaches(delivery, looked[at]?.period));
    if (asked.length > 0) lookInto(cube, scope, cube.segment(delivery, "item"), looked, asked, met);
  }
  return looked.map((_, at) =>
    met.outside.has(at) ? "part" : met.inside.has(at) ? "whole" : "none",
  );
}

function reaches({ firstDay, lastDay }: DeliveryHead, period: Period | undefined): boolean {
  if (period === undefined) return false;
  return firstDay < dayNumber(period.end) && lastDay >= dayNumber(period.start);
}

function lookInto(
  cube: Cube,
  scope: Scope,
  segment: Segment,
  looked: readonly Looked[],
  asked: readonly number[],
  met: Met,
): void {
  const seen = cube.keptKeys(segment, { scope, filters: [] });
  const codes = cube.codes.of(segment, RESOURCE);
  const { ofCode, others } = lotsOf(cube, looked, asked);
  const ofOthers = others.map((at) => ({
    at,
    kept: keptByAll(cube, segment, looked[at]?.filters ?? []),
  }));
  for (let key = 0; key < segment.keys; key++) {
    const side = seen[key] === 1 ? met.inside : met.outside;
    for (const at of ofCode.get(codes[key] as number) ?? []) side.add(at);
    for (const { at, kept } of ofOthers) if (kept[key] === 1) side.add(at);
  }
}

function lotsOf(cube: Cube, looked: readonly Looked[], asked: readonly number[]): Lots {
  const book = cube.codes.book(RESOURCE);
  const ofCode = new Map<number, number[]>();
  const others: number[] = [];
  for (const at of asked) {
    const ids = resourcesOf(looked[at]?.filters ?? []);
    if (ids === null) others.push(at);
    for (const id of ids ?? []) {
      const code = book.find(id);
      if (code !== undefined) ofCode.set(code, [...(ofCode.get(code) ?? []), at]);
    }
  }
  return { ofCode, others };
}

/** The resources that filters list, as providers and bills may spell them; null where they list none. */
function resourcesOf(filters: readonly Filter[]): readonly string[] | null {
  const list = filters.find(
    ({ dimension, operator }) => dimension === RESOURCE.name && operator === "in",
  );
  if (list === undefined) return null;
  const spelled = list.values.flatMap((id) => (id.startsWith("/") ? [id, id.toLowerCase()] : [id]));
  return [...new Set(spelled)];
}
