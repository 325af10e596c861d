import { Access } from "#src/access";
import type { ImportReport } from "#src/ingest/import-bills";
import { peopleListed } from "#src/people/person";
import { type CostQuery, plainQuery } from "#src/store/cost-query";
import type { Store } from "#src/store/store";

/** Digits after the point, enough to be held against a provider's own figure. */
const DIGITS = 6;
const EVER = { start: "1970-01-01", end: "9999-01-01" };

/**
 * What was imported, as a line for each currency: BilledCost in all, and by provider as the bill names it
 * (ProviderName, or ServiceProviderName where a newer bill has no such column).
 */
export function importTotals(store: Store, { deliveries }: ImportReport): string[] {
  const sources = [...new Set(deliveries.map(({ source }) => source))];
  const periods = [...new Set(deliveries.map(({ billingPeriodStart }) => billingPeriodStart))];
  const query: CostQuery = {
    ...plainQuery(EVER, [
      { dimension: "x_Source", operator: "in", values: sources },
      { dimension: "BillingPeriodStart", operator: "in", values: periods },
    ]),
    metric: "BilledCost",
    basis: "billing",
    groupBy: ["ProviderName", "ServiceProviderName"],
  };
  const { totals, rows } = new Access(store, peopleListed([])).viewOf(null).costs.query(query);
  return totals.map(({ currency, value }) => {
    const byProvider = new Map<string, number>();
    for (const { keys, value: amount, currency: ofRow } of rows) {
      if (ofRow !== currency) continue;
      const provider = keys[0] ?? keys[1] ?? "(none)";
      byProvider.set(provider, (byProvider.get(provider) ?? 0) + (amount ?? 0));
    }
    const parts = [...byProvider].map(([name, amount]) => `${name} ${amount.toFixed(DIGITS)}`);
    return `BilledCost ${(value ?? 0).toFixed(DIGITS)} ${currency} in all: ${parts.join(", ")}`;
  });
}
