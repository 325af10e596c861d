import type { Database, Statement } from "better-sqlite3";
import { type DeliveryHead, type Grain, loadSegment, type Segment } from "./segment.ts";

/** Cells held in memory over all segments; about 60 bytes each. */
const CELLS_HELD = 8_000_000;

const HEADS = `
  SELECT delivery.id, source.name AS source, billing_period_start AS billingPeriodStart,
    first_day AS firstDay, last_day AS lastDay, last_touched_day AS lastTouchedDay
  FROM delivery JOIN source ON source.id = delivery.source_id
  WHERE superseded_at IS NULL
  ORDER BY billing_period_start, delivery.id`;

/**
 * The roll-ups of the deliveries that count, held in memory while they are used.
 * Other processes may load bills meanwhile: the list of deliveries is read from the store each time,
 * and a delivery's content never changes, so what is held is never stale.
 */
export class SegmentCache {
  readonly #database: Database;
  readonly #heads: Statement<[], DeliveryHead>;
  readonly #newest: Statement<[], { newest: number; count: number }>;
  readonly #segments = new Map<string, Segment>();
  #cells = 0;
  #listed: { generation: string; deliveries: readonly DeliveryHead[] } = {
    generation: "",
    deliveries: [],
  };

  constructor(database: Database) {
    this.#database = database;
    this.#heads = database.prepare(HEADS);
    this.#newest = database.prepare(
      "SELECT coalesce(max(id), 0) AS newest, count(*) AS count FROM delivery WHERE superseded_at IS NULL",
    );
  }

  /** The deliveries that count now, oldest billing period first. */
  deliveries(): readonly DeliveryHead[] {
    const generation = this.generation();
    if (generation !== this.#listed.generation) {
      this.#listed = { generation, deliveries: this.#heads.all() };
    }
    return this.#listed.deliveries;
  }

  /** Changes whenever a delivery is loaded or replaced: ids are never used again. */
  generation(): string {
    const { newest, count } = this.#newest.get() ?? { newest: 0, count: 0 };
    return `${newest} ${count}`;
  }

  /** A delivery's roll-up. */
  segment(delivery: DeliveryHead, grain: Grain): Segment {
    const name = `${grain} ${delivery.id}`;
    const held = this.#segments.get(name);
    const segment = held ?? loadSegment(this.#database, delivery, grain);
    // Re-inserted, so that the Map's order is the order of last use.
    this.#segments.delete(name);
    this.#segments.set(name, segment);
    if (held === undefined) {
      this.#cells += segment.cells;
      this.#release(name);
    }
    return segment;
  }

  /** A delivery's roll-up, if it is in memory. */
  held(delivery: DeliveryHead, grain: Grain): Segment | undefined {
    return this.#segments.get(`${grain} ${delivery.id}`);
  }

  #release(newest: string): void {
    for (const [name, segment] of this.#segments) {
      if (this.#cells <= CELLS_HELD || name === newest) return;
      this.#segments.delete(name);
      this.#cells -= segment.cells;
    }
  }
}
