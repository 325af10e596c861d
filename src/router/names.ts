import { type DimensionNames, dimensionNames } from "./dimension-words.ts";
import { isAskingWord } from "./entities/asking-words.ts";
import { buildEntityIndex } from "./entities/entity-index.ts";
import { buildLateIndex } from "./entities/late-names.ts";
import type { NameIndex } from "./entities/name-index.ts";
import type { ValuesSpelled } from "./entities/stated-values.ts";
import { nameKey } from "./fold.ts";
import { type Tags, tagsOf } from "./tags.ts";
import type { Vocabulary, VocabularyValue } from "./vocabulary.ts";

/** What the names of a question are looked up in, kept for one generation of a vocabulary. */
export interface Names {
  readonly vocabulary: Vocabulary;
  readonly index: NameIndex;
  readonly tags: Tags;
  /** The names of dimensions; in questions about Google alone a project is an account. */
  readonly dimensions: DimensionNames;
  readonly googleDimensions: DimensionNames;
  /** Values of tags and names of resources; built when first asked for. */
  lateIndex(): NameIndex;
  /** The values of one dimension by spelling; read when first asked for. */
  readonly valuesSpelled: ValuesSpelled;
}

/** Builds what the names of a vocabulary are looked up in. */
export function namesOf(vocabulary: Vocabulary): Names {
  const { allocationDimensions } = vocabulary;
  const index = buildEntityIndex(vocabulary);
  const tags = tagsOf(vocabulary);
  const namesFor = (isGoogleOnly: boolean) =>
    withTagKeys(dimensionNames(allocationDimensions, isGoogleOnly), index, tags);
  let late: NameIndex | null = null;
  return {
    vocabulary,
    index,
    tags,
    dimensions: namesFor(false),
    googleDimensions: namesFor(true),
    valuesSpelled: valuesSpelledIn(vocabulary),
    lateIndex() {
      late ??= buildLateIndex(vocabulary);
      return late;
    },
  };
}

function valuesSpelledIn(vocabulary: Vocabulary): ValuesSpelled {
  const bySpelling = new Map<string, ReadonlyMap<string, string[]>>();
  return (dimension, key) => {
    const spellings = bySpelling.get(dimension) ?? spellingsOf(vocabulary.values(dimension));
    bySpelling.set(dimension, spellings);
    return spellings.get(key) ?? [];
  };
}

function spellingsOf(values: readonly VocabularyValue[]): ReadonlyMap<string, string[]> {
  const spellings = new Map<string, string[]>();
  for (const { value } of values) {
    const key = nameKey(value);
    spellings.set(key, [...(spellings.get(key) ?? []), value]);
  }
  return spellings;
}

const KUBERNETES = /^(?:kubernetes|k8s)(?=namespaces?$)/;

/**
 * Keys of tags name dimensions too ("which customers", "owner alice"), unless something is called so. Beside
 * the word "tag" only a dimension's own name goes before the key: "team tag" is the team, "project tag" the tag.
 */
function withTagKeys(dimensions: DimensionNames, index: NameIndex, tags: Tags): DimensionNames {
  return (text, isTag = false) => {
    const squashed = text.replace(KUBERNETES, "");
    const dimension = dimensions(squashed);
    const isOwnName = dimension === null || nameKey(dimension) === nameKey(squashed);
    if (isTag && !isOwnName) return tags.dimensionOf(squashed) ?? dimension;
    if (dimension !== null || isAskingWord(squashed)) return dimension;
    const isName = index.named(squashed).some(({ fit }) => fit !== "known");
    return isName ? null : tags.dimensionOf(squashed);
  };
}
