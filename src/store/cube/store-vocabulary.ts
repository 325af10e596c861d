import { PROFILE_COLUMNS } from "#src/store/charge-columns";
import type { Filter } from "#src/store/cost-query";
import { NAME_COLUMNS } from "#src/store/dimension";
import type { NamedValue, NameIndex } from "#src/store/name-index";
import { TAG_KEYS } from "#src/store/named-values";
import { dimensionsOf, isWhole, type Scope } from "#src/store/scope";
import type { ValueDictionary } from "#src/store/value-dictionary";
import type { Cube } from "./cube.ts";
import type { SeenNames } from "./seen-names.ts";
import { grainOf, type Segment } from "./segment.ts";

/** What a vocabulary is read from. */
export interface VocabularyParts {
  readonly cube: Cube;
  /** The names in the whole bill. */
  readonly index: NameIndex;
  /** What the ids of profiles are called within the scope. */
  readonly names: NameIndex | SeenNames;
  readonly dictionary: ValueDictionary;
}

/** The names that occur in the part of the bill that a person may see. */
export class StoreVocabulary {
  readonly allocationDimensions: readonly string[];
  readonly #cube: Cube;
  readonly #index: NameIndex;
  readonly #names: NameIndex | SeenNames;
  readonly #dictionary: ValueDictionary;
  readonly #scope: Scope;
  readonly #values = new Map<string, readonly NamedValue[]>();
  readonly #keyCosts = new WeakMap<Segment, Float64Array>();
  #tagKeys: readonly string[] | null = null;
  #generation = "";

  constructor({ cube, index, names, dictionary }: VocabularyParts, scope: Scope) {
    this.#cube = cube;
    this.#index = index;
    this.#names = names;
    this.#dictionary = dictionary;
    this.#scope = scope;
    this.allocationDimensions = cube.allocationDimensions;
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
      isWhole(this.#scope) && this.#index.knows(dimension)
        ? this.#index.values(dimension)
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

  /** Whether a charge that may be seen has exactly this text as its ResourceId, and no value of another kind has it. */
  holds(text: string): boolean {
    const value = this.#dictionary.find(text);
    if (value === undefined || !this.#cube.hasResource(value)) return false;
    return this.#isVisible(text) && !this.#isName(text);
  }

  #read(name: string): NamedValue[] {
    const dimension = this.#cube.dimension(name);
    const selection = { scope: this.#scope, filters: [] };
    const selectedBy = dimensionsOf(selection).map((other) => this.#cube.dimension(other));
    const grain = grainOf([dimension, ...selectedBy]);
    const weights: number[] = [];
    for (const delivery of this.#cube.cache.deliveries()) {
      const segment = this.#cube.segment(delivery, grain);
      const kept = this.#cube.keptKeys(segment, selection);
      const codes = this.#cube.codes.of(segment, dimension);
      const costs = this.#costsOfKeys(segment);
      for (let key = 0; key < segment.keys; key++) {
        if (kept[key] === 0) continue;
        const code = codes[key] as number;
        weights[code] = (weights[code] ?? 0) + (costs[key] as number);
      }
    }
    const book = this.#cube.codes.book(dimension);
    const hasNames = NAME_COLUMNS[name] !== undefined && dimension.level === "profile";
    return Object.entries(weights)
      .filter(([code]) => Number(code) !== 0)
      .map(([code, weight]) => {
        const value = book.text(Number(code)) ?? "";
        return { value, names: hasNames ? this.#names.namesOf(name, value) : [], weight };
      })
      .sort((a, b) => b.weight - a.weight || (a.value < b.value ? -1 : 1));
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
      return this.#index.values(TAG_KEYS).map(({ value }) => value);
    }
    const keys = ["Tags", "AllocatedTags"].flatMap((column) =>
      this.#read(column).flatMap(({ value }) => Object.keys(JSON.parse(value) as object)),
    );
    return [...new Set(keys)];
  }

  /** Whether a text is a value that people name by itself: it is no resource's then. */
  #isName(text: string): boolean {
    if (isWhole(this.#scope)) return this.#index.has(text);
    const dimensions = [...PROFILE_COLUMNS, "ResourceType", ...this.allocationDimensions];
    return dimensions.some((name) => this.values(name).some(({ value }) => value === text));
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
