import type { Database } from "better-sqlite3";
import type { Day } from "#src/focus/day";
import { COST_COLUMNS, type CostColumn } from "./charge-columns.ts";
import { writeNamedValues } from "./named-values.ts";
import type { ValueDictionary } from "./value-dictionary.ts";

/** A file of a delivery, by content. */
export interface DeliveredFile {
  readonly path: string;
  readonly sha256: string;
}

/** What is known of a delivery when it begins. */
export interface DeliveryStart {
  readonly source: string;
  readonly billingPeriodStart: Day;
  readonly loadedAt: Date;
  readonly focusVersion: string;
  readonly content: string;
  readonly columns: readonly string[];
  readonly files: readonly DeliveredFile[];
}

/** A delivery's sum of each cost column in one currency; null where no charge states the column. */
export type DeliveryTotal = { readonly currency: string } & Readonly<
  Record<CostColumn, number | null>
>;

/** Charges of a profile (0: of the whole delivery) that something is to be said about. */
export interface Finding {
  readonly kind: string;
  readonly profile: number;
  readonly charges: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly detail: string | null;
}

/** A delivery as the log tells it. */
export interface Delivery {
  readonly id: number;
  readonly source: string;
  readonly billingPeriodStart: Day;
  readonly loadedAt: string;
  readonly supersededAt: string | null;
  readonly focusVersion: string;
  readonly charges: number;
  readonly totals: readonly DeliveryTotal[];
}

const SELECT = `
  SELECT delivery.id, source.name AS source, billing_period_start AS billingPeriodStart,
    loaded_at AS loadedAt, superseded_at AS supersededAt, focus_version AS focusVersion, charges
  FROM delivery JOIN source ON source.id = delivery.source_id`;

/** The log of deliveries: what was loaded, what it replaced, and the totals of both. */
export class DeliveryLog {
  readonly #database: Database;
  readonly #values: ValueDictionary;

  constructor(database: Database, values: ValueDictionary) {
    this.#database = database;
    this.#values = values;
  }

  /** All deliveries, the superseded ones too, oldest first. */
  list(): Delivery[] {
    return this.#withTotals(`${SELECT} ORDER BY delivery.id`);
  }

  /** The delivery that counts for a source's billing period. */
  current(source: string, billingPeriodStart: Day): Delivery | undefined {
    return this.#withTotals(
      `${SELECT} WHERE superseded_at IS NULL AND source.name = ? AND billing_period_start = ?`,
      source,
      billingPeriodStart,
    )[0];
  }

  /** The digest of the content of the delivery that counts for a source's billing period. */
  contentOf(source: string, billingPeriodStart: Day): string | undefined {
    return this.#database
      .prepare<[string, string], { content: string }>(
        `SELECT content FROM delivery JOIN source ON source.id = delivery.source_id
         WHERE superseded_at IS NULL AND source.name = ? AND billing_period_start = ?`,
      )
      .get(source, billingPeriodStart)?.content;
  }

  /** The source's last delivery: the digest of its content and its columns. */
  last(
    source: string,
  ): { readonly content: string; readonly columns: readonly string[] } | undefined {
    const row = this.#database
      .prepare<[string], { content: string; columns: string }>(
        `SELECT content, columns FROM delivery JOIN source ON source.id = delivery.source_id
         WHERE source.name = ? ORDER BY delivery.id DESC LIMIT 1`,
      )
      .get(source);
    return row === undefined
      ? undefined
      : { content: row.content, columns: JSON.parse(row.columns) as string[] };
  }

  /** Another source's delivery that counts and holds a file of the same content. */
  otherSourceOf(sha256: string, source: string): string | undefined {
    return this.#database
      .prepare<[string, string], { name: string }>(
        `SELECT source.name FROM delivery_file
         JOIN delivery ON delivery.id = delivery_file.delivery_id
         JOIN source ON source.id = delivery.source_id
         WHERE sha256 = ? AND superseded_at IS NULL AND source.name <> ? LIMIT 1`,
      )
      .get(sha256, source)?.name;
  }

  /** Begins a delivery: the one it replaces is superseded and its charges are deleted. Returns its id. */
  begin(start: DeliveryStart): number {
    const database = this.#database;
    const loadedAt = start.loadedAt.toISOString();
    database
      .prepare("INSERT INTO source (name) VALUES (?) ON CONFLICT DO NOTHING")
      .run(start.source);
    const replaced = this.current(start.source, start.billingPeriodStart);
    if (replaced !== undefined) this.supersede(replaced.id, loadedAt);
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO delivery (source_id, billing_period_start, loaded_at, focus_version, content,
           columns, charges, first_day, last_day, last_touched_day)
         VALUES ((SELECT id FROM source WHERE name = ?), ?, ?, ?, ?, ?, 0, 0, 0, 0)`,
      )
      .run(
        start.source,
        start.billingPeriodStart,
        loadedAt,
        start.focusVersion,
        start.content,
        JSON.stringify(start.columns),
      );
    const id = Number(lastInsertRowid);
    const insertFile = database.prepare(
      "INSERT INTO delivery_file (delivery_id, path, sha256) VALUES (?, ?, ?)",
    );
    for (const file of start.files) insertFile.run(id, file.path, file.sha256);
    return id;
  }

  /** Keeps a delivery's totals, findings and names, once all its charges are written. */
  complete(id: number, totals: readonly DeliveryTotal[], findings: readonly Finding[]): void {
    const places = COST_COLUMNS.map(() => "?").join(", ");
    const insertTotal = this.#database.prepare(
      `INSERT INTO delivery_total (delivery_id, currency, ${COST_COLUMNS.join(", ")}) VALUES (?, ?, ${places})`,
    );
    for (const total of totals) {
      insertTotal.run(id, total.currency, ...COST_COLUMNS.map((column) => total[column]));
    }
    const insertFinding = this.#database.prepare(
      `INSERT INTO finding (delivery_id, kind, profile, charges, first_day, last_day, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { kind, profile, charges, firstDay, lastDay, detail } of findings) {
      insertFinding.run(id, kind, profile, charges, firstDay, lastDay, detail);
    }
    writeNamedValues(this.#database, this.#values, id);
  }

  /** The delivery counts no more: it and its totals stay, what it was made of goes. */
  supersede(id: number, at: string): void {
    this.#database.prepare("UPDATE delivery SET superseded_at = ? WHERE id = ?").run(at, id);
    for (const table of ["charge", "item", "profile", "rollup", "finding", "named_value"]) {
      this.#database.prepare(`DELETE FROM ${table} WHERE delivery_id = ?`).run(id);
    }
  }

  #withTotals(sql: string, ...parameters: string[]): Delivery[] {
    const totals = this.#database.prepare<[number], DeliveryTotal>(
      `SELECT currency, ${COST_COLUMNS.join(", ")} FROM delivery_total WHERE delivery_id = ? ORDER BY currency`,
    );
    return this.#database
      .prepare<string[], Omit<Delivery, "totals">>(sql)
      .all(...parameters)
      .map((delivery) => ({ ...delivery, totals: totals.all(delivery.id) }));
  }
}
