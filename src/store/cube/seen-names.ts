import { type Dimension, NAME_COLUMNS } from "#src/store/dimension";
import { dimensionsOf, type Scope } from "#src/store/scope";
import type { Cube } from "./cube.ts";
import { grainOf, type Segment } from "./segment.ts";

/** By id, the days on which each of its names was last on a charge. */
type Names = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Knows what accounts, regions and the like are called on the charges of a scope: on others they may have names that
 * are nobody's business here.
 */
export class SeenNames {
  readonly #cube: Cube;
  readonly #scope: Scope;
  readonly #names = new Map<string, Names>();
  #generation = "";

  constructor(cube: Cube, scope: Scope) {
    this.#cube = cube;
    this.#scope = scope;
  }

  /** The display names of an id, the latest first. */
  namesOf(idDimension: string, id: string): string[] {
    const generation = this.#cube.generation();
    if (generation !== this.#generation) this.#names.clear();
    this.#generation = generation;
    const known = this.#names.get(idDimension) ?? this.#read(idDimension);
    this.#names.set(idDimension, known);
    const days = [...(known.get(id) ?? [])];
    return days.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
  }

  #read(idDimension: string): Names {
    const dimension = this.#cube.dimension(idDimension);
    const called = this.#cube.dimension(NAME_COLUMNS[idDimension] ?? idDimension);
    const names = new Map<string, Map<string, number>>();
    for (const { segment, kept } of this.#segments([dimension, called])) {
      const [idOf, nameOf] = [dimension, called].map((one) => this.#textOf(segment, one));
      lastDays(segment).forEach((day, key) => {
        const id = idOf?.(key) ?? null;
        const name = nameOf?.(key) ?? null;
        if (kept[key] === 0 || id === null || name === null) return;
        const ofId = names.get(id) ?? new Map<string, number>();
        ofId.set(name, Math.max(ofId.get(name) ?? 0, day));
        names.set(id, ofId);
      });
    }
    return names;
  }

  #textOf(segment: Segment, dimension: Dimension): (key: number) => string | null {
    const codes = this.#cube.codes.of(segment, dimension);
    const book = this.#cube.codes.book(dimension);
    return (key) => book.text(codes[key] as number);
  }

  *#segments(dimensions: readonly Dimension[]) {
    const selection = { scope: this.#scope, filters: [] };
    const selectedBy = dimensionsOf(selection).map((name) => this.#cube.dimension(name));
    const grain = grainOf([...dimensions, ...selectedBy]);
    for (const delivery of this.#cube.cache.deliveries()) {
      const segment = this.#cube.segment(delivery, grain);
      yield { segment, kept: this.#cube.keptKeys(segment, selection) };
    }
  }
}

/** The last day of each key's charges; 0 for keys without any. */
function lastDays(segment: Segment): Int32Array {
  const days = new Int32Array(segment.keys);
  for (let cell = 0; cell < segment.cells; cell++) {
    const key = segment.key[cell] as number;
    days[key] = Math.max(days[key] as number, segment.day[cell] as number);
  }
  return days;
}
