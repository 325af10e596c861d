import type { DimensionNames } from "./dimension-words.ts";
import { isAskingWord } from "./entities/asking-words.ts";
import { buildEntityIndex } from "./entities/entity-index.ts";
import type { NameIndex } from "./entities/name-index.ts";
import { type Tags, tagsOf } from "./tags.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What the names of a question are looked up in, kept for one generation of a vocabulary. */
export interface Names {
  readonly vocabulary: Vocabulary;
  readonly index: NameIndex;
  readonly tags: Tags;
}

/** Builds what the names of a vocabulary are looked up in. */
export function namesOf(vocabulary: Vocabulary): Names {
  return { vocabulary, index: buildEntityIndex(vocabulary), tags: tagsOf(vocabulary) };
}

/** Keys of tags name dimensions too ("which customers", "owner alice"), unless something is called so. */
export function withTagKeys(dimensions: DimensionNames, { index, tags }: Names): DimensionNames {
  return (phrase) => {
    const dimension = dimensions(phrase);
    if (dimension !== null || isAskingWord(phrase)) return dimension;
    const isName = index.named(phrase).some(({ fit }) => fit !== "known");
    return isName ? null : tags.dimensionOf(phrase);
  };
}
