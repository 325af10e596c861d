import type { Slice } from "#src/analytics/explain/leaf-table";
import type { Costs } from "#src/store/costs";
import type { SliceValue } from "./explanation.ts";

/** What a slice is called by, the narrowest first; a value in front makes those behind plain. */
const NARROWEST_FIRST = [
  "ResourceId",
  "SkuMeter",
  "ServiceName",
  "SubAccountId",
  "RegionId",
  "ServiceProviderName",
];
/** What else its charges have in common is worth saying of these. */
const TOLD_BESIDE = ["ServiceName", "SubAccountId"];
/** Values that say by themselves what they are; others are told with their dimension. */
const NAMED_ALONE = new Set([...NARROWEST_FIRST, "ChargeCategory"]);

/** A slice's values with the display names of ids. */
export function namedValues(costs: Costs, slice: Slice): SliceValue[] {
  return Object.entries(slice).map(([dimension, cell]) => {
    const value = cell === null ? null : String(cell);
    return { dimension, value, name: costs.nameOf(dimension, value) };
  });
}

/** A slice in words: “InstanceUsage:db.r6g.4xl, Amazon RDS, shop-prod”, “BoxUsage without an application”. */
export function partLabel(slice: readonly SliceValue[], within: readonly SliceValue[]): string {
  const beside = within.filter(({ dimension }) => TOLD_BESIDE.includes(dimension));
  const all = [...slice, ...beside];
  const stated = all.filter(({ value }) => value !== null);
  const missing = all.filter(({ value }) => value === null);
  const words = stated.toSorted((a, b) => rank(a) - rank(b)).map(valueWords);
  const without = missing.map(({ dimension }) => `without ${nounOf(dimension)}`);
  const label = [words.join(", "), without.join(" and ")].filter((text) => text !== "").join(" ");
  return label === "" ? "All charges" : label;
}

function rank({ dimension }: SliceValue): number {
  const at = NARROWEST_FIRST.indexOf(dimension);
  return at === -1 ? NARROWEST_FIRST.length : at;
}

function valueWords({ dimension, value, name }: SliceValue): string {
  const shown = name ?? shortened(dimension, value ?? "");
  return NAMED_ALONE.has(dimension) ? shown : `${dimension} ${shown}`;
}

/** An ARN or a path says at its end what a resource is. */
function shortened(dimension: string, value: string): string {
  if (dimension !== "ResourceId") return value;
  return value.startsWith("arn:")
    ? value.split(":").slice(5).join(":")
    : (value.split("/").at(-1) ?? value);
}

const NOUNS: Readonly<Record<string, string>> = {
  ResourceId: "a resource",
  SkuMeter: "a meter",
  ServiceName: "a service",
  SubAccountId: "an account",
  RegionId: "a region",
  ServiceProviderName: "a provider",
  application: "an application",
  environment: "an environment",
  team: "a team",
};

function nounOf(dimension: string): string {
  return NOUNS[dimension] ?? `a ${dimension.replaceAll("_", " ")}`;
}
