import { factorEffects } from "#src/analytics/explain/effects/factors";
import { type WeekdayFactors, weightedDays } from "#src/analytics/explain/effects/weighted-days";
import type { LeafTable } from "#src/analytics/explain/leaf-table";
import { type Day, dayNumber, type Period } from "#src/focus/day";
import { ExactSum } from "#src/focus/exact-sum";
import { type Filter, keepsValue } from "#src/store/cost-query";

/** The dimension that says, beside the category, whether a charge goes by the day. */
export const PER_DAY_DIMENSION = "ChargeFrequency";
const CATEGORY = "ChargeCategory";
const NOT_PER_DAY = ["Recurring", "One-Time"];

/** Keeps the charges that go by the day: usage, unless it is said to be charged otherwise. */
export const PER_DAY_FILTERS: readonly Filter[] = [
  { dimension: CATEGORY, operator: "in", values: ["Usage"] },
  { dimension: PER_DAY_DIMENSION, operator: "not_in", values: NOT_PER_DAY },
];

/** With fewer weeks than this a weekday isn't told from what happened on it. */
const LEAST_WEEKS = 4;
/** A week whose days differ by less than this has no weekend. */
const LEAST_DIFFERENCE = 0.05;
const WEEK = 7;
/** 1970-01-01, day 0, was a Thursday: the fourth from Monday. */
const FIRST_WEEKDAY = 3;

/** One day's cost of a series, in any currency. */
export interface DailyCost {
  readonly day: Day;
  readonly cost: number;
}

/** How much longer the later period is for charges that go by the day, weekends and all. */
export function calendarRatio(main: Period, other: Period, days: readonly DailyCost[]): number {
  const factors = weekdayFactors(days);
  const before = factors === null ? weightedDays(other) : weightedDays(other, factors);
  const after = factors === null ? weightedDays(main) : weightedDays(main, factors);
  return before > 0 && after > 0 ? after / before : 1;
}

/** What each weekday costs beside the mean of its week, by the median week; null where weekdays are alike. */
function weekdayFactors(days: readonly DailyCost[]): WeekdayFactors | null {
  const weeks = Map.groupBy(days, ({ day }) => Math.floor((dayNumber(day) + FIRST_WEEKDAY) / WEEK));
  const whole = [...weeks.values()].filter(
    (week) => week.length === WEEK && week.every(({ cost }) => cost > 0),
  );
  if (whole.length < LEAST_WEEKS) return null;
  const relative = whole.map((week) => {
    const mean = week.reduce((sum, { cost }) => sum + cost, 0) / WEEK;
    const sorted = week.toSorted((a, b) => (a.day < b.day ? -1 : 1));
    return sorted.map(({ cost }) => cost / mean);
  });
  const medians = Array.from({ length: WEEK }, (_, weekday) =>
    median(relative.map((week) => week[weekday] ?? 1)),
  );
  if (Math.max(...medians) - Math.min(...medians) < LEAST_DIFFERENCE) return null;
  return medians as unknown as WeekdayFactors;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** What each leaf would cost now if nothing had changed but the calendar. */
export function expectedNow(table: LeafTable, ratio: number): Float64Array {
  const goesByDay = perDayLeaves(table);
  return table.before.map((cost, leaf) => (goesByDay(leaf) ? cost * ratio : cost));
}

/** What the calendar alone changed the cost of some leaves by. */
export function calendarEffect(table: LeafTable, leaves: readonly number[], ratio: number): number {
  if (ratio === 1) return 0;
  const goesByDay = perDayLeaves(table);
  const sum = new ExactSum();
  for (const leaf of leaves) {
    const [before, after] = [table.before[leaf] as number, table.after[leaf] as number];
    if (!goesByDay(leaf) || before <= 0 || after <= 0) continue;
    sum.add(factorEffects(before, after, [ratio])[0] ?? 0);
  }
  return sum.value;
}

function perDayLeaves({ dimensions, before }: LeafTable): (leaf: number) => boolean {
  const tests = PER_DAY_FILTERS.map((filter) => {
    const found = dimensions.find(({ name }) => name === filter.dimension);
    const values = found?.values ?? [null];
    const kept = values.map((value) => keepsValue(filter, value === null ? null : String(value)));
    const codes = found?.codes ?? new Int32Array(before.length);
    return (leaf: number) => kept[codes[leaf] as number] === true;
  });
  return (leaf) => tests.every((test) => test(leaf));
}
