import { addDays, daysIn } from "#src/focus/day";
import type { ForecastQuestion } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import { type CostRow, type Filter, type Metric, plainQuery } from "#src/store/cost-query";
import { sumOf } from "./amounts-sum.ts";
import { type ComingEffect, expectedIn } from "./coming-effects.ts";
import { type CommitmentExpiry, commitmentExpiries } from "./commitment-expiries.ts";
import type { ForecastDays } from "./daily-amounts.ts";
import type { ListedExpiry } from "./forecast-answer.ts";
import type { EffectsByCurrency } from "./planned-effects.ts";

/** The last complete days, by which it is told what usage would cost without its commitment. */
const DAYS_LOOKED_AT = 28;
/** Metrics that a commitment changes. */
const CHANGED: ReadonlySet<Metric> = new Set<Metric>(["EffectiveCost", "BilledCost"]);
const USED: Filter = { dimension: "CommitmentDiscountStatus", operator: "in", values: ["Used"] };
const NOT_ONCE: Filter = { dimension: "ChargeFrequency", operator: "not_in", values: ["One-Time"] };

/**
 * What commitments that end change: their usage costs what it does on demand from then on, and what they cost
 * themselves, used or not, falls away.
 */
export function expiryEffects(
  context: SkillContext,
  question: ForecastQuestion,
  days: ForecastDays,
  currencies: readonly string[],
): { readonly effects: EffectsByCurrency; readonly expiries: readonly ListedExpiry[] } {
  const byCurrency = new Map<string, ComingEffect[]>();
  if (!CHANGED.has(question.metric)) return { effects: byCurrency, expiries: [] };
  const expiries = commitmentExpiries(context, question.filters, days).map((expiry) => {
    const effects = effectsOf(context, question, expiry, days).filter(([currency]) =>
      currencies.includes(currency),
    );
    for (const [currency, added] of effects) {
      byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), ...added]);
    }
    const amounts = effects.map(([currency, added]) => ({
      currency,
      value: expectedIn(added, days.period, days),
    }));
    return { ...expiry, amounts };
  });
  return { effects: byCurrency, expiries };
}

/** By currency; none where it isn't known what the usage costs on demand. */
function effectsOf(
  context: SkillContext,
  question: ForecastQuestion,
  { id, expires }: CommitmentExpiry,
  days: ForecastDays,
): (readonly [currency: string, effects: ComingEffect[]])[] {
  const ofCommitment = (metric: Metric, ...more: readonly Filter[]): readonly CostRow[] => {
    const end = addDays(days.asOf, 1);
    const only: Filter = { dimension: "CommitmentDiscountId", operator: "in", values: [id] };
    const filters = [...question.filters, only, ...more];
    const query = plainQuery({ start: addDays(end, -DAYS_LOOKED_AT), end }, filters);
    const { groupBy } = question;
    // Day by day, so that a month's fee counts with its days.
    return context.costs.query({ ...query, metric, groupBy, granularity: "day" }).rows;
  };
  const contracted = ofCommitment("ContractedCost", USED).filter(({ value }) => value !== null);
  const onDemand = contracted.length > 0 ? contracted : ofCommitment("ListCost", USED);
  if (onDemand.every(({ value }) => value === null)) return [];
  const now = ofCommitment(question.metric, NOT_ONCE);
  const length = daysIn({ start: addDays(days.asOf, 1), end: days.end });
  const from = daysIn({ start: addDays(days.asOf, 1), end: expires });
  const differences = Map.groupBy(
    [...onDemand.map(signed(1)), ...now.map(signed(-1))],
    ({ currency }) => currency,
  );
  return [...differences].map(([currency, rows]) => {
    const byKey = Map.groupBy(rows, ({ key }) => key);
    const effects = [...byKey].map(([key, ofKey]): ComingEffect => {
      const perDay = sumOf(ofKey.map(({ value }) => value)) / DAYS_LOOKED_AT;
      const daily = Array.from({ length }, (_, day) => (day < from ? 0 : perDay));
      return { key, probability: 1, daily };
    });
    return [currency, effects];
  });
}

function signed(sign: 1 | -1) {
  return ({ keys, currency, value }: CostRow) => ({
    key: keys[0] ?? null,
    currency,
    value: sign * (value ?? 0),
  });
}
