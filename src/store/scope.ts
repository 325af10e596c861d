import type { Filter } from "./cost-query.ts";

declare const scopeMark: unique symbol;

/** The part of the bill that a person may see: charges that all filters keep. */
export interface Scope {
  readonly filters: readonly Filter[];
  /** Keeps a plain object from passing as a scope: only access.ts makes them. */
  readonly [scopeMark]: true;
}

/** Makes a scope; for src/access.ts alone, which knows who may see what. */
export function makeScope(filters: readonly Filter[]): Scope {
  return { filters } as Scope;
}
