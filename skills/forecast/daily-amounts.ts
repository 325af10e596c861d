import { addDays, addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import { ExactSum } from "#src/focus/exact-sum";
import type { ForecastQuestion } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import { type CostQuery, type CostResult, type CostRow, plainQuery } from "#src/store/cost-query";
import { sumOf } from "./amounts-sum.ts";

/** More history than this teaches nothing. */
const MONTHS_OF_HISTORY = 25;

/** The days that a forecast is made from and those that it is made for. */
export interface ForecastDays {
  /** The first day of the history. */
  readonly start: Day;
  /** The last day that is complete. */
  readonly asOf: Day;
  readonly today: Day;
  /** What is asked about. */
  readonly period: Period;
  /** The first day that is no longer looked at: the end of the period or of the running month. */
  readonly end: Day;
}

/** The amounts of a slice, day by day. */
export interface DailyAmounts {
  /** The value of the dimension that is grouped by; null is no value, and the whole. */
  readonly key: string | null;
  /** Through the last complete day; null before the first charge and where data are missing. */
  readonly known: readonly (number | null)[];
  /** What is charged already for the days after it. */
  readonly later: readonly number[];
}

/** A currency's amounts: the whole, and the groups that add up to it. */
export interface CurrencyAmounts {
  readonly currency: string;
  readonly whole: DailyAmounts;
  readonly parts: readonly DailyAmounts[];
}

/** The days of a forecast asked for today of data that reach from `firstDay` to `asOf`. */
export function forecastDays(
  period: Period,
  { firstDay, asOf, today }: { readonly firstDay: Day; readonly asOf: Day; readonly today: Day },
): ForecastDays {
  const earliest = later(firstDay, addMonths(asOf, -MONTHS_OF_HISTORY));
  const start = period.start < earliest ? later(firstDay, period.start) : earliest;
  return { start, asOf, today, period, end: later(period.end, addMonths(asOf, 1)) };
}

/**
 * Reads the daily amounts; a charge longer than a day is spread over its days. Of the days after today only what
 * began before is booked.
 */
export function readDailyAmounts(
  context: SkillContext,
  question: ForecastQuestion,
  days: ForecastDays,
): { readonly result: CostResult; readonly currencies: readonly CurrencyAmounts[] } {
  const { costs } = context;
  const { start, today } = days;
  const query = costQueryOf(question, { start, end: addDays(today, 1) });
  const result = costs.query(query);
  const everything = costs.query({ ...query, filters: [], groupBy: [] });
  const hasData = new Set(everything.rows.map(({ bucket }) => bucket));
  const byCurrency = Map.groupBy([...result.rows, ...begun(context, question, days)], currencyOf);
  const currencies = [...byCurrency].map(([currency, rows]) => {
    const byKey = question.groupBy.length === 0 ? [] : Map.groupBy(rows, keyOf);
    return {
      currency,
      whole: amountsOf(null, rows, days, hasData),
      parts: [...byKey].map(([key, ofKey]) => amountsOf(key, ofKey, days, hasData)),
    };
  });
  return { result, currencies };
}

/**
 * What charges that have begun hold for the days of the month after today: what a series has there, less what
 * begins there.
 */
function begun(
  { costs }: SkillContext,
  question: ForecastQuestion,
  { today }: ForecastDays,
): CostRow[] {
  const rest = { start: addDays(today, 1), end: addMonths(today, 1) };
  const days = daysOf(rest);
  if (days.length === 0) return [];
  const query = costQueryOf(question, rest);
  const ofDays = costs.query(query).rows;
  const beginning = costs.query({ ...query, granularity: null }).rows;
  const slices = Map.groupBy([...ofDays, ...beginning], (row) =>
    JSON.stringify([currencyOf(row), keyOf(row)]),
  );
  return [...slices.values()].flatMap((rows) => {
    const total = sumOf(rows.map(({ bucket, value }) => (bucket === null ? -1 : 1) * (value ?? 0)));
    const [first] = rows;
    if (first === undefined || total === 0) return [];
    return days.map((bucket) => ({ ...first, bucket, value: total / days.length }));
  });
}

function currencyOf({ currency }: CostRow): string {
  return currency;
}

function keyOf({ keys }: CostRow): string | null {
  return keys[0] ?? null;
}

function costQueryOf({ metric, filters, groupBy }: ForecastQuestion, period: Period): CostQuery {
  return { ...plainQuery(period, filters), metric, groupBy, granularity: "day" };
}

function amountsOf(
  key: string | null,
  rows: readonly CostRow[],
  { start, asOf, end }: ForecastDays,
  hasData: ReadonlySet<string | null>,
): DailyAmounts {
  const sums = new Map<string, ExactSum>();
  for (const { bucket, value } of rows) {
    if (bucket === null || value === null) continue;
    const sum = sums.get(bucket) ?? new ExactSum();
    sum.add(value);
    sums.set(bucket, sum);
  }
  const first = [...sums.keys()].reduce((least, day) => (day < least ? day : least), end);
  const known = daysOf({ start, end: addDays(asOf, 1) }).map((day) => {
    const isMissing = day < first || !hasData.has(day);
    return sums.get(day)?.value ?? (isMissing ? null : 0);
  });
  const after = daysOf({ start: addDays(asOf, 1), end });
  return { key, known, later: after.map((day) => sums.get(day)?.value ?? 0) };
}

/** The days of a period, in order. */
export function daysOf(period: Period): Day[] {
  const length = Math.max(0, daysIn(period));
  return Array.from({ length }, (_, at) => addDays(period.start, at));
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
