import type { Period } from "#src/focus/day";
import type { Granularity } from "#src/focus/granularity";
import type { CostQuery, Filter } from "./cost-query.ts";
import { type Dimension, readDimension } from "./dimension.ts";
import type { Scope } from "./scope.ts";

/** A statement with its parameters, in order. */
export interface Sql {
  readonly text: string;
  readonly parameters: readonly (string | number)[];
}

/** Marks a parameter's place until the text is final; no FOCUS name or tag key holds it. */
const PLACE = "\u0000";

const HAVING = { gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** SQL over the view `focus` for a cost query, its values written out, to be read and run by a person. */
export function sqlOf(
  query: CostQuery,
  scope: Scope,
  allocationDimensions: readonly string[],
): string {
  const { text, parameters } = marked(query, scope, allocationDimensions);
  let next = 0;
  const written = text.replaceAll(PLACE, () => literal(parameters[next++] ?? ""));
  const isSpread = query.granularity === "day" && query.basis === "charge";
  return isSpread
    ? `-- the answer spreads charges longer than a day over their days\n${written}`
    : written;
}

/** The same with parameters. Columns: the groupBy keys, the bucket, BillingCurrency, amount, previous, charges. */
export function compile(
  query: CostQuery,
  scope: Scope,
  allocationDimensions: readonly string[],
): Sql {
  const { text, parameters } = marked(query, scope, allocationDimensions);
  return { text: text.replaceAll(PLACE, "?"), parameters };
}

function marked(query: CostQuery, scope: Scope, allocationDimensions: readonly string[]): Sql {
  const parameters: (string | number)[] = [];
  const dimension = (name: string) => expressionOf(readDimension(name, allocationDimensions));
  const placed = query.basis === "billing" ? "BillingPeriodStart" : "ChargePeriodStart";
  const within = (period: Period) => {
    parameters.push(`${period.start}T00:00:00Z`, `${period.end}T00:00:00Z`);
    return `${placed} >= ${PLACE} AND ${placed} < ${PLACE}`;
  };
  const metric = `"${query.metric}"`;
  const keys = query.groupBy.map(dimension);
  const bucket = query.granularity === null ? [] : [bucketOf(placed, query.granularity)];
  const groups = [...keys, ...bucket, '"BillingCurrency"'];
  const sums =
    query.compare === null
      ? [`sum(${metric}) AS amount`]
      : [
          `sum(CASE WHEN ${within(query.period)} THEN ${metric} END) AS amount`,
          `sum(CASE WHEN ${within(query.compare)} THEN ${metric} END) AS previous`,
        ];
  const condition = (filter: Filter) => {
    parameters.push(...filterParameters(filter));
    return conditionOf(dimension(filter.dimension), filter);
  };
  const periods = [query.period, ...(query.compare === null ? [] : [query.compare])];
  const where = [
    periods.length === 1 ? within(query.period) : `(${periods.map(within).join(" OR ")})`,
    ...conditionsOfScope(scope, condition),
    ...query.filters.map(condition),
  ];
  const having = query.thresholds.map(({ operator, value }) => {
    parameters.push(value);
    return `amount ${HAVING[operator]} ${PLACE}`;
  });
  const isRanked = query.limit !== null && query.granularity === null && keys.length > 0;
  const named = keys.map((key, at) => `${key} AS ${identifier(query.groupBy[at] ?? "")}`);
  const selected = isRanked ? [...named, '"BillingCurrency"'] : groups;
  const lines = [
    `SELECT ${[...selected, ...sums, "count(*) AS charges"].join(", ")}`,
    "FROM focus",
    `WHERE ${where.join("\n  AND ")}`,
    `GROUP BY ${groups.join(", ")}`,
  ];
  if (isRanked) return { text: rankedSql(query, lines, having), parameters };
  if (having.length > 0) lines.push(`HAVING ${having.join(" AND ")}`);
  return { text: [...lines, `ORDER BY ${rankOf(query)}`].join("\n"), parameters };
}

/** The first N groups, perhaps of each outer one: those with a value, in the largest currency first. */
function rankedSql(
  query: CostQuery,
  grouped: readonly string[],
  having: readonly string[],
): string {
  const { groupBy, limit, limitPer = [], compare } = query;
  const names = groupBy.map(identifier);
  const amounts = ["amount", ...(compare === null ? [] : ["previous"]), "charges"];
  const within =
    limitPer.length === 0 ? "" : `PARTITION BY ${limitPer.map(identifier).join(", ")} `;
  return [
    "WITH grouped AS (",
    ...grouped,
    ")",
    `SELECT ${[...names, '"BillingCurrency"', ...amounts].join(", ")} FROM (`,
    `SELECT *, row_number() OVER (${within}ORDER BY abs(size) DESC, ${rankOf(query)}) AS place`,
    'FROM (SELECT *, sum(amount) OVER (PARTITION BY "BillingCurrency") AS size FROM grouped)',
    `WHERE ${[...names.map((name) => `${name} IS NOT NULL`), ...having].join(" AND ")}`,
    `) WHERE place <= ${limit}`,
    `ORDER BY ${[...limitPer.map(identifier), "place"].join(", ")}`,
  ].join("\n");
}

/** What groups are ordered by; those without an amount come last. */
function rankOf({ order: { by, direction } }: CostQuery): string {
  const delta = "coalesce(amount, 0) - coalesce(previous, 0)";
  const ranks = { amount: "amount", delta, percent: `(${delta}) / nullif(abs(previous), 0)` };
  return `${ranks[by]} ${direction === "descending" ? "DESC" : "ASC"} NULLS LAST`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function conditionOf(expression: string, filter: Filter): string {
  const places = filter.values.map(() => PLACE).join(", ");
  const contains = filter.values
    .map(() => `instr(lower(${expression}), ${PLACE}) > 0`)
    .join(" OR ");
  switch (filter.operator) {
    case "in":
      return `${expression} IN (${places})`;
    case "not_in":
      return `(${expression} IS NULL OR ${expression} NOT IN (${places}))`;
    case "contains":
      return `(${contains})`;
    case "not_contains":
      return `(${expression} IS NULL OR NOT (${contains}))`;
    case "is_null":
      return `${expression} IS NULL`;
    case "is_not_null":
      return `${expression} IS NOT NULL`;
  }
}

/** What is allowed, then what is denied; nothing for the whole bill, in the order of their parameters. */
function conditionsOfScope(
  { allowed, denied }: Scope,
  condition: (filter: Filter) => string,
): string[] {
  const all = (part: readonly Filter[]) => part.map(condition).join(" AND ");
  const [only, ...others] = allowed;
  const conditions =
    only !== undefined && others.length === 0
      ? only.map(condition)
      : [`(${allowed.map((part) => `(${all(part)})`).join(" OR ") || "false"})`];
  return [...conditions, ...denied.map((part) => `coalesce(NOT (${all(part)}), true)`)];
}

function filterParameters({ operator, values }: Filter): readonly string[] {
  if (operator === "is_null" || operator === "is_not_null") return [];
  return operator === "contains" || operator === "not_contains"
    ? values.map((value) => value.toLowerCase())
    : values;
}

function expressionOf(dimension: Dimension): string {
  switch (dimension.level) {
    case "delivery":
      return dimension.name === "BillingPeriodStart"
        ? "substr(BillingPeriodStart, 1, 10)"
        : `"${dimension.name}"`;
    case "profile":
    case "item":
      return `"${dimension.name}"`;
    case "allocation":
      return `x_Allocation ->> ${literal(`$."${dimension.name}"`)}`;
    case "extra":
      return `x_ItemColumns ->> ${literal(`$."${dimension.name}"`)}`;
    case "tag":
      return `coalesce(${tagOf("AllocatedTags", dimension.key)}, ${tagOf("Tags", dimension.key)})`;
  }
}

function tagOf(column: string, key: string): string {
  return `(SELECT iif(type IN ('true', 'false'), type, value) FROM json_each(${column}) WHERE lower(trim(key)) = ${literal(key)} AND value <> '' LIMIT 1)`;
}

function bucketOf(placed: string, granularity: Granularity): string {
  switch (granularity) {
    case "hour":
      return `strftime('%Y-%m-%dT%H:00:00Z', ${placed})`;
    case "day":
      return `date(${placed})`;
    case "week":
      return `date(${placed}, 'weekday 0', '-6 days')`;
    case "month":
      return `date(${placed}, 'start of month')`;
    case "quarter":
      return `date(${placed}, 'start of month', '-' || ((strftime('%m', ${placed}) - 1) % 3) || ' months')`;
    case "year":
      return `date(${placed}, 'start of year')`;
  }
}

function literal(value: string | number): string {
  return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
