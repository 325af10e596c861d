import { type DimensionNames, dimensionNames, wordsFor } from "./dimension-words.ts";
import { isAskingWord } from "./entities/asking-words.ts";
import { entityIndexOf } from "./entities/entity-index.ts";
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
  /** The resources whose ARN or path ends so: `i-0a1b` of `arn:aws:ec2:…:instance/i-0a1b`. */
  resourcesEndingIn(text: string): readonly string[];
  /** The values of one dimension by spelling; read when first asked for. */
  readonly valuesSpelled: ValuesSpelled;
}

/** Builds what the names of a vocabulary are looked up in. */
export function namesOf(vocabulary: Vocabulary): Names {
  const { allocationDimensions } = vocabulary;
  const index = entityIndexOf(vocabulary);
  const tags = tagsOf(vocabulary);
  const standIns = tagsInstead(vocabulary, tags);
  const withStandIns =
    (dimensions: DimensionNames): DimensionNames =>
    (text) => {
      const dimension = dimensions(text);
      return dimension === null ? null : (standIns.get(dimension) ?? dimension);
    };
  const namesFor = (isGoogleOnly: boolean) =>
    withTagKeys(withStandIns(dimensionNames(allocationDimensions, isGoogleOnly)), index, tags);
  let late: NameIndex | null = null;
  return {
    vocabulary,
    index,
    tags,
    dimensions: namesFor(false),
    googleDimensions: namesFor(true),
    valuesSpelled: valuesSpelledIn(vocabulary),
    resourcesEndingIn: resourcesEndingIn(vocabulary),
    lateIndex() {
      late ??= buildLateIndex(vocabulary);
      return late;
    },
  };
}

/** For allocation dimensions that no charge has a value of, a tag that is called like them. */
function tagsInstead(vocabulary: Vocabulary, tags: Tags): ReadonlyMap<string, string> {
  const unused = vocabulary.allocationDimensions.filter(
    (dimension) => vocabulary.values(dimension).length === 0,
  );
  return new Map(
    unused.flatMap((dimension): [string, string][] => {
      const tag =
        wordsFor(dimension)
          .map((word) => tags.dimensionOf(word))
          .find(Boolean) ?? null;
      return tag === null ? [] : [[dimension, tag]];
    }),
  );
}

const LAST_PART = /[/:]([^/:]*)$/;

/** Looks ids of resources up by what stands after a slash or a colon; read when first asked for. */
function resourcesEndingIn(vocabulary: Vocabulary): Names["resourcesEndingIn"] {
  let byLastPart: Map<string, string[]> | null = null;
  return (text) => {
    byLastPart ??= Map.groupBy(
      vocabulary.values("ResourceId").map(({ value }) => value),
      (value) => LAST_PART.exec(value)?.[1]?.toLowerCase() ?? "",
    );
    const ends = [`/${text}`, `:${text}`].map((end) => end.toLowerCase());
    const lastPart = LAST_PART.exec(ends[0] ?? "")?.[1] ?? "";
    const ids = byLastPart.get(lastPart) ?? [];
    return ids.filter((value) => ends.some((end) => value.toLowerCase().endsWith(end)));
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
    const alike = spellings.get(key);
    if (alike === undefined) spellings.set(key, [value]);
    else alike.push(value);
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
