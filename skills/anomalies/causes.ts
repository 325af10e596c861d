import type { ComparedTotals, Whole } from "#skills/spend/explain/compared-totals";
import { type CurrencyParts, divideChange, explainChange } from "#skills/spend/explain/explain";
import type { CurrencyExplanation } from "#skills/spend/explain/explanation";
import type { Slice } from "#src/analytics/explain/leaf-table";
import { ExactSum } from "#src/focus/exact-sum";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { type AnomalyChange, anomalyChange, queryChange } from "./anomaly-change.ts";
import type { DailyCosts } from "./daily-costs.ts";
import type { AnomalyPlace, FoundAnomaly } from "./found-anomaly.ts";
import { changeIn, isPartOf } from "./slice-series.ts";

/** A part that has this share of the change stands for the anomaly. */
const EXPLAINS = 0.8;
/** Who has this share of an anomaly's change owns it. */
export const OWNS = 0.8;

/** Part of an anomaly's charges that has nearly all of its change. */
interface MainCause {
  readonly slice: Slice;
  /** What else all of it has in common. */
  readonly within: Slice;
  /** Of the change, 0 to 1. */
  readonly share: number;
}

/** What drove an anomaly, against days before it, in parts that add up to the change; null without charges. */
export function driversOf(
  context: SkillContext,
  filters: readonly Filter[],
  place: AnomalyPlace,
): CurrencyExplanation | null {
  const question = anomalyChange(place, filters);
  const totals = totalsOf(context, question, place);
  const explained = explainChange(context, question, totals);
  return explained.find(({ currency }) => currency === place.currency) ?? null;
}

const KNOWN = new WeakMap<AnomalyPlace, MainCause | null>();

/** The part of its charges that has nearly all of an anomaly's change; null where none has, or no value names it. */
export function mainCause(
  context: SkillContext,
  filters: readonly Filter[],
  place: AnomalyPlace,
): MainCause | null {
  const known = KNOWN.get(place);
  if (known !== undefined) return known;
  const question = anomalyChange(place, filters);
  const { currencies } = divideChange(context, question, totalsOf(context, question, place));
  const divided = currencies.find(({ whole }) => whole.currency === place.currency);
  const cause = divided === undefined ? null : causeAmong(divided);
  KNOWN.set(place, cause);
  return cause;
}

function causeAmong({ whole, leaves, parts }: CurrencyParts): MainCause | null {
  if (whole.change === 0) return null;
  for (const { slice, within, before, after } of parts) {
    const share = (after - before) / whole.change;
    const isNamed = Object.values(slice ?? {}).some((value) => value !== null);
    if (slice !== null && isNamed && share >= EXPLAINS) return { slice, within, share };
  }
  const [only, ...others] = parts;
  return only?.slice === null && others.length === 0 ? resourceAmong(leaves, whole) : null;
}

/** Of charges that are all new, or all gone, the resource that has nearly all of them. */
function resourceAmong(
  { table }: CurrencyParts["leaves"],
  { change }: Pick<Whole, "change">,
): MainCause | null {
  const resources = table.dimensions.find(({ name }) => name === "ResourceId");
  if (resources === undefined) return null;
  const sums = resources.values.map(() => new ExactSum());
  resources.codes.forEach((code, leaf) => {
    sums[code]?.add((table.after[leaf] as number) - (table.before[leaf] as number));
  });
  const shares = sums.map((sum) => sum.value / change);
  const at = shares.findIndex((share) => share >= EXPLAINS);
  const value = resources.values[at] ?? null;
  return value === null
    ? null
    : { slice: { ResourceId: value }, within: {}, share: shares[at] ?? 0 };
}

/** Both sides of an anomaly's change, in its currency alone. */
function totalsOf(
  { costs, today, completenessLagDays }: SkillContext,
  question: AnomalyChange,
  { currency, days }: AnomalyPlace,
): ComparedTotals {
  const { totals, previousTotals } = queryChange(costs, question, null);
  const amountIn = (list: typeof totals) =>
    list.find((total) => total.currency === currency)?.value ?? null;
  const [before, after] = [amountIn(previousTotals), amountIn(totals)];
  const { dataThrough } = costs.freshness(question.filters, today, completenessLagDays);
  return {
    main: days,
    other: question.compare.period,
    dataThrough,
    changes: [{ currency, before, after, change: (after ?? 0) - (before ?? 0) }],
  };
}

/** Which part of an anomaly's change lies in the charges that a filter keeps; 0 where there is none. */
export function shareWithin(
  { costs }: SkillContext,
  filters: readonly Filter[],
  place: AnomalyPlace,
): number {
  const changeOf = (kept: readonly Filter[]) => {
    const { totals, previousTotals } = queryChange(costs, anomalyChange(place, kept), null);
    const inCurrency = (list: typeof totals) =>
      list.find(({ currency }) => currency === place.currency)?.value ?? 0;
    return inCurrency(totals) - inCurrency(previousTotals);
  };
  const whole = changeOf([]);
  return whole === 0 ? 0 : changeOf(filters) / whole;
}

/** The team that has nearly all of an anomaly's change; null where none has. */
export function ownerOf(costs: DailyCosts, { slice, anomaly }: FoundAnomaly): string | null {
  const whole = changeIn(costs, [slice], anomaly);
  const within = costs.leaves.filter((leaf) => isPartOf(leaf, slice));
  const teams = new Set(within.map(({ values }) => values["team"] ?? null));
  const owner = [...teams].find(
    (team) => team !== null && changeIn(costs, [slice, { team }], anomaly) / whole >= OWNS,
  );
  return owner ?? null;
}
