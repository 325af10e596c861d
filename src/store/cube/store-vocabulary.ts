import type { Filter } from "#src/store/cost-query";
import { NAME_COLUMNS } from "#src/store/dimension";
import type { NamedValue, NameIndex } from "#src/store/name-index";
import { TAG_KEYS } from "#src/store/named-values";
import { isWhole, type Scope } from "#src/store/scope";
import type { ValueDictionary } from "#src/store/value-dictionary";
import type { Cube } from "./cube.ts";
import { grainOf, type Segment } from "./segment.ts";

/** The names that occur in the part of the bill that a person may see. */
export class StoreVocabulary {
  readonly allocationDimensions: readonly string[];
  readonly #cube: Cube;
  readonly #names: NameIndex;
  readonly #dictionary: ValueDictionary;
  readonly #scope: Scope;
  readonly #values = new Map<string, readonly NamedValue[]>();
  readonly #keyCosts = new WeakMap<Segment, Float64Array>();
  #tagKeys: readonly string[] | null = null;
  #generation = "";

  constructor(
    cube: Cube,
    names: NameIndex,
    dictionary: ValueDictionary,
    scope: Scope,
    allocationDimensions: readonly string[],
  ) {
    this.#cube = cube;
    this.#names = names;
    this.#dictionary = dictionary;
    this.#scope = scope;
    this.allocationDimensions = allocationDimensions;
  }

  /** Changes whenever a delivery is loaded. */
  get generation(): string {
    const generation = this.#cube.generation();
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#values.clear();
      this.#tagKeys = null;
    }
    return generation;
  }

  /** All values of a dimension, most costly first. */
  values(dimension: string): readonly NamedValue[] {
    void this.generation;
    const known = this.#values.get(dimension);
    if (known !== undefined) return known;
    const values =
      isWhole(this.#scope) && this.#names.knows(dimension)
        ? this.#names.values(dimension)
        : this.#read(dimension);
    this.#values.set(dimension, values);
    return values;
  }

  /** Tag keys as spelled, most frequent first. */
  tagKeys(): readonly string[] {
    void this.generation;
    this.#tagKeys ??= this.#readTagKeys();
    return this.#tagKeys;
  }

  /** Whether a charge that may be seen has exactly this text as its ResourceId. */
  holds(text: string): boolean {
    const value = this.#dictionary.find(text);
    if (value === undefined || this.#names.has(text)) return false;
    return this.#cube.hasResource(value) && this.#isVisible(text);
  }

  #read(name: string): NamedValue[] {
    const dimension = this.#cube.dimension(name);
    const grain = grainOf([dimension]);
    const weights: number[] = [];
    for (const delivery of this.#cube.cache.deliveries()) {
      const segment = this.#cube.segment(delivery, grain);
      const kept = this.#cube.keptKeys(segment, { scope: this.#scope, filters: [] });
      const codes = this.#cube.codes.of(segment, dimension);
      const costs = this.#costsOfKeys(segment);
      for (let key = 0; key < segment.keys; key++) {
        if (kept[key] === 0) continue;
        const code = codes[key] as number;
        weights[code] = (weights[code] ?? 0) + (costs[key] as number);
      }
    }
    const book = this.#cube.codes.book(dimension);
    return Object.entries(weights)
      .map(([code, weight]) => [Number(code), weight] as const)
      .filter(([code]) => code !== 0)
      .sort((a, b) => b[1] - a[1])
      .map(([code, weight]) => {
        const value = book.text(code) ?? "";
        const names = NAME_COLUMNS[name] === undefined ? [] : this.#names.namesOf(name, value);
        return { value, names, weight };
      });
  }

  /** The effective cost of each key over all days, for it is asked for by every dimension. */
  #costsOfKeys(segment: Segment): Float64Array {
    const known = this.#keyCosts.get(segment);
    if (known !== undefined) return known;
    const costs = new Float64Array(segment.keys);
    const amounts = segment.costs.EffectiveCost;
    for (let cell = 0; cell < segment.cells; cell++) {
      const amount = amounts[cell] as number;
      const key = segment.key[cell] as number;
      if (!Number.isNaN(amount)) costs[key] = (costs[key] as number) + amount;
    }
    this.#keyCosts.set(segment, costs);
    return costs;
  }

  #readTagKeys(): string[] {
    if (isWhole(this.#scope)) {
      return this.#names.values(TAG_KEYS).map(({ value }) => value);
    }
    const keys = ["Tags", "AllocatedTags"].flatMap((column) =>
      this.#read(column).flatMap(({ value }) => Object.keys(JSON.parse(value) as object)),
    );
    return [...new Set(keys)];
  }

  /** In a restricted scope a resource counts only if a charge that may be seen has it. */
  #isVisible(text: string): boolean {
    if (isWhole(this.#scope)) return true;
    const filter: Filter = { dimension: "ResourceId", operator: "in", values: [text] };
    return this.#cube.cache.deliveries().some((delivery) => {
      const segment = this.#cube.segment(delivery, "item");
      return this.#cube.keptKeys(segment, { scope: this.#scope, filters: [filter] }).includes(1);
    });
  }
}
