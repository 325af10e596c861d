import { resolve } from "node:path";
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import { SourceError } from "#src/errors";
import type { Row, RowReader } from "#src/sources/row-reader";
import { limitColumns } from "./column-limit.ts";
import { bytesOf } from "./parquet-bytes.ts";
import { firstLine } from "./read-error.ts";
import { inBatches } from "./row-batches.ts";

/** Nothing is downloaded, and a large file is streamed rather than held. */
const SETTINGS = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  memory_limit: "256MB",
  threads: "2",
  temp_directory: "",
};

/**
 * Far more than a row of any bill has. DuckDB makes the texts of 2,048 rows at a time, and one text that stands in a
 * file once may be in all of them.
 */
const LONGEST_ROW_BYTES = 131_072;
const TOO_LONG = "a row is too long";

/** Folder names such as BILLING_PERIOD=2026-05 are no columns; texts may lack their annotation. */
const TABLE = "read_parquet($path, hive_partitioning = false, binary_as_string = true)";

/** Types that are written `2026-10-01 00:00:00`, with sub-seconds where there are some, in UTC. */
const INSTANTS: readonly DuckDBTypeId[] = [
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
];

const NESTED: readonly DuckDBTypeId[] = [
  DuckDBTypeId.MAP,
  DuckDBTypeId.STRUCT,
  DuckDBTypeId.LIST,
  DuckDBTypeId.ARRAY,
];

/**
 * Yields the one reader of a parquet file, and ends its engine when the caller goes on. Cells are
 * text without loss: numbers with all their digits, instants and dates as `2026-10-01T00:00:00Z`,
 * maps, structs and lists as JSON. Damage anywhere in the file is a `SourceError`.
 */
export async function* openParquet(path: string): AsyncGenerator<RowReader, void> {
  const instance = await DuckDBInstance.create(":memory:", SETTINGS);
  const connection = await instance.connect();
  try {
    const table = await describeTable(connection, path);
    const groups = readRows(connection, path, table);
    yield { file: path, columns: table.columns, batches: () => inBatches([], groups) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

interface Table {
  readonly columns: readonly string[];
  /** For each column the SQL that turns it into text. */
  readonly expressions: readonly string[];
  /** SQL for about how many bytes of text a row makes. */
  readonly bytes: string;
  /** The number of rows by the file's own metadata. */
  readonly rowCount: bigint;
}

async function describeTable(connection: DuckDBConnection, path: string): Promise<Table> {
  const parameters = { path: literalPath(path) };
  try {
    const sample = await connection.run(`SELECT * FROM ${TABLE} LIMIT 0`, parameters);
    const columns = sample.columnNames();
    limitColumns(path, columns.length);
    const types = sample.columnTypes();
    const metadata = await connection.runAndReadAll(
      "SELECT num_rows FROM parquet_file_metadata($path)",
      parameters,
    );
    return {
      columns,
      expressions: types.map((type, index) => textOf(quoteName(columns[index] ?? ""), type)),
      bytes: types.map((type, index) => bytesOf(quoteName(columns[index] ?? ""), type)).join(" + "),
      rowCount: BigInt(String(metadata.value(0, 0))),
    };
  } catch (error) {
    throw damaged(path, error);
  }
}

async function* readRows(
  connection: DuckDBConnection,
  path: string,
  { expressions, bytes, rowCount }: Table,
): AsyncGenerator<Row[], void> {
  let count = 0n;
  try {
    // Each row comes as one JSON text: to fetch its cells one by one takes four times as long.
    const row = `CAST(to_json([${expressions.join(", ")}]) AS VARCHAR)`;
    const checked = `CASE WHEN ${bytes} > ${LONGEST_ROW_BYTES} THEN error('${TOO_LONG}') ELSE ${row} END`;
    const sql = `SELECT ${checked} FROM ${TABLE}`;
    const result = await connection.stream(sql, { path: literalPath(path) });
    for await (const chunk of result) {
      count += BigInt(chunk.rowCount);
      yield chunk.getColumnValues(0).map((row) => JSON.parse(String(row)));
    }
  } catch (error) {
    throw damaged(path, error);
  }
  if (count !== rowCount) {
    const problem = `The parquet file says that it holds ${rowCount} rows, but ${count} can be read. Download the file again.`;
    throw new SourceError(problem, { file: path });
  }
}

/** SQL for a column's value as text. */
function textOf(column: string, { typeId }: DuckDBType): string {
  if (INSTANTS.includes(typeId)) return isoText(column);
  if (typeId === DuckDBTypeId.DATE) return isoText(`CAST(${column} AS TIMESTAMP)`);
  if (typeId === DuckDBTypeId.TIMESTAMP_TZ) return isoText(`timezone('UTC', ${column})`);
  if (NESTED.includes(typeId)) return `CAST(to_json(${column}) AS VARCHAR)`;
  if (typeId === DuckDBTypeId.BLOB) return `decode(${column})`;
  return `CAST(${column} AS VARCHAR)`;
}

function isoText(timestamp: string): string {
  return `replace(CAST(${timestamp} AS VARCHAR), ' ', 'T') || 'Z'`;
}

/** DuckDB takes a path for a glob: each of its special characters is put into brackets. */
function literalPath(path: string): string {
  return resolve(path).replaceAll(/[*?[]/g, "[$&]");
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function damaged(path: string, error: unknown): SourceError {
  return error instanceof SourceError
    ? error
    : new SourceError(problemOf(firstLine(error)), { file: path });
}

function problemOf(said: string): string {
  if (said.includes(TOO_LONG)) {
    const most = LONGEST_ROW_BYTES.toLocaleString("en-US");
    return `It has a row of more than ${most} bytes, the most that are taken from parquet. Check that it is billing data.`;
  }
  if (said.startsWith("Out of Memory")) {
    return "It takes more memory than a file may. Write it with smaller row groups, or with fewer values in a list.";
  }
  return `The parquet file is cut off or corrupt (${said}). Download the file again.`;
}
