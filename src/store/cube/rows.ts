import type { CostQuery, CostRow, Order, Threshold } from "#src/store/cost-query";
import type { Aggregation, GroupIndex } from "./aggregation.ts";

interface Group {
  readonly keys: readonly (string | null)[];
  readonly currency: string;
  readonly rank: number | null;
  readonly rows: readonly CostRow[];
}

/**
 * The groups as rows: ranked within each currency, the largest currency first; in a series by bucket,
 * then rank.
 * @param currencies from the largest total to the smallest
 */
export function rowsOf(
  query: CostQuery,
  groups: GroupIndex,
  main: Aggregation,
  previous: Aggregation | null,
  currencies: readonly string[],
): CostRow[] {
  const found: Group[] = [];
  for (let group = 0; group < groups.size; group++) {
    const [currency, ...keys] = groups.valuesOf(group);
    const rows = rowsOfGroup(query, group, keys, currency ?? "", main, previous);
    if (rows.length === 0) continue;
    found.push({ keys, currency: currency ?? "", rank: rankOf(rows, query.order), rows });
  }
  const order = new Map(currencies.map((currency, index) => [currency, index]));
  found.sort(
    (a, b) =>
      (order.get(a.currency) ?? 0) - (order.get(b.currency) ?? 0) ||
      compareRanks(a.rank, b.rank, query.order) ||
      compareKeys(a.keys, b.keys),
  );
  const kept = query.limit === null ? found : top(found, query.limit);
  const rows = kept.flatMap((group) => group.rows);
  if (query.granularity === null) return rows;
  return rows.sort((a, b) => (a.bucket ?? "").localeCompare(b.bucket ?? ""));
}

function rowsOfGroup(
  query: CostQuery,
  group: number,
  keys: readonly (string | null)[],
  currency: string,
  main: Aggregation,
  previous: Aggregation | null,
): CostRow[] {
  const { buckets } = main.slots;
  const rows: CostRow[] = [];
  buckets.forEach((bucket, index) => {
    const slot = group * buckets.length + index;
    const before = previous?.slots.buckets.length ?? 0;
    const slotBefore = group * before + index;
    const hasBefore = index < before && previous?.sums.has(slotBefore) === true;
    if (!main.sums.has(slot) && !hasBefore) return;
    const value = main.sums.has(slot) ? main.sums.value(slot) : null;
    if (!passes(value, query.thresholds)) return;
    const amountBefore = hasBefore ? (previous?.sums.value(slotBefore) ?? null) : null;
    rows.push({ keys, bucket, currency, value, previous: amountBefore });
  });
  return rows;
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
function rankOf(rows: readonly CostRow[], order: Order): number | null {
  const sum = (of: (row: CostRow) => number | null) =>
    rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  const amount = sum((row) => row.value);
  if (order.by === "amount") return rows.every((row) => row.value === null) ? null : amount;
  const before = sum((row) => row.previous);
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

/** "(none)" isn't ranked. */
function top(groups: readonly Group[], limit: number): Group[] {
  return groups.filter((group) => group.keys.every((key) => key !== null)).slice(0, limit);
}
