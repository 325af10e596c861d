import type { Day, Period } from "#src/focus/day";
import { Change } from "./change/change.ts";
import type { ChangeQuery } from "./change/change-query.ts";
import type { DailyQuantities, DailyQuantityReader } from "./change/daily-quantities.ts";
import type { QuantityReader } from "./change/quantities.ts";
import type { CostQuery, CostResult, Filter } from "./cost-query.ts";
import type { Cube } from "./cube/cube.ts";
import type { ItemNames } from "./cube/item-names.ts";
import { NAME_COLUMNS } from "./dimension.ts";
import { type Freshness, freshnessOf } from "./freshness.ts";
import type { HourlyQuery } from "./hourly-query.ts";
import type { NameIndex } from "./name-index.ts";
import { isWhole, type Scope } from "./scope.ts";
import type { SyncLog } from "./sync/sync-log.ts";
import { syncNotes } from "./sync/sync-notes.ts";

/** What the store answers with. */
export interface CostsParts {
  readonly cube: Cube;
  readonly hourly: HourlyQuery;
  readonly names: NameIndex;
  readonly itemNames: ItemNames;
  readonly quantities: QuantityReader;
  readonly dailyQuantities: DailyQuantityReader;
  readonly syncs: SyncLog;
  /** As `Store.snapshot`. */
  readonly snapshot: <T>(read: () => T) => T;
}

/** The bill as one person may see it; the only way in which a skill reaches the store. */
export class Costs {
  readonly #cube: Cube;
  readonly #hourly: HourlyQuery;
  readonly #syncs: SyncLog;
  readonly #scope: Scope;
  readonly #names: NameIndex;
  readonly #itemNames: ItemNames;
  readonly #quantities: QuantityReader;
  readonly #dailyQuantities: DailyQuantityReader;
  readonly #snapshot: CostsParts["snapshot"];

  constructor(parts: CostsParts, scope: Scope) {
    this.#cube = parts.cube;
    this.#hourly = parts.hourly;
    this.#names = parts.names;
    this.#itemNames = parts.itemNames;
    this.#quantities = parts.quantities;
    this.#dailyQuantities = parts.dailyQuantities;
    this.#syncs = parts.syncs;
    this.#snapshot = parts.snapshot;
    this.#scope = scope;
  }

  /** Adds up charges. @throws UserError for an unknown dimension */
  query(query: CostQuery): CostResult {
    return this.#snapshot(() =>
      query.granularity === "hour"
        ? this.#hourly.run(query, this.#scope)
        : this.#cube.query(query, this.#scope),
    );
  }

  /** Tells two periods apart, leaf by leaf. @throws UserError for an unknown dimension */
  change(query: ChangeQuery): Change {
    return this.#snapshot(() => new Change(this.#cube, this.#quantities, query, this.#scope));
  }

  /** What was used day by day; null where it has several units. It reads the charges: nothing for a quick answer. */
  dailyQuantities(filters: readonly Filter[], period: Period): DailyQuantities | null {
    const selection = { scope: this.#scope, filters };
    return this.#snapshot(() => this.#dailyQuantities.read(this.#cube, selection, period));
  }

  /** Another text whenever another bill would be answered about: for what is worked out once and kept. */
  get generation(): string {
    return this.#cube.generation();
  }

  /** The dimensions that tags and rules decide: team, environment … */
  get allocationDimensions(): readonly string[] {
    return this.#cube.allocationDimensions;
  }

  /** How far the data of the sources reach that have charges which each of the filters keeps. */
  freshness(filters: readonly Filter[], today: Day, lagDays: number): Freshness {
    const deliveries = this.#cube.cache.deliveries();
    const { allowed } = this.#scope;
    const asked = deliveries.filter(({ id }) => {
      const mayHaveAll = (part: readonly Filter[]) =>
        part.every((filter) => this.#names.mayHave(id, filter));
      return allowed.some(mayHaveAll) && mayHaveAll(filters);
    });
    const sources = new Set(asked.map(({ source }) => source));
    const heads = deliveries.filter(({ source }) => sources.has(source));
    const isAll = isWhole(this.#scope) && filters.length === 0;
    const states = this.#syncs
      .states()
      .filter(
        ({ source }) =>
          sources.has(source) || (isAll && !deliveries.some((other) => other.source === source)),
      );
    return { ...freshnessOf(heads, today, lagDays), syncNotes: syncNotes(states, today) };
  }

  /** The latest display name of an id (SubAccountId, ResourceId …); null where none is known. */
  nameOf(dimension: string, id: string | null): string | null {
    if (id === null || NAME_COLUMNS[dimension] === undefined) return null;
    return this.#names.knows(dimension)
      ? (this.#names.namesOf(dimension, id)[0] ?? null)
      : this.#itemNames.nameOf(dimension, id);
  }
}
