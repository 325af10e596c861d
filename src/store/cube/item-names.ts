import { type Dimension, NAME_COLUMNS } from "#src/store/dimension";
import type { Scope } from "#src/store/scope";
import type { Cube } from "./cube.ts";
import { keepsKey } from "./keep.ts";
import type { Segment } from "./segment.ts";

/** The keys of a segment that have a name, by the id's code: the last one of each, and which one comes before a key. */
interface NamedKeys {
  readonly last: Int32Array;
  readonly before: Int32Array;
}

/**
 * Knows the display names of resources. There may be millions, so only those of the deliveries that questions
 * have just read are looked through, the latest billing period first.
 */
export class ItemNames {
  readonly #cube: Cube;
  readonly #namedKeys = new WeakMap<Segment, NamedKeys>();

  constructor(cube: Cube) {
    this.#cube = cube;
  }

  /** The latest name that an id of a dimension on items has within a scope; null where none is known. */
  nameOf(idDimension: string, id: string, scope: Scope): string | null {
    const dimension = this.#cube.dimension(idDimension);
    const name = this.#cube.dimension(NAME_COLUMNS[idDimension] ?? idDimension);
    const code = this.#cube.codes.book(dimension).find(id);
    if (code === undefined) return null;
    for (const delivery of this.#cube.cache.deliveries().toReversed()) {
      const segment = this.#cube.cache.held(delivery, "item");
      if (segment === undefined) continue;
      const { last, before } = this.#namedKeysOf(segment, dimension, name);
      for (let key = last[code] ?? -1; key >= 0; key = before[key] as number) {
        if (!keepsKey(this.#cube, segment, key, scope)) continue;
        return this.#cube.codes.book(name).text(this.#cube.codes.of(segment, name)[key] as number);
      }
    }
    return null;
  }

  #namedKeysOf(segment: Segment, dimension: Dimension, name: Dimension): NamedKeys {
    const known = this.#namedKeys.get(segment);
    if (known !== undefined) return known;
    const ids = this.#cube.codes.of(segment, dimension);
    const names = this.#cube.codes.of(segment, name);
    const last = new Int32Array(this.#cube.codes.book(dimension).size).fill(-1);
    const before = new Int32Array(segment.keys).fill(-1);
    for (let key = 0; key < segment.keys; key++) {
      if (names[key] === 0) continue;
      const id = ids[key] as number;
      before[key] = last[id] as number;
      last[id] = key;
    }
    this.#namedKeys.set(segment, { last, before });
    return { last, before };
  }
}
