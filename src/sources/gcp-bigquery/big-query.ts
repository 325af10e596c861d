import { randomUUID } from "node:crypto";
import { z } from "zod";
import { CallError } from "#src/sources/calls/call-error";
import type { GoogleApi } from "#src/sources/google/google-api";
import { readAnswer } from "#src/sources/google/read-answer";
import { type Field, fieldSchema } from "./cells.ts";
import type { Query } from "./queries.ts";
import type { GcpBigQuerySettings } from "./settings.ts";

const API = "bigquery";
const BYTES_PER_GIGABYTE = 1e9;
const BYTES_PER_TEBIBYTE = 2 ** 40;
const DOLLARS_PER_TEBIBYTE = 6.25;
/** The least that a query is charged for. */
const LEAST_BYTES = 10 * 2 ** 20;
/** How long BigQuery may hold an answer back, in milliseconds; it is asked again this often. */
const PATIENCE = 10_000;
const POLLS = 180;

const tableSchema = z.object({
  schema: z.object({ fields: z.array(fieldSchema) }),
});

const answerSchema = z.object({
  jobComplete: z.boolean().default(true),
  jobReference: z.object({ jobId: z.string(), location: z.string().optional() }).optional(),
  schema: z.object({ fields: z.array(fieldSchema) }).optional(),
  rows: z.array(z.object({ f: z.array(z.object({ v: z.unknown() })) })).default([]),
  pageToken: z.string().optional(),
  totalBytesProcessed: z.coerce.number().default(0),
});

type Answer = z.infer<typeof answerSchema>;

/** Some of the rows that a query gives, with what their cells are. */
export interface ResultPage {
  readonly fields: readonly Field[];
  /** The cells of each row, in the order of the fields, as BigQuery writes them. */
  readonly rows: readonly (readonly unknown[])[];
}

/** Runs queries over BigQuery's REST API, and counts what they cost. */
export class BigQuery {
  /** The project that runs the queries. */
  readonly project: string;
  readonly #api: GoogleApi;
  readonly #settings: GcpBigQuerySettings;
  readonly #pageSize: number | undefined;

  constructor(api: GoogleApi, settings: GcpBigQuerySettings, pageSize: number | undefined) {
    this.#api = api;
    this.#settings = settings;
    this.#pageSize = pageSize;
    this.project = settings.project ?? settings.table.replace(/\.\w+\.[\w-]+$/, "");
  }

  /** The columns of the table or view; costs nothing. @throws CallError, SourceError */
  async columns(): Promise<readonly Field[]> {
    const { table } = this.#settings;
    const [, project = "", dataset = "", name = ""] = /^(.+)\.(\w+)\.([\w-]+)$/.exec(table) ?? [];
    const answer = await this.#api.call(`Reading the columns of ${table}`, {
      api: API,
      path: `bigquery/v2/projects/${encodeURIComponent(project)}/datasets/${dataset}/tables/${name}`,
      query: { fields: "schema" },
    });
    return readAnswer(tableSchema, answer, table).schema.fields;
  }

  /** What a query gives, page by page. @throws CallError, SourceError */
  async *pages(action: string, query: Query): AsyncGenerator<ResultPage, void> {
    const first = await this.#finished(action, await this.#start(action, query, false));
    this.#count(first);
    const fields = first.schema?.fields ?? [];
    for (let answer = first; ; ) {
      yield { fields, rows: answer.rows.map(({ f }) => f.map(({ v }) => v)) };
      if (answer.pageToken === undefined || answer.pageToken === "") return;
      answer = await this.#next(action, first, { pageToken: answer.pageToken });
    }
  }

  /** Has a query checked, permissions included, without running it; costs nothing. @throws CallError, SourceError */
  async tryOut(action: string, query: Query): Promise<void> {
    await this.#start(action, query, true);
  }

  /** Sent twice, it still runs once. */
  async #start(action: string, { sql, parameters }: Query, dryRun: boolean): Promise<Answer> {
    const { location, maxGigabytes } = this.#settings;
    const answer = await this.#api.call(action, {
      api: API,
      path: `bigquery/v2/projects/${encodeURIComponent(this.project)}/queries`,
      query: { prettyPrint: "false" },
      body: {
        query: sql,
        useLegacySql: false,
        parameterMode: "NAMED",
        queryParameters: parameters,
        maximumBytesBilled: String(Math.floor(maxGigabytes * BYTES_PER_GIGABYTE)),
        requestId: randomUUID(),
        formatOptions: { useInt64Timestamp: true },
        timeoutMs: PATIENCE,
        ...(this.#pageSize === undefined ? {} : { maxResults: this.#pageSize }),
        ...(location === undefined ? {} : { location }),
        ...(dryRun ? { dryRun } : {}),
      },
    });
    return readAnswer(answerSchema, answer, this.#settings.table);
  }

  async #finished(action: string, started: Answer): Promise<Answer> {
    let answer = started;
    for (let polls = 0; !answer.jobComplete; polls++) {
      if (polls >= POLLS) {
        const reason = `the query isn't done after ${(POLLS * PATIENCE) / 60_000} minutes`;
        throw new CallError("unavailable", { reason }, action);
      }
      answer = await this.#next(action, started, { timeoutMs: String(PATIENCE) });
    }
    return answer;
  }

  async #next(
    action: string,
    { jobReference }: Answer,
    query: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const { table } = this.#settings;
    const { jobId, location } = readAnswer(jobSchema, jobReference, table);
    const answer = await this.#api.call(action, {
      api: API,
      path: `bigquery/v2/projects/${encodeURIComponent(this.project)}/queries/${encodeURIComponent(jobId)}`,
      query: {
        prettyPrint: "false",
        "formatOptions.useInt64Timestamp": "true",
        ...(location === undefined ? {} : { location }),
        ...(this.#pageSize === undefined ? {} : { maxResults: String(this.#pageSize) }),
        ...query,
      },
    });
    return { ...readAnswer(answerSchema, answer, table), jobReference: { jobId, location } };
  }

  /** Nothing is processed, and nothing charged, where BigQuery still has the result of before. */
  #count({ totalBytesProcessed }: Answer): void {
    if (totalBytesProcessed === 0) return;
    const bytes = Math.max(totalBytesProcessed, LEAST_BYTES);
    this.#api.caller.spend((bytes / BYTES_PER_TEBIBYTE) * DOLLARS_PER_TEBIBYTE);
  }
}

const jobSchema = z.object({ jobId: z.string(), location: z.string().optional() });
