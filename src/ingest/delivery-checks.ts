import type { Database } from "better-sqlite3";
import type { FindingKindName } from "#src/focus/finding-kinds";
import type { DeliveryTotal, Finding } from "#src/store/deliveries";
import type { HeaderReading } from "./normalise/header.ts";

/** What a delivery is held against the one before it for; null where there was none. */
export interface DeliveryContext {
  readonly columns: readonly string[];
  readonly columnsBefore: readonly string[] | null;
  readonly totals: readonly DeliveryTotal[];
  readonly totalsBefore: readonly DeliveryTotal[] | null;
  /** Whether a price may stand with two SKUs; it is looked up then. */
  readonly mayHavePricesOfTwoSkus: boolean;
}

/** A restated month that keeps less of its total than this is said to have fallen. */
const SHARE_LEFT = 0.5;

const PROFILES_OF_TWO_CATEGORIES = `
  SELECT id AS profile FROM profile WHERE delivery_id = :delivery AND ServiceName IN (
    SELECT ServiceName FROM profile WHERE delivery_id = :delivery
    GROUP BY ServiceName HAVING count(DISTINCT ServiceCategory) > 1)`;

const ITEMS_OF_TWO_SKUS = `
  SELECT profile, count(*) AS items FROM item WHERE delivery_id = :delivery AND SkuPriceId IN (
    SELECT SkuPriceId FROM item WHERE delivery_id = :delivery AND SkuPriceId IS NOT NULL
    GROUP BY SkuPriceId HAVING min(SkuId) < max(SkuId))
  GROUP BY profile`;

/** A file's columns by name, as kept to notice a change of the schema. */
export function describeColumns(header: HeaderReading): string[] {
  return header.columns.map((column) => (column.kind === "focus" ? column.column : column.name));
}

/** Checks on a delivery as a whole, once its charges are written. */
export function wholeDeliveryFindings(
  database: Database,
  delivery: number,
  context: DeliveryContext,
): Finding[] {
  const findings: Finding[] = [];
  const add = (kind: FindingKindName, profile: number, charges: number, detail: string | null) => {
    // Whatever the days asked about, these concern them.
    const everyDay = { firstDay: -1_000_000, lastDay: 1_000_000 };
    findings.push({ kind, profile, charges, ...everyDay, detail });
  };
  const categories = database
    .prepare<{ delivery: number }, { profile: number }>(PROFILES_OF_TWO_CATEGORIES)
    .all({ delivery });
  for (const { profile } of categories) add("service-of-two-categories", profile, 1, null);
  const skus = context.mayHavePricesOfTwoSkus
    ? database
        .prepare<{ delivery: number }, { profile: number; items: number }>(ITEMS_OF_TWO_SKUS)
        .all({ delivery })
    : [];
  for (const { profile, items } of skus) add("price-of-two-skus", profile, items, null);
  const columns = difference(context.columnsBefore, context.columns);
  if (columns !== null) add("columns-changed", 0, 1, columns);
  const currencies = difference(
    context.totalsBefore?.map(({ currency }) => currency) ?? null,
    context.totals.map(({ currency }) => currency),
  );
  if (currencies !== null) add("currencies-changed", 0, 1, currencies);
  const fall = fallOf(context.totalsBefore ?? [], context.totals);
  if (fall !== null) add("total-fell", 0, 1, fall);
  return findings;
}

/** "USD 100 to 40" for each currency whose billed total fell below half of what it was, or null. */
function fallOf(before: readonly DeliveryTotal[], now: readonly DeliveryTotal[]): string | null {
  const falls = before.flatMap(({ currency, BilledCost: old }) => {
    const total = now.find((other) => other.currency === currency)?.BilledCost ?? 0;
    const fell = old !== null && old > 0 && total < old * SHARE_LEFT;
    return fell ? [`${currency} ${old} to ${total}`] : [];
  });
  return falls.length === 0 ? null : falls.join(", ");
}

/** "+ new, − gone", or null when both are the same or there was nothing before. */
function difference(before: readonly string[] | null, now: readonly string[]): string | null {
  if (before === null) return null;
  const came = now.filter((name) => !before.includes(name)).map((name) => `+ ${name}`);
  const went = before.filter((name) => !now.includes(name)).map((name) => `− ${name}`);
  return came.length + went.length === 0 ? null : [...came, ...went].join(", ");
}
