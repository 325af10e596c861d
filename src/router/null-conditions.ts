import { nounAt } from "./dimension-words.ts";
import type { Lookup } from "./entities/lookup.ts";
import type { Filter } from "./filter.ts";
import { phrase } from "./question-words.ts";

const UNTAGGED = phrase(
  "(?:that (?:are|is) |which (?:are|is) )?(?:untagged|unlabell?ed|not tagged)|(?:without|with no|with missing|missing|lacking|having no|have no|has no|no)(?: any)? (?:tags?|labels?)",
);
const WITHOUT = phrase(
  "(?:without|with no|missing|lacking|having no|have no|has no|with missing|no|not tagged with|untagged for|unassigned to)(?: any| an?| the)?(?: assigned)?",
);
const WITH = phrase(
  "(?:that (?:are |have |has )|which (?:are |have |has ))?(?:tagged (?:with|by)|with|having|have|has)(?: any| an?| the| some)",
);
const UNASSIGNED = phrase("unallocated|unassigned|unowned");
const TAG_WORDS: ReadonlySet<string> = new Set([
  "tag",
  "tags",
  "label",
  "labels",
  "value",
  "assigned",
  "set",
  "key",
]);

/** Conditions on whether charges carry a value at all: "without a team", "untagged", "with an owner tag". */
export function readNullConditions(lookup: Lookup): Filter[] {
  const { words, dimensions } = lookup;
  const filters = named(lookup, WITHOUT, "is_null");
  if (words.take(UNTAGGED).length > 0)
    filters.push({ dimension: "Tags", operator: "is_null", values: [] });
  filters.push(...named(lookup, WITH, "is_not_null"));
  const team = dimensions("team");
  if (team !== null && words.take(UNASSIGNED).length > 0)
    filters.push({ dimension: team, operator: "is_null", values: [] });
  return filters;
}

function named(lookup: Lookup, pattern: RegExp, operator: "is_null" | "is_not_null"): Filter[] {
  return lookup.words.find(pattern).flatMap(({ from, to }) => {
    const found = attributeAt(lookup, to);
    if (found === null || isValueAt(lookup, found.to, found.dimension)) return [];
    lookup.words.explain({ from, to: found.to });
    return [{ dimension: found.dimension, operator, values: [] }];
  });
}

/** "Without team search" leaves out one team, not the charges that have none. */
function isValueAt({ words, index, tags }: Lookup, at: number, dimension: string): boolean {
  const [word] = words.list.slice(at, at + 1);
  if (word === undefined || word.gap !== "space") return false;
  if (dimension.startsWith("tag:")) return tags.valuesOf(dimension, word.typed).length > 0;
  return index.named(word.squashed).some(({ thing }) => thing.dimension === dimension);
}

/** The dimension, or the tag key with the word "tag", that stands at a word. */
function attributeAt({ words, dimensions, tags }: Lookup, index: number) {
  const start = ["tag", "tags"].includes(words.textAt(index)) ? index + 1 : index;
  const noun = nounAt(words, start, dimensions);
  const to = noun?.to ?? start + 1;
  const end = words.skip(to, TAG_WORDS);
  if (noun !== null)
    return isCarried(noun.dimension) ? { dimension: noun.dimension, to: end } : null;
  const word = words.textAt(start);
  const isTag = end > to || start > index;
  const dimension =
    isTag || word === "owner" ? tags.dimensionOf(words.typed({ from: start, to })) : null;
  if (dimension !== null) return { dimension, to: end };
  return word === "owner" && dimensions("team") !== null ? { dimension: "team", to: end } : null;
}

/** Every charge has a service, an account and a provider. */
function isCarried(dimension: string): boolean {
  return !["ServiceName", "ServiceProviderName", "BillingAccountId", "ChargeCategory"].includes(
    dimension,
  );
}
