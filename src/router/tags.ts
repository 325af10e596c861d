import { fold, nameKey, squash } from "./fold.ts";
import type { Vocabulary } from "./vocabulary.ts";

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
  const valuesIn = (dimension: string) => vocabulary.values(dimension).map(({ value }) => value);
  return {
    get keys() {
      return [...new Set(read().values())];
    },
    dimensionOf(key) {
      const found = read().get(fold(key).trim()) ?? read().get(nameKey(key));
      return found === undefined ? null : `tag:${found}`;
    },
    valuesOf(dimension, value) {
      const values = valuesIn(dimension);
      const wanted = squash(value);
      return values.includes(value) ? [value] : values.filter((held) => squash(held) === wanted);
    },
    someValues: (dimension, count) => valuesIn(dimension).slice(0, count),
  };
}

/** Of keys that differ in case or punctuation, the most frequent. */
function keysBySpelling(keys: readonly string[]): ReadonlyMap<string, string> {
  const bySpelling = new Map<string, string>();
  for (const key of keys) {
    for (const spelling of [fold(key).trim(), nameKey(key)])
      if (!bySpelling.has(spelling)) bySpelling.set(spelling, key);
  }
  return bySpelling;
}
