import type { Database } from "better-sqlite3";
import { type Filter, keeperOf } from "./cost-query.ts";
import type { Cube } from "./cube/cube.ts";
import { TAG_KEYS } from "./named-values.ts";

/** A value of a dimension: its display names, the latest first, and its effective cost over all time. */
export interface NamedValue {
  readonly value: string;
  readonly names: readonly string[];
  readonly weight: number;
}

interface Row {
  readonly delivery: number;
  readonly dimension: string;
  readonly value: string | null;
  readonly name: string | null;
  readonly cost: number;
  readonly lastDay: number;
}

/** What is known of a value over all deliveries. */
interface Known {
  readonly value: string | null;
  readonly names: Map<string, number>;
  readonly deliveries: Set<number>;
  weight: number;
}

const SELECT = `
  SELECT delivery_id AS delivery, dimension, value.text AS value, name.text AS name,
    effective_cost AS cost, named_value.last_day AS lastDay
  FROM named_value
  JOIN delivery ON delivery.id = delivery_id AND superseded_at IS NULL
  LEFT JOIN value ON value.id = named_value.value
  LEFT JOIN value AS name ON name.id = named_value.name`;

/**
 * Knows the names in the whole bill, kept beside the charges: which values each dimension has, what they are
 * called, and which deliveries have them. Read once a generation.
 */
export class NameIndex {
  readonly #database: Database;
  readonly #cube: Cube;
  #generation = "";
  #dimensions = new Map<string, Map<string | null, Known>>();

  constructor(database: Database, cube: Cube) {
    this.#database = database;
    this.#cube = cube;
  }

  /** Whether the dimension's values are kept: FOCUS columns of profiles, ResourceType, allocation. */
  knows(dimension: string): boolean {
    return this.#read().has(dimension);
  }

  /** All values of a dimension, most costly first. */
  values(dimension: string): NamedValue[] {
    const found: NamedValue[] = [];
    for (const { value, names, weight } of this.#read().get(dimension)?.values() ?? []) {
      if (value !== null) found.push({ value, names: latestFirst(names), weight });
    }
    return found.sort((a, b) => b.weight - a.weight);
  }

  /** The display names of an id, the latest first. */
  namesOf(dimension: string, id: string): string[] {
    const known = this.#read().get(dimension)?.get(id);
    return known === undefined ? [] : latestFirst(known.names);
  }

  /** Whether any dimension that is kept has this value. */
  has(text: string): boolean {
    const dimensions = [...this.#read()].filter(([dimension]) => dimension !== TAG_KEYS);
    return dimensions.some(([, values]) => values.has(text));
  }

  /** Whether a delivery has a value that the filter keeps. Dimensions that aren't kept pass. */
  mayHave(delivery: number, filter: Filter): boolean {
    const values = this.#read().get(filter.dimension);
    if (values === undefined) return true;
    const keeps = keeperOf(filter);
    for (const { value, deliveries } of values.values()) {
      if (deliveries.has(delivery) && keeps(value)) return true;
    }
    return false;
  }

  #read(): Map<string, Map<string | null, Known>> {
    const generation = this.#cube.generation();
    if (generation === this.#generation) return this.#dimensions;
    this.#generation = generation;
    this.#dimensions = new Map();
    for (const row of this.#database.prepare<[], Row>(SELECT).iterate()) this.#take(row);
    return this.#dimensions;
  }

  #take({ delivery, dimension, value, name, cost, lastDay }: Row): void {
    let values = this.#dimensions.get(dimension);
    if (values === undefined) {
      values = new Map();
      this.#dimensions.set(dimension, values);
    }
    let known = values.get(value);
    if (known === undefined) {
      known = { value, names: new Map(), deliveries: new Set(), weight: 0 };
      values.set(value, known);
    }
    known.weight += cost;
    known.deliveries.add(delivery);
    if (name !== null) known.names.set(name, Math.max(known.names.get(name) ?? lastDay, lastDay));
  }
}

function latestFirst(names: ReadonlyMap<string, number>): string[] {
  return [...names].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}
