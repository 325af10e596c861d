import {
  type DailyAmounts,
  type ForecastDays,
  readDailyAmounts,
} from "#skills/forecast/daily-amounts";
import type { CostQuestion } from "#src/cost-question";
import type { Period } from "#src/focus/day";
import { forecastQuestionSchema } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import { type CostRow, plainQuery } from "#src/store/cost-query";
import { KeptForBill } from "./kept-for-bill.ts";

type Filters = CostQuestion["filters"];

/** Dimensions with so few values that all of them are read at once, beside those that allocation decides. */
const READ_TOGETHER = ["SubAccountId", "ServiceProviderName", "ServiceName"];

/** Charges as one value of such a dimension among the charges that other filters keep. */
interface Pinned {
  readonly dimension: string;
  readonly value: string;
  readonly among: Filters;
}

/** A currency's amount, and the one of the period that it is compared with; null without a charge. */
export interface AmountBeside {
  readonly currency: string;
  readonly value: number | null;
  readonly previous: number | null;
}

/** A currency's amounts day by day. */
export interface CurrencyDays {
  readonly currency: string;
  readonly amounts: DailyAmounts;
}

const SUMS = new KeptForBill<ReadonlyMap<string | null, readonly CostRow[]>>();
const DAYS = new KeptForBill<ReadonlyMap<string | null, readonly CurrencyDays[]>>();

/**
 * What some charges come to in a period and in another one, by currency, the largest first. Of a team, or another
 * value of a dimension that has few, the sums of all values are read at once.
 */
export function amountsBeside(
  context: SkillContext,
  filters: Filters,
  period: Period,
  compare: Period | null,
): AmountBeside[] {
  const pinned = pinnedBy(context, filters);
  const name = JSON.stringify([pinned?.dimension, pinned?.among ?? filters, period, compare]);
  const rows = SUMS.of(context, name, () => {
    const query = { ...plainQuery(period, pinned?.among ?? filters), compare };
    const groupBy = pinned === null ? [] : [pinned.dimension];
    return Map.groupBy(context.costs.query({ ...query, groupBy }).rows, keyOf);
  });
  return (rows.get(pinned?.value ?? null) ?? [])
    .map(({ currency, value, previous }) => ({ currency, value, previous }))
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
}

/** The daily amounts of some charges by currency, as forecasts take them; those of all teams are read at once. */
export function daysFor(
  context: SkillContext,
  filters: Filters,
  days: ForecastDays,
): readonly CurrencyDays[] {
  const pinned = pinnedBy(context, filters);
  const name = JSON.stringify([pinned?.dimension, pinned?.among ?? filters, days]);
  const known = DAYS.of(context, name, () => readDays(context, filters, pinned, days));
  return known.get(pinned?.value ?? null) ?? [];
}

function readDays(
  context: SkillContext,
  filters: Filters,
  pinned: Pinned | null,
  days: ForecastDays,
): ReadonlyMap<string | null, readonly CurrencyDays[]> {
  const question = forecastQuestionSchema.parse(
    pinned === null ? { filters } : { filters: pinned.among, groupBy: [pinned.dimension] },
  );
  const { currencies } = readDailyAmounts(context, question, days);
  const all = currencies.flatMap(({ currency, whole, parts }) =>
    (pinned === null ? [whole] : parts).map((amounts) => ({ currency, amounts })),
  );
  return Map.groupBy(all, ({ amounts }) => amounts.key);
}

/** By the last filter that keeps one value; null where none does. */
function pinnedBy({ costs }: SkillContext, filters: Filters): Pinned | null {
  const at = filters.findLastIndex(
    ({ dimension, operator, values }) =>
      operator === "in" &&
      values.length === 1 &&
      (READ_TOGETHER.includes(dimension) || costs.allocationDimensions.includes(dimension)),
  );
  const { dimension, values: [value] = [] } = filters[at] ?? {};
  if (dimension === undefined || value === undefined) return null;
  return { dimension, value, among: filters.toSpliced(at, 1) };
}

function keyOf({ keys }: CostRow): string | null {
  return keys[0] ?? null;
}
