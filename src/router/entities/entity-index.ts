import { nameKey } from "#src/router/fold";
import type { Vocabulary, VocabularyValue } from "#src/router/vocabulary";
import { NameIndex } from "./name-index.ts";
import { knownProviders, knownRegions, serviceReference } from "./reference.ts";
import { shortNames } from "./short-names.ts";
import type { Fit, Thing } from "./thing.ts";

/** Dimensions whose values are names as they stand. */
const NAMED = [
  "ServiceCategory",
  "ServiceSubcategory",
  "ResourceType",
  "PricingCategory",
  "CommitmentDiscountType",
] as const;

/** Dimensions that name companies; a company is a provider unless the question says otherwise. */
const COMPANIES = ["ServiceProviderName", "InvoiceIssuerName", "HostProviderName"] as const;

/** Dimensions whose values are ids with names beside them. */
const IDENTIFIED = [
  "SubAccountId",
  "BillingAccountId",
  "RegionId",
  "CommitmentDiscountId",
] as const;

/** Spellings of an environment that mean the same. */
const ENVIRONMENTS: readonly (readonly string[])[] = [
  ["production", "prod", "prd", "live"],
  ["staging", "stage", "stg"],
  ["development", "dev", "develop"],
  ["testing", "test", "tst"],
  ["sandbox", "sbx"],
];

interface Kept {
  readonly generation: string;
  readonly index: NameIndex;
}

const kept = new WeakMap<Vocabulary, Kept>();

/**
 * Everything that a question can name by a value of the store, or by a name known from `data/`; kept for as long
 * as the vocabulary's generation stays the same.
 */
export function entityIndexOf(vocabulary: Vocabulary): NameIndex {
  const { generation } = vocabulary;
  const known = kept.get(vocabulary);
  if (known?.generation === generation) return known.index;
  const index = buildEntityIndex(vocabulary);
  kept.set(vocabulary, { generation, index });
  return index;
}

function buildEntityIndex(vocabulary: Vocabulary): NameIndex {
  const index = new NameIndex();
  for (const dimension of vocabulary.allocationDimensions)
    addValues(index, dimension, vocabulary.values(dimension));
  for (const dimension of NAMED) addValues(index, dimension, vocabulary.values(dimension));
  for (const dimension of IDENTIFIED) addIdentified(index, dimension, vocabulary.values(dimension));
  addEnvironments(index, vocabulary);
  for (const dimension of COMPANIES) addCompanies(index, dimension, vocabulary.values(dimension));
  addServices(index, vocabulary.values("ServiceName"));
  addCategories(index, vocabulary);
  addPlaces(index, vocabulary.values("RegionId"));
  return index;
}

function thingOf(dimension: string, { value, names, weight }: VocabularyValue): Thing {
  return { dimension, values: [value], label: names[0] ?? value, weight };
}

function addValues(index: NameIndex, dimension: string, values: readonly VocabularyValue[]): void {
  for (const value of values) {
    const thing = thingOf(dimension, value);
    index.add(value.value, thing, "folded");
    index.addWords(value.value, thing);
  }
}

function addIdentified(
  index: NameIndex,
  dimension: string,
  values: readonly VocabularyValue[],
): void {
  for (const value of values) {
    const thing = thingOf(dimension, value);
    index.add(value.value, thing, "folded");
    for (const [at, name] of value.names.entries()) {
      index.add(name, thing, at === 0 ? "folded" : "former");
      index.addWords(name, thing);
    }
  }
}

function addEnvironments(index: NameIndex, vocabulary: Vocabulary): void {
  if (!vocabulary.allocationDimensions.includes("environment")) return;
  for (const value of vocabulary.values("environment")) {
    const spellings = ENVIRONMENTS.find((list) => list.includes(nameKey(value.value))) ?? [];
    const thing = thingOf("environment", value);
    for (const spelling of spellings) index.add(spelling, thing, "folded");
  }
}

function addCompanies(
  index: NameIndex,
  dimension: (typeof COMPANIES)[number],
  values: readonly VocabularyValue[],
): void {
  const held = new Map<string, Thing>();
  for (const value of values) {
    const thing = thingOf(dimension, value);
    held.set(nameKey(value.value), thing);
    index.add(value.value, thing, "folded");
    index.addWords(value.value, thing);
  }
  for (const { name, spellings, startsWith } of knownProviders) {
    const all = [name, ...spellings, ...startsWith];
    const others = spellings.filter((spelling) => nameKey(spelling) !== nameKey(name));
    const combined = others.map((spelling) => `${name} ${spelling}`);
    const thing = all.map((spelling) => held.get(nameKey(spelling))).find(Boolean);
    const known = { dimension, values: [name], label: name, weight: 0 };
    addAll(index, [...all, ...combined], thing ?? known, thing === undefined ? "known" : "folded");
  }
}

function addServices(index: NameIndex, values: readonly VocabularyValue[]): void {
  const held = new Map<string, Thing[]>();
  for (const value of values) {
    const thing = thingOf("ServiceName", value);
    const key = nameKey(value.value);
    held.set(key, [...(held.get(key) ?? []), thing]);
    index.add(value.value, thing, "folded");
    addAll(index, shortNames(value.value), thing, "short");
    index.addWords(value.value, thing);
  }
  const byName = new Map<string, readonly Thing[]>();
  for (const { names, synonyms } of serviceReference.services) {
    const things = names.flatMap((name) => held.get(nameKey(name)) ?? []);
    byName.set(names[0] ?? "", things);
    const label = names[0] ?? "";
    const known = { dimension: "ServiceName", values: [label], label, weight: 0 };
    if (things.length === 0)
      addAll(index, [label, ...shortNames(label), ...synonyms], known, "known");
    for (const thing of things) addAll(index, [...names, ...synonyms], thing, "synonym");
  }
  for (const { synonyms, services } of serviceReference.kinds) {
    for (const thing of services.flatMap((service) => byName.get(service) ?? []))
      addAll(index, synonyms, thing, "synonym");
  }
}

function addCategories(index: NameIndex, vocabulary: Vocabulary): void {
  for (const { dimension, value, synonyms } of serviceReference.categories) {
    const held = vocabulary.values(dimension).find((other) => other.value === value);
    if (held !== undefined) addAll(index, synonyms, thingOf(dimension, held), "synonym");
  }
}

/** A place means the regions of the store that lie there, or else those of every provider. */
function addPlaces(index: NameIndex, values: readonly VocabularyValue[]): void {
  const held = new Map(values.map((value) => [value.value, value]));
  for (const { id, names, places } of knownRegions) {
    const value = held.get(id);
    const known = { dimension: "RegionId", values: [id], label: id, weight: 0 };
    const thing = value === undefined ? known : { ...thingOf("RegionId", value), label: id };
    addAll(index, [...names, ...places], thing, value === undefined ? "known" : "synonym");
    if (value === undefined) index.add(id, thing, "known");
  }
}

function addAll(index: NameIndex, names: readonly string[], thing: Thing, fit: Fit): void {
  for (const name of names) index.add(name, thing, fit);
}
