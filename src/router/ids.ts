import type { Lookup } from "./entities/lookup.ts";
import type { Mention } from "./entities/mention.ts";
import { qualifiersOf } from "./entities/qualifiers.ts";
import type { Stretch } from "./question-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const AWS_ACCOUNT = /^\d{12}$|^\d{4}-\d{4}-\d{4}$/;
const ZONE = /^[a-z]{2,}(?:-[a-z]+)+-?\d(?:-?[a-f])$/;
const HAS_DIGIT_OR_MARK = /[\d:/_.-]/;
const SHORTEST_ID = 4;

/** Ids that stand for themselves: account numbers, ARNs, resource ids, and what is named as an id. */
export function readIds(lookup: Lookup, vocabulary: Vocabulary): Mention[] {
  const mentions: Mention[] = [];
  for (const [from, { typed }] of lookup.words.list.entries()) {
    if (!lookup.words.isFree(from) || typed.length < SHORTEST_ID) continue;
    if (!HAS_DIGIT_OR_MARK.test(typed)) continue;
    const mention = readId(lookup, vocabulary, { from, to: from + 1 }, typed);
    if (mention === null) continue;
    lookup.words.explain(mention);
    mentions.push(mention);
  }
  return mentions;
}

/** Names that are left over and end the id of one resource, as `i-0a1b` ends that of an instance. */
export function readEndsOfIds(
  { words }: Lookup,
  names: readonly Stretch[],
  resourcesEndingIn: (text: string) => readonly string[],
): Mention[] {
  return names.flatMap((name): Mention[] => {
    const typed = words.typed(name);
    const isId = typed.length >= SHORTEST_ID && /\d/.test(typed) && !typed.includes(" ");
    const found = isId ? resourcesEndingIn(typed) : [];
    const [value] = found;
    if (value === undefined || found.length > 1) return [];
    words.explain(name);
    return [idMention(name, typed, "ResourceId", value)];
  });
}

function readId(
  { words, dimensions }: Lookup,
  vocabulary: Vocabulary,
  stretch: Stretch,
  typed: string,
): Mention | null {
  const [qualifier] = qualifiersOf(words, stretch, dimensions);
  const isAccount = AWS_ACCOUNT.test(typed) || (GUID.test(typed) && qualifier === "SubAccountId");
  if (ZONE.test(typed)) return idMention(stretch, typed, "AvailabilityZone", typed);
  const value = AWS_ACCOUNT.test(typed) ? typed.replaceAll("-", "") : typed;
  if (!isAccount && !vocabulary.holds(value)) return null;
  const dimension = isAccount ? accountDimension(qualifier) : (qualifier ?? "ResourceId");
  return idMention(stretch, typed, dimension, value);
}

function idMention(stretch: Stretch, typed: string, dimension: string, value: string): Mention {
  const thing = { dimension, values: [value], label: value, weight: 0 };
  return { ...stretch, typed, thing, isExcluded: false, assumption: null };
}

function accountDimension(qualifier: string | undefined): string {
  return qualifier === "BillingAccountId" ? qualifier : "SubAccountId";
}
