import { FEWEST_VALUES } from "#src/analytics/forecast/series";
import { addDays } from "#src/focus/day";
import type { ForecastQuestion } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { agreedForecast, type PartOutlook } from "./agreed-forecast.ts";
import { type CurrencyAmounts, type ForecastDays, readDailyAmounts } from "./daily-amounts.ts";
import { stepsOf } from "./forecast-steps.ts";
import { outlookOf } from "./outlook.ts";

/** What a part of the charges asked about is expected to cost, day by day from the last complete day on. */
export interface SliceComing {
  readonly currency: string;
  /** By the groups of the question; one with the key null where it has none. */
  readonly parts: readonly {
    readonly key: string | null;
    /** Beyond what is charged for these days already. */
    readonly daily: readonly number[];
  }[];
}

/** The coming days of those charges asked about that some filters keep; currencies known for too few days are left out. */
export function sliceComing(
  context: SkillContext,
  question: ForecastQuestion,
  filters: readonly Filter[],
  days: ForecastDays,
): SliceComing[] {
  const slice = { ...question, filters: [...question.filters, ...filters.map(copied)] };
  const { currencies } = readDailyAmounts(context, slice, days);
  const steps = stepsOf({ start: addDays(days.asOf, 1), end: days.end }, "day");
  return currencies.filter(isLongEnough).map((amounts) => {
    const { whole, parts } = agreedForecast(
      amounts,
      outlookOf(amounts.whole, days, true),
      steps,
      days,
    );
    const all: readonly PartOutlook[] =
      parts.length === 0 ? [{ key: null, outlook: whole }] : parts;
    return {
      currency: amounts.currency,
      parts: all.map(({ key, outlook }) => ({ key, daily: outlook.coming.mean })),
    };
  });
}

/** Whether a currency's charges are known for enough days to be forecast. */
export function isLongEnough({ whole }: CurrencyAmounts): boolean {
  return knownDays(whole) >= FEWEST_VALUES;
}

/** The days of a slice that are known. */
export function knownDays({ known }: CurrencyAmounts["whole"]): number {
  return known.filter((amount) => amount !== null).length;
}

function copied({ dimension, operator, values }: Filter) {
  return { dimension, operator, values: [...values] };
}
