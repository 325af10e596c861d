import Database from "better-sqlite3";
import type { EvalFilter } from "./question.ts";

/** How teams and the like are read off tags, written down anew from docs and CONVENTIONS. */
const ALLOCATIONS: Readonly<Record<string, readonly string[]>> = {
  team: ["team", "squad", "owner"],
  environment: ["environment", "env", "stage"],
  application: ["application", "app", "project"],
  cost_centre: ["cost-center", "costcenter", "cost_centre"],
};

const ENVIRONMENTS: Readonly<Record<string, string>> = {
  prod: "production",
  prd: "production",
  stg: "staging",
  dev: "development",
};

/** The demo company's rules for accounts whose provider has no tags. */
const TEAM_OF_ACCOUNT: readonly (readonly [RegExp, string])[] = [
  [/^assistant-prod$/i, "ml"],
  [/^search-/i, "search"],
  [/^code-review$/i, "platform"],
  [/^support-copilot$/i, "platform"],
];

const FOCUS_COLUMNS = [
  "AvailabilityZone",
  "BillingAccountId",
  "BillingCurrency",
  "ChargeCategory",
  "ChargeClass",
  "CommitmentDiscountId",
  "CommitmentDiscountType",
  "HostProviderName",
  "InvoiceId",
  "InvoiceIssuerName",
  "PricingCategory",
  "RegionId",
  "RegionName",
  "ResourceId",
  "ResourceName",
  "ResourceType",
  "ServiceCategory",
  "ServiceName",
  "ServiceProviderName",
  "ServiceSubcategory",
  "SkuId",
  "SkuMeter",
  "SkuPriceDetails",
  "SubAccountId",
  "SubAccountName",
  "Tags",
] as const;

const OTHER_COLUMNS = [
  "BilledCost",
  "EffectiveCost",
  "ListCost",
  "ContractedCost",
  "ChargePeriodStart",
  "AllocatedTags",
  "x_Source",
] as const;

