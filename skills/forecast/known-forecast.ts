import { addDays, type Period } from "#src/focus/day";
import type { ForecastQuestion } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import type { CostResult } from "#src/store/cost-query";
import type { AgreedForecast } from "./agreed-forecast.ts";
import { currencyForecast } from "./currency-forecast.ts";
import { type CurrencyAmounts, type ForecastDays, readDailyAmounts } from "./daily-amounts.ts";
import { expiryEffects } from "./expiry-effects.ts";
import type { CurrencyForecast, ListedExpiry, ListedPlan } from "./forecast-answer.ts";
import { committedToCome, makeupOf } from "./makeup.ts";
import { type EffectsByCurrency, plannedEffects } from "./planned-effects.ts";
import { isLongEnough } from "./slice-coming.ts";

/** The forecast of some charges with all that is known to come. */
export interface KnownForecast {
  readonly result: CostResult;
  /** An entry a currency. */
  readonly currencies: readonly {
    readonly forecast: CurrencyForecast;
    readonly agreed: AgreedForecast;
  }[];
  /** Currencies that are known for too few days. */
  readonly short: readonly CurrencyAmounts[];
  readonly plans: readonly ListedPlan[];
  readonly expiries: readonly ListedExpiry[];
}

/** Forecasts the charges asked about, with the plans and the ends of commitments that hold for them. */
export function knownForecast(
  context: SkillContext,
  question: ForecastQuestion,
  steps: readonly Period[],
  days: ForecastDays,
): KnownForecast {
  const { result, currencies: all } = readDailyAmounts(context, question, days);
  const enough = all.filter(isLongEnough);
  const names = enough.map(({ currency }) => currency);
  const { effects, plans, expiries } = knownEffects(context, question, days, names);
  const committed = committedToCome(context, question, days, expiries);
  const currencies = enough.map((amounts) => {
    const { currency } = amounts;
    const { forecast, agreed } = currencyForecast(
      amounts,
      steps,
      days,
      effects.get(currency) ?? [],
    );
    const makeup = makeupOf(forecast, committed.get(currency) ?? 0, { plans, expiries });
    return { forecast: { ...forecast, makeup }, agreed };
  });
  const short = all.filter((one) => !enough.includes(one));
  return { result, currencies, short, plans, expiries };
}

/** What changes the coming days of some charges beside what the charges tell, by currency. */
export function knownEffects(
  context: SkillContext,
  question: ForecastQuestion,
  days: ForecastDays,
  currencies: readonly string[],
): Pick<KnownForecast, "plans" | "expiries"> & { readonly effects: EffectsByCurrency } {
  const isOver = days.period.end <= addDays(days.asOf, 1);
  if (isOver) return { plans: [], expiries: [], effects: new Map() };
  const planned = plannedEffects(context, question, days, currencies);
  const expiring = expiryEffects(context, question, days, currencies);
  const effects = currencies.map(
    (currency) =>
      [
        currency,
        [...(planned.effects.get(currency) ?? []), ...(expiring.effects.get(currency) ?? [])],
      ] as const,
  );
  return { plans: planned.plans, expiries: expiring.expiries, effects: new Map(effects) };
}
