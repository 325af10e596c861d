import { type Dimension, NAME_COLUMNS } from "#src/store/dimension";
import type { Cube } from "./cube.ts";
import type { Grain, Segment } from "./segment.ts";

/** Names of one id, each with the last day on which it was seen. */
type Names = Map<string, number>;

/** Knows the display names of ids; the latest one counts, former ones still find it. */
export class LatestNames {
  readonly #cube: Cube;
  readonly #byDimension = new Map<string, { generation: string; names: Map<string, Names> }>();

  constructor(cube: Cube) {
    this.#cube = cube;
  }

  /** The latest name of an id; null where none is known. */
  nameOf(dimension: string, id: string): string | null {
    return this.namesOf(dimension, id)[0] ?? null;
  }

  /** All names that an id ever had, the latest first. */
  namesOf(dimension: string, id: string): string[] {
    const names = this.#namesOf(dimension).get(id);
    if (names === undefined) return [];
    return [...names].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  }

  #namesOf(idDimension: string): Map<string, Names> {
    const generation = this.#cube.generation();
    const known = this.#byDimension.get(idDimension);
    if (known?.generation === generation) return known.names;
    const names = new Map<string, Names>();
    const id = this.#cube.dimension(idDimension);
    const name = this.#cube.dimension(NAME_COLUMNS[idDimension] ?? idDimension);
    const grain: Grain = id.level === "item" ? "item" : "profile";
    for (const delivery of this.#cube.cache.deliveries()) {
      this.#collect(this.#cube.segment(delivery, grain), id, name, names);
    }
    this.#byDimension.set(idDimension, { generation, names });
    return names;
  }

  #collect(segment: Segment, id: Dimension, name: Dimension, names: Map<string, Names>): void {
    const ids = this.#cube.codes.of(segment, id);
    const texts = this.#cube.codes.of(segment, name);
    const lastDays = lastDaysOfKeys(segment);
    for (let key = 0; key < segment.keys; key++) {
      const idText = this.#cube.codes.book(id).text(ids[key] as number);
      const nameText = this.#cube.codes.book(name).text(texts[key] as number);
      if (idText === null || nameText === null) continue;
      let ofId = names.get(idText);
      if (ofId === undefined) {
        ofId = new Map();
        names.set(idText, ofId);
      }
      ofId.set(nameText, Math.max(ofId.get(nameText) ?? 0, lastDays[key] as number));
    }
  }
}

function lastDaysOfKeys(segment: Segment): Int32Array {
  const lastDays = new Int32Array(segment.keys);
  for (let cell = 0; cell < segment.cells; cell++) {
    const key = segment.key[cell] as number;
    const day = segment.day[cell] as number;
    if (day > (lastDays[key] as number)) lastDays[key] = day;
  }
  return lastDays;
}
