import type { Day, Period } from "#src/focus/day";
import { Change } from "./change/change.ts";
import type { ChangeQuery } from "./change/change-query.ts";
import type { DailyQuantities, DailyQuantityReader } from "./change/daily-quantities.ts";
import type { QuantityReader } from "./change/quantities.ts";
import type { CostQuery, CostResult, Filter } from "./cost-query.ts";
import type { Cube } from "./cube/cube.ts";
import type { ItemNames } from "./cube/item-names.ts";
import type { SeenNames } from "./cube/seen-names.ts";
import { grainOf } from "./cube/segment.ts";
import { type Looked, type Sight, sightsOf } from "./cube/sight.ts";
import { NAME_COLUMNS } from "./dimension.ts";
import { type Freshness, freshnessOf } from "./freshness.ts";
import type { HourlyQuery } from "./hourly-query.ts";
import type { NameIndex } from "./name-index.ts";
import { dimensionsOf, isWhole, liesInScope, type Scope } from "./scope.ts";
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
  readonly #names: NameIndex | SeenNames;
  readonly #nameIndex: NameIndex;
  readonly #itemNames: ItemNames;
  readonly #quantities: QuantityReader;
  readonly #dailyQuantities: DailyQuantityReader;
  readonly #snapshot: CostsParts["snapshot"];

  /** @param names what the ids of profiles are called within the scope */
  constructor(parts: CostsParts, scope: Scope, names: NameIndex | SeenNames) {
    this.#cube = parts.cube;
    this.#hourly = parts.hourly;
    this.#names = names;
    this.#nameIndex = parts.names;
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
    const isAll = isWhole(this.#scope);
    const sources = isAll ? this.#sourcesWith(filters) : this.#seenSourcesWith(filters);
    const heads = deliveries.filter(({ source }) => sources.has(source));
    const hasBill = (source: string) => deliveries.some((other) => other.source === source);
    const states = this.#syncs
      .states()
      .filter(
        ({ source }) => sources.has(source) || (isAll && filters.length === 0 && !hasBill(source)),
      );
    return { ...freshnessOf(heads, today, lagDays), syncNotes: syncNotes(states, today) };
  }

  /** Whether all charges that filters keep are certain to lie in the scope; by the filters alone. */
  seesAllOf(filters: readonly Filter[]): boolean {
    return isWhole(this.#scope) || liesInScope(filters, this.#scope);
  }

  /** How much of each of some lots of charges lies in the scope. */
  sightsOf(looked: readonly Looked[]): readonly Sight[] {
    if (isWhole(this.#scope)) return looked.map(() => "whole");
    return this.#snapshot(() => sightsOf(this.#cube, this.#scope, looked));
  }

  /** The latest display name of an id (SubAccountId, ResourceId …); null where none is known. */
  nameOf(dimension: string, id: string | null): string | null {
    if (id === null || NAME_COLUMNS[dimension] === undefined) return null;
    return this.#cube.dimension(dimension).level === "profile"
      ? (this.#names.namesOf(dimension, id)[0] ?? null)
      : this.#itemNames.nameOf(dimension, id, this.#scope);
  }

  #sourcesWith(filters: readonly Filter[]): ReadonlySet<string> {
    const asked = this.#cube.cache
      .deliveries()
      .filter(({ id }) => filters.every((filter) => this.#nameIndex.mayHave(id, filter)));
    return new Set(asked.map(({ source }) => source));
  }

  /** What only items tell doesn't decide: reading all of them takes longer than a question may. */
  #seenSourcesWith(filters: readonly Filter[]): ReadonlySet<string> {
    const selection = { scope: this.#scope, filters: [] };
    const grain = grainOf(dimensionsOf(selection).map((name) => this.#cube.dimension(name)));
    const decisive = filters.filter(
      ({ dimension }) => grain === "item" || grainOf([this.#cube.dimension(dimension)]) === grain,
    );
    return this.#cube.sources.sourcesOf({ ...selection, filters: decisive });
  }
}
