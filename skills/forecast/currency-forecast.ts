import type { Forecast } from "#src/analytics/forecast/forecast";
import { addDays, type Period } from "#src/focus/day";
import { accuracyOf } from "./accuracy.ts";
import { type AgreedForecast, agreedForecast, totalOf } from "./agreed-forecast.ts";
import { sumOf } from "./amounts-sum.ts";
import { agreedWithEffects, type ComingEffect, withEffects } from "./coming-effects.ts";
import { courseOf } from "./course.ts";
import type { CurrencyAmounts, ForecastDays } from "./daily-amounts.ts";
import type { CurrencyForecast } from "./forecast-answer.ts";
import { stepsOf } from "./forecast-steps.ts";
import { outlookOf } from "./outlook.ts";

/** A currency's forecast but for what it is made of, and the outlooks that its table lists. */
export interface CurrencyOutlook {
  readonly forecast: Omit<CurrencyForecast, "makeup">;
  readonly agreed: AgreedForecast;
}

/**
 * A currency's forecast, with what is known to change the days to come.
 * @throws TooFewValuesError with fewer than seven known days
 */
export function currencyForecast(
  amounts: CurrencyAmounts,
  steps: readonly Period[],
  days: ForecastDays,
  effects: readonly ComingEffect[],
): CurrencyOutlook {
  const { currency, whole } = amounts;
  const { asOf, period } = days;
  const own = outlookOf(whole, days, true);
  const outlook = withEffects(own, effects, days);
  const agreed = agreedWithEffects(agreedForecast(amounts, own, steps, days), effects, steps, days);
  const months = outlook.over(stepsOf(period, "month"));
  const slices =
    agreed.parts.length === 0 ? [agreed.whole] : agreed.parts.map((one) => one.outlook);
  const mean = sumOf(slices.map(totalOf));
  const isOver = period.end <= addDays(asOf, 1);
  const model = period.start > asOf ? months.coming.model : outlook.model;
  const forecast: CurrencyOutlook["forecast"] = {
    currency,
    period,
    booked: sumOf(months.booked),
    mean,
    ...boundsAround(mean, sumOf(months.booked), months.coming),
    model: isOver ? "actual" : model,
    accuracy: isOver ? null : accuracyOf(whole, own, days),
    course: courseOf(whole, outlook, days),
  };
  return { forecast, agreed };
}

/** The months' bounds added up and moved along with the sum of the points; none falls below what it may not. */
function boundsAround(mean: number, booked: number, coming: Forecast) {
  const moved = mean - booked - sumOf(coming.mean);
  const isNeverLess = coming.lo95.every((bound) => bound >= 0);
  const bound = (bounds: readonly number[]) => {
    const at = booked + sumOf(bounds) + moved;
    return isNeverLess ? Math.max(at, Math.min(booked, mean)) : at;
  };
  return {
    lo80: bound(coming.lo80),
    hi80: bound(coming.hi80),
    lo95: bound(coming.lo95),
    hi95: bound(coming.hi95),
  };
}
