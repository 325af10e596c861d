import { fold, nameKey, squash } from "./fold.ts";
import type { Vocabulary, VocabularyValue } from "./vocabulary.ts";

/** Tag keys and values of the store, read when a question needs them. */
export interface Tags {
  /** The keys as spelled, most frequent first. */
  readonly keys: readonly string[];
  /** The dimension `tag:KEY` of a key, whatever its case and punctuation; null where none has it. */
  dimensionOf(key: string): string | null;
  /** The values of a tag that are spelled so, whatever their case. */
  valuesOf(dimension: string, value: string): string[];
  /** The values of a tag that cost most. */
  someValues(dimension: string, count: number): string[];
}

/** The tags of a vocabulary. */
export function tagsOf(vocabulary: Vocabulary): Tags {
  let byKey: ReadonlyMap<string, string> | null = null;
  const read = () => {
    byKey ??= keysBySpelling(vocabulary.tagKeys());
    return byKey;
  };
  const spelledIn = new Map<string, ReadonlyMap<string, readonly string[]>>();
  return {
    get keys() {
      return [...new Set(read().values())];
    },
    dimensionOf(key) {
      const found = read().get(fold(key).trim()) ?? read().get(nameKey(key));
      return found === undefined ? null : `tag:${found}`;
    },
    valuesOf(dimension, value) {
      const spelled = spelledIn.get(dimension) ?? bySquashed(vocabulary.values(dimension));
      spelledIn.set(dimension, spelled);
      const values = spelled.get(squash(value)) ?? [];
      return values.includes(value) ? [value] : [...values];
    },
    someValues: (dimension, count) =>
      vocabulary
        .values(dimension)
        .slice(0, count)
        .map(({ value }) => value),
  };
}

function bySquashed(values: readonly VocabularyValue[]): ReadonlyMap<string, readonly string[]> {
  const spelled = new Map<string, string[]>();
  for (const { value } of values) {
    const squashed = squash(value);
    const alike = spelled.get(squashed);
    if (alike === undefined) spelled.set(squashed, [value]);
    else alike.push(value);
  }
  return spelled;
}

const KUBERNETES = /^(?:kubernetes|k8s|kube)(?=.)/;

/**
 * Of keys that differ in case or punctuation, the most frequent. What is Kubernetes' own goes without saying so:
 * `k8s-namespace` is the namespace where no other key is.
 */
function keysBySpelling(keys: readonly string[]): ReadonlyMap<string, string> {
  const bySpelling = new Map<string, string>();
  const add = (spelling: string, key: string) => {
    if (!bySpelling.has(spelling)) bySpelling.set(spelling, key);
  };
  for (const key of keys) {
    add(fold(key).trim(), key);
    add(nameKey(key), key);
  }
  for (const key of keys) add(nameKey(key).replace(KUBERNETES, ""), key);
  return bySpelling;
}
