import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { FOCUS_COLUMNS, type FocusType } from "#src/focus/columns";
import type { Period } from "#src/focus/day";
import type { CostQuery, Filter } from "#src/store/cost-query";
import { benchFile, billOf, make } from "./bench-files.ts";
import { BILL_COLUMNS, type BillSize } from "./generate-bill.ts";

const THREADS = "2";
const SQL_TYPES: Readonly<Record<FocusType, string>> = {
  string: "VARCHAR",
  decimal: "DOUBLE",
  datetime: "TIMESTAMP",
  json: "VARCHAR",
};
/** As the built-in allocation rules read them; columns of their own, which is the best case for DuckDB. */
const ALLOCATED = `
  lower(trim(Tags->>'team')) AS team,
  CASE lower(trim(Tags->>'environment')) WHEN 'prod' THEN 'production' WHEN 'dev' THEN 'development'
    ELSE lower(trim(Tags->>'environment')) END AS environment`;

/** One line of an answer: keys, bucket (null without granularity), currency, amount, previous amount. */
export interface DuckRow {
  readonly keys: readonly (string | null)[];
  readonly bucket: string | null;
  readonly currency: string;
  readonly value: number | null;
  readonly previous: number | null;
}

/** The same bill as parquet files under DuckDB, asked in SQL of its own. */
export class DuckBill {
  readonly #connection: DuckDBConnection;
  readonly #file: string;

  private constructor(connection: DuckDBConnection, file: string) {
    this.#connection = connection;
    this.#file = file;
  }

  /** Opens the bill's parquet file, made from the csv.gz if no earlier run made it. */
  static async open(size: BillSize): Promise<DuckBill> {
    const instance = await DuckDBInstance.create(":memory:", { threads: THREADS });
    const connection = await instance.connect();
    await connection.run("SET parquet_metadata_cache = true");
    const bill = await billOf(size);
    const file = benchFile(size, "parquet");
    await make(file, async (unfinished) => {
      const cells = BILL_COLUMNS.map(
        (column) => `CAST(${column} AS ${sqlType(column)}) AS ${column}`,
      );
      await connection.run(
        `COPY (SELECT ${cells.join(", ")}, ProviderName AS ServiceProviderName, ${ALLOCATED}
           FROM read_csv('${bill}', all_varchar = true, header = true))
         TO '${unfinished}' (FORMAT parquet, COMPRESSION zstd)`,
      );
    });
    return new DuckBill(connection, file);
  }

  /** Answers a cost query; daily series spread charges longer than a day, as the store does. */
  async query(query: CostQuery): Promise<DuckRow[]> {
    const reader = await this.#connection.runAndReadAll(sqlOf(query, this.#file));
    const keyed = query.groupBy.length;
    return reader.getRowsJS().map((row) => ({
      keys: row.slice(0, keyed).map(textOrNull),
      bucket: textOrNull(row[keyed]),
      currency: String(row[keyed + 1]),
      value: numberOrNull(row[keyed + 2]),
      previous: numberOrNull(row[keyed + 3]),
    }));
  }

  close(): void {
    this.#connection.closeSync();
  }
}

function sqlType(name: string): string {
  return SQL_TYPES[FOCUS_COLUMNS.find((column) => column.name === name)?.type ?? "string"];
}

function sqlOf(query: CostQuery, file: string): string {
  const keys = query.groupBy.map((name, index) => `${expressionOf(name)} AS key${index}`);
  const keyNames = keys.map((_, index) => `key${index}`);
  const bucket =
    query.granularity === null
      ? "NULL"
      : `strftime(date_trunc('${query.granularity}', placed), '%Y-%m-%d')`;
  const previous = query.compare === null ? "NULL" : amountWithin(query.compare);
  const value = query.compare === null ? "sum(amount)" : amountWithin(query.period);
  const ranked =
    query.limit === null
      ? ""
      : `HAVING ${keyNames.map((name) => `${name} IS NOT NULL`).join(" AND ")}
         ORDER BY sum(sum(amount)) OVER (PARTITION BY currency) DESC, value DESC LIMIT ${query.limit}`;
  return `SELECT ${[...keyNames, `${bucket} AS bucket`, "currency", `${value} AS value`, `${previous} AS previous`].join(", ")}
    FROM (${chargesSql(query, keys, file)})
    GROUP BY ${[...keyNames, "bucket", "currency"].join(", ")}
    ${ranked}`;
}

function amountWithin({ start, end }: Period): string {
  return `sum(amount) FILTER (placed >= TIMESTAMP '${start}' AND placed < TIMESTAMP '${end}')`;
}

/** The charges asked for with columns key0 …, placed, currency, amount. */
function chargesSql(query: CostQuery, keys: readonly string[], file: string): string {
  const columns = [...keys, "ChargePeriodStart AS placed", "BillingCurrency AS currency"];
  const periods = [query.period, ...(query.compare === null ? [] : [query.compare])];
  const within = periods.map(
    ({ start, end }) =>
      `ChargePeriodStart >= TIMESTAMP '${start}' AND ChargePeriodStart < TIMESTAMP '${end}'`,
  );
  const filters = query.filters.map(conditionOf);
  const whole = (conditions: readonly string[]) =>
    `SELECT ${[...columns, `${query.metric} AS amount`].join(", ")} FROM '${file}'
     WHERE ${[...conditions, ...filters].join(" AND ")}`;
  if (query.granularity !== "day") return whole([`(${within.join(" OR ")})`]);
  const { start, end } = query.period;
  const isLong = "ChargePeriodEnd > ChargePeriodStart + INTERVAL 1 DAY";
  const spread = [
    ...keys,
    "unnest(generate_series(ChargePeriodStart, ChargePeriodEnd - INTERVAL 1 DAY, INTERVAL 1 DAY)) AS placed",
  ];
  return `${whole([...within, `NOT ${isLong}`])}
    UNION ALL
    SELECT * FROM (
      SELECT ${[...spread, "BillingCurrency AS currency", `${query.metric} / date_diff('day', ChargePeriodStart, ChargePeriodEnd) AS amount`].join(", ")}
      FROM '${file}'
      WHERE ${[isLong, `ChargePeriodStart < TIMESTAMP '${end}'`, `ChargePeriodEnd > TIMESTAMP '${start}'`, ...filters].join(" AND ")})
    WHERE placed >= TIMESTAMP '${start}' AND placed < TIMESTAMP '${end}'`;
}

function expressionOf(dimension: string): string {
  return dimension.startsWith("tag:") ? `Tags->>'${dimension.slice(4)}'` : dimension;
}

function conditionOf({ dimension, operator, values }: Filter): string {
  const expression = expressionOf(dimension);
  const list = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ");
  switch (operator) {
    case "in":
      return `${expression} IN (${list})`;
    case "not_in":
      return `(${expression} IS NULL OR ${expression} NOT IN (${list}))`;
    case "is_null":
      return `${expression} IS NULL`;
    case "is_not_null":
      return `${expression} IS NOT NULL`;
    default:
      throw new Error(`no question shape of this bench filters with ${operator}`);
  }
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
