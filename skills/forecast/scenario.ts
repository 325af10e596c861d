import { addDays } from "#src/focus/day";
import type { ForecastQuestion, WhatIf } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { expectedIn } from "./coming-effects.ts";
import { commitmentSaving } from "./commitment-saving.ts";
import type { ForecastDays } from "./daily-amounts.ts";
import type { CurrencyForecast, Scenario } from "./forecast-answer.ts";
import { stepsOf } from "./forecast-steps.ts";
import { knownForecast } from "./known-forecast.ts";
import { planCharges, sizeWords, spanWords } from "./known-words.ts";
import { effectsOf } from "./planned-effects.ts";

/** What a condition changes, by currency, and what there is to say of it. */
export interface ScenarioChange {
  readonly changes: readonly {
    readonly currency: string;
    readonly difference: number;
    /** How much of the difference is booked already. */
    readonly booked: number;
  }[];
  readonly notes: readonly string[];
}

/** The forecast under a condition, beside the forecast as it stands; null where no condition is asked about. */
export function scenarioOf(
  context: SkillContext,
  question: ForecastQuestion,
  days: ForecastDays,
  forecasts: readonly CurrencyForecast[],
): Scenario | null {
  const { whatIf } = question;
  if (whatIf === null) return null;
  const whole = { ...question, groupBy: [], whatIf: null };
  const { changes, notes } = changeBy(context, whole, whatIf, days);
  const entries = forecasts.flatMap((forecast) => {
    const change = changes.find(({ currency }) => currency === forecast.currency);
    return change === undefined ? [] : [entryOf(forecast, change)];
  });
  return { words: conditionWords(whatIf), entries, notes: [...notes] };
}

function entryOf(
  forecast: CurrencyForecast,
  { difference, booked }: ScenarioChange["changes"][number],
): Scenario["entries"][number] {
  const { currency, mean } = forecast;
  const left = forecast.booked + booked;
  const moved = (bound: number) => Math.max(bound + difference, Math.min(left, mean + difference));
  return {
    currency,
    mean: mean + difference,
    lo80: moved(forecast.lo80),
    hi80: moved(forecast.hi80),
    lo95: moved(forecast.lo95),
    hi95: moved(forecast.hi95),
    difference,
    percent: mean === 0 ? null : (100 * difference) / Math.abs(mean),
    booked,
  };
}

function changeBy(
  context: SkillContext,
  question: ForecastQuestion,
  whatIf: WhatIf,
  days: ForecastDays,
): ScenarioChange {
  switch (whatIf.kind) {
    case "without":
      return costOf(context, [...question.filters, ...whatIf.filters], question, days, -1);
    case "with": {
      const kept = question.filters.filter((filter) => !isLeftOutBy(filter, whatIf));
      return costOf(context, [...kept, ...whatIf.filters], question, days, 1);
    }
    case "commitment":
      return commitmentSaving(context, question, whatIf.filters, days);
    default:
      return planned(context, question, { ...whatIf, kind: whatIf.kind }, days);
  }
}

/** As a plan that is made today. */
function planned(
  context: SkillContext,
  question: ForecastQuestion,
  whatIf: WhatIf & { readonly kind: Exclude<WhatIf["kind"], "without" | "with" | "commitment"> },
  days: ForecastDays,
): ScenarioChange {
  const { kind, filters, currency } = whatIf;
  const from = whatIf.from ?? addDays(days.asOf, 1);
  const until = whatIf.until ?? (kind === "one-off" ? addDays(from, 1) : null);
  const size = whatIf.size ?? 0;
  const change = { name: "", kind, size, currency, filters, from, until, probability: 1 };
  const changes = [...effectsOf(context, question, change, days)].map(([of, effects]) => ({
    currency: of,
    difference: expectedIn(effects, days.period, days),
    booked: 0,
  }));
  const notes = changes.length === 0 ? ["Too few days of these charges are known to tell."] : [];
  return { changes, notes };
}

/** Whether a filter leaves just those charges out that are imagined to be in. */
function isLeftOutBy({ dimension, operator, values }: Filter, { filters }: WhatIf): boolean {
  return filters.some(
    (filter) =>
      operator === "not_in" &&
      dimension === filter.dimension &&
      values.join() === filter.values.join(),
  );
}

/** All that some charges cost in the period, what is booked of them included; taken off or put on. */
function costOf(
  context: SkillContext,
  filters: ForecastQuestion["filters"],
  question: ForecastQuestion,
  days: ForecastDays,
  sign: 1 | -1,
): ScenarioChange {
  const slice = { ...question, filters };
  const { currencies } = knownForecast(context, slice, stepsOf(days.period, "month"), days);
  const changes = currencies.map(({ forecast: { currency, mean, booked } }) => ({
    currency,
    difference: sign * mean,
    booked: sign * booked,
  }));
  return { changes, notes: changes.length === 0 ? ["There are too few charges of that."] : [] };
}

/** The condition in words: “if ServiceName Amazon EC2 cost 15% more”. */
function conditionWords(whatIf: WhatIf): string {
  const { kind, filters, currency, from, until } = whatIf;
  const charges = filters.length === 0 ? "everything" : planCharges(filters).slice(5);
  if (kind === "without" || kind === "with") return `${kind} ${charges}`;
  if (kind === "commitment") return "if a commitment covered what is steadily used on demand";
  const when = from === null ? "" : ` ${spanWords({ kind, from, until })}`;
  return `if ${charges} cost ${sizeWords({ kind, size: whatIf.size ?? 0, currency })}${when}`;
}
