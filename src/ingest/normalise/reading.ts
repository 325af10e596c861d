import type { Quirk } from "./quirks.ts";

/**
 * What one cell says: a value (null for an empty cell) with the quirk that was put right on the
 * way, or a problem: a sentence on what would be right, without file, row and column, which the
 * caller knows.
 */
export type Reading<T> =
  | { readonly ok: true; readonly value: T | null; readonly quirk?: Quirk }
  | { readonly ok: false; readonly problem: string };

/** A value that was read, with its quirk where it has one. */
export function read<T>(value: T | null, quirk?: Quirk): Reading<T> {
  return quirk === undefined ? { ok: true, value } : { ok: true, value, quirk };
}

/** A cell that can't be read. */
export function unreadable(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
