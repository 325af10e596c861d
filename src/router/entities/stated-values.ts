import { nounAt } from "#src/router/dimension-words";
import { nameKey } from "#src/router/fold";
import type { QuestionWords, Stretch } from "#src/router/question-words";
import type { Lookup } from "./lookup.ts";
import type { Mention } from "./mention.ts";

/** Columns with too many values to look through unless the question names the column. */
const STATED: ReadonlyMap<string, string> = new Map([
  ...["InvoiceId", "x_ResourceGroupName", "SkuId", "SkuMeter"].map((name) => [name, name] as const),
  ["ResourceId", "ResourceName"],
]);
const BETWEEN: ReadonlySet<string> = new Set(["named", "called", "is", "id", "number", "name"]);
const LIST_WORDS: ReadonlySet<string> = new Set(["and", "or"]);
const LONGEST_VALUE = 8;

/** The values of a dimension that are spelled so, whatever their case and punctuation. */
export type ValuesSpelled = (dimension: string, key: string) => readonly string[];

/** Names beside the name of their column: "invoice EU-1", "meter NatGateway-Bytes", "the rg-web resource group". */
export function linkStatedValues({ words, dimensions }: Lookup, values: ValuesSpelled): Mention[] {
  const mentions: Mention[] = [];
  for (let index = 0; index < words.list.length; index++) {
    const noun = words.isFree(index) ? nounAt(words, index, dimensions) : null;
    const column = noun === null ? undefined : STATED.get(noun.dimension);
    if (noun === null || column === undefined) continue;
    index = noun.to - 1;
    let mention = statedAt(words, noun, column, values);
    while (mention !== null) {
      words.explain(mention);
      mentions.push(mention);
      index = Math.max(index, mention.to - 1);
      mention = listedAfter(words, mention, column, values);
    }
  }
  return mentions;
}

function statedAt(
  words: QuestionWords,
  noun: Stretch,
  dimension: string,
  values: ValuesSpelled,
): Mention | null {
  const from = words.skip(noun.to, BETWEEN);
  for (let length = LONGEST_VALUE; length > 0; length--) {
    for (const start of [from, noun.from - length]) {
      const stretch = { from: start, to: start + length };
      const found = isFree(words, stretch) ? values(dimension, nameKey(words.typed(stretch))) : [];
      if (found.length > 0) return mentionOf(words, stretch, dimension, found);
    }
  }
  return null;
}

/** "Invoices A, B and C". */
function listedAfter(
  words: QuestionWords,
  { to }: Stretch,
  dimension: string,
  values: ValuesSpelled,
): Mention | null {
  const from = words.skip(to, LIST_WORDS);
  const gap = words.list[to]?.gap;
  if (from === to && gap !== "comma" && gap !== "slash") return null;
  for (let length = LONGEST_VALUE; length > 0; length--) {
    const stretch = { from, to: from + length };
    const found = isFree(words, stretch) ? values(dimension, nameKey(words.typed(stretch))) : [];
    if (found.length > 0) return mentionOf(words, stretch, dimension, found);
  }
  return null;
}

function isFree(words: QuestionWords, { from, to }: Stretch): boolean {
  if (from < 0 || to > words.list.length) return false;
  return words.list
    .slice(from, to)
    .every(({ gap }, at) => words.isFree(from + at) && (at === 0 || gap === "space"));
}

function mentionOf(
  words: QuestionWords,
  stretch: Stretch,
  dimension: string,
  found: readonly string[],
): Mention {
  const typed = words.typed(stretch);
  const exact = found.filter((value) => value === typed);
  const values = exact.length > 0 ? exact : found;
  const thing = { dimension, values, label: values.join(", "), weight: 0 };
  return { ...stretch, typed, thing, isExcluded: false, assumption: null };
}
