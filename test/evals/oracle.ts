import { addDays, type Day, daysIn, mondayOf, type Period } from "#src/focus/day";
import { type Bill, dimensionSql, filterSql, fitsThresholds } from "./bill.ts";
import type { EvalFilter, Expectation } from "./question.ts";

/** Amounts by BillingCurrency. */
export type Amounts = ReadonlyMap<string, number>;

/** A row of a table: its amount and, in a comparison, the other period's (or value's). */
export interface OracleRow {
  /** Bucket, keys in the order of groupBy, and currency, as one text. */
  readonly name: string;
  readonly currency: string;
  /** Whether it has no value for what is grouped by. */
  readonly isNone: boolean;
  readonly value: number | null;
  readonly previous: number | null;
}

/** What the answer's numbers should be. */
export interface Truth {
  readonly period: Period;
  readonly otherPeriod: Period | null;
  readonly totals: Amounts;
  readonly otherTotals: Amounts | null;
  /** The other period's whole total, where it was cut. */
  readonly fullTotals: Amounts | null;
  /** Every row; which of them a top N shows is up to `topRows`. Null for a single number. */
  readonly rows: readonly OracleRow[] | null;
  readonly dataThrough: Day | null;
}

interface Slice {
  readonly period: Period;
  readonly filters: readonly EvalFilter[];
}

/** Works out an expectation's numbers with plain SQL over the bill. */
export class Oracle {
  readonly #bill: Bill;
  readonly #today: Day;
  readonly #lagDays: number;
  readonly #lastDays: readonly { readonly source: string; readonly lastDay: Day }[];

