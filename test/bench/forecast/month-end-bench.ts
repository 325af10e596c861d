import { type DatedSeries, forecastMonthEnd } from "#src/analytics/forecast/month-end";
import type { PlannedChange } from "#src/analytics/forecast/planned-changes";
import { addDays, addMonths, type Day, dayNumber } from "#src/focus/day";
import { type CostSeries, costSeries } from "./cost-series.ts";
import { average } from "./scores.ts";

const DAYS = [1, 4, 8, 15, 22] as const;
const FIRST_MONTH = "2026-02-01";
/** The months that the series hold after the first. */
const MONTHS = 6;

/** Month-end totals seen from one day of the month: mean absolute errors in percent of what came. */
export interface MonthEndRow {
  readonly day: number;
  readonly forecasts: number;
  readonly own: number;
  /** With the ends of commitments known ahead, as they stand in the charges. */
  readonly ownKnowingExpiries: number;
  readonly runRate: number;
  readonly lastMonth: number;
  readonly optScale: number;
  /** Ours as a share of the best of the other three. */
  readonly ofBest: number;
  readonly coverage80: number;
  readonly coverage95: number;
}

/** Two months of each of `count` made-up series, from five days of the month. */
export function benchMonthEnd(count: number, seed: number): MonthEndRow[] {
  const all = costSeries(count, seed);
  return DAYS.map((day) => {
    const cases = all.flatMap((series, index) =>
      [index % MONTHS, (index + MONTHS / 2) % MONTHS].map((months) =>
        oneCase(series, addMonths(FIRST_MONTH, months), day),
      ),
    );
    const error = (take: (one: Case) => number) =>
      100 * average(cases.map((one) => Math.abs(take(one) / one.actual - 1)));
    const share = (isTrue: (one: Case) => boolean) =>
      average(cases.map((one) => (isTrue(one) ? 1 : 0)));
    const own = error((one) => one.own.expected);
    const runRate = error((one) => one.runRate);
    const lastMonth = error((one) => one.lastMonth);
    const optScale = error((one) => one.optScale);
    return {
      day,
      forecasts: cases.length,
      own,
      ownKnowingExpiries: error((one) => one.knowing),
      runRate,
      lastMonth,
      optScale,
      ofBest: own / Math.min(runRate, lastMonth, optScale),
      coverage80: share(({ actual, own: { lo80, hi80 } }) => actual >= lo80 && actual <= hi80),
      coverage95: share(({ actual, own: { lo95, hi95 } }) => actual >= lo95 && actual <= hi95),
    };
  });
}

type Case = ReturnType<typeof oneCase>;

function oneCase(series: CostSeries, month: Day, day: number) {
  const asOf = addDays(month, day - 1);
  const total = (from: Day, to: Day) =>
    series.truth
      .slice(indexOf(series, from), indexOf(series, to))
      .reduce((sum, value) => sum + value, 0);
  const end = addMonths(month, 1);
  const lastStart = addMonths(month, -1);
  const days = dayNumber(end) - dayNumber(month);
  const soFar = total(month, addDays(asOf, 1));
  const lastMonth = total(lastStart, month);
  const sinceLastStart = dayNumber(month) - dayNumber(lastStart) + day;
  return {
    actual: total(month, end),
    own: forecastMonthEnd(series, asOf),
    knowing: forecastMonthEnd(series, asOf, { changes: expiries(series, asOf) }).expected,
    runRate: (soFar / day) * days,
    lastMonth,
    optScale: soFar + ((lastMonth + soFar) / sinceLastStart) * (days - day),
  };
}

/** The ends of commitments after a day: the charges tell them beforehand. */
function expiries(series: CostSeries, asOf: Day): PlannedChange[] {
  return series.events
    .filter(({ kind, day }) => kind === "commitment expiry" && day > indexOf(series, asOf))
    .map(({ day, size }) => ({ from: addDays(series.start, day), factor: 1 + size }));
}

function indexOf({ start }: DatedSeries, day: Day): number {
  return dayNumber(day) - dayNumber(start);
}

/** The days as a table. */
export function monthEndTable(rows: readonly MonthEndRow[]): string {
  const header =
    "  day    ours  knowing expiries  run rate  last month  OptScale  of the best  in 80%  in 95%";
  const lines = rows.map((row) =>
    [
      String(row.day).padStart(5),
      `${row.own.toFixed(2)}%`.padStart(8),
      `${row.ownKnowingExpiries.toFixed(2)}%`.padStart(18),
      `${row.runRate.toFixed(2)}%`.padStart(10),
      `${row.lastMonth.toFixed(2)}%`.padStart(12),
      `${row.optScale.toFixed(2)}%`.padStart(10),
      row.ofBest.toFixed(3).padStart(13),
      `${(100 * row.coverage80).toFixed(1)}%`.padStart(8),
      `${(100 * row.coverage95).toFixed(1)}%`.padStart(8),
    ].join(""),
  );
  return `${[header, ...lines].join("\n")}\n`;
}
