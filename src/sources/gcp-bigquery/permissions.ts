import { dayOfInstant } from "#src/focus/day";
import type { PermissionCheck } from "#src/sources/source";
import type { BigQuery } from "./big-query.ts";
import { NOTHING, rowsQuery, shapeOf, type TableShape } from "./queries.ts";

/** Tries what reading a table takes, without running a query. */
export async function checkTable(
  bigQuery: BigQuery,
  table: string,
  now: Date,
): Promise<readonly PermissionCheck[]> {
  let shape: TableShape | null = null;
  const columns = await tried(`bigquery.tables.get on ${table}`, async () => {
    shape = shapeOf(table, await bigQuery.columns());
  });
  const jobs = await tried(`bigquery.jobs.create on projects/${bigQuery.project}`, () =>
    bigQuery.tryOut("Trying a query", NOTHING),
  );
  const permission = `bigquery.tables.getData on ${table}`;
  const known: TableShape | null = shape;
  if (known === null || jobs.problem !== null) {
    const problem =
      known === null
        ? "not tried, as its columns aren't known"
        : "not tried, as no query can be run";
    return [columns, jobs, { permission, problem }];
  }
  const today = dayOfInstant(now);
  const rows = await tried(permission, () =>
    bigQuery.tryOut(`Trying to read ${table}`, rowsQuery(table, known, today, [today])),
  );
  return [columns, jobs, rows];
}

async function tried(permission: string, attempt: () => Promise<void>): Promise<PermissionCheck> {
  try {
    await attempt();
    return { permission, problem: null };
  } catch (error) {
    return { permission, problem: error instanceof Error ? error.message : String(error) };
  }
}