const COMPARED = { gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** A copy of the view `focus`, a row a charge, that plain SQL can be run over. */
export class Bill {
  readonly #database: Database.Database;

  constructor(file: string) {
    this.#database = new Database(file);
    this.#database.pragma("temp_store = memory");
    this.#database.function("tag", { deterministic: true }, tagOf);
    this.#database.function("allocation", { deterministic: true }, allocationOf);
    this.#materialise();
  }

  close(): void {
    this.#database.close();
  }

  rows(sql: string, values: readonly unknown[]): Record<string, string | number | null>[] {
    return this.#database.prepare(sql).all(...values) as Record<string, string | number | null>[];
  }

  /** Whether two lists of conditions keep the same charges of the whole bill. */
  keepSame(left: readonly EvalFilter[], right: readonly EvalFilter[]): boolean {
    const [one, two] = [filterSql(left), filterSql(right)];
    const sql = `SELECT 1 FROM bill WHERE (${one.sql}) IS NOT (${two.sql}) LIMIT 1`;
    return this.rows(sql, [...one.values, ...two.values]).length === 0;
  }

  #materialise(): void {
    const columns = [...FOCUS_COLUMNS, ...OTHER_COLUMNS].map((name) => `"${name}"`).join(", ");
    const allocations = Object.keys(ALLOCATIONS)
      .map((name) => `allocation('${name}', Tags, AllocatedTags, SubAccountName) AS "${name}"`)
      .join(", ");
    this.#database.exec(`
      CREATE TEMP TABLE raw AS SELECT ${columns},
        json_extract(x_ItemColumns, '$.x_ResourceGroupName') AS x_ResourceGroupName,
        substr(ChargePeriodStart, 1, 10) AS firstDay,
        date(ChargePeriodEnd, '-1 second') AS lastDay,
        substr(BillingPeriodStart, 1, 10) AS billingDay
      FROM focus;
      CREATE TEMP TABLE bill AS SELECT *, ${allocations} FROM raw;
      DROP TABLE raw;
      CREATE INDEX temp.bill_by_day ON bill (firstDay);
      CREATE INDEX temp.bill_by_billing_day ON bill (billingDay);
      CREATE INDEX temp.bill_by_source ON bill (x_Source);
      CREATE INDEX temp.bill_long ON bill (firstDay) WHERE lastDay > firstDay;
    `);
  }
}

/** SQL for a dimension of the answer contract. */
export function dimensionSql(dimension: string): string {
  const isColumn =
    (FOCUS_COLUMNS as readonly string[]).includes(dimension) ||
    Object.hasOwn(ALLOCATIONS, dimension) ||
    ["x_ResourceGroupName", "x_Source"].includes(dimension);
  if (isColumn) return `"${dimension}"`;
  if (dimension.startsWith("tag:")) {
    return `tag('${dimension.slice(4).replaceAll("'", "''")}', Tags, AllocatedTags)`;
  }
  throw new Error(`the oracle doesn't know the dimension ${dimension}`);
}

/** Conditions on charges as SQL; those on amounts are left out, since they hold for groups. */
export function filterSql(filters: readonly EvalFilter[]): { sql: string; values: unknown[] } {
  const parts = filters.filter(({ operator }) => !(operator in COMPARED)).map(conditionOf);
  return {
    sql: parts.length === 0 ? "1" : parts.map(({ sql }) => `(${sql})`).join(" AND "),
    values: parts.flatMap(({ values }) => values),
  };
}

/** Whether an amount fits the conditions on amounts. */
export function fitsThresholds(filters: readonly EvalFilter[], value: number): boolean {
  return filters.every(({ operator, values: [limit] }) => {
    const than = Number(limit);
    if (operator === "gt") return value > than;
    if (operator === "gte") return value >= than;
    if (operator === "lt") return value < than;
    return operator === "lte" ? value <= than : true;
  });
}

function conditionOf({ dimension, operator, values }: EvalFilter): {
  sql: string;
  values: unknown[];
} {
  const column = dimensionSql(dimension);
  const list = values.map(() => "?").join(", ");
  const hit = values.map(() => `instr(lower(${column}), lower(?)) > 0`).join(" OR ");
  if (operator === "in") return { sql: `coalesce(${column} IN (${list}), 0)`, values };
  if (operator === "not_in") {
    return { sql: `${column} IS NULL OR ${column} NOT IN (${list})`, values };
  }
  if (operator === "contains") return { sql: `coalesce(${hit}, 0)`, values };
  if (operator === "not_contains") return { sql: `NOT coalesce(${hit}, 0)`, values };
  return { sql: `${column} ${operator === "is_null" ? "IS NULL" : "IS NOT NULL"}`, values: [] };
}

type Cell = string | number | null;

/** The tags of the allocated resource go before those of the shared one. */
function tagOf(key: Cell, tags: Cell, allocatedTags: Cell): string | null {
  for (const text of [allocatedTags, tags]) {
    const entries = text === null ? [] : Object.entries(JSON.parse(String(text)) as object);
    for (const [name, value] of entries) {
      const isKey = fold(name) === fold(String(key));
      if (isKey && value !== null && String(value).trim() !== "") return String(value);
    }
  }
  return null;
}

function allocationOf(dimension: Cell, tags: Cell, allocatedTags: Cell, account: Cell) {
  for (const key of ALLOCATIONS[String(dimension)] ?? []) {
    const value = tagOf(key, tags, allocatedTags);
    if (value !== null) {
      const folded = fold(value);
      return dimension === "environment" ? (ENVIRONMENTS[folded] ?? folded) : folded;
    }
  }
  if (dimension !== "team" || account === null) return null;
  return TEAM_OF_ACCOUNT.find(([pattern]) => pattern.test(String(account)))?.[1] ?? null;
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
