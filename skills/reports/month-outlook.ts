import { type DailyAmounts, type ForecastDays, forecastDays } from "#skills/forecast/daily-amounts";
import { bookedIn } from "#skills/forecast/outlook";
import { forecastMonthEnd } from "#src/analytics/forecast/month-end";
import { FEWEST_VALUES } from "#src/analytics/forecast/series";
import type { CostQuestion } from "#src/cost-question";
import { addDays, addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { KeptForBill } from "./kept-for-bill.ts";
import { amountsBeside, type CurrencyDays, daysFor } from "./shared-reads.ts";

type Filters = CostQuestion["filters"];

/** Where a month stands in one currency, and where it will end; charges are on their first day, as budgets count. */
export interface MonthOutlook {
  readonly currency: string;
  /** From its start to the end of today. */
  readonly actual: number | null;
  /** Null with too few days to tell. */
  readonly forecast: {
    readonly mean: number;
    /** Null where nothing bounds it. */
    readonly lo80: number | null;
    readonly hi80: number | null;
  } | null;
}

const KNOWN = new KeptForBill<readonly MonthOutlook[]>();

/** The daily amounts that an outlook rests on; `start` is the day of the first one. */
export interface DaysRead {
  readonly start: Day;
  readonly currencies: readonly CurrencyDays[];
}

/** The daily amounts of some charges, as reports read them; null without data. */
export function daysRead(context: SkillContext, filters: Filters): DaysRead | null {
  const reach = reachOf(context, filters);
  if (reach === null) return null;
  return { start: reach.days.start, currencies: daysFor(context, filters, reach.days) };
}

/** The outlook of the month that holds the last complete day, by currency; empty without data. */
export function monthOutlook(context: SkillContext, filters: Filters): readonly MonthOutlook[] {
  return KNOWN.of(context, JSON.stringify(filters), () => outlookOf(context, filters));
}

interface Reach {
  readonly month: Period;
  readonly days: ForecastDays;
}

function reachOf(context: SkillContext, filters: Filters): Reach | null {
  const { costs, today, completenessLagDays } = context;
  const { firstDay, dataThrough: asOf } = costs.freshness(filters, today, completenessLagDays);
  if (firstDay === null || asOf === null) return null;
  const month = { start: addMonths(asOf, 0), end: addMonths(asOf, 1) };
  return { month, days: forecastDays(month, { firstDay, asOf, today }) };
}

function outlookOf(context: SkillContext, filters: Filters): readonly MonthOutlook[] {
  const reach = reachOf(context, filters);
  if (reach === null) return [];
  const { month, days } = reach;
  const tomorrow = addDays(context.today, 1);
  const soFar = { ...month, end: tomorrow < month.end ? tomorrow : month.end };
  const series = daysFor(context, filters, days);
  return amountsBeside(context, filters, soFar, null).map(({ currency, value: actual }) => {
    const amounts = series.find((one) => one.currency === currency)?.amounts;
    const forecast = amounts === undefined ? null : forecastOf(amounts, reach, actual ?? 0);
    return { currency, actual, forecast };
  });
}

/** The expected end of the month, with its charges on their first day. */
function forecastOf(
  amounts: DailyAmounts,
  { month, days }: Reach,
  actual: number,
): MonthOutlook["forecast"] {
  const { known, later } = amounts;
  const { start, asOf } = days;
  if (known.filter((amount) => amount !== null).length < FEWEST_VALUES) return null;
  const left = daysIn({ start: addDays(asOf, 1), end: month.end });
  const end = forecastMonthEnd({ values: known, start }, asOf, { booked: later.slice(0, left) });
  const placed = actual - bookedIn(month, amounts, days);
  return {
    mean: end.expected + placed,
    lo80: knownBound(end.lo80 + placed),
    hi80: knownBound(end.hi80 + placed),
  };
}

/** After a month that no model foresaw a bound may be anywhere. */
function knownBound(bound: number): number | null {
  return Number.isFinite(bound) ? bound : null;
}
