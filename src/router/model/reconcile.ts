import { dimensionLabel } from "#src/router/dimension-words";
import type { Filter } from "#src/router/filter";
import type { Routing } from "#src/router/router";
import type { CandidateValue } from "./candidates.ts";
import { describeFilter } from "./describe-filter.ts";
import { isRecord } from "./tools.ts";

type Call = Extract<Routing, { kind: "skill" }>;
type Clarify = Extract<Routing, { kind: "clarify" }>;

/** The names of the store that were sent because they are near some words. */
export type NamesNear = (words: string) => readonly CandidateValue[];

/**
 * A model's reading beside that of the rules. What the rules understood with certainty, the period and what is
 * filtered by, stands. A name that nothing has may be read as one that is near it, and the answer says so.
 * Null where the rules' reading stands as a whole.
 */
export function reconciled(byModel: Routing, byRules: Routing, near: NamesNear): Routing | null {
  if (byModel.kind !== "skill") return null;
  if (byRules.kind === "skill") return withCertainParts(byModel, byRules);
  return byRules.kind === "clarify" ? settled(byModel, byRules, near) : byModel;
}

/** Whether a question that is asked back about may be settled by a model, and with which words to say so. */
function settled(byModel: Call, { reason, open }: Clarify, near: NamesNear): Call | null {
  if (reason === "unclear") return byModel;
  const name = open?.name ?? "";
  const read =
    reason === "unknown-group"
      ? groupsOf(byModel.input).map(dimensionLabel)
      : reason === "unknown-name"
        ? filtersIn(byModel.input)
            .filter((filter) => isNear(filter, near(name)))
            .map(describeFilter)
        : [];
  if (read.length === 0) return null;
  const assumption = `“${name}”, which nothing is called, read as ${read.join(" and ")}`;
  return { ...byModel, assumptions: [...byModel.assumptions, assumption] };
}

function isNear({ dimension, values }: Filter, names: readonly CandidateValue[]): boolean {
  return values.some((value) =>
    names.some((name) => name.dimension === dimension && name.value === value),
  );
}

function withCertainParts(byModel: Call, byRules: Call): Call {
  if (!isRecord(byModel.input) || !isRecord(byRules.input)) return byModel;
  const read = filtersIn(byModel.input);
  const missing = filtersIn(byRules.input).filter((filter) => !read.some(isSaying(filter)));
  const period = isTimed(byModel.input) && isTimed(byRules.input) ? periodOf(byRules.input) : {};
  const filters = [
    ...fieldOf(byModel.input).filter((one) => !missing.some(isRival(one))),
    ...missing,
  ];
  const input = { ...byModel.input, ...period, ...("filters" in byModel.input ? { filters } : {}) };
  if (missing.length === 0) return { ...byModel, input };
  const kept = `kept as the question says: ${missing.map(describeFilter).join(", ")}`;
  return { ...byModel, input, assumptions: [...byModel.assumptions, kept] };
}

/** A condition says another one where it is on the same dimension, of the same kind, and has all its values. */
function isSaying({ dimension, operator, values }: Filter) {
  return (other: Filter) =>
    other.dimension === dimension &&
    other.operator === operator &&
    values.every((value) => other.values.includes(value));
}

function isRival({ dimension, operator }: Filter) {
  return (certain: Filter) => certain.dimension === dimension && certain.operator === operator;
}

function isTimed(input: Record<string, unknown>): boolean {
  return typeof input["periodWords"] === "string" && isRecord(input["period"]);
}

function periodOf({ period, periodWords, periodBasis }: Record<string, unknown>) {
  return { period, periodWords, ...(periodBasis === "billing" ? { periodBasis } : {}) };
}

function groupsOf(input: unknown): string[] {
  const groups = isRecord(input) ? input["groupBy"] : [];
  return Array.isArray(groups) ? groups.map(String) : [];
}

function fieldOf(input: unknown): Filter[] {
  const filters = isRecord(input) ? input["filters"] : [];
  return Array.isArray(filters) ? (filters as Filter[]) : [];
}

/** All conditions of a call; the values that it compares are one, too. */
function filtersIn(input: unknown): Filter[] {
  const compare = isRecord(input) ? input["compare"] : null;
  if (!isRecord(compare) || compare["kind"] !== "values") return fieldOf(input);
  const values = [String(compare["main"]), String(compare["other"])];
  return [...fieldOf(input), { dimension: String(compare["dimension"]), operator: "in", values }];
}
