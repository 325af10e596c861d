import { dayNumber, type Period } from "#src/focus/day";
import type { Filter } from "#src/store/cost-query";
import { readDimension } from "#src/store/dimension";
import { dimensionsOf, type Scope } from "#src/store/scope";
import type { Cube } from "./cube.ts";
import { keptByAll } from "./keep.ts";
import { type DeliveryHead, grainOf } from "./segment.ts";

/** How much of some charges a scope has; `none` where the bill has no such charge at all. */
export type Sight = "whole" | "part" | "none";

/** Charges that all filters keep, of the bills that reach into a period. */
export interface Looked {
  readonly filters: readonly Filter[];
  readonly period: Period;
}

const RESOURCE = readDimension("ResourceId", []);

/** Which lots have a charge that lies in the scope, and which have one outside of it. */
interface Met {
  readonly inside: Set<number>;
  readonly outside: Set<number>;
}

/** The number of a lot among those looked at, with its filters. */
type Lot = readonly [number, readonly Filter[]];

/**
 * How much of each of several lots of charges a scope has. Where resources are listed all of their charges count,
 * whatever the other filters: there may be many such lots, and a bill is gone through once for all of them.
 */
export function sightsOf(cube: Cube, scope: Scope, looked: readonly Looked[]): readonly Sight[] {
  const met: Met = { inside: new Set(), outside: new Set() };
  for (const delivery of cube.cache.deliveries()) {
    const lots = [...looked.entries()].flatMap(([at, { filters, period }]): Lot[] =>
      reaches(delivery, period) ? [[at, filters]] : [],
    );
    const [others = [], ofResources = []] = [false, true].map((is) =>
      lots.filter(([, filters]) => (resourcesOf(filters) !== null) === is),
    );
    if (ofResources.length > 0) lookAtResources(cube, scope, delivery, ofResources, met);
    for (const lot of others) lookAtLot(cube, scope, delivery, lot, met);
  }
  return looked.map((_, at) =>
    met.outside.has(at) ? "part" : met.inside.has(at) ? "whole" : "none",
  );
}

function reaches({ firstDay, lastDay }: DeliveryHead, { start, end }: Period): boolean {
  return firstDay < dayNumber(end) && lastDay >= dayNumber(start);
}

function lookAtLot(
  cube: Cube,
  scope: Scope,
  delivery: DeliveryHead,
  [at, filters]: Lot,
  { inside, outside }: Met,
): void {
  const selection = { scope, filters };
  const dimensions = dimensionsOf(selection).map((name) => cube.dimension(name));
  const segment = cube.segment(delivery, grainOf(dimensions));
  const seen = cube.keptKeys(segment, selection);
  keptByAll(cube, segment, filters).forEach((kept, key) => {
    if (kept === 1) (seen[key] === 1 ? inside : outside).add(at);
  });
}

function lookAtResources(
  cube: Cube,
  scope: Scope,
  delivery: DeliveryHead,
  lots: readonly Lot[],
  { inside, outside }: Met,
): void {
  const segment = cube.segment(delivery, "item");
  const seen = cube.keptKeys(segment, { scope, filters: [] });
  const codes = cube.codes.of(segment, RESOURCE);
  const lotsOfCode = new Map<number | undefined, number[]>();
  for (const [at, filters] of lots) {
    for (const id of resourcesOf(filters) ?? []) {
      const code = cube.codes.book(RESOURCE).find(id);
      lotsOfCode.set(code, [...(lotsOfCode.get(code) ?? []), at]);
    }
  }
  codes.forEach((code, key) => {
    for (const at of lotsOfCode.get(code) ?? []) (seen[key] === 1 ? inside : outside).add(at);
  });
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
