import { once } from "node:events";
import { createInterface } from "node:readline";
import { changeDrivers } from "#src/analytics/explain/change-drivers";
import { MOST_DIMENSIONS } from "#src/analytics/explain/cuboid";
import type { Explanation } from "#src/analytics/explain/explanation";
import { type LeafRow, type LeafTable, leafTable } from "#src/analytics/explain/leaf-table";
import { rootCauses } from "#src/analytics/explain/root-causes";
import { UserError } from "#src/errors";
import { readOptionsOnly } from "./command.ts";

/** `tally lab explain`: a table per line of standard input, its causes per line of standard output. */
export async function labExplain(words: readonly string[]): Promise<number> {
  const values = readOptionsOnly(words, { drivers: { type: "boolean", default: false } });
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of explainLines(lines, values.drivers ? changeDrivers : rootCauses)) {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
  }
  return 0;
}

/**
 * Explains each table `{"id","rows":[{"dims":{"a":"a1"},"before":1,"after":2}]}` as
 * `{"id","causes":[{"slice","change","share"}],"remainder":{"change","share"}}`: causes with most dimensions
 * first, then by share. Causes and remainder add up to the change; shares are null where that is 0.
 * @throws UserError at the first line that is no such table
 */
export async function* explainLines(
  lines: AsyncIterable<string> | Iterable<string>,
  explain: (table: LeafTable) => Explanation,
): AsyncGenerator<string> {
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === "") continue;
    const { id, rows } = readTable(line, `Line ${number}`);
    const table = leafTable(rows);
    if (table.dimensions.length > MOST_DIMENSIONS) {
      throw new UserError(
        `Line ${number} has ${table.dimensions.length} dimensions; at most ${MOST_DIMENSIONS} can be searched.`,
      );
    }
    yield JSON.stringify({ id, ...printed(explain(table)) });
  }
}

function printed({ causes, remainder }: Explanation): object {
  const narrowestFirst = causes.toSorted(
    (a, b) => Object.keys(b.slice).length - Object.keys(a.slice).length,
  );
  return {
    causes: narrowestFirst.map(({ slice, change, share }) => ({ slice, change, share })),
    remainder: { change: remainder.change, share: remainder.share },
  };
}

function readTable(line: string, place: string) {
  const table = parsed(line, place);
  if (!isRecord(table)) throw new UserError(`${place} is no object with "id" and "rows".`);
  const { id, rows } = table as { readonly id?: unknown; readonly rows?: unknown };
  if (typeof id !== "string" && typeof id !== "number") {
    throw new UserError(`${place}: "id" must be a text or a number.`);
  }
  if (!Array.isArray(rows)) throw new UserError(`${place}: "rows" must be a list of leaves.`);
  rows.forEach((row: unknown, index) => {
    checkRow(row, `${place}, row ${index + 1}`);
  });
  return { id, rows: rows as readonly LeafRow[] };
}

function parsed(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UserError(`${place} is no JSON; write {"id": …, "rows": […]} on one line.`);
  }
}

function checkRow(row: unknown, place: string): void {
  if (!isRecord(row)) throw new UserError(`${place} is no object with "dims", "before", "after".`);
  const { dims, before, after } = row as Partial<Record<keyof LeafRow, unknown>>;
  if (!isRecord(dims)) throw new UserError(`${place}: "dims" must be an object.`);
  for (const [name, value] of Object.entries(dims)) {
    if (typeof value === "object" && value !== null) {
      throw new UserError(`${place}: the value of "${name}" must be a text, a number or null.`);
    }
  }
  if (!Number.isFinite(before) || !Number.isFinite(after)) {
    throw new UserError(`${place}: "before" and "after" must be numbers.`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
