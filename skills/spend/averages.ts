import { z } from "zod";
import { skillAnswerSchema } from "#src/answer";
import type { Figure } from "#src/cards/card";
import { formatCount, formatPeriod } from "#src/cards/format";
import { type CostQuestion, periodSchema } from "#src/cost-question";
import { addDays, type Day, daysIn, type Period } from "#src/focus/day";
import { bucketStart, type Granularity } from "#src/focus/granularity";
import type { CostRow } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import type { Freshness } from "#src/store/freshness";
import { costQuery } from "./cost-answer.ts";
import type { MeasureColumn } from "./cost-table.ts";

const averageSchema = z.object({
  currency: z.string(),
  value: z.number().nullable().describe("of all buckets of the period, also those without charges"),
  unit: z.enum(["hour", "day", "week", "month", "quarter", "year"]),
  buckets: z.number().int().describe("by how many it is divided"),
  period: periodSchema.describe("the complete buckets of what was asked for"),
});

type Average = z.infer<typeof averageSchema>;

/** An answer with costs; with averages where they were asked for. */
export const costAnswerSchema = skillAnswerSchema.extend({
  averages: z.array(averageSchema).optional(),
});

export type CostAnswer = z.infer<typeof costAnswerSchema>;

/** What a question for averages comes to: for all of it, and for each group. */
export interface Averages {
  readonly averages: readonly Average[];
  /** A row's average, beside its amount. */
  readonly column: MeasureColumn;
  /** Of what these are the averages; or why there are none. */
  readonly words: string;
}

const HOURS_A_DAY = 24;

/**
 * The averages of a question that asks for them, by its granularity: what its whole and complete buckets cost,
 * divided by how many they are. A running day or month would lower it. Null where none are asked for.
 */
export function averagesOf(
  costs: Costs,
  question: CostQuestion,
  freshness: Pick<Freshness, "firstDay" | "dataThrough">,
): Averages | null {
  const { granularity: unit, average } = question;
  if (average !== true || unit === null) return null;
  const period = wholeBuckets(withinData(question.period, freshness), unit);
  const buckets = bucketsIn(period, unit);
  if (buckets === 0) {
    const words = `no ${unit} of ${formatPeriod(question.period)} is whole and complete, so that there is no average`;
    return { averages: [], column: columnOf(() => null), words };
  }
  const whole = { ...question, period, granularity: null, limit: null, limitPer: [] };
  const { totals, rows } = costs.query(costQuery(whole, null));
  const mean = (value: number | null) => (value === null ? null : value / buckets);
  const byRow = new Map(rows.map((row) => [nameOf(row), mean(row.value)]));
  return {
    averages: totals.map(({ currency, value }) => {
      return { currency, value: mean(value), unit, buckets, period };
    }),
    column: columnOf((row) => byRow.get(nameOf(row)) ?? null),
    words: `average of ${counted(buckets, unit)}, ${formatPeriod(period)}`,
  };
}

/** The averages as figures of a card. */
export function averageFigures({ averages = [], period }: CostAnswer): Figure[] {
  const isOne = averages.every((one) => one.period.start === averages[0]?.period.start);
  return averages.map(({ currency, value, unit, period: of }) => {
    const label = `Average ${unit === "hour" ? "an" : "a"} ${unit}`;
    const isAll = isOne && period !== null;
    return { label: isAll ? label : `${label}, ${formatPeriod(of)}`, value, currency };
  });
}

function columnOf(cellOf: MeasureColumn["cellOf"]): MeasureColumn {
  return { name: "average", kind: "measure", cellOf };
}

function nameOf({ keys, currency }: CostRow): string {
  return JSON.stringify([currency, keys]);
}

function counted(buckets: number, unit: Granularity): string {
  return buckets === 1 ? `one ${unit}` : `${formatCount(buckets)} ${unit}s`;
}

function withinData(
  { start, end }: Period,
  { firstDay, dataThrough }: Pick<Freshness, "firstDay" | "dataThrough">,
): Period {
  const complete = dataThrough === null ? end : addDays(dataThrough, 1);
  return {
    start: firstDay !== null && firstDay > start ? firstDay : start,
    end: complete < end ? complete : end,
  };
}

/** The part of a period that is made of whole buckets; without days where there are none. */
function wholeBuckets({ start, end }: Period, unit: Granularity): Period {
  let first = start;
  while (first < end && !isStart(first, unit)) first = addDays(first, 1);
  const last = bucketStart(end, unit);
  return { start: first, end: last > first ? last : first };
}

function bucketsIn(period: Period, unit: Granularity): number {
  const days = Array.from({ length: daysIn(period) }, (_, at) => addDays(period.start, at));
  const starts = days.filter((day) => isStart(day, unit)).length;
  return unit === "hour" ? starts * HOURS_A_DAY : starts;
}

function isStart(day: Day, unit: Granularity): boolean {
  return bucketStart(day, unit) === day;
}
