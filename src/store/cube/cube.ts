import type { Database, Statement } from "better-sqlite3";
import { dayNumber, type Period } from "#src/focus/day";
import type { AllocationDimension } from "#src/store/allocation";
import type { CostQuery, CostResult, CurrencyTotal } from "#src/store/cost-query";
import { sqlOf } from "#src/store/cost-sql";
import { type Dimension, readDimension } from "#src/store/dimension";
import { dimensionsOf, type Scope, type Selection } from "#src/store/scope";
import type { ValueDictionary } from "#src/store/value-dictionary";
import { Aggregation, GroupIndex } from "./aggregation.ts";
import { type CodeBook, DimensionCodes } from "./dimension-codes.ts";
import { FindingReader } from "./finding-reader.ts";
import { keptKeys } from "./keep.ts";
import { MonthlyCells } from "./monthly-cells.ts";
import { rowsOf } from "./rows.ts";
import { SeenSources } from "./seen-sources.ts";
import { type DeliveryHead, type Grain, grainOf, type Segment } from "./segment.ts";
import { SegmentCache } from "./segment-cache.ts";
import { SharedCosts } from "./shared-costs.ts";
import { timeSlots } from "./time-slots.ts";

const CURRENCY: Dimension = { level: "profile", name: "BillingCurrency" };

/** Answers cost queries from the daily roll-ups, held in memory as columns. */
export class Cube {
  readonly #allocation: readonly AllocationDimension[];
  /** Names of the dimensions that tags and rules decide: team, environment … */
  readonly allocationDimensions: readonly string[];
  readonly cache: SegmentCache;
  readonly codes: DimensionCodes;
  readonly sources: SeenSources;
  readonly #monthly = new MonthlyCells();
  readonly #findings: FindingReader;
  readonly #resources: Statement;
  readonly #shared = new Map<string, Segment>();
  #resourcesHeld: ReadonlySet<unknown> = new Set();
  #resourcesGeneration = "";
  #sharedGeneration = "";
  #sharedCosts: readonly SharedCosts[] = [];

  constructor(
    database: Database,
    values: ValueDictionary,
    allocation: readonly AllocationDimension[],
  ) {
    this.#allocation = allocation;
    this.allocationDimensions = allocation.map(({ name }) => name);
    this.#resources = database
      .prepare(
        `SELECT DISTINCT ResourceId FROM item
         JOIN delivery ON delivery.id = item.delivery_id WHERE superseded_at IS NULL`,
      )
      .pluck();
    this.cache = new SegmentCache(database);
    this.codes = new DimensionCodes(database, values);
    this.sources = new SeenSources(this);
    this.#findings = new FindingReader(database, (name) => this.dimension(name));
  }

  /** The dimension of this name. @throws UserError for an unknown one */
  dimension(name: string): Dimension {
    return readDimension(name, this.allocationDimensions);
  }

  /** Whether any charge is of the resource whose id has this value number. */
  hasResource(value: number): boolean {
    const generation = this.generation();
    if (generation !== this.#resourcesGeneration) {
      this.#resourcesGeneration = generation;
      this.#resourcesHeld = new Set(this.#resources.iterate());
    }
    return this.#resourcesHeld.has(value);
  }

  /** Changes whenever a delivery is loaded or replaced. */
  generation(): string {
    return this.cache.generation();
  }

