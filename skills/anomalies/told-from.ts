import { chargesWords } from "#skills/budgets/budget-words";
import type { AnomalyThresholds } from "#src/anomaly-thresholds";
import { formatMoney, formatPercent } from "#src/cards/format";
import { type Filter, keepsValue } from "#src/store/cost-query";
import type { DailyCosts, DailyLeaf } from "./daily-costs.ts";
import type { FoundAnomaly } from "./found-anomaly.ts";
import { changeOf, isPartOf } from "./slice-series.ts";

/** An anomaly comes to this share of what a usual day of the whole bill costs … */
const LEAST_OF_DAY = 0.0025;
/** … and to as much as this in its currency, where nothing else is configured. */
const LEAST_MONEY = 5;
/** An anomaly is that of a rule's charges when they have this share of its change. */
const OF_RULE = 0.5;

/** From what on the anomalies of a currency are told. */
export interface ToldFrom {
  readonly thresholds: AnomalyThresholds;
  readonly currency: string;
  /** Where no rule holds: money, and per cent of what was expected. */
  readonly usual: { readonly amount: number; readonly percent: number };
}

/** What is configured, with the money that a usual day of the currency suggests where it says none. */
export function toldFrom(
  thresholds: AnomalyThresholds,
  currency: string,
  usualDay: number,
): ToldFrom {
  const { amount = Math.max(LEAST_MONEY, LEAST_OF_DAY * usualDay), percent = 0 } =
    thresholds.default;
  return { thresholds, currency, usual: { amount, percent } };
}

/** The least money that any anomaly of the currency can be told from. */
export function leastAmount({ thresholds, usual }: ToldFrom): number {
  return Math.min(usual.amount, ...thresholds.rules.map(({ amount = usual.amount }) => amount));
}

/** Whether something unexpected reaches both thresholds that hold for it; beside nothing, any money is enough per cent. */
export function isTold(
  { thresholds, usual }: ToldFrom,
  { impact, percent }: { readonly impact: number; readonly percent: number | null },
  isOf: (filters: readonly Filter[]) => boolean,
): boolean {
  const rule = thresholds.rules.find(({ filters }) => isOf(filters));
  const { amount = usual.amount, percent: share = usual.percent } = rule ?? {};
  return Math.abs(impact) >= amount && (percent === null || Math.abs(percent) >= share);
}

/** Whether most of an anomaly's change lies in the charges that some filters keep. */
export function isMostlyOf(
  costs: DailyCosts,
  { slice, anomaly }: Pick<FoundAnomaly, "slice" | "anomaly">,
  filters: readonly Filter[],
): boolean {
  const isKept = (leaf: DailyLeaf) =>
    filters.every((filter) => keepsValue(filter, leafValue(costs, leaf, filter.dimension)));
  const whole = changeOf(costs, (leaf) => isPartOf(leaf, slice), anomaly);
  const kept = changeOf(costs, (leaf) => isPartOf(leaf, slice) && isKept(leaf), anomaly);
  return whole !== 0 && kept / whole >= OF_RULE;
}

/** From what on anomalies are told, as an assumption. */
export function toldFromWords(all: readonly ToldFrom[]): string {
  const rules = all[0]?.thresholds.rules ?? [];
  const amounts = (configured?: number) =>
    all.map(({ usual, currency }) => formatMoney(configured ?? usual.amount, currency)).join(" / ");
  const percent = all[0]?.usual.percent ?? 0;
  const usually = `anomalies are told from ${leastWords(amounts(), percent)} on`;
  const others = rules.map(
    ({ filters, amount, percent: own = percent }) =>
      `from ${leastWords(amounts(amount), own)} on${chargesWords(filters)}`,
  );
  return [usually, ...others].join("; ");
}

function leastWords(amount: string, percent: number): string {
  return percent === 0 ? amount : `${amount} and ${formatPercent(percent)}`;
}

function leafValue({ currency }: DailyCosts, { values }: DailyLeaf, dimension: string) {
  return dimension === "BillingCurrency" ? currency : (values[dimension] ?? null);
}
