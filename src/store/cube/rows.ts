import type { CostQuery, CostRow, Order, Threshold } from "#src/store/cost-query";
import type { Aggregation, GroupIndex } from "./aggregation.ts";

/** A group with what it adds up to, bucket by bucket. */
interface Group {
  readonly number: number;
  /** Place of its currency among the currencies. */
  readonly currency: number;
  readonly rank: number | null;
  readonly amounts: readonly Amount[];
}

type Amount = Pick<CostRow, "bucket" | "value" | "previous">;

/**
 * The groups as rows: ranked within each currency, the largest currency first; in a series by bucket,
 * then rank. Of the top N only the rows that are kept are spelled out: there may be many thousand resources.
 * @param currencies from the largest total to the smallest
 */
export function rowsOf(
  query: CostQuery,
  groups: GroupIndex,
  main: Aggregation,
  previous: Aggregation | null,
  currencies: readonly string[],
): CostRow[] {
  const order = new Map(currencies.map((currency, index) => [currency, index]));
  const found: Group[] = [];
  for (let number = 0; number < groups.size; number++) {
    // "(none)" isn't ranked.
    if (query.limit !== null && !groups.hasAllValues(number)) continue;
    const amounts = amountsOf(query, number, main, previous);
    if (amounts.length === 0) continue;
    const currency = order.get(groups.currencyOf(number)) ?? 0;
    found.push({ number, currency, rank: rankOf(amounts, query.order), amounts });
  }
  found.sort(
    (a, b) =>
      a.currency - b.currency ||
      compareRanks(a.rank, b.rank, query.order) ||
      compareKeys(groups.valuesOf(a.number), groups.valuesOf(b.number)),
  );
  if (query.limit !== null && query.groupBy.length === 0) return topBuckets(query, groups, found);
  const rows = firstOf(query, groups, found).flatMap(({ number, amounts }) => {
    const [currency, ...keys] = groups.valuesOf(number);
    return amounts.map((amount) => ({ keys, currency: currency ?? "", ...amount }));
  });
  if (query.granularity === null) return rows;
  return rows.sort((a, b) => (a.bucket ?? "").localeCompare(b.bucket ?? ""));
}

/** The first N of all groups or, in the order of their best, of the groups within each outer value. */
function firstOf(query: CostQuery, groups: GroupIndex, ranked: readonly Group[]): readonly Group[] {
  const { limit, limitPer = [], groupBy } = query;
  if (limit === null) return ranked;
  if (limitPer.length === 0) return ranked.slice(0, limit);
  const outer = limitPer.map((dimension) => groupBy.indexOf(dimension) + 1);
  const within = Map.groupBy(ranked, ({ number }) => {
    const values = groups.valuesOf(number);
    return JSON.stringify(outer.map((at) => values[at]));
  });
  return [...within.values()].flatMap((inOne) => inOne.slice(0, limit));
}

/** "The most expensive day": without groups it is the buckets that are ranked, in each currency. */
function topBuckets(query: CostQuery, groups: GroupIndex, found: readonly Group[]): CostRow[] {
  const rows = found.flatMap(({ number, amounts }) =>
    amounts
      .toSorted((a, b) => compareRanks(a.value, b.value, query.order))
      .map((amount) => ({ keys: [], currency: groups.currencyOf(number), ...amount })),
  );
  return rows.slice(0, query.limit ?? rows.length);
}

function amountsOf(
  query: CostQuery,
  group: number,
  main: Aggregation,
  previous: Aggregation | null,
): Amount[] {
  const { buckets, skipped } = main.slots;
  const before = previous?.slots.buckets.length ?? 0;
  const further = skipped - (previous?.slots.skipped ?? 0);
  const amounts: Amount[] = [];
  buckets.forEach((bucket, index) => {
    const slot = group * buckets.length + index;
    const other = index + further;
    const slotBefore = group * before + other;
    const isThere = other >= 0 && other < before;
    const hasBefore = isThere && previous?.sums.has(slotBefore) === true;
    if (!main.sums.has(slot) && !hasBefore) return;
    const value = main.sums.has(slot) ? main.sums.value(slot) : null;
    if (!passes(value, query.thresholds)) return;
    const amountBefore = hasBefore ? (previous?.sums.value(slotBefore) ?? null) : null;
    amounts.push({ bucket, value, previous: amountBefore });
  });
  return amounts;
}

function passes(value: number | null, thresholds: readonly Threshold[]): boolean {
  return thresholds.every((threshold) => exceeds(value ?? 0, threshold));
}

function exceeds(amount: number, { operator, value }: Threshold): boolean {
  switch (operator) {
    case "gt":
      return amount > value;
    case "gte":
      return amount >= value;
    case "lt":
      return amount < value;
    case "lte":
      return amount <= value;
  }
}

/** What a group is ranked by; null ranks last. */
function rankOf(amounts: readonly Amount[], order: Order): number | null {
  const sum = (of: (amount: Amount) => number | null) =>
    amounts.reduce((total, amount) => total + (of(amount) ?? 0), 0);
  const amount = sum(({ value }) => value);
  if (order.by === "amount") return amounts.every(({ value }) => value === null) ? null : amount;
  const before = sum(({ previous }) => previous);
  if (order.by === "delta") return amount - before;
  return before === 0 ? null : (amount - before) / Math.abs(before);
}

function compareRanks(a: number | null, b: number | null, order: Order): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return order.direction === "descending" ? b - a : a - b;
}

function compareKeys(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
