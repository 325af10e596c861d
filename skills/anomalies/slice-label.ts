import type { Slice } from "#src/analytics/anomalies/merge-nested";
import type { Costs } from "#src/store/costs";

/** What a slice is called by, the finest first. */
const ORDER = ["SkuMeter", "ServiceName", "SubAccountId", "team", "environment"];
const PLAIN = new Set(["SkuMeter", "ServiceName"]);

/** A slice in words: `NatGateway-Bytes · Amazon Elastic Compute Cloud · account nw-prod`. */
export function sliceLabel(costs: Costs, slice: Slice): string {
  const rest = Object.keys(slice).filter((dimension) => !ORDER.includes(dimension));
  const isNamedByService = slice["ServiceName"] !== undefined;
  const shown = [...ORDER, ...rest].filter(
    (dimension) =>
      slice[dimension] !== undefined && !(isNamedByService && dimension === "ServiceProviderName"),
  );
  const parts = shown.map((dimension) => valueLabel(costs, dimension, slice[dimension] ?? ""));
  return parts.length === 0 ? "the whole bill" : parts.join(" · ");
}

/** A value of a dimension in words, `team growth`; ids go by their names. */
export function valueLabel(costs: Costs, dimension: string, value: string): string {
  const name = costs.nameOf(dimension, value) ?? value;
  if (PLAIN.has(dimension) || dimension === "ServiceProviderName") return name;
  return `${kindOf(dimension)} ${name}`;
}

function kindOf(dimension: string): string {
  switch (dimension) {
    case "SubAccountId":
      return "account";
    case "RegionId":
      return "region";
    case "ResourceId":
      return "resource";
    case "BillingAccountId":
      return "billing account";
    default:
      return dimension;
  }
}
