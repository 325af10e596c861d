import type { ShownRows } from "#src/conversation";
import { dimensionLabel } from "#src/router/dimension-words";
import type { Filter } from "#src/router/filter";
import type { RowPick } from "./picks.ts";

/** The filter that a picked row stands for, or why there is none. */
export type PickedRow =
  | { readonly filter: Filter }
  /** A full sentence. */
  | { readonly problem: string };

/** Resolves "the second one" and "that account" by the rows that were shown and the filters there were. */
export function pickedRow(
  pick: RowPick,
  rows: ShownRows | null,
  filters: readonly Filter[],
): PickedRow {
  return pick.kind === "row" ? rowAt(pick.at, rows) : thing(pick, rows, filters);
}

function rowAt(at: number, rows: ShownRows | null): PickedRow {
  if (rows === null)
    return {
      problem:
        "The last answer has no rows to choose from. Ask for a breakdown first, for example by service.",
    };
  const value = rows.values.at(at);
  if (value !== undefined) return { filter: filterOf(rows.dimension, [value]) };
  return {
    problem: `The last answer has no such row; I remember its first ${rows.values.length}.`,
  };
}

function thing(
  { dimension, isPlural }: RowPick & { kind: "thing" },
  rows: ShownRows | null,
  filters: readonly Filter[],
): PickedRow {
  const [first] = rows?.values ?? [];
  if (rows?.dimension === dimension && first !== undefined)
    return { filter: filterOf(dimension, isPlural ? rows.values : [first]) };
  const filter = filters.find((one) => one.dimension === dimension && one.operator === "in");
  if (filter !== undefined) return { filter };
  const label = dimensionLabel(dimension);
  return {
    problem: `The last answer is about no particular ${label}. Name one, or ask for the costs by ${label} first.`,
  };
}

/** A row without a value can be asked for alone only. */
function filterOf(dimension: string, values: readonly (string | null)[]): Filter {
  const named = values.filter((value) => value !== null);
  return named.length === 0
    ? { dimension, operator: "is_null", values: [] }
    : { dimension, operator: "in", values: named };
}
