import type { Day } from "#src/focus/day";
import type { CostQuery, CostResult, Filter } from "./cost-query.ts";
import type { Cube } from "./cube/cube.ts";
import type { LatestNames } from "./cube/latest-names.ts";
import type { DeliveryHead } from "./cube/segment.ts";
import { NAME_COLUMNS } from "./dimension.ts";
import { type Freshness, freshnessOf } from "./freshness.ts";
import type { HourlyQuery } from "./hourly-query.ts";
import type { Scope } from "./scope.ts";

/** The bill as one person may see it; the only way in which a skill reaches the store. */
export class Costs {
  readonly #cube: Cube;
  readonly #hourly: HourlyQuery;
  readonly #scope: Scope;
  readonly #names: LatestNames;

  constructor(cube: Cube, hourly: HourlyQuery, names: LatestNames, scope: Scope) {
    this.#cube = cube;
    this.#hourly = hourly;
    this.#names = names;
    this.#scope = scope;
  }

  /** Adds up charges. @throws UserError for an unknown dimension */
  query(query: CostQuery): CostResult {
    return query.granularity === "hour"
      ? this.#hourly.run(query, this.#scope.filters)
      : this.#cube.query(query, this.#scope.filters);
  }

  /** How far the data of the sources reach that have charges which the filters keep. */
  freshness(filters: readonly Filter[], today: Day, lagDays: number): Freshness {
    const wanted = [...this.#scope.filters, ...filters].filter(({ dimension }) =>
      ["delivery", "profile", "allocation"].includes(this.#cube.dimension(dimension).level),
    );
    const deliveries = this.#cube.cache.deliveries();
    const asked = deliveries.filter((delivery) => this.#has(delivery, wanted));
    const sources = new Set(asked.map(({ source }) => source));
    const heads = deliveries.filter(({ source }) => sources.has(source));
    return freshnessOf(heads, today, lagDays);
  }

  /** The latest display name of an id (SubAccountId, RegionId …); null where none is known. */
  nameOf(dimension: string, id: string | null): string | null {
    if (id === null || NAME_COLUMNS[dimension] === undefined) return null;
    return this.#names.nameOf(dimension, id);
  }

  #has(delivery: DeliveryHead, filters: readonly Filter[]): boolean {
    if (filters.length === 0) return true;
    const segment = this.#cube.segment(delivery, "profile");
    return this.#cube.keptKeys(segment, filters).includes(1);
  }
}
