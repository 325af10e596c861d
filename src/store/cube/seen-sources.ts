import { dimensionsOf, isWhole, type Scope, type Selection } from "#src/store/scope";
import type { Cube } from "./cube.ts";
import { type DeliveryHead, grainOf } from "./segment.ts";

interface Known {
  readonly generation: string;
  readonly deliveries: readonly DeliveryHead[];
}

/**
 * Knows the sources of which a scope has any charge. How far their bills reach is no secret there; of the others
 * nothing is said.
 */
export class SeenSources {
  readonly #cube: Cube;
  readonly #known = new WeakMap<Scope, Known>();

  constructor(cube: Cube) {
    this.#cube = cube;
  }

  /** All deliveries of the sources of which the scope has a charge. */
  deliveriesOf(scope: Scope): readonly DeliveryHead[] {
    if (isWhole(scope)) return this.#cube.cache.deliveries();
    const generation = this.#cube.generation();
    const known = this.#known.get(scope);
    if (known?.generation === generation) return known.deliveries;
    const sources = this.sourcesOf({ scope, filters: [] });
    const all = this.#cube.cache.deliveries();
    const deliveries = all.filter(({ source }) => sources.has(source));
    this.#known.set(scope, { generation, deliveries });
    return deliveries;
  }

  /** The sources of which any charge is selected; mostly their latest delivery tells. */
  sourcesOf(selection: Selection): ReadonlySet<string> {
    const dimensions = dimensionsOf(selection).map((name) => this.#cube.dimension(name));
    const grain = grainOf(dimensions);
    const found = new Set<string>();
    for (const delivery of this.#cube.cache.deliveries().toReversed()) {
      if (found.has(delivery.source)) continue;
      const segment = this.#cube.segment(delivery, grain);
      if (this.#cube.keptKeys(segment, selection).includes(1)) found.add(delivery.source);
    }
    return found;
  }
}
