import { dimensionsOf, isWhole, type Scope, type Selection } from "#src/store/scope";
import type { Cube } from "./cube.ts";
import { type DeliveryHead, grainOf } from "./segment.ts";

interface Known {
  readonly generation: string;
  readonly deliveries: readonly DeliveryHead[];
  readonly days: ReadonlyMap<string, DayRange>;
}

/** Days since 1970-01-01, both of them in. */
export type DayRange = Pick<DeliveryHead, "firstDay" | "lastDay">;

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
    return isWhole(scope) ? this.#cube.cache.deliveries() : this.#in(scope).deliveries;
  }

  /**
   * On which days a delivery's charges may lie, as far as a scope knows: those of its whole source. Whether days or
   * months are added up goes by them, and shows in the last digit of a sum.
   */
  daysIn(scope: Scope): (delivery: DeliveryHead) => DayRange {
    if (isWhole(scope)) return (delivery) => delivery;
    const { days } = this.#in(scope);
    return (delivery) => days.get(delivery.source) ?? delivery;
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

  #in(scope: Scope): Known {
    const generation = this.#cube.generation();
    const known = this.#known.get(scope);
    if (known?.generation === generation) return known;
    const sources = this.sourcesOf({ scope, filters: [] });
    const all = this.#cube.cache.deliveries();
    const deliveries = all.filter(({ source }) => sources.has(source));
    const days = new Map<string, DayRange>();
    for (const { source, firstDay, lastDay } of deliveries) {
      const range = days.get(source) ?? { firstDay, lastDay };
      days.set(source, {
        firstDay: Math.min(range.firstDay, firstDay),
        lastDay: Math.max(range.lastDay, lastDay),
      });
    }
    const found = { generation, deliveries, days };
    this.#known.set(scope, found);
    return found;
  }
}
