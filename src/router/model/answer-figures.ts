import type { Answer, AnswerTable } from "#src/answer";
import { addDays } from "#src/focus/day";
import { type MentionedDate, mentionedDates } from "./mentioned-dates.ts";
import { withoutNames } from "./names-with-digits.ts";
import { isRecord } from "./tools.ts";
import { writtenNumbers } from "./written-numbers.ts";

/** All that an answer states, for words about it to be held against. */
export interface AnswerFigures {
  readonly amounts: readonly number[];
  readonly percents: readonly number[];
  readonly currencies: ReadonlySet<string>;
  readonly dates: readonly MentionedDate[];
  /** Its texts: names, notes, the answer in words. */
  readonly texts: readonly string[];
}

/** Neither is shown to the asker as a part of the answer. */
const LEFT_OUT: ReadonlySet<string> = new Set(["id", "card", "table", "query", "suggestions"]);
const PERCENT = /percent|share/i;

/** Collects the numbers, dates and texts of an answer. */
export function figuresOf(answer: Answer): AnswerFigures {
  const leaves = [...leavesOf(answer, ""), ...tableLeaves(answer.table)];
  const texts = leaves.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  const written = texts.map((text) => {
    const { dates, rest } = mentionedDates(text);
    return { dates, ...writtenNumbers(withoutNames(rest)) };
  });
  const numbers = written.flatMap((text) => text.numbers);
  const signed = numbers.map(({ value, isNegative, isPercent }) => ({
    value: isNegative ? -value : value,
    isPercent,
  }));
  const all = [
    ...leaves.flatMap(({ value, isPercent }) =>
      typeof value === "number" ? [{ value, isPercent }] : [],
    ),
    ...signed,
  ];
  const currencies = [
    ...answer.totals.map(({ currency }) => currency),
    ...numbers.flatMap(({ currency }) => currency ?? []),
  ];
  return {
    amounts: all.flatMap(({ value, isPercent }) => (isPercent ? [] : [value])),
    percents: all.flatMap(({ value, isPercent }) => (isPercent ? [value] : [])),
    currencies: new Set(currencies),
    dates: written.flatMap((text) => text.dates),
    texts,
  };
}

interface Leaf {
  readonly value: unknown;
  readonly isPercent: boolean;
}

function leavesOf(value: unknown, name: string): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((part) => leavesOf(part, name));
  if (!isRecord(value)) return [{ value, isPercent: PERCENT.test(name) }];
  return Object.entries(value).flatMap(([field, part]) => {
    if (LEFT_OUT.has(field)) return [];
    return isPeriod(part) ? periodDays(part) : leavesOf(part, field);
  });
}

/** A period states its first day and its last one, not the day after. */
function periodDays({ start, end }: { readonly start: string; readonly end: string }): Leaf[] {
  return [start, addDays(end, -1)].map((value) => ({ value, isPercent: false }));
}

function isPeriod(value: unknown): value is { readonly start: string; readonly end: string } {
  return isRecord(value) && typeof value["start"] === "string" && typeof value["end"] === "string";
}

/** The cells, and how many rows there are. */
function tableLeaves(table: AnswerTable | null): Leaf[] {
  if (table === null) return [];
  const isPercent = table.columns.map(
    ({ name, kind, unit }) => kind === "share" || unit === "%" || PERCENT.test(name),
  );
  const cells = table.rows.flatMap((row) =>
    row.map((value, at) => ({ value, isPercent: isPercent[at] ?? false })),
  );
  return [...cells, { value: table.rows.length, isPercent: false }];
}