  /** A delivery's roll-up, shared costs divided. */
  segment(delivery: DeliveryHead, grain: Grain): Segment {
    const segment = this.cache.segment(delivery, grain);
    if (!this.#allocation.some(({ split }) => split.length > 0)) return segment;
    this.#renewSharedCosts();
    const name = `${grain} ${delivery.id}`;
    const known = this.#shared.get(name);
    if (known !== undefined) return known;
    const shared = this.#sharedCosts.reduce((part, costs) => costs.shareOut(part), segment);
    this.#shared.set(name, shared);
    return shared;
  }

  /** Shares rest on all deliveries, so a new one changes them all. */
  #renewSharedCosts(): void {
    if (this.#sharedGeneration === this.generation()) return;
    this.#sharedGeneration = this.generation();
    this.#shared.clear();
    const segments = this.cache
      .deliveries()
      .map((delivery) => this.cache.segment(delivery, "profile"));
    this.#sharedCosts = this.#allocation
      .filter(({ split }) => split.length > 0)
      .map(
        (allocation) =>
          new SharedCosts(this.codes, allocation, (name) => this.dimension(name), segments),
      );
  }

  /** Adds up what the query asks for, within the scope. */
  query(query: CostQuery, scope: Scope): CostResult {
    const selection = { scope, filters: query.filters };
    const groupBy = query.groupBy.map((name) => this.dimension(name));
    const selectedBy = dimensionsOf(selection).map((name) => this.dimension(name));
    const grain = grainOf([...groupBy, ...selectedBy]);
    const deliveries = this.cache.deliveries();
    const groups = new GroupIndex(this.codes, [CURRENCY, ...groupBy]);
    const seen = query.granularity === null ? deliveries : this.sources.deliveriesOf(scope);
    const aggregationOf = (period: Period) =>
      new Aggregation(query, timeSlots(period, query.granularity, seen), this.#monthly);
    const main = aggregationOf(query.period);
    const previous = query.compare === null ? null : aggregationOf(query.compare);
    const found = new Map<string, number>();
    const daysOf = this.sources.daysIn(scope);
    for (const delivery of deliveries) {
      const parts = [main, previous].filter(
        (part) => part !== null && reaches(delivery, query, part),
      ) as Aggregation[];
      if (parts.length === 0) continue;
      const segment = this.segment(delivery, grain);
      const kept = this.keptKeys(segment, selection);
      const groupsOfKeys = groups.groupsOf(segment, kept);
      const currencies = this.codes.of(segment, CURRENCY);
      const days = daysOf(delivery);
      for (const part of parts) part.add(segment, days, groupsOfKeys, currencies);
      this.#findings.collect(segment, { kept, scope }, query, found);
    }
    return this.#result(query, groups, main, previous, found, scope);
  }

  /** Which keys of a segment are selected: 1 or 0. */
  keptKeys(segment: Segment, selection: Selection): Uint8Array {
    return keptKeys(this, segment, selection);
  }

  /** Says of a query by a shared dimension what plain SQL can't do. */
  #sqlOf(query: CostQuery, scope: Scope): string {
    const sql = sqlOf(query, scope, this.allocationDimensions);
    const used = new Set([...query.groupBy, ...query.filters.map(({ dimension }) => dimension)]);
    const shared = this.#allocation.filter(({ name, split }) => split.length > 0 && used.has(name));
    const comments = shared.map(({ name }) => `-- the answer shares costs out by ${name}\n`);
    return `${comments.join("")}${sql}`;
  }

  #result(
    query: CostQuery,
    groups: GroupIndex,
    main: Aggregation,
    previous: Aggregation | null,
    found: ReadonlyMap<string, number>,
    scope: Scope,
  ): CostResult {
    const book = this.codes.book(CURRENCY);
    const totals = totalsOf(main, book);
    const previousTotals = previous === null ? [] : totalsOf(previous, book);
    const currencies = [...new Set([...totals, ...previousTotals].map((total) => total.currency))];
    const rows = rowsOf(query, groups, main, previous, currencies);
    return {
      totals,
      previousTotals,
      rows,
      charges: main.charges + (previous?.charges ?? 0),
      spreadDifference: spreadDifference(query, groups, main, totals),
      findings: [...found].map(([kind, charges]) => ({ kind, charges })),
      sql: this.#sqlOf(query, scope),
    };
  }
}

/** Whether a delivery has charges in a part's days; in daily series also ones that reach into them. */
function reaches(delivery: DeliveryHead, query: CostQuery, { slots }: Aggregation): boolean {
  if (query.basis === "billing") {
    const day = dayNumber(delivery.billingPeriodStart);
    return day >= slots.start && day < slots.end;
  }
  const last = query.granularity === "day" ? delivery.lastTouchedDay : delivery.lastDay;
  return delivery.firstDay < slots.end && last >= slots.start;
}

/** Totals of all currencies met, the largest first. */
function totalsOf(aggregation: Aggregation, book: CodeBook): CurrencyTotal[] {
  const totals: CurrencyTotal[] = [];
  for (let code = 0; code < book.size; code++) {
    const total = aggregation.total(code, book.text(code) ?? "");
    if (total !== null) totals.push(total);
  }
  const sizeOf = ({ value }: CurrencyTotal) => Math.abs(value ?? 0);
  return totals.sort((a, b) => sizeOf(b) - sizeOf(a) || (a.currency < b.currency ? -1 : 1));
}

function spreadDifference(
  query: CostQuery,
  groups: GroupIndex,
  main: Aggregation,
  totals: readonly CurrencyTotal[],
): CostResult["spreadDifference"] {
  if (query.granularity !== "day" || query.basis === "billing") return [];
  const series = new Map<string, number>();
  const { length } = main.slots.buckets;
  for (let group = 0; group < groups.size; group++) {
    const currency = groups.valuesOf(group)[0] ?? "";
    for (let slot = group * length; slot < (group + 1) * length; slot++) {
      series.set(currency, (series.get(currency) ?? 0) + (main.sums.value(slot) ?? 0));
    }
  }
  return [...series].flatMap(([currency, sum]) => {
    const total = totals.find((entry) => entry.currency === currency)?.value ?? 0;
    const value = sum - total;
    return Math.abs(value) > 1e-9 * Math.max(1, Math.abs(total)) ? [{ currency, value }] : [];
  });
}
