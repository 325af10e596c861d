import { errorBody, FakeBigQuery } from "../sources/gcp-bigquery/fake-big-query.ts";
import type { ApiCharge, ApiFailure, ApiWorld } from "./api-world.ts";
import { startFaultProxy } from "./fault-proxy.ts";

const TABLE = "bill-project.billing.focus";

const FAILURES: Readonly<Record<ApiFailure, readonly [number, string] | null>> = {
  throttled: [403, "rateLimitExceeded"],
  unavailable: [503, "backendError"],
  expired: [401, "authError"],
  denied: [403, "accessDenied"],
  skewed: null,
};

/** The columns of the table, by their types; BilledCost is one of several shapes. */
const COLUMNS = `BillingAccountId VARCHAR, BillingCurrency VARCHAR, BillingPeriodStart TIMESTAMP,
  BillingPeriodEnd TIMESTAMP, ChargePeriodStart TIMESTAMP, ChargePeriodEnd TIMESTAMP,
  EffectiveCost DECIMAL(38, 9), ListCost DECIMAL(38, 9), ChargeCategory VARCHAR,
  ProviderName VARCHAR, ServiceName VARCHAR, SubAccountId VARCHAR, x_ExportTime TIMESTAMP`;

const COST_COLUMNS = {
  none: ", BilledCost DECIMAL(38, 9)",
  added: ", BilledCost DECIMAL(38, 9), x_Novelty VARCHAR DEFAULT 'x'",
  removed: "",
  retyped: ", BilledCost VARCHAR",
} as const;

function rowOf({ day, cost }: ApiCharge, currency: string, exported: string): string {
  const month = `TIMESTAMP '${day.slice(0, 7)}-01'`;
  const start = `TIMESTAMP '${day}'`;
  return `('payer', '${currency}', ${month}, ${month} + INTERVAL 1 MONTH, ${start},
    ${start} + INTERVAL 1 DAY, ${cost}, ${cost}, 'Usage', 'Google Cloud', 'Compute Engine',
    'web-shop', TIMESTAMP '${exported}'`;
}

/** BigQuery, emulated over DuckDB. */
export async function startBigQueryWorld(): Promise<ApiWorld> {
  const fake = await FakeBigQuery.start(TABLE);
  const proxy = await startFaultProxy(fake.address);
  let shape: keyof typeof COST_COLUMNS = "none";
  return {
    name: "BigQuery",
    proxy,
    settings: {
      kind: "gcp-bigquery",
      table: TABLE,
      endpoint: proxy.address,
      anonymous: true,
    },
    environment: {},
    asking: /^(GET|POST) .*\/queries/,
    unchangedCalls: 1,
    hasCurrencies: true,
    async put(charges, currency = "USD") {
      // Rows are only ever added: others of the same cost were exported later.
      const exported = currency === "USD" ? "2026-11-01" : "2026-11-02";
      const cost = (charge: ApiCharge) =>
        ({ retyped: ", 'two')", removed: ")" })[shape as string] ?? `, ${charge.cost})`;
      const names = COLUMNS.replaceAll(/ (VARCHAR|TIMESTAMP|DECIMAL\(38, 9\))/g, "");
      const billed = shape === "removed" ? "" : ", BilledCost";
      const rows = charges.map((charge) => rowOf(charge, currency, exported) + cost(charge));
      await fake.run(`CREATE OR REPLACE TABLE focus (${COLUMNS}${COST_COLUMNS[shape]})`);
      await fake.run(`INSERT INTO focus (${names}${billed}) VALUES ${rows.join(", ")}`);
    },
    // Whoever asks says how many rows a page has.
    setPageSize: () => undefined,
    failure(kind) {
      const [status, reason] = FAILURES[kind] ?? [];
      if (status === undefined || reason === undefined) return null;
      const body = errorBody(status, reason, "The account s3cret may not.");
      return { status, headers: { "content-type": "application/json" }, body };
    },
    drift(change) {
      shape = change;
    },
    async stop() {
      await proxy.stop();
      await fake.stop();
    },
  };
}
