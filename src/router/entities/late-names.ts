import { squash } from "#src/router/fold";
import type { Stretch } from "#src/router/question-words";
import type { Vocabulary } from "#src/router/vocabulary";
import type { Lookup } from "./lookup.ts";
import { describeThing, type Mention } from "./mention.ts";
import { NameIndex } from "./name-index.ts";
import { dimensionBeside } from "./qualifiers.ts";
import { bestOf, merge, type Thing } from "./thing.ts";

/** What is looked through for a word that nothing else explains; more would cost more than it finds. */
const MOST_TAG_KEYS = 50;
const MOST_VALUES = 20_000;
const LATE_COLUMNS = ["ResourceName", "ResourceId", "x_ResourceGroupName", "InvoiceId"];
const NEVER_RESOURCES: ReadonlySet<string> = new Set([
  ...["team", "environment", "application", "cost_centre", "SubAccountId", "BillingAccountId"],
  ...["RegionId", "ServiceProviderName", "ServiceName"],
]);

/** Values of tags, and names of resources and invoices: they are many, and seldom what a plain word means. */
export function buildLateIndex(vocabulary: Vocabulary): NameIndex {
  const index = new NameIndex();
  const keys = vocabulary.tagKeys().slice(0, MOST_TAG_KEYS);
  for (const dimension of [...keys.map((key) => `tag:${key}`), ...LATE_COLUMNS]) {
    for (const { value, weight } of vocabulary.values(dimension).slice(0, MOST_VALUES))
      index.add(value, { dimension, values: [value], label: value, weight }, "folded");
  }
  return index;
}

/** Links names that are left over to values of tags and to resources. */
export function linkLateNames(
  { words, dimensions }: Lookup,
  stretches: readonly Stretch[],
  lateIndex: () => NameIndex,
): Mention[] {
  return stretches.flatMap((stretch): Mention[] => {
    const typed = words.typed(stretch);
    const squashed = words.list.slice(stretch.from, stretch.to).map((word) => word.squashed);
    const stated = dimensionBeside(words, stretch, dimensions);
    const fitting = lateIndex()
      .named(squashed.join(""))
      .filter((found) => stated === null || isOf(found.thing, stated));
    const thing = merge(bestOf(fitting).map((found) => found.thing));
    if (thing === null) return [];
    words.explain(stretch);
    const assumption = `“${typed}” read as ${describeThing(thing)}`;
    return [{ ...stretch, typed, thing, isExcluded: false, assumption }];
  });
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
