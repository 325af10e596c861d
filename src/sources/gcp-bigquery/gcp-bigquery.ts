import { z } from "zod";
import { SourceError } from "#src/errors";
import type { Day } from "#src/focus/day";
import { CallError } from "#src/sources/calls/call-error";
import type { SourceContext } from "#src/sources/context";
import { GoogleApi } from "#src/sources/google/google-api";
import { readAnswer } from "#src/sources/google/read-answer";
import { firstDayOf, monthOf } from "#src/sources/month";
import type { CallUsage, PermissionCheck, Source, SourceUnit, Survey } from "#src/sources/source";
import { BigQuery } from "./big-query.ts";
import {
  type DaysOfMonth,
  isClosed,
  monthsSchema,
  versionOfMonth,
  windowStart,
} from "./day-state.ts";
import { MonthReader } from "./month-reader.ts";
import { checkTable } from "./permissions.ts";
import { shapeOf, surveyQuery, type TableShape } from "./queries.ts";
import type { GcpBigQuerySettings } from "./settings.ts";

/** Queries are what it is used for; IAM decides what more it may. */
const SCOPE = "https://www.googleapis.com/auth/bigquery";
/** Before all bills: the first survey asks for every month. */
const BEGINNING: Day = "2000-01-01";

const memorySchema = z.object({
  table: z.string(),
  shape: z.object({
    billingPeriodStart: z.string(),
    chargePeriodStart: z.string(),
    exportTime: z.string().nullable(),
  }),
  months: monthsSchema,
});

type Memory = z.infer<typeof memorySchema>;
type Months = Memory["months"];

/**
 * Google Cloud's bills from BigQuery: the FOCUS table that Google manages, or a view with FOCUS columns. Rows
 * come late, one by one; so each survey counts and adds up the days, and only those that differ are read.
 */
export class GcpBigQuery implements Source {
  readonly kind = "gcp-bigquery";
  readonly name: string;
  readonly #table: string;
  readonly #api: GoogleApi;
  readonly #bigQuery: BigQuery;
  readonly #now: () => Date;
  /** The first month that wasn't as it was counted once, maybe long ago; it is counted again. */
  #changed: Day | null = null;

  constructor(name: string, settings: GcpBigQuerySettings, context: SourceContext) {
    this.name = name;
    this.#table = settings.table;
    this.#api = new GoogleApi(SCOPE, settings, context);
    this.#bigQuery = new BigQuery(this.#api, settings, context.pageSize);
    this.#now = () => new Date(context.clock.now());
  }

  get usage(): CallUsage {
    return this.#api.caller.usage;
  }

  async survey(memory: string | null): Promise<Survey> {
    const known = this.#read(memory);
    const shape = known?.shape ?? (await this.#shape());
    const now = await this.#look(shape, known);
    const { months } = now;
    const units = Object.keys(months)
      .sort()
      .map((month) => this.#unit(month, months[month] ?? {}, now.shape));
    return { units, memory: JSON.stringify({ table: this.#table, ...now }) };
  }

  check(): Promise<readonly PermissionCheck[]> {
    return checkTable(this.#bigQuery, this.#table, this.#now());
  }

  /** Columns may have come and gone since they were looked at. */
  async #look(shape: TableShape, known: Memory | null): Promise<Pick<Memory, "shape" | "months">> {
    const before = known?.months ?? {};
    try {
      return { shape, months: await this.#months(shape, before) };
    } catch (error) {
      const isWrongQuery = error instanceof CallError && error.failure === "refused";
      if (known === null || !isWrongQuery) throw error;
      const fresh = await this.#shape();
      if (JSON.stringify(fresh) === JSON.stringify(shape)) throw error;
      return { shape: fresh, months: await this.#months(fresh, before) };
    }
  }

  async #shape(): Promise<TableShape> {
    return shapeOf(this.#table, await this.#bigQuery.columns());
  }

  /** The months of the window as they are now, and those before it as they were. */
  async #months(shape: TableShape, before: Months): Promise<Months> {
    const isFirst = Object.keys(before).length === 0;
    const from = isFirst ? BEGINNING : earlier(windowStart(this.#now()), this.#changed);
    const months: Record<string, Months[string]> = {};
    for (const [month, days] of Object.entries(before)) {
      if (month < monthOf(from)) months[month] = days;
    }
    const action = `Counting the rows of ${this.#table}`;
    for await (const { rows } of this.#bigQuery.pages(
      action,
      surveyQuery(this.#table, shape, from),
    )) {
      for (const row of rows) this.#take(row, months);
    }
    return months;
  }

  #take(cells: readonly unknown[], months: Record<string, Months[string]>): void {
    const [month, day, charges, billed, exported = null] = cells;
    if (month === null || day === null || billed === null) {
      const problem =
        "It has rows without BillingPeriodStart, ChargePeriodStart or BilledCost. Leave them out by a view, or fill them.";
      throw new SourceError(problem, { file: this.#table });
    }
    const group = readAnswer(groupSchema, { month, day, charges, billed, exported }, this.#table);
    const days = months[group.month] ?? {};
    days[group.day] = { rows: group.charges, billed: group.billed, exported: group.exported };
    months[group.month] = days;
  }

  #unit(month: string, days: DaysOfMonth, shape: TableShape): SourceUnit {
    const start = firstDayOf(month);
    if (start === null) {
      throw new SourceError(`It has the invoice month ${month}.`, { file: this.#table });
    }
    return {
      id: month,
      billingPeriodStart: start,
      version: versionOfMonth(days),
      order: null,
      parts: null,
      fetch: (folder, onProgress, kept) =>
        this.#fetch(
          start,
          days,
          folder,
          kept,
          new MonthReader(this.#bigQuery, this.#table, shape, onProgress),
        ),
    };
  }

  async #fetch(month: Day, days: DaysOfMonth, folder: string, kept: string, reader: MonthReader) {
    const now = this.#now();
    try {
      return isClosed(month, now)
        ? await reader.readAll(month, days, folder)
        : await reader.readChanged(month, days, kept, (other) => isClosed(`${other}-01`, now));
    } catch (error) {
      const isChanged = error instanceof CallError && error.failure === "changed";
      if (isChanged) this.#changed = earlier(month, this.#changed);
      throw error;
    }
  }

  /** A memory of another table, or of another shape, is forgotten. */
  #read(memory: string | null): Memory | null {
    if (memory === null) return null;
    const parsed = memorySchema.safeParse(JSON.parse(memory));
    return parsed.success && parsed.data.table === this.#table ? parsed.data : null;
  }
}

function earlier(day: Day, other: Day | null): Day {
  return other !== null && other < day ? other : day;
}

const groupSchema = z.object({
  month: z.string(),
  day: z.iso.date(),
  charges: z.coerce.number().int().min(1),
  billed: z.string(),
  exported: z.string().nullable(),
});
