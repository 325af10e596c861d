import { join } from "node:path";
import type { Day } from "#src/focus/day";
import { CallError } from "#src/sources/calls/call-error";
import { sha256OfFile } from "#src/sources/files/sha256";
import { monthOf } from "#src/sources/month";
import type { FetchedFile, FetchedUnit, OnBytes } from "#src/sources/source";
import type { BigQuery, ResultPage } from "./big-query.ts";
import { textOf } from "./cells.ts";
import { columnAt, DayFile } from "./day-file.ts";
import type { DayState, DaysOfMonth } from "./day-state.ts";
import { KeptDays, nameOfDay } from "./kept-days.ts";
import { rowsQuery, type TableShape } from "./queries.ts";

/** Each day has a file open while it is read. */
const DAYS_PER_QUERY = 64;

/** Reads an invoice month from a table into files, one a day, as it was surveyed. */
export class MonthReader {
  readonly #bigQuery: BigQuery;
  readonly #table: string;
  readonly #shape: TableShape;
  readonly #onBytes: OnBytes;
  #bytes = 0;

  constructor(bigQuery: BigQuery, table: string, shape: TableShape, onBytes: OnBytes) {
    this.#bigQuery = bigQuery;
    this.#table = table;
    this.#shape = shape;
    this.#onBytes = onBytes;
  }

  /** @throws CallError, "changed" where a day isn't as it was surveyed; SourceError */
  async readAll(month: Day, days: DaysOfMonth, folder: string): Promise<FetchedUnit> {
    await this.#read(month, days, Object.keys(days), folder);
    return this.#unit(month, days, folder);
  }

  /**
   * The same, without the days that are kept; the others are kept from now on.
   * @param isOver whether a month, `2026-10`, is kept no longer
   */
  async readChanged(
    month: Day,
    days: DaysOfMonth,
    folder: string,
    isOver: (month: string) => boolean,
  ): Promise<FetchedUnit> {
    const kept = new KeptDays(folder);
    await kept.removeMonths(isOver);
    const found = await kept.find(monthOf(month), days);
    const changed = Object.keys(days).filter((day) => !found.has(day));
    const place = await kept.place(monthOf(month));
    await this.#read(month, days, changed, place);
    await kept.removeOthers(monthOf(month), days);
    return this.#unit(month, days, place);
  }

  async #unit(month: Day, days: DaysOfMonth, folder: string): Promise<FetchedUnit> {
    const files: FetchedFile[] = [];
    let total = 0;
    for (const day of Object.keys(days).sort()) {
      const state = days[day] as DayState;
      const path = join(folder, nameOfDay(day, state));
      const name = `${this.#table}/${monthOf(month)}/${day}`;
      files.push({ path, name, sha256: await sha256OfFile(path), rows: state.rows });
      total += state.rows;
    }
    return { files, rows: total };
  }

  async #read(month: Day, days: DaysOfMonth, wanted: readonly Day[], folder: string) {
    const sorted = wanted.toSorted();
    for (let at = 0; at < sorted.length; at += DAYS_PER_QUERY) {
      await this.#readDays(month, days, sorted.slice(at, at + DAYS_PER_QUERY), folder);
    }
  }

  async #readDays(month: Day, days: DaysOfMonth, wanted: readonly Day[], folder: string) {
    const files = new Map<Day, DayFile>();
    const query = rowsQuery(this.#table, this.#shape, month, wanted);
    const action = `Reading ${monthOf(month)} of ${this.#table}`;
    try {
      for await (const page of this.#bigQuery.pages(action, query)) {
        for (const [day, rows] of rowsByDay(page)) {
          const path = join(folder, nameOfDay(day, days[day] ?? UNKNOWN));
          const file = files.get(day) ?? new DayFile(path, namesOf(page));
          files.set(day, file);
          this.#bytes += await file.add(rows);
        }
        this.#onBytes(this.#bytes, null);
      }
      await keepUnchanged(files, days, wanted, action);
    } finally {
      for (const file of files.values()) await file.discard();
    }
  }
}

/** Of a day that wasn't there; it is never kept. */
const UNKNOWN: DayState = { rows: 0, billed: "0", exported: null };

/** Keeps what is as it was surveyed. @throws CallError, "changed", for the rest */
async function keepUnchanged(
  files: ReadonlyMap<Day, DayFile>,
  days: DaysOfMonth,
  wanted: readonly Day[],
  action: string,
): Promise<void> {
  let difference: string | null = null;
  for (const day of new Set([...wanted, ...files.keys()])) {
    const state = days[day] ?? UNKNOWN;
    const file = files.get(day);
    if (file?.holds(state)) await file.keep();
    else
      difference ??= `${day} has ${file?.rows ?? 0} rows, and had ${state.rows}, or costs otherwise`;
  }
  if (difference !== null) throw new CallError("changed", { reason: difference }, action);
}

function rowsByDay(page: ResultPage): Map<Day, string[][]> {
  const at = columnAt(namesOf(page), "ChargePeriodStart");
  const rows = page.rows.map((cells) =>
    page.fields.map((field, position) => textOf(field, cells[position])),
  );
  return Map.groupBy(rows, (row) => (row[at] ?? "").slice(0, 10));
}

function namesOf({ fields }: ResultPage): string[] {
  return fields.map(({ name }) => name);
}
