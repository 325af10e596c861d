import { typingErrors } from "./entities/typing-errors.ts";
import { nameKey, singular } from "./fold.ts";
import type { QuestionWords, Stretch } from "./question-words.ts";

/** Words of a question that name a dimension: "services", "the cost centre". */
export interface DimensionNoun extends Stretch {
  readonly dimension: string;
  readonly isPlural: boolean;
}

/** What people call each dimension; allocation dimensions count where they are configured. */
const WORDS: Readonly<Record<string, string>> = {
  ServiceProviderName: "provider, cloud, vendor, cloud provider, cloud vendor, platform provider",
  ServiceName: "service, product, cloud service, cost driver, driver, service name",
  ServiceCategory: "category, service category, service type",
  ServiceSubcategory: "subcategory, sub category, service subcategory",
  SubAccountId:
    "account, subscription, sub account, linked account, member account, cloud account, workspace, account name, account id, subscription name, cloud project, gcp project, compartment",
  BillingAccountId:
    "payer, billing account, payer account, management account, master account, billing profile, tenancy",
  RegionId: "region, location, cloud region, region name",
  AvailabilityZone: "zone, availability zone, az",
  ResourceId: "resource, resource name, resource id",
  ResourceType: "resource type, instance type",
  x_ResourceGroupName: "resource group, resource group name",
  SkuId: "sku, sku id",
  SkuMeter: "meter, sku meter, usage type, meter name",
  ChargeCategory: "charge type, charge category, cost type",
  ChargeFrequency: "charge frequency",
  ChargeDescription: "line item, charge description",
  PricingCategory: "pricing model, pricing category, purchase option, pricing type",
  CommitmentDiscountId: "commitment, commitment discount, reservation, savings plan",
  CommitmentDiscountType: "commitment type, commitment discount type",
  InvoiceId: "invoice, invoice id, invoice number",
  InvoiceIssuerName:
    "invoice issuer, issuer, reseller, seller, marketplace seller, invoiced by, billed by, sold by",
  HostProviderName: "host, host provider, hosting provider, hosted on, hosted by",
  PublisherName: "publisher",
  BillingCurrency: "currency, billing currency",
  team: "team, squad",
  environment: "environment, env, deployment stage",
  application: "application, app, project",
  cost_centre: "cost centre, cost center",
};

const ALLOCATION = new Set(["team", "environment", "application", "cost_centre"]);
const LONGEST_NOUN = 3;
const SHORTEST_MENDED = 5;
const SINGLE_WORDS = Object.values(WORDS)
  .flatMap((words) => words.split(", "))
  .filter((word) => word.length >= SHORTEST_MENDED && !word.includes(" "));

/** Nouns of one word for dimensions, in both numbers, long enough to be known despite a typing error. */
export const dimensionNouns: readonly string[] = SINGLE_WORDS.flatMap((word) => [
  word,
  word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`,
]);

/** The dimension that squashed words name, perhaps beside the word "tag"; null where they name none. */
export type DimensionNames = (squashed: string, isTag?: boolean) => string | null;

const TAG_WORDS: ReadonlySet<string> = new Set(["tag", "tags", "label", "labels"]);

/** The names of dimensions; a Google project is an account, any other an application. */
export function dimensionNames(
  allocationDimensions: readonly string[],
  isGoogleOnly: boolean,
): DimensionNames {
  const names = new Map<string, string>();
  for (const [dimension, list] of Object.entries(WORDS)) {
    if (ALLOCATION.has(dimension) && !allocationDimensions.includes(dimension)) continue;
    for (const word of [dimension, ...list.split(", ")]) names.set(nameKey(word), dimension);
  }
  names.set("subaccountname", "SubAccountId").set("billingaccountname", "BillingAccountId");
  for (const dimension of allocationDimensions) names.set(nameKey(dimension), dimension);
  if (isGoogleOnly || !names.has("project")) names.set("project", "SubAccountId");
  return (squashed) => names.get(singular(squashed)) ?? null;
}

/** What was found before: a reading looks at the same words again and again. */
const FOUND = new WeakMap<
  QuestionWords,
  WeakMap<DimensionNames, Map<number, DimensionNoun | null>>
>();

/** The longest name of a dimension that begins at a word; null where none does. */
export function nounAt(
  words: QuestionWords,
  index: number,
  names: DimensionNames,
): DimensionNoun | null {
  const byNames =
    FOUND.get(words) ?? new WeakMap<DimensionNames, Map<number, DimensionNoun | null>>();
  FOUND.set(words, byNames);
  const found = byNames.get(names) ?? new Map<number, DimensionNoun | null>();
  byNames.set(names, found);
  const known = found.get(index);
  if (known !== undefined) return known;
  const noun = longestNounAt(words, index, names);
  found.set(index, noun);
  return noun;
}

function longestNounAt(
  words: QuestionWords,
  index: number,
  names: DimensionNames,
): DimensionNoun | null {
  for (let length = LONGEST_NOUN; length > 0; length--) {
    const to = index + length;
    const parts = words.list.slice(index, to);
    if (parts.length < length || parts.slice(1).some(({ gap }) => gap !== "space")) continue;
    const text = parts.map(({ squashed }) => squashed).join("");
    const isTag = TAG_WORDS.has(words.textAt(index - 1)) || TAG_WORDS.has(words.textAt(to));
    const dimension = names(text, isTag);
    if (dimension !== null) return { from: index, to, dimension, isPlural: isPlural(text) };
  }
  return null;
}

/** The dimension that a word names but for a typing error; null where none is near. */
export function mistypedDimension(word: string, names: DimensionNames): string | null {
  const key = nameKey(word);
  if (key.length < SHORTEST_MENDED) return null;
  const near = SINGLE_WORDS.find((other) => typingErrors(key, other) === 1);
  return near === undefined ? null : names(near);
}

/** All that a dimension is called, its own name first. */
export function wordsFor(dimension: string): readonly string[] {
  return [dimension, ...(WORDS[dimension]?.split(", ") ?? [])];
}

/** What a dimension is called in a sentence: `cost_centre` is "cost centre". */
export function dimensionLabel(dimension: string): string {
  if (dimension.startsWith("tag:")) return `tag ${dimension.slice(4)}`;
  return WORDS[dimension]?.split(", ")[0] ?? dimension.replaceAll("_", " ");
}

/** Names of dimensions to suggest, the usual ones first. */
export function usualDimensions(allocationDimensions: readonly string[]): string[] {
  return ["ServiceName", "SubAccountId", "RegionId", ...allocationDimensions].map(dimensionLabel);
}

function isPlural(text: string): boolean {
  return text !== singular(text);
}
