import { type DemoRow, demoDeliveries } from "#data/sample/demo-company";
import type { Day } from "#src/focus/day";
import type { Charge } from "../store/charge-oracle.ts";

/** A charge with the source that delivers it. */
export interface Delivered {
  readonly source: string;
  readonly row: DemoRow;
}

/** The allocation of the stores: what `chargeOf` reads off a row, too. */
export const ALLOCATION = ["team", "environment", "application"].map((name) => ({
  name,
  tags: [name],
  values: {},
  rules: [],
  split: [],
}));

/** The dimensions that scopes are made of. */
export const SCOPE_DIMENSIONS = [
  "team",
  "environment",
  "application",
  "tag:cost-center",
  "x_Source",
  "ServiceProviderName",
  "ServiceName",
  "ServiceCategory",
  "SubAccountId",
  "SubAccountName",
  "RegionId",
  "ResourceId",
  "ChargeCategory",
] as const;

/** The demo company's charges from a day's month on, in lines of one resource and price each. */
export function demoLines(today: Day, from: Day): readonly (readonly Delivered[])[] {
  const deliveries = demoDeliveries(today).filter(
    ({ billingPeriodStart }) => billingPeriodStart >= from,
  );
  const charges = deliveries.flatMap(({ source, rows }) =>
    [...rows].map((row): Delivered => ({ source, row })),
  );
  const lines = Map.groupBy(charges, ({ source, row }) =>
    [source, row["SubAccountId"], row["ResourceId"], row["SkuId"]].join(" "),
  );
  return [...lines.values()];
}

/** A charge's values by the dimensions that scopes are made of. */
export function chargeOf({ source, row }: Delivered): Charge {
  const texts = (column: string) => {
    const tags = JSON.parse(String(row[column] ?? "{}")) as Readonly<Record<string, string>>;
    // Of keys that differ in their spelling the first one counts.
    const spelled = Object.entries(tags).reverse();
    return Object.fromEntries(spelled.map(([key, value]) => [key.trim().toLowerCase(), value]));
  };
  const tags: Readonly<Record<string, string>> = { ...texts("Tags"), ...texts("AllocatedTags") };
  const ofAllocation = Object.fromEntries(
    ALLOCATION.map(({ name }) => [name, tags[name]?.trim().toLowerCase() ?? null]),
  );
  const columns = Object.fromEntries(
    SCOPE_DIMENSIONS.map((name) => [name, row[name] === undefined ? null : textOf(row[name])]),
  );
  return {
    ...columns,
    ...ofAllocation,
    "tag:cost-center": tags["cost-center"] ?? null,
    x_Source: source,
  };
}

function textOf(value: string | number | null): string | null {
  return value === null ? null : String(value);
}
