import type { Database } from "better-sqlite3";
import type { Day } from "#src/focus/day";
import { COST_COLUMNS, type CostColumn } from "./charge-columns.ts";
import { type DeliveredValue, insertNamedValues } from "./named-values.ts";

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

/** Picks the deliveries that count or did: not those that are staged or were discarded. */
const WAS_LOADED = "(stage IS NULL OR stage = 'superseded')";

const SELECT = `
  SELECT delivery.id, source.name AS source, billing_period_start AS billingPeriodStart,
    loaded_at AS loadedAt, superseded_at AS supersededAt, focus_version AS focusVersion, charges
  FROM delivery JOIN source ON source.id = delivery.source_id`;

/** The log of deliveries: what was loaded, what it replaced, and the totals of both. */
export class DeliveryLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All deliveries, the superseded ones too, oldest first. */
  list(): Delivery[] {
    return this.#withTotals(`${SELECT} WHERE ${WAS_LOADED} ORDER BY delivery.id`);
  }

  /** Whether there never was a delivery that counted. */
  isEmpty(): boolean {
    const any = this.#database.prepare(`SELECT 1 FROM delivery WHERE ${WAS_LOADED} LIMIT 1`);
    return any.get() === undefined;
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

  /** The source's last delivery that counted: the digest of its content and its columns. */
  last(
    source: string,
  ): { readonly content: string; readonly columns: readonly string[] } | undefined {
    const row = this.#database
      .prepare<[string], { content: string; columns: string }>(
        `SELECT content, columns FROM delivery JOIN source ON source.id = delivery.source_id
         WHERE source.name = ? AND ${WAS_LOADED} ORDER BY delivery.id DESC LIMIT 1`,
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

  /** Begins a delivery that doesn't count until it is swapped in; returns its id. Within a transaction. */
  stage(start: DeliveryStart): number {
    const database = this.#database;
    const loadedAt = start.loadedAt.toISOString();
    database
      .prepare("INSERT INTO source (name) VALUES (?) ON CONFLICT DO NOTHING")
      .run(start.source);
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO delivery (source_id, billing_period_start, loaded_at, superseded_at, stage,
           focus_version, content, columns, charges, first_day, last_day, last_touched_day)
         VALUES ((SELECT id FROM source WHERE name = ?), ?, ?, ?, 'staged', ?, ?, ?, 0, 0, 0, 0)`,
      )
      .run(
        start.source,
        start.billingPeriodStart,
        loadedAt,
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

  /** Keeps a delivery's totals, findings and names, once all its charges are written. Within a transaction. */
  complete(
    id: number,
    totals: readonly DeliveryTotal[],
    findings: readonly Finding[],
    named: readonly DeliveredValue[],
  ): void {
    this.#keepTotals(id, totals);
    this.#keepFindings(id, findings);
    insertNamedValues(this.#database, id, named);
  }

  #keepTotals(id: number, totals: readonly DeliveryTotal[]): void {
    const places = COST_COLUMNS.map(() => "?").join(", ");
    const insertTotal = this.#database.prepare(
      `INSERT INTO delivery_total (delivery_id, currency, ${COST_COLUMNS.join(", ")}) VALUES (?, ?, ${places})`,
    );
    for (const total of totals) {
      insertTotal.run(id, total.currency, ...COST_COLUMNS.map((column) => total[column]));
    }
  }

  #keepFindings(id: number, findings: readonly Finding[]): void {
    const insertFinding = this.#database.prepare(
      `INSERT INTO finding (delivery_id, kind, profile, charges, first_day, last_day, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { kind, profile, charges, firstDay, lastDay, detail } of findings) {
      insertFinding.run(id, kind, profile, charges, firstDay, lastDay, detail);
    }
  }

  /** A staged delivery counts from now on, in place of the one before. Within a transaction. */
  swapIn(id: number, at: Date): void {
    const replaced = this.#database
      .prepare<[number], number>(
        `SELECT current.id FROM delivery AS staged JOIN delivery AS current
           ON current.source_id = staged.source_id
           AND current.billing_period_start = staged.billing_period_start
         WHERE staged.id = ? AND current.superseded_at IS NULL`,
      )
      .pluck()
      .get(id);
    if (replaced !== undefined) this.supersede(replaced, at);
    this.#database
      .prepare("UPDATE delivery SET superseded_at = NULL, stage = NULL WHERE id = ?")
      .run(id);
  }

  /** The delivery counts no more: it and its totals stay, what it was made of is left to be removed. */
  supersede(id: number, at: Date): void {
    this.#database
      .prepare("UPDATE delivery SET superseded_at = ?, stage = 'superseded' WHERE id = ?")
      .run(at.toISOString(), id);
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
