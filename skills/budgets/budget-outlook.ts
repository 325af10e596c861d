import {
  type DailyAmounts,
  daysOf,
  type ForecastDays,
  forecastDays,
  readDailyAmounts,
} from "#skills/forecast/daily-amounts";
import { stepsOf } from "#skills/forecast/forecast-steps";
import { bookedIn, outlookOf, type SliceOutlook } from "#skills/forecast/outlook";
import { FEWEST_VALUES } from "#src/analytics/forecast/series";
import type { Budget } from "#src/budget-book";
import { addDays, type Day, daysIn, type Period } from "#src/focus/day";
import { forecastQuestionSchema } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";

/** What a budget's charges come to, day by day, until the end of its period. */
export interface BudgetOutlook {
  readonly burnRatePerDay: number | null;
  readonly forecast: { readonly mean: number; readonly lo80: number; readonly hi80: number } | null;
  /** The first day through whose end more than an amount is charged or expected; null where none is. */
  overrunDay(amount: number): Day | null;
}

const NOTHING: BudgetOutlook = { burnRatePerDay: null, forecast: null, overrunDay: () => null };

/** The outlook of a budget's charges over a period; `actual` is what the period holds so far, as the budget counts. */
export function budgetOutlook(
  context: SkillContext,
  { metric, filters, currency, cadence }: Budget,
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
  const outlook = outlookOf(whole, days, true);
  // Daily amounts have long charges spread over their days; a month's budget has each on its first day.
  const placed = cadence === "monthly" ? actual - bookedIn(period, whole, days) : 0;
  return {
    burnRatePerDay,
    forecast: endOf(outlook, period, placed),
    overrunDay: (amount) => overrunDay(outlook, period, placed, amount),
  };
}

/** The months' ends added up; their intervals as if they erred together. */
function endOf(outlook: SliceOutlook, period: Period, placed: number) {
  const { booked, coming } = outlook.over(stepsOf(period, "month"));
  const sum = (amounts: readonly number[]) =>
    amounts.reduce((total, amount, at) => total + amount + (booked[at] ?? 0), placed);
  return { mean: sum(coming.mean), lo80: sum(coming.lo80), hi80: sum(coming.hi80) };
}

function overrunDay(
  outlook: SliceOutlook,
  period: Period,
  placed: number,
  amount: number,
): Day | null {
  const { booked, coming } = outlook.over(stepsOf(period, "day"));
  let total = placed;
  for (const [at, day] of daysOf(period).entries()) {
    total += (booked[at] ?? 0) + (coming.mean[at] ?? 0);
    if (total > amount) return day;
  }
  return null;
}

/** The mean of the period's complete days. */
function burnRateOf(whole: DailyAmounts, days: ForecastDays): number | null {
  const { period, asOf } = days;
  const end = addDays(asOf, 1);
  const complete = { start: period.start, end: end < period.end ? end : period.end };
  const count = daysIn(complete);
  return count <= 0 ? null : bookedIn(complete, whole, days) / count;
}
