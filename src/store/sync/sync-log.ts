import type { Database } from "better-sqlite3";
import type { Day } from "#src/focus/day";

/** What was loaded of a unit of a source. */
export interface KnownUnit {
  readonly unit: string;
  readonly version: string;
  /** Sorts later for a later state; null where unknown. */
  readonly order: string | null;
  /** The names of its files. */
  readonly parts: readonly string[];
  /** The billing periods whose rows it held. */
  readonly billingPeriods: readonly Day[];
}

/** How the last sync of a source went. */
export interface SyncState {
  readonly source: string;
  readonly kind: string;
  readonly triedAt: string;
  /** Instant of the last sync that brought all its bills, or its feeds where it has no bills. */
  readonly succeededAt: string | null;
  /** What failed of the bills in the last sync. */
  readonly problems: readonly string[];
  /** What failed beside them. */
  readonly feedProblems: readonly string[];
  readonly hasBills: boolean;
  /** What its charges lack, in a sentence for answers; null where nothing. */
  readonly caveat: string | null;
  /** What waits for a decision. */
  readonly held: readonly string[];
  /** Units that the source has no more; what was loaded of them stays. */
  readonly gone: readonly string[];
  readonly memory: string | null;
  /** Calls ever made, and what they cost in US dollars. */
  readonly calls: number;
  readonly callCost: number;
}

/** How a sync went, to be kept. */
export interface SyncResult extends Omit<SyncState, "triedAt" | "succeededAt"> {
  readonly now: Date;
  /** Made in this sync. */
  readonly calls: number;
  readonly callCost: number;
}

interface UnitRow {
  readonly unit: string;
  readonly version: string;
  readonly sequence: string | null;
  readonly parts: string;
  readonly billing_periods: string;
}

interface StateRow {
  readonly name: string;
  readonly kind: string;
  readonly tried_at: string;
  readonly succeeded_at: string | null;
  readonly problems: string;
  readonly feed_problems: string;
  readonly has_bills: number;
  readonly caveat: string | null;
  readonly held: string;
  readonly gone: string;
  readonly memory: string | null;
  readonly calls: number;
  readonly call_cost: number;
}

/** What sync remembers of each source. */
export class SyncLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The source's units as they were loaded, by name. */
  units(source: string): ReadonlyMap<string, KnownUnit> {
    const rows = this.#database
      .prepare<[string], UnitRow>(
        "SELECT unit, version, sequence, parts, billing_periods FROM sync_unit WHERE source = ?",
      )
      .all(source);
    return new Map(rows.map((row) => [row.unit, knownUnitOf(row)]));
  }

  /** Keeps what was loaded of a unit; to be called in the transaction that loads it. */
  keepUnit(source: string, known: KnownUnit, now: Date): void {
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO sync_unit
           (source, unit, version, sequence, parts, billing_periods, loaded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        source,
        known.unit,
        known.version,
        known.order,
        JSON.stringify(known.parts),
        JSON.stringify(known.billingPeriods),
        now.toISOString(),
      );
  }

  /** Every source that was ever synced, by name. */
  states(): SyncState[] {
    return this.#database
      .prepare<[], StateRow>("SELECT * FROM sync_source ORDER BY name")
      .all()
      .map(stateOf);
  }

  state(source: string): SyncState | null {
    const row = this.#database
      .prepare<[string], StateRow>("SELECT * FROM sync_source WHERE name = ?")
      .get(source);
    return row === undefined ? null : stateOf(row);
  }

  /** Keeps how a sync went. */
  keepResult(result: SyncResult): void {
    const at = result.now.toISOString();
    const problems = result.hasBills ? result.problems : result.feedProblems;
    this.#database
      .prepare(
        `INSERT INTO sync_source
           (name, kind, tried_at, succeeded_at, problems, feed_problems, has_bills, caveat, held,
            gone, memory, calls, call_cost)
         VALUES (:source, :kind, :at, :succeededAt, :problems, :feedProblems, :hasBills, :caveat,
           :held, :gone, :memory, :calls, :callCost)
         ON CONFLICT (name) DO UPDATE SET
           kind = excluded.kind, tried_at = excluded.tried_at,
           succeeded_at = coalesce(excluded.succeeded_at, succeeded_at),
           problems = excluded.problems, feed_problems = excluded.feed_problems,
           has_bills = excluded.has_bills, caveat = excluded.caveat,
           held = excluded.held, gone = excluded.gone, memory = excluded.memory,
           calls = calls + excluded.calls, call_cost = call_cost + excluded.call_cost`,
      )
      .run({
        source: result.source,
        kind: result.kind,
        at,
        succeededAt: problems.length === 0 ? at : null,
        problems: JSON.stringify(result.problems),
        feedProblems: JSON.stringify(result.feedProblems),
        hasBills: result.hasBills ? 1 : 0,
        caveat: result.caveat,
        held: JSON.stringify(result.held),
        gone: JSON.stringify(result.gone),
        memory: result.memory,
        calls: result.calls,
        callCost: result.callCost,
      });
  }
}

function knownUnitOf(row: UnitRow): KnownUnit {
  return {
    unit: row.unit,
    version: row.version,
    order: row.sequence,
    parts: JSON.parse(row.parts) as string[],
    billingPeriods: JSON.parse(row.billing_periods) as Day[],
  };
}

function stateOf(row: StateRow): SyncState {
  return {
    source: row.name,
    kind: row.kind,
    triedAt: row.tried_at,
    succeededAt: row.succeeded_at,
    problems: JSON.parse(row.problems) as string[],
    feedProblems: JSON.parse(row.feed_problems) as string[],
    hasBills: row.has_bills === 1,
    caveat: row.caveat,
    held: JSON.parse(row.held) as string[],
    gone: JSON.parse(row.gone) as string[],
    memory: row.memory,
    calls: row.calls,
    callCost: row.call_cost,
  };
}
