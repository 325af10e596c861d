import { forecast } from "#src/analytics/forecast/forecast";
import { median } from "#src/analytics/forecast/statistics";
import { addDays, addMonths, type Day, daysIn } from "#src/focus/day";
import { sumOf } from "./amounts-sum.ts";
import type { DailyAmounts, ForecastDays } from "./daily-amounts.ts";
import type { CurrencyForecast } from "./forecast-answer.ts";
import type { SliceOutlook } from "./outlook.ts";

/** So many of the last forecasts say how good they are. */
const FORECASTS_JUDGED = 6;
/** With less known, an earlier forecast was none that tells of today's. */
const FEWEST_DAYS = 28;

/**
 * How far off earlier forecasts would have been: of the end of earlier months, as of the same day; for months that
 * haven't begun, of earlier ones as far ahead. Null where there is nothing to look back on.
 */
export function accuracyOf(
  whole: DailyAmounts,
  { pastErrors }: SliceOutlook,
  days: ForecastDays,
): CurrencyForecast["accuracy"] {
  const { asOf, period } = days;
  const isAhead = period.start > asOf;
  const errors = isAhead ? errorsAhead(whole, days) : pastErrors.slice(0, FORECASTS_JUDGED);
  if (errors.length === 0) return null;
  return { months: errors.length, medianPercent: 100 * median(errors.map(Math.abs)) };
}

/** The errors of forecasts of earlier months that were made as early, the latest first. */
function errorsAhead(whole: DailyAmounts, { start, asOf, period }: ForecastDays): number[] {
  if (!isFirstOfMonth(period.start) || !isFirstOfMonth(period.end)) return [];
  const lead = daysIn({ start: asOf, end: period.start }) - 1;
  const errors: number[] = [];
  for (let back = 1; errors.length < FORECASTS_JUDGED; back++) {
    const from = addMonths(period.start, -back);
    const end = addMonths(period.end, -back);
    const first = daysIn({ start, end: from });
    const known = whole.known.slice(0, Math.max(0, first - lead));
    if (known.filter((amount) => amount !== null).length < FEWEST_DAYS) break;
    if (end > addDays(asOf, 1)) continue;
    const length = daysIn({ start: from, end });
    const path = forecast({ values: known, frequency: "D", start }, lead + length).mean;
    const actual = sumOf(whole.known.slice(first, first + length).map((amount) => amount ?? 0));
    if (actual > 0) errors.push(sumOf(path.slice(lead)) / actual - 1);
  }
  return errors;
}

function isFirstOfMonth(day: Day): boolean {
  return day.endsWith("-01");
}
