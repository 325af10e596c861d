import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openFile } from "#src/sources/files/open-file";
import { GcpBigQuery } from "#src/sources/gcp-bigquery/gcp-bigquery";
import { gcpBigQuerySchema } from "#src/sources/gcp-bigquery/settings";
import type { FetchedUnit, SourceUnit } from "#src/sources/source";
import { temporaryFolder } from "../../store/random-bill.ts";
import { type FaultProxy, startFaultProxy } from "../../sync/fault-proxy.ts";
import { FakeBigQuery } from "./fake-big-query.ts";

const TABLE =
  "bill-project.gcp_billing_immutable_012345_EU.gcp_billing_export_focus_012345_678901_ABCDEF";

const CREATE = `CREATE TABLE focus (
  BillingAccountId VARCHAR, BillingCurrency VARCHAR,
  BillingPeriodStart TIMESTAMP, BillingPeriodEnd TIMESTAMP,
  ChargePeriodStart TIMESTAMP, ChargePeriodEnd TIMESTAMP,
  BilledCost DECIMAL(38, 9), EffectiveCost DECIMAL(38, 9), ListCost DECIMAL(38, 9),
  ChargeCategory VARCHAR, ChargeDescription VARCHAR, ProviderName VARCHAR,
  ServiceName VARCHAR, ServiceCategory VARCHAR, SubAccountId VARCHAR,
  Tags STRUCT("key" VARCHAR, "value" VARCHAR, x_type VARCHAR)[],
  x_Credits STRUCT("name" VARCHAR, amount DECIMAL(38, 9))[],
  x_ExportTime TIMESTAMP)`;

/** A row as the tests write it. */
export interface TestRow {
  /** Invoice month. */
  readonly month: string;
  readonly day: string;
  /** As text: doubles aren't exact. */
  readonly cost: string;
  readonly exported?: string;
  readonly description?: string;
}

function valuesOf(row: TestRow): string {
  const next = new Date(`${row.month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  const end = next.toISOString().slice(0, 10);
  const description = (row.description ?? "E2 core, “hours”").replaceAll("'", "''");
  return `('012345-678901-ABCDEF', 'EUR', '${row.month}-01', '${end}',
    '${row.day} 05:00:00', '${row.day} 06:00:00', ${row.cost}, ${row.cost}, ${row.cost},
    'Usage', '${description}', 'Google Cloud', 'Compute Engine', 'Compute', 'web-shop',
    [{'key': 'env', 'value': 'prod', 'x_type': 'label'}, {'key': 'team', 'value': 'a "b"', 'x_type': 'label'}],
    [{'name': 'SUD', 'amount': -0.000000001}],
    '${row.exported ?? `${row.day} 23:00:00.123456`}')`;
}

/** What a sync did. */
export interface TestSync {
  /** Units whose version isn't the loaded one, which are fetched and loaded. */
  readonly loaded: readonly string[];
  /** SQL of the queries that were run, in order. */
  readonly queries: readonly string[];
}

/** A table, a source that reads it, and what was loaded from it. */
export class BigQueryWorld {
  readonly fake: FakeBigQuery;
  readonly proxy: FaultProxy;
  readonly folder = temporaryFolder();
  readonly waits: number[] = [];
  now = "2026-11-20T09:00:00Z";
  pageSize: number | undefined;
  settings: object = { anonymous: true };
  /** By month: its rows as the files have them. */
  readonly rows = new Map<string, Record<string, string | null>[]>();
  source: GcpBigQuery;
  memory: string | null = null;
  readonly #versions = new Map<string, string>();

  private constructor(fake: FakeBigQuery, proxy: FaultProxy) {
    this.fake = fake;
    this.proxy = proxy;
    this.source = this.open();
  }

  static async start(): Promise<BigQueryWorld> {
    const fake = await FakeBigQuery.start(TABLE);
    await fake.run(CREATE);
    return new BigQueryWorld(fake, await startFaultProxy(fake.address));
  }

  open(): GcpBigQuery {
    const settings = gcpBigQuerySchema.parse({
      kind: "gcp-bigquery",
      table: TABLE,
      endpoint: this.proxy.address,
      ...this.settings,
    });
    this.source = new GcpBigQuery("google", settings, {
      environment: {},
      clock: {
        now: () => Date.parse(this.now),
        wait: async (milliseconds) => {
          this.waits.push(milliseconds);
        },
        random: () => 0.5,
      },
      limits: { silence: 5000, callsPerSecond: 1e9 },
      ...(this.pageSize === undefined ? {} : { pageSize: this.pageSize }),
    });
    return this.source;
  }

  async append(...rows: readonly TestRow[]): Promise<void> {
    await this.fake.run(`INSERT INTO focus VALUES ${rows.map(valuesOf).join(", ")}`);
  }

  /** Surveys, and loads what changed. */
  async sync(): Promise<TestSync> {
    this.fake.queries.length = 0;
    const { units, memory } = await this.source.survey(this.memory);
    this.memory = memory;
    const changed = units.filter(({ id, version }) => this.#versions.get(id) !== version);
    for (const unit of changed) await this.load(unit);
    return { loaded: changed.map(({ id }) => id), queries: [...this.fake.queries] };
  }

  async load(unit: SourceUnit): Promise<FetchedUnit> {
    const downloads = join(this.folder, "downloads");
    mkdirSync(downloads, { recursive: true });
    const fetched = await unit.fetch(downloads, () => undefined, join(this.folder, "kept"));
    const rows: Record<string, string | null>[] = [];
    for (const file of fetched.files) {
      for await (const reader of openFile(file.path)) {
        for await (const batch of reader.batches()) {
          for (const row of batch) {
            rows.push(
              Object.fromEntries(reader.columns.map((name, at) => [name, row[at] ?? null])),
            );
          }
        }
      }
    }
    this.rows.set(unit.id, rows);
    this.#versions.set(unit.id, unit.version);
    rmSync(downloads, { recursive: true });
    return fetched;
  }

  /** Rows, and BilledCost in billionths, of each month that was loaded. */
  totals(): Record<string, [number, bigint]> {
    return Object.fromEntries(
      [...this.rows].map(([month, rows]) => [
        month,
        [rows.length, rows.reduce((sum, row) => sum + billionths(row["BilledCost"] ?? ""), 0n)],
      ]),
    );
  }

  /** Names of the files that are kept, below their month. */
  kept(): string[] {
    try {
      const names = readdirSync(join(this.folder, "kept"), { recursive: true });
      return names
        .map(String)
        .filter((name) => name.includes("."))
        .sort();
    } catch {
      return [];
    }
  }

  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.fake.stop();
    rmSync(this.folder, { recursive: true });
  }
}

/** What the rows add up to, by month, as `totals` has it. */
export function truthOf(rows: readonly TestRow[]): Record<string, [number, bigint]> {
  const totals: Record<string, [number, bigint]> = {};
  for (const { month, cost } of rows) {
    const [count, sum] = totals[month] ?? [0, 0n];
    totals[month] = [count + 1, sum + billionths(cost)];
  }
  return totals;
}

function billionths(text: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(`${whole}${fraction.padEnd(9, "0").slice(0, 9)}`);
}