  constructor(bill: Bill, today: Day, lagDays: number) {
    this.#bill = bill;
    this.#today = today;
    this.#lagDays = lagDays;
    const lastDays = bill.rows(
      "SELECT x_Source, max(firstDay) AS lastDay FROM bill WHERE firstDay <= ? GROUP BY 1",
      [today],
    );
    this.#lastDays = lastDays.map((row) => ({
      source: String(row["x_Source"]),
      lastDay: String(row["lastDay"]),
    }));
  }

  truthOf(expectation: Expectation, period: Period): Truth {
    const { comparison, filters, groupBy, granularity } = expectation;
    const dataThrough = this.dataThrough(askedFilters(expectation));
    const slices = this.#slicesOf(expectation, period, dataThrough);
    const [main, other] = [slices.main, slices.other];
    const isTable = groupBy.length > 0 || granularity !== null;
    const cut = comparison !== undefined && "period" in comparison && comparison.running;
    const full = cut ? { period: comparison.period, filters } : null;
    return {
      period: main.period,
      otherPeriod: other?.period ?? null,
      totals: this.#totals(expectation, main),
      otherTotals: other === null ? null : this.#totals(expectation, other),
      fullTotals: full === null ? null : this.#totals(expectation, full),
      rows: isTable ? this.#rows(expectation, main, other) : null,
      dataThrough,
    };
  }

  /** The earliest last complete day of the sources with charges that fit; silent ones are left out. */
  dataThrough(filters: readonly EvalFilter[]): Day | null {
    const { sql, values } = filterSql(filters);
    const sources = this.#lastDays.filter(({ source }) => {
      const hit = `SELECT 1 FROM bill WHERE x_Source = ? AND ${sql} LIMIT 1`;
      return this.#bill.rows(hit, [source, ...values]).length > 0;
    });
    const complete = addDays(this.#today, -this.#lagDays);
    const days = sources
      .map(({ lastDay }) => lastDay)
      .filter((day) => day >= addDays(this.#today, -7))
      .map((day) => (day < complete ? day : complete));
    return days.sort()[0] ?? null;
  }

  /** Like for like: the running period's days that are complete, and as many of the other's. */
  #slicesOf(
    { comparison, filters }: Expectation,
    period: Period,
    dataThrough: Day | null,
  ): { main: Slice; other: Slice | null } {
    if (comparison === undefined) return { main: { period, filters }, other: null };
    if ("of" in comparison) {
      const { dimension, main, other } = comparison.of;
      const only = (value: string): Slice => ({
        period,
        filters: [...filters, { dimension, operator: "in", values: [value] }],
      });
      return { main: only(main), other: only(other) };
    }
    const other = comparison.period;
    if (!comparison.running) {
      return { main: { period, filters }, other: { period: other, filters } };
    }
    const end = addDays(dataThrough ?? this.#today, 1);
    const days = daysIn({ start: period.start, end });
    const cut = { start: other.start, end: least(other.end, addDays(other.start, days)) };
    return {
      main: { period: { start: period.start, end }, filters },
      other: { period: cut, filters },
    };
  }

  #totals({ metric, periodBasis }: Expectation, { period, filters }: Slice): Amounts {
    const { sql, values } = filterSql(filters);
    const day = periodBasis === "billing" ? "billingDay" : "firstDay";
    const rows = this.#bill.rows(
      `SELECT BillingCurrency, sum("${metric}") AS amount FROM bill
       WHERE ${day} >= ? AND ${day} < ? AND ${sql} GROUP BY BillingCurrency`,
      [period.start, period.end, ...values],
    );
    return new Map(rows.map((row) => [String(row["BillingCurrency"]), Number(row["amount"])]));
  }

  #rows(expectation: Expectation, main: Slice, other: Slice | null): OracleRow[] {
    const mine = this.#groups(expectation, main);
    const others = other === null ? new Map<string, OracleRow>() : this.#groups(expectation, other);
    const names = new Set([...mine.keys(), ...others.keys()]);
    const rows = [...names].map((name) => {
      const row = mine.get(name) ?? others.get(name);
      if (row === undefined) throw new Error(`no group ${name}`);
      const previous = others.get(name)?.value ?? null;
      return { ...row, value: mine.get(name)?.value ?? null, previous };
    });
    return rows.filter(({ value }) => fitsThresholds(expectation.filters, value ?? 0));
  }

  /** Sums by bucket, keys and currency; in a daily series long charges are spread evenly over their days. */
  #groups(expectation: Expectation, { period, filters }: Slice): Map<string, OracleRow> {
    const { metric, periodBasis, groupBy, granularity } = expectation;
    const { sql, values } = filterSql(filters);
    const keys = groupBy.map((dimension, at) => `${dimensionSql(dimension)} AS key${at}`);
    const spread = granularity === "day" || granularity === "hour";
    const day = periodBasis === "billing" ? "billingDay" : "firstDay";
    const select = ["BillingCurrency", "firstDay", "lastDay", "ChargePeriodStart", ...keys];
    const sum = `sum("${metric}") AS amount`;
    const isEqual = ["BillingCurrency", ...groupBy.map((_, at) => `key${at}`)];
    const inBucket = granularity === null ? [] : ["firstDay"];
    if (granularity === "hour") inBucket.push("ChargePeriodStart");
    const short = this.#bill.rows(
      `SELECT ${[...select, sum].join(", ")} FROM bill
       WHERE ${day} >= ? AND ${day} < ? AND ${sql} ${spread ? "AND lastDay <= firstDay" : ""}
       GROUP BY ${[...isEqual, ...inBucket].join(", ")}`,
      [period.start, period.end, ...values],
    );
    const long = spread
      ? this.#bill.rows(
          `SELECT ${select.join(", ")}, "${metric}" AS amount FROM bill
           WHERE lastDay > firstDay AND firstDay < ? AND lastDay >= ? AND ${sql}`,
          [period.end, period.start, ...values],
        )
      : [];
    const groups = new Map<string, OracleRow>();
    const parts = [...short, ...long.flatMap((row) => perDay(row, period))];
    for (const row of parts) {
      const cells = groupBy.map((_, at) => row[`key${at}`] ?? null);
      const currency = String(row["BillingCurrency"]);
      const name = JSON.stringify([bucketOf(row, granularity), cells, currency]);
      const before = groups.get(name)?.value ?? 0;
      const value = before + Number(row["amount"] ?? 0);
      const isNone = cells.length > 0 && cells.includes(null);
      groups.set(name, { name, currency, isNone, value, previous: null });
    }
    return groups;
  }
}

