import type { UnitOutcome, UnitStatus } from "./outcome.ts";

/** Months and days, in which the troubles of several units may differ. */
const DATE = /\b\d{4}-\d\d(-\d\d)?\b/g;

/** The troubles of units of a status, each once, with the units that have it: `2025-11 to 2026-11 (13)`. */
export function unitProblems(
  units: readonly UnitOutcome[],
  status: UnitStatus,
): readonly { readonly of: string; readonly problem: string }[] {
  const troubled = units.filter((unit) => unit.status === status);
  const alike = Map.groupBy(troubled, ({ problem }) => (problem ?? "").replace(DATE, ""));
  return [...alike.values()].map((group) => ({
    of: spanOf(group.map(({ unit }) => unit)),
    problem: group[0]?.problem ?? "",
  }));
}

function spanOf(names: readonly string[]): string {
  const [first = "", ...others] = names.toSorted();
  const last = others.at(-1);
  return last === undefined ? first : `${first} to ${last} (${names.length})`;
}
