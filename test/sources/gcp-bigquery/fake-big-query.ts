import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type DuckDBConnection,
  DuckDBDecimalType,
  DuckDBInstance,
  DuckDBListType,
  DuckDBStructType,
  type DuckDBType,
} from "@duckdb/node-api";

interface Field {
  readonly name: string;
  readonly type: string;
  readonly mode?: string;
  readonly fields?: readonly Field[];
}

interface Parameter {
  readonly name: string;
  readonly parameterType: { readonly type: string; readonly arrayType?: { readonly type: string } };
  readonly parameterValue: {
    readonly value?: string;
    readonly arrayValues?: readonly { readonly value: string }[];
  };
}

interface Job {
  readonly fields: readonly Field[];
  readonly rows: readonly unknown[];
  polls: number;
}

type Body = Readonly<Record<string, unknown>>;

const BIGNUMERIC_SCALE = 18;

/** `queries`, `queries/{job}` and `tables` of BigQuery's REST API, over tables in DuckDB. */
export class FakeBigQuery {
  /** The SQL of each query that was run, and not only tried. */
  readonly queries: string[] = [];
  /** How many rows each of them gave. */
  readonly results: number[] = [];
  /** The bodies of all queries that were posted. */
  readonly posted: Body[] = [];
  /** How often a query is said to go on still. */
  polls = 0;
  /** What is said to be scanned by a query. */
  bytes = 50_000_000;
  /** SQL that the credentials may not run. */
  denied: RegExp | null = null;
  readonly #jobs = new Map<string, Job>();
  readonly #byRequest = new Map<string, string>();
  readonly #table: string;
  readonly #connection: DuckDBConnection;
  #server = createServer();

  private constructor(table: string, connection: DuckDBConnection) {
    this.#table = table;
    this.#connection = connection;
  }

  static async start(table: string): Promise<FakeBigQuery> {
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`CREATE TYPE BIGNUMERIC AS DECIMAL(38, ${BIGNUMERIC_SCALE})`);
    const fake = new FakeBigQuery(table, connection);
    fake.#server = createServer((incoming, outgoing) => {
      fake.#answer(incoming, outgoing).catch((error: unknown) => {
        outgoing.writeHead(400).end(errorBody(400, "invalidQuery", String(error)));
      });
    });
    await new Promise<void>((resolve) => fake.#server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#connection.closeSync();
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://bigquery");
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const [, job] = /\/queries\/(.+)$/.exec(pathname) ?? [];
    let answer: unknown;
    const body: Body = parts.length === 0 ? {} : JSON.parse(String(Buffer.concat(parts)));
    if (this.denied?.test(String(body["query"]))) {
      outgoing.writeHead(403).end(errorBody(403, "accessDenied"));
      return;
    }
    if (pathname.includes("/datasets/")) answer = await this.#describe();
    else if (job === undefined) answer = await this.#post(body);
    else answer = this.#page(job, searchParams);
    outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  async #describe(): Promise<unknown> {
    const { fields } = await this.#run(`SELECT * FROM \`${this.#table}\` LIMIT 0`, []);
    return { schema: { fields } };
  }

  /** The same request id runs once. */
  async #post(body: Body): Promise<unknown> {
    this.posted.push(body);
    const request = String(body["requestId"]);
    const sql = String(body["query"]);
    const known = this.#byRequest.get(request);
    if (known === undefined) {
      const result = await this.#run(sql, body["queryParameters"] as Parameter[]);
      if (body["dryRun"] === true) return { jobComplete: true, totalBytesProcessed: "1" };
      this.queries.push(sql);
      this.results.push(result.rows.length);
      this.#byRequest.set(request, `job_${this.#jobs.size}`);
      this.#jobs.set(`job_${this.#jobs.size}`, { ...result, polls: this.polls });
    }
    const query = new URLSearchParams();
    if (body["maxResults"] !== undefined) query.set("maxResults", String(body["maxResults"]));
    return this.#page(this.#byRequest.get(request) ?? "", query);
  }

  #page(id: string, query: URLSearchParams): unknown {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new Error("There is such a job.");
    const jobReference = { projectId: "p", jobId: id, location: "EU" };
    if (job.polls-- > 0) return { jobComplete: false, jobReference };
    const from = Number(query.get("pageToken") ?? 0);
    const end = from + Number(query.get("maxResults") ?? 1000);
    return {
      jobComplete: true,
      jobReference,
      schema: { fields: job.fields },
      rows: job.rows.slice(from, end),
      totalRows: String(job.rows.length),
      totalBytesProcessed: String(this.bytes),
      ...(end < job.rows.length ? { pageToken: String(end) } : {}),
    };
  }

  async #run(sql: string, parameters: readonly Parameter[]) {
    let own = sql.replaceAll(`\`${this.#table}\``, "focus");
    for (const { name, parameterType, parameterValue } of parameters) {
      const { type, arrayType } = parameterType;
      const literal = (value = "") => `${arrayType?.type ?? type} '${value}'`;
      const list = parameterValue.arrayValues?.map(({ value }) => literal(value)).join(", ");
      own = own.replaceAll(`UNNEST(@${name})`, `(${list})`);
      own = own.replaceAll(new RegExp(`@${name}\\b`, "g"), literal(parameterValue.value));
    }
    const result = await this.#connection.runAndReadAll(own);
    const types = result.columnTypes();
    const fields = result.columnNames().map((name, at) => fieldOf(name, types[at] as DuckDBType));
    const rows = result.getRowsJson().map((row) => recordOf(row, fields));
    return { fields, rows };
  }
}

export function errorBody(code: number, reason: string, message = "…"): string {
  return JSON.stringify({ error: { code, message, errors: [{ reason, domain: "usageLimits" }] } });
}

function fieldOf(name: string, type: DuckDBType): Field {
  if (type instanceof DuckDBListType) return { ...fieldOf(name, type.valueType), mode: "REPEATED" };
  if (type instanceof DuckDBStructType) {
    const fields = type.entryNames.map((entry, at) =>
      fieldOf(entry, type.entryTypes[at] as DuckDBType),
    );
    return { name, type: "RECORD", fields };
  }
  if (type instanceof DuckDBDecimalType) {
    return { name, type: type.scale === BIGNUMERIC_SCALE ? "BIGNUMERIC" : "NUMERIC" };
  }
  const names: Record<string, string> = { VARCHAR: "STRING", BIGINT: "INTEGER", DOUBLE: "FLOAT" };
  return { name, type: names[String(type)] ?? String(type) };
}

function recordOf(cells: readonly unknown[], fields: readonly Field[]): { f: { v: unknown }[] } {
  return { f: fields.map((field, at) => ({ v: cellOf(cells[at], field) })) };
}

/** As BigQuery writes it: text, instants in microseconds, decimals without needless zeros. */
function cellOf(value: unknown, field: Field): unknown {
  if (value === null || value === undefined) return null;
  if (field.mode === "REPEATED") {
    return (value as unknown[]).map((v) => ({ v: cellOf(v, { ...field, mode: "NULLABLE" }) }));
  }
  if (field.fields !== undefined) {
    const record = value as Readonly<Record<string, unknown>>;
    return recordOf(
      field.fields.map(({ name }) => record[name]),
      field.fields,
    );
  }
  const text = String(value);
  if (field.type === "TIMESTAMP") return `${Date.parse(`${text.replace(" ", "T")}Z`)}000`;
  return field.type.endsWith("NUMERIC")
    ? text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")
    : text;
}
