import { fold } from "#src/router/fold";
import type { Vocabulary } from "#src/router/vocabulary";
import type { CandidateValue } from "./candidates.ts";
import { closedValues, findDimension } from "./dimensions.ts";
import { isStated } from "./stated.ts";

/** What names in a model's arguments are held against. */
export interface NameCheck {
  readonly vocabulary: Vocabulary;
  /** The only values that may be filtered by, besides those of closed columns. */
  readonly candidates: readonly CandidateValue[];
  /** The question, and the conversation before it. */
  readonly sources: readonly string[];
  /** What is wrong, for the model. */
  readonly problems: string[];
}

/** A dimension as the store spells it; notes a problem and returns the name as it is where there is none. */
export function checkedDimension(name: unknown, check: NameCheck): string {
  const dimension = typeof name === "string" ? findDimension(name, check.vocabulary) : null;
  if (dimension !== null) return dimension;
  check.problems.push(`there is no dimension ${JSON.stringify(name)}`);
  return String(name);
}

/** A value as the store spells it, given by value or by name; notes a problem where there is none. */
export function checkedValue(value: unknown, dimension: string, check: NameCheck): string {
  const wanted = fold(String(value)).trim();
  const known = check.candidates.filter((candidate) => candidate.dimension === dimension);
  const found =
    known.find((candidate) => candidate.value === value) ??
    known.find((candidate) => fold(candidate.value) === wanted) ??
    known.find(({ name }) => name !== null && fold(name) === wanted);
  if (found !== undefined) return found.value;
  const closed = closedValues(dimension) ?? currencies(dimension, check.vocabulary);
  const spelled = closed.find((other) => fold(other) === wanted);
  if (spelled !== undefined) return spelled;
  check.problems.push(
    `${dimension} has no value ${JSON.stringify(value)} among the names in the message`,
  );
  return String(value);
}

function currencies(dimension: string, vocabulary: Vocabulary): readonly string[] {
  if (dimension !== "BillingCurrency") return [];
  return vocabulary.values(dimension).map(({ value }) => value);
}

/** A filter with its names as the store spells them. */
export function checkedFilter(filter: Record<string, unknown>, check: NameCheck): object {
  const dimension = checkedDimension(filter["dimension"], check);
  const { operator } = filter;
  const values = Array.isArray(filter["values"]) ? filter["values"] : [];
  if (operator === "is_null" || operator === "is_not_null")
    return { dimension, operator, values: [] };
  if (values.length === 0) check.problems.push(`the filter on ${dimension} has no values`);
  if (operator === "contains" || operator === "not_contains") {
    const invented = values.filter((value) => !isStated(String(value), check.sources));
    for (const value of invented)
      check.problems.push(`${JSON.stringify(value)} isn't in the message`);
    return { dimension, operator, values };
  }
  return {
    dimension,
    operator,
    values: values.map((value) => checkedValue(value, dimension, check)),
  };
}
