import { withEffects } from "#skills/forecast/coming-effects";
import {
  type DailyAmounts,
  daysOf,
  type ForecastDays,
  forecastDays,
  readDailyAmounts,
} from "#skills/forecast/daily-amounts";
import { stepsOf } from "#skills/forecast/forecast-steps";
import { knownEffects } from "#skills/forecast/known-forecast";
import { bookedIn, outlookOf, type SliceOutlook } from "#skills/forecast/outlook";
import { FEWEST_VALUES } from "#src/analytics/forecast/series";
import type { Budget } from "#src/budget-book";
import { addDays, type Day, daysIn, type Period } from "#src/focus/day";
import { forecastQuestionSchema } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import type { BudgetPoint } from "./budget-answer.ts";
import { budgetCourse } from "./budget-course.ts";

/** What a budget's charges come to, day by day, until the end of its period. */
export interface BudgetOutlook {
  readonly burnRatePerDay: number | null;
  readonly forecast: { readonly mean: number; readonly lo80: number; readonly hi80: number } | null;
  /**
   * The first day through whose end more than an amount is charged or expected, at the pace of the expected end or
   * of a bound of it; null where none is.
   */
  overrunDay(amount: number, pace: Pace): Day | null;
  /** The period day by day, added up; empty with too few days to forecast its end. */
  course(): BudgetPoint[];
}

export type Pace = "mean" | "lo80" | "hi80";

/** Which charges are looked at, and how they are counted. */
export type BudgetCharges = Pick<Budget, "filters" | "metric" | "currency" | "cadence">;

const NOTHING: BudgetOutlook = {
  burnRatePerDay: null,
  forecast: null,
  overrunDay: () => null,
  course: () => [],
};

/** The outlook of a budget's charges over a period; `actual` is what the period holds so far, as the budget counts. */
export function budgetOutlook(
  context: SkillContext,
  { metric, filters, currency, cadence }: BudgetCharges,
  period: Period,
  reach: { readonly firstDay: Day; readonly dataThrough: Day },
  actual: number,
): BudgetOutlook {
  const { firstDay, dataThrough: asOf } = reach;
  const days = forecastDays(period, { firstDay, asOf, today: context.today });
  const question = forecastQuestionSchema.parse({ metric, filters });
  const { currencies } = readDailyAmounts(context, question, days);
  const whole = currencies.find((one) => one.currency === currency)?.whole;
  if (whole === undefined) return NOTHING;
  const burnRatePerDay = burnRateOf(whole, days);
  const known = whole.known.filter((amount) => amount !== null).length;
  if (known < FEWEST_VALUES) return { ...NOTHING, burnRatePerDay };
  const { effects } = knownEffects(context, question, days, [currency]);
  const outlook = withEffects(outlookOf(whole, days, true), effects.get(currency) ?? [], days);
  // Daily amounts have long charges spread over their days; a month's budget has each on its first day.
  const placed = cadence === "monthly" ? actual - bookedIn(period, whole, days) : 0;
  return {
    burnRatePerDay,
    forecast: endOf(outlook, period, placed),
    overrunDay: (amount, pace) => {
      const at = throughDays(outlook, period, placed, pace).findIndex((total) => total > amount);
      return daysOf(period)[at] ?? null;
    },
    course: () => {
      const at = (pace: Pace) => throughDays(outlook, period, placed, pace);
      return budgetCourse(period, asOf, { mean: at("mean"), lo80: at("lo80"), hi80: at("hi80") });
    },
  };
}

/** The months' ends added up; their intervals as if they erred together. */
function endOf(outlook: SliceOutlook, period: Period, placed: number) {
  const { booked, coming } = outlook.over(stepsOf(period, "month"));
  const sum = (amounts: readonly number[]) =>
    amounts.reduce((total, amount, at) => total + amount + (booked[at] ?? 0), placed);
  return { mean: sum(coming.mean), lo80: sum(coming.lo80), hi80: sum(coming.hi80) };
}

/**
 * What is charged or expected by the end of each day. At a bound's pace the days to come share out what the bound has
 * beyond the expected end.
 */
function throughDays(
  outlook: SliceOutlook,
  period: Period,
  placed: number,
  pace: Pace,
): readonly number[] {
  const { booked, coming } = outlook.over(stepsOf(period, "day"));
  const end = endOf(outlook, period, placed);
  const expected = coming.mean.reduce((sum, value) => sum + value, 0);
  const beyond = end[pace] - end.mean;
  const factor = expected > 0 ? 1 + beyond / expected : 1;
  let total = placed;
  return coming.mean.map((amount, at) => {
    total += (booked[at] ?? 0) + factor * amount;
    return total;
  });
}

/** The mean of the period's complete days. */
function burnRateOf(whole: DailyAmounts, days: ForecastDays): number | null {
  const { period, asOf } = days;
  const end = addDays(asOf, 1);
  const complete = { start: period.start, end: end < period.end ? end : period.end };
  const count = daysIn(complete);
  return count <= 0 ? null : bookedIn(complete, whole, days) / count;
}
