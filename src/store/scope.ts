import { type Filter, keepsValue } from "./cost-query.ts";
import { areApart, liesWithin } from "./filters-within.ts";

declare const scopeMark: unique symbol;

/** Charges, said by filters over dimensions: what is allowed and not denied. */
export interface Limits {
  /** Charges that all filters of any of these keep; `[[]]` is the whole bill, `[]` is nothing. */
  readonly allowed: readonly (readonly Filter[])[];
  /** Except charges that all filters of any of these keep. */
  readonly denied: readonly (readonly Filter[])[];
}

/** The part of the bill that a person, or all who read along, may see. */
export interface Scope extends Limits {
  /** Keeps a plain object from passing as a scope: only access.ts makes them. */
  readonly [scopeMark]: true;
}

/** The charges that a question is about: all that its filters keep, of what a scope allows. */
export interface Selection {
  readonly scope: Scope;
  readonly filters: readonly Filter[];
}

/** Makes a scope; for src/access.ts alone, which knows who may see what. */
export function makeScope(limits: Limits | readonly Filter[]): Scope {
  const { allowed, denied } = "allowed" in limits ? limits : { allowed: [limits], denied: [] };
  const parts = allowed.map((part) => joined([], part));
  const wholly = parts.find((part) => part.length === 0);
  return { allowed: wholly === undefined ? listsTogether(parts) : [wholly], denied } as Scope;
}

/** The names of the dimensions that decide whether a charge is selected. */
export function dimensionsOf({ scope, filters }: Selection): string[] {
  const all = [...scope.allowed, ...scope.denied, filters].flat();
  return [...new Set(all.map(({ dimension }) => dimension))];
}

/** Whether it is the whole bill. */
export function isWhole({ allowed, denied }: Scope): boolean {
  return denied.length === 0 && allowed.some((part) => part.length === 0);
}

/** What lies in each of some scopes; the whole bill for none. */
export function intersectionOf(scopes: readonly Scope[]): Scope {
  let parts: readonly (readonly Filter[])[] = [[]];
  const denied = new Map<string, readonly Filter[]>();
  for (const scope of scopes) {
    for (const one of scope.denied) denied.set(JSON.stringify(one), one);
    const both = parts.flatMap((part) => scope.allowed.map((other) => joined(part, other)));
    parts = withoutNarrower(both.filter((part) => !isEmpty(part)));
  }
  return makeScope({ allowed: parts, denied: [...denied.values()] });
}

/** Whether charges that all of some filters keep are certain to lie in a scope; by the filters alone. */
export function liesInScope(filters: readonly Filter[], { allowed, denied }: Limits): boolean {
  return (
    allowed.some((part) => liesWithin(filters, part)) &&
    denied.every((part) => areApart(filters, part))
  );
}

/** Whether all of a scope is certain to lie in another one; by the filters alone. */
export function isScopeWithin(inner: Scope, outer: Scope): boolean {
  return inner.allowed.every(
    (part) =>
      outer.allowed.some((other) => liesWithin(part, other)) &&
      outer.denied.every(
        (other) =>
          areApart(part, other) || inner.denied.some((denied) => liesWithin(other, denied)),
      ),
  );
}

/** The filters of both; values listed for one dimension become one list. */
function joined(part: readonly Filter[], other: readonly Filter[]): readonly Filter[] {
  const filters = [...part];
  for (const filter of other) {
    const at = filters.findIndex(
      ({ dimension, operator }) => dimension === filter.dimension && operator === "in",
    );
    const known = filters[at];
    if (known === undefined || filter.operator !== "in") filters.push(filter);
    else {
      const values = known.values.filter((value) => keepsValue(filter, value));
      filters[at] = { ...known, values };
    }
  }
  return filters;
}

/** Parts that only list values of one dimension become one list of them, which a filter can say. */
function listsTogether(parts: readonly (readonly Filter[])[]): readonly (readonly Filter[])[] {
  const isList = (part: readonly Filter[]) => part.length === 1 && part[0]?.operator === "in";
  const lists = Map.groupBy(parts.filter(isList), ([filter]) => filter?.dimension ?? "");
  const together = [...lists].map(([dimension, ofDimension]): readonly Filter[] => {
    const values = new Set(ofDimension.flatMap(([filter]) => filter?.values ?? []));
    return [{ dimension, operator: "in", values: [...values] }];
  });
  return [...together, ...parts.filter((part) => !isList(part))];
}

/** Whether nothing at all can be kept. */
function isEmpty(part: readonly Filter[]): boolean {
  return part.some(({ operator, values }) => operator === "in" && values.length === 0);
}

/** Parts that don't lie within another one; of equal ones the first. */
function withoutNarrower(parts: readonly (readonly Filter[])[]): readonly (readonly Filter[])[] {
  return parts.filter(
    (part, at) =>
      !parts.some(
        (other, place) =>
          place !== at && liesWithin(part, other) && (place < at || !liesWithin(other, part)),
      ),
  );
}
