import { formatPercent } from "#src/cards/format";
import { addDays, addMonths, daysIn } from "#src/focus/day";
import type { ForecastQuestion } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import { type CostRow, type Filter, plainQuery } from "#src/store/cost-query";
import { sumOf } from "./amounts-sum.ts";
import type { ForecastDays } from "./daily-amounts.ts";
import type { ScenarioChange } from "./scenario.ts";

const MONTHS_OF_PRICES = 12;
/** What was used on the quietest of the last so many days is what a commitment would always cover. */
const DAYS_LOOKED_AT = 28;
const SERVICE = "ServiceName";
const USAGE: Filter = { dimension: "ChargeCategory", operator: "in", values: ["Usage"] };
const USED: Filter = { dimension: "CommitmentDiscountStatus", operator: "in", values: ["Used"] };
const ON_DEMAND: Filter = { dimension: "PricingCategory", operator: "in", values: ["Standard"] };

interface Rate {
  readonly service: string;
  readonly currency: string;
  /** The share off the price on demand, 0 to 1. */
  readonly discount: number;
}

/**
 * What commitments would save on usage that is paid on demand: on as much of it as was used on every one of the last
 * days, at the discount that the charges show for usage of the same services that commitments did cover.
 */
export function commitmentSaving(
  context: SkillContext,
  question: ForecastQuestion,
  kinds: readonly Filter[],
  days: ForecastDays,
): ScenarioChange {
  if (question.metric !== "EffectiveCost") {
    return nothing("What a commitment saves shows in effective cost; ask for that.");
  }
  const rates = knownRates(context, kinds, days);
  if (rates.length === 0) {
    return nothing(
      "No usage in the charges was covered by such a commitment, so its price isn't known here; a price on demand alone doesn't tell what would have been saved.",
    );
  }
  const savings = savingsPerDay(context, question, rates, days);
  if (savings.length === 0) {
    return nothing(
      "None of the services whose price under a commitment is known is used on demand every day.",
    );
  }
  const length = daysIn(days.period);
  const byCurrency = Map.groupBy(savings, ({ currency }) => currency);
  const changes = [...byCurrency].map(([currency, all]) => ({
    currency,
    difference: -length * sumOf(all.map(({ perDay }) => perDay)),
    booked: 0,
  }));
  const services = savings.map(
    ({ service, discount }) => `${service} ${formatPercent(100 * discount)}`,
  );
  return {
    changes,
    notes: [
      `It covers what was used on demand on each of the last ${DAYS_LOOKED_AT} days, from the first day of the period on, at the discount of the commitments in the charges: ${services.join(", ")}. What other terms and payments would cost isn't known here.`,
    ],
  };
}

function nothing(note: string): ScenarioChange {
  return { changes: [], notes: [note] };
}

function knownRates(
  { costs }: SkillContext,
  kinds: readonly Filter[],
  { asOf }: ForecastDays,
): Rate[] {
  const end = addDays(asOf, 1);
  const query = {
    ...plainQuery({ start: addMonths(end, -MONTHS_OF_PRICES), end }, [USAGE, USED, ...kinds]),
    groupBy: [SERVICE],
  };
  const onDemand = costs.query({ ...query, metric: "ContractedCost" }).rows;
  return costs.query(query).rows.flatMap(({ keys, currency, value }): Rate[] => {
    const [service] = keys;
    const other = onDemand.find((row) => row.keys[0] === service && row.currency === currency);
    const price = other?.value ?? 0;
    const discount = price > 0 ? 1 - (value ?? 0) / price : 0;
    return typeof service === "string" && discount > 0 ? [{ service, currency, discount }] : [];
  });
}

function savingsPerDay(
  { costs }: SkillContext,
  { filters }: ForecastQuestion,
  rates: readonly Rate[],
  { asOf }: ForecastDays,
): (Rate & { readonly perDay: number })[] {
  const end = addDays(asOf, 1);
  const services: Filter = {
    dimension: SERVICE,
    operator: "in",
    values: [...new Set(rates.map(({ service }) => service))],
  };
  const period = { start: addDays(end, -DAYS_LOOKED_AT), end };
  const query = plainQuery(period, [...filters, USAGE, ON_DEMAND, services]);
  const { rows } = costs.query({ ...query, groupBy: [SERVICE], granularity: "day" });
  return rates.flatMap((rate) => {
    const least = steadyPart(
      rows.filter(({ keys, currency }) => keys[0] === rate.service && currency === rate.currency),
    );
    return least > 0 ? [{ ...rate, perDay: least * rate.discount }] : [];
  });
}

function steadyPart(ofDays: readonly CostRow[]): number {
  return ofDays.length < DAYS_LOOKED_AT ? 0 : Math.min(...ofDays.map(({ value }) => value ?? 0));
}
