import type { Stretch } from "#src/router/question-words";
import type { Vocabulary } from "#src/router/vocabulary";
import type { Lookup } from "./lookup.ts";
import { describeThing, type Mention } from "./mention.ts";
import { NameIndex } from "./name-index.ts";
import { bestOf, merge } from "./thing.ts";

/** What is looked through for a word that nothing else explains; more would cost more than it finds. */
const MOST_TAG_KEYS = 50;
const MOST_VALUES = 20_000;

/** Values of tags and names of resources: they are many, and seldom what a plain word means. */
export function buildLateIndex(vocabulary: Vocabulary): NameIndex {
  const index = new NameIndex();
  const keys = vocabulary.tagKeys().slice(0, MOST_TAG_KEYS);
  for (const dimension of [...keys.map((key) => `tag:${key}`), "ResourceId"]) {
    for (const { value, names, weight } of vocabulary.values(dimension).slice(0, MOST_VALUES)) {
      const thing = { dimension, values: [value], label: names[0] ?? value, weight };
      for (const name of [value, ...names]) index.add(name, thing, "folded");
    }
  }
  return index;
}

/** Links names that are left over to values of tags and to resources. */
export function linkLateNames(
  { words }: Lookup,
  stretches: readonly Stretch[],
  lateIndex: () => NameIndex,
): Mention[] {
  return stretches.flatMap((stretch): Mention[] => {
    const typed = words.typed(stretch);
    const squashed = words.list.slice(stretch.from, stretch.to).map((word) => word.squashed);
    const thing = merge(bestOf(lateIndex().named(squashed.join(""))).map((found) => found.thing));
    if (thing === null) return [];
    words.explain(stretch);
    const assumption = `“${typed}” read as ${describeThing(thing)}`;
    return [{ ...stretch, typed, thing, isExcluded: false, assumption }];
  });
}