/**
 * The rows of a top N: ranked in the largest currency first, groups without a value left out; N of each outer
 * group where the ranking is within groups.
 */
export function topRows(
  truth: Truth,
  limit: number,
  { order, groupBy, limitPer }: Expectation,
): readonly OracleRow[] {
  const size = ({ value, previous }: OracleRow) => {
    if (order === undefined || order === "ascending") return value ?? 0;
    const delta = (value ?? 0) - (previous ?? 0);
    return order === "percent-descending" ? delta / Math.abs(previous ?? 0) : delta;
  };
  const sign = order?.endsWith("ascending") ? 1 : -1;
  const weight = ({ currency }: OracleRow) => Math.abs(truth.totals.get(currency) ?? 0);
  const rows = (truth.rows ?? []).filter(({ isNone }) => !isNone);
  // In a series it is the groups that are ranked, by all their buckets.
  const bySeries = Map.groupBy(rows, ({ name }) => (groupBy.length > 0 ? keysIn(name) : name));
  const sum = (series: readonly OracleRow[]) => series.reduce((total, row) => total + size(row), 0);
  const ranked = [...bySeries.values()].sort((a, b) => {
    const byCurrency = weight(b[0] as OracleRow) - weight(a[0] as OracleRow);
    return byCurrency || sign * (sum(a) - sum(b));
  });
  const outer = limitPer.map((dimension) => groupBy.indexOf(dimension));
  const within = Map.groupBy(ranked, ([first]) => {
    const [cells] = JSON.parse(keysIn((first as OracleRow).name)) as [Cell[], string];
    return JSON.stringify(outer.map((at) => cells[at]));
  });
  return [...within.values()].flatMap((series) => series.slice(0, limit).flat());
}

type Cell = string | number | null;

/** A row's keys and currency, without its bucket. */
function keysIn(name: string): string {
  return JSON.stringify((JSON.parse(name) as [string | null, Cell[], string]).slice(1));
}

/** All conditions of an expectation: the compared values are one, too. */
export function askedFilters({ comparison, filters }: Expectation): readonly EvalFilter[] {
  if (comparison === undefined || "period" in comparison) return filters;
  const { dimension, main, other } = comparison.of;
  return [...filters, { dimension, operator: "in", values: [main, other] }];
}

type BillRow = Record<string, string | number | null>;

/** The parts of a long charge that fall on days of the period. */
function perDay(row: BillRow, period: Period): BillRow[] {
  const first = String(row["firstDay"]);
  const days = daysIn({ start: first, end: addDays(String(row["lastDay"]), 1) });
  const parts = Array.from({ length: days }, (_, at) => addDays(first, at));
  return parts
    .filter((day) => day >= period.start && day < period.end)
    .map((day) => ({ ...row, firstDay: day, amount: Number(row["amount"] ?? 0) / days }));
}

function bucketOf(row: BillRow, granularity: Expectation["granularity"]): string | null {
  const day = String(row["firstDay"]);
  switch (granularity) {
    case null:
      return null;
    case "hour":
      return `${String(row["ChargePeriodStart"]).slice(0, 13)}:00:00Z`;
    case "day":
      return day;
    case "week":
      return mondayOf(day);
    case "month":
      return `${day.slice(0, 7)}-01`;
    case "quarter": {
      const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
      return `${day.slice(0, 4)}-${String(month).padStart(2, "0")}-01`;
    }
    case "year":
      return `${day.slice(0, 4)}-01-01`;
  }
}

function least(a: Day, b: Day): Day {
  return a < b ? a : b;
}
