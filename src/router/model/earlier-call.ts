import { addDays, type Period } from "#src/focus/day";
import type { RoutingContext } from "#src/router/router";
import { readTime } from "#src/router/time/read-time";
import type { CandidateValue } from "./candidates.ts";
import { COMPARE_PHRASE, isRecord, PERIOD_PHRASE } from "./tools.ts";

/** Rows of the last table that a question may point at ("the second one"). */
const MOST_ROWS = 10;

/** The last call of a conversation as a model may see it: what was asked, with its periods as words. */
export interface EarlierCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** What the first rows of its table are called, without their amounts; null where it had none. */
  readonly rows: { readonly dimension: string; readonly values: readonly (string | null)[] } | null;
}

/** The last call of the conversation; null at its start. */
export function earlierCall(context: RoutingContext): EarlierCall | null {
  const { previous } = context;
  if (previous === null) return null;
  const { skill, input, rows } = previous;
  return {
    tool: skill,
    arguments: isRecord(input) ? argumentsOf(input, context) : {},
    rows: rows === null ? null : { ...rows, values: rows.values.slice(0, MOST_ROWS) },
  };
}

/** The values that the last call filtered by or showed; a question may mean them without naming them. */
export function earlierValues(call: EarlierCall | null): readonly CandidateValue[] {
  if (call === null) return [];
  const { filters, compare } = call.arguments as {
    readonly filters?: unknown;
    readonly compare?: unknown;
  };
  const conditions = Array.isArray(filters) ? filters : [];
  const shown = call.rows?.values.filter((value) => value !== null) ?? [];
  return [
    ...conditions.flatMap((filter) => valuesIn(filter, "values")),
    ...valuesIn(compare, "main"),
    ...valuesIn(compare, "other"),
    ...shown.map((value) => ({ dimension: call.rows?.dimension ?? "", value, name: null })),
  ];
}

/** All that a question's words may refer to: its own text, and the last call. */
export function sourcesOf(question: string, call: EarlierCall | null): readonly string[] {
  return call === null ? [question] : [question, JSON.stringify(call.arguments)];
}

function valuesIn(condition: unknown, field: string): CandidateValue[] {
  if (!isRecord(condition) || condition[field] === undefined) return [];
  const dimension = String(condition["dimension"]);
  return [condition[field]]
    .flat()
    .map((value) => ({ dimension, value: String(value), name: null }));
}

function argumentsOf(
  {
    period,
    periodWords,
    ...others
  }: Readonly<Record<string, unknown>> & {
    readonly period?: unknown;
    readonly periodWords?: unknown;
  },
  context: RoutingContext,
): Record<string, unknown> {
  const kept = Object.entries(others)
    .filter(([, value]) => !isEmpty(value))
    .map(([field, value]): [string, unknown] => [field, withoutDates(value)]);
  const phrase = isPeriod(period) ? wordsOf(period, periodWords, context) : null;
  return Object.fromEntries(phrase === null ? kept : [[PERIOD_PHRASE, phrase], ...kept]);
}

function withoutDates(value: unknown): unknown {
  if (!isRecord(value) || !isPeriod(value["period"])) return value;
  return { kind: value["kind"], [COMPARE_PHRASE]: daysOf(value["period"]) };
}

/** The words that named a period, if they still do: "yesterday" is another day tomorrow. */
function wordsOf(
  period: Period,
  words: unknown,
  { today, fiscalYearStartMonth }: RoutingContext,
): string {
  if (typeof words !== "string") return daysOf(period);
  const now = readTime(words, { today, fiscalYearStartMonth }).period;
  return now?.start === period.start && now.end === period.end ? words : daysOf(period);
}

function daysOf({ start, end }: Period): string {
  return `from ${start} to ${addDays(end, -1)}`;
}

function isPeriod(value: unknown): value is Period {
  return isRecord(value) && typeof value["start"] === "string" && typeof value["end"] === "string";
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
