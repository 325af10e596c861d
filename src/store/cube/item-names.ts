import { type Dimension, NAME_COLUMNS } from "#src/store/dimension";
import type { Cube } from "./cube.ts";
import type { Segment } from "./segment.ts";

/**
 * Knows the display names of resources. There may be millions, so only those of the deliveries that questions
 * have just read are looked through, the latest billing period first.
 */
export class ItemNames {
  readonly #cube: Cube;
  readonly #nameCodes = new WeakMap<Segment, Int32Array>();

  constructor(cube: Cube) {
    this.#cube = cube;
  }

  /** The latest name of an id of a dimension on items; null where none is known. */
  nameOf(idDimension: string, id: string): string | null {
    const dimension = this.#cube.dimension(idDimension);
    const name = this.#cube.dimension(NAME_COLUMNS[idDimension] ?? idDimension);
    const code = this.#cube.codes.book(dimension).find(id);
    if (code === undefined) return null;
    for (const delivery of this.#cube.cache.deliveries().toReversed()) {
      const segment = this.#cube.cache.held(delivery, "item");
      if (segment === undefined) continue;
      const found = this.#nameCodesOf(segment, dimension, name)[code] ?? 0;
      if (found !== 0) return this.#cube.codes.book(name).text(found);
    }
    return null;
  }

  /** The name's code of each id's code, 0 where the segment has none. */
  #nameCodesOf(segment: Segment, dimension: Dimension, name: Dimension): Int32Array {
    const known = this.#nameCodes.get(segment);
    if (known !== undefined) return known;
    const ids = this.#cube.codes.of(segment, dimension);
    const names = this.#cube.codes.of(segment, name);
    const nameCodes = new Int32Array(this.#cube.codes.book(dimension).size);
    for (let key = 0; key < segment.keys; key++) {
      const code = names[key] as number;
      if (code !== 0) nameCodes[ids[key] as number] = code;
    }
    this.#nameCodes.set(segment, nameCodes);
    return nameCodes;
  }
}
