import { z } from "zod";
import { SourceError } from "#src/errors";
import { addDays, type Day, type Period } from "#src/focus/day";
import { type ManagementApi, nextPath, refuseCircle } from "./management-api.ts";
import type { QpuLimiter } from "./qpu-limiter.ts";

const API_VERSION = "2025-03-01";
/** More than this, of one scope and one month, is a case for an export; it would take too much memory too. */
const MOST_ROWS = 200_000;

/** A question to the Query API of Cost Management. */
export interface CostQuery {
  /** `/subscriptions/…`, or another scope of costs. */
  readonly scope: string;
  readonly type: "ActualCost" | "AmortizedCost";
  readonly granularity: "None" | "Daily" | "Monthly";
  readonly period: Period;
  /** Dimensions by which costs are split. */
  readonly grouping: readonly string[];
  readonly filter?: unknown;
}

/** A row of the answer, by the names of its columns in lower case. */
export type CostRow = Readonly<Record<string, string | number | null>>;

const cell = z.union([z.string(), z.number(), z.null()]);

const answerSchema = z.object({
  properties: z.object({
    nextLink: z.string().nullish(),
    columns: z.array(z.object({ name: z.string() })).min(1),
    rows: z.array(z.array(cell)),
  }),
});

/** What queries are made with. */
export interface CostQueries {
  readonly api: ManagementApi;
  readonly limiter: QpuLimiter;
  readonly clock: Parameters<QpuLimiter["take"]>[1];
}

/**
 * Asks for costs, page by page; each page is asked for with the whole question again. No costs: no rows.
 * @throws CallError; SourceError for an answer of another shape or too many rows; NotYetError where the
 * tenant's quota is used up
 */
export async function queryCosts(
  { api, limiter, clock }: CostQueries,
  query: CostQuery,
): Promise<CostRow[]> {
  const { scope, period } = query;
  const action = `Querying the costs of ${scope} from ${period.start} on`;
  const rows: CostRow[] = [];
  const seen = new Set<string>();
  const first = `${scope}/providers/Microsoft.CostManagement/query?api-version=${API_VERSION}`;
  for (let path: string | null = first; path !== null; ) {
    refuseCircle(seen, path, action);
    let spending = { at: 0, units: 0 };
    const { headers, body } = await api.request(
      action,
      { method: "POST", path, body: bodyOf(query) },
      async () => {
        spending = await limiter.take(monthsIn(period), clock);
      },
    );
    limiter.adjust(spending, headers, clock);
    // 204: there are no costs.
    if (body === null) return rows;
    const page = readPage(body, action);
    for (const row of page.rows) rows.push(row);
    if (rows.length > MOST_ROWS) {
      const problem = `It has more than ${MOST_ROWS} rows a month. Set up an export of Cost Management instead, or split it into subscriptions.`;
      throw new SourceError(problem, { file: action });
    }
    path = nextPath(page.nextLink);
  }
  return rows;
}

function bodyOf({ type, granularity, period, grouping, filter }: CostQuery) {
  return {
    type,
    timeframe: "Custom",
    // Both days are in it.
    timePeriod: { from: period.start, to: addDays(period.end, -1) },
    dataset: {
      granularity,
      aggregation: { totalCost: { name: "Cost", function: "Sum" } },
      grouping: grouping.map((name) => ({ type: "Dimension", name })),
      ...(filter === undefined ? {} : { filter }),
    },
  };
}

/** Months that a period touches: what Azure counts as query processing units. */
function monthsIn({ start, end }: Period): number {
  const last = addDays(end, -1);
  const count = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return count(last) - count(start) + 1;
}

function readPage(body: unknown, action: string) {
  const answer = answerSchema.safeParse(body);
  if (!answer.success) {
    const at = answer.error.issues[0]?.path.join(".");
    const problem = `The answer isn't what Azure documents: ${at} is missing or wrong.`;
    throw new SourceError(problem, { file: action });
  }
  const { columns, rows, nextLink } = answer.data.properties;
  const names = columns.map(({ name }) => name.toLowerCase());
  return {
    nextLink,
    rows: rows.map((cells): CostRow => {
      if (cells.length === names.length) {
        return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? null]));
      }
      const problem = `A row of the answer has ${cells.length} cells for ${names.length} columns.`;
      throw new SourceError(problem, { file: action });
    }),
  };
}

/** The amount of a row. @throws SourceError where there is none */
export function amountOf(row: CostRow): number {
  const amount = row["cost"] ?? row["totalcost"];
  if (typeof amount === "number") return amount;
  throw new SourceError("A row of the answer has no Cost.", { file: "Cost Management" });
}

/** The day of a row of daily costs, or the first of the month of monthly ones. @throws SourceError */
export function dayOf(row: CostRow): Day {
  const text = String(row["usagedate"] ?? row["billingmonth"] ?? "");
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)(T|$)/.exec(text) ?? [];
  if (day !== undefined) return `${year}-${month}-${day}`;
  const problem = "A row of the answer has no UsageDate or BillingMonth that is a day.";
  throw new SourceError(problem, { file: "Cost Management" });
}
