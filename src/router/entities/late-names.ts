import { nameKey, nameWords, squash } from "#src/router/fold";
import type { Stretch } from "#src/router/question-words";
import type { Vocabulary } from "#src/router/vocabulary";
import type { Lookup } from "./lookup.ts";
import { describeThing, type Mention } from "./mention.ts";
import { NameIndex } from "./name-index.ts";
import { dimensionBeside } from "./qualifiers.ts";
import { bestOf, type Candidate, merge, type Thing } from "./thing.ts";

/** What is looked through for a word that nothing else explains; more would cost more than it finds. */
const MOST_TAG_KEYS = 50;
const MOST_VALUES = 100_000;
const MOST_NAMES = 300_000;
const LATE_COLUMNS = ["ResourceName", "ResourceId", "x_ResourceGroupName", "InvoiceId", "SkuMeter"];
const NEVER_RESOURCES: ReadonlySet<string> = new Set([
  ...["team", "environment", "application", "cost_centre", "SubAccountId", "BillingAccountId"],
  ...["RegionId", "ServiceProviderName", "ServiceName"],
]);

/** Values of tags, and names of resources and invoices: they are many, and seldom what a plain word means. */
export function buildLateIndex(vocabulary: Vocabulary): NameIndex {
  const index = new NameIndex();
  const keys = vocabulary.tagKeys().slice(0, MOST_TAG_KEYS);
  let left = MOST_NAMES;
  for (const dimension of [...LATE_COLUMNS, ...keys.map((key) => `tag:${key}`)]) {
    const values = vocabulary.values(dimension).slice(0, Math.min(MOST_VALUES, left));
    left -= values.length;
    for (const { value, weight } of values)
      index.add(value, { dimension, values: [value], label: value, weight }, "folded");
  }
  return index;
}

/** Links names that are left over to values of tags and to resources. */
export function linkLateNames(
  lookup: Lookup,
  stretches: readonly Stretch[],
  lateIndex: () => NameIndex,
): Mention[] {
  return stretches.flatMap((stretch): Mention[] => {
    const typed = lookup.words.typed(stretch);
    const thing = lateThing(lookup, stretch, lateIndex());
    if (thing === null) return [];
    lookup.words.explain(stretch);
    const assumption = `“${typed}” read as ${describeThing(thing)}`;
    return [{ ...stretch, typed, thing, isExcluded: false, assumption }];
  });
}

/** What is called so or, failing that, the only thing that is so but for a typing error that makes no other word. */
function lateThing(lookup: Lookup, stretch: Stretch, late: NameIndex): Thing | null {
  const { words, index, dimensions } = lookup;
  const typed = words.typed(stretch);
  const stated = dimensionBeside(words, stretch, dimensions);
  const isFitting = ({ thing }: Candidate) => stated === null || isOf(thing, stated);
  const named = bestOf(late.named(squash(typed)).filter(isFitting));
  if (named.length > 0) return merge(named.map(({ thing }) => thing));
  const parts = nameWords(typed);
  const mistyped = late.mistyped(squash(typed), typed, (spelling) => {
    const others = nameWords(spelling);
    return parts.every((part) => others.includes(part) || !index.hasWord(part));
  });
  const fitting = mistyped.filter(isFitting);
  const labels = new Set(fitting.map(({ thing }) => nameKey(thing.label)));
  return labels.size === 1 ? merge(bestOf(fitting).map(({ thing }) => thing)) : null;
}

/** A kind of resource beside a resource's name filters nothing: "the ETL_WH warehouse". */
export function withoutKinds(
  { index }: Lookup,
  mentions: readonly Mention[],
  late: readonly Mention[],
): Mention[] {
  const named = [...late, ...mentions].filter(({ thing }) => isOneOfAKind(thing));
  const isKind = ({ from, to, typed }: Mention) =>
    named.some((name) => name.to === from || name.from === to) &&
    index.named(squash(typed)).some(({ thing }) => thing.dimension === "ResourceType");
  return mentions.filter((mention) => !isKind(mention));
}

function isOneOfAKind(thing: Thing): boolean {
  return isResource(thing) || thing.dimension === "CommitmentDiscountId";
}

/** What the question calls a team is no resource. */
function isOf(thing: Thing, stated: string): boolean {
  return thing.dimension === stated || (isResource(thing) && !NEVER_RESOURCES.has(stated));
}

function isResource({ dimension }: Thing): boolean {
  return dimension === "ResourceName" || dimension === "ResourceId";
}
