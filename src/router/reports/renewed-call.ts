import { z } from "zod";
import { periodSchema } from "#src/cost-question";
import { addDays, addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import { readTime } from "#src/router/time/read-time";

/** A call with a period that words may have named. */
const timedSchema = z.looseObject({
  period: periodSchema,
  periodWords: z.string().nullable().default(null),
});
const comparedSchema = z.looseObject({
  compare: z.looseObject({ kind: z.literal("period"), period: periodSchema }),
});

/** What periods are read with. */
export interface Calendar {
  readonly today: Day;
  /** 1 to 12. */
  readonly fiscalYearStartMonth: number;
}

/**
 * A call as its words mean it on another day: “last month” is a later one then, and what it is compared with moves
 * along. Where no words named the period, a month so far is the running one; other days stay what they are.
 */
export function renewedCall<Call extends { readonly input: unknown }>(
  call: Call,
  calendar: Calendar,
): Call {
  const timed = timedSchema.safeParse(call.input);
  if (!timed.success) return call;
  const { period: before, periodWords } = timed.data;
  const period = periodNow(before, periodWords, calendar);
  const compared = comparedSchema.safeParse(call.input);
  if (!compared.success) return { ...call, input: { ...timed.data, period } };
  const { compare } = compared.data;
  const other = movedAlong(compare.period, before, period);
  return { ...call, input: { ...timed.data, period, compare: { ...compare, period: other } } };
}

function periodNow(before: Period, words: string | null, calendar: Calendar): Period {
  if (words !== null) return readTime(words, calendar).period ?? before;
  const month = addMonths(calendar.today, 0);
  const isSoFar = isFirst(before.start) && before.end <= addMonths(before.start, 1);
  return isSoFar ? { start: month, end: addDays(calendar.today, 1) } : before;
}

/** Whole months move by months, other days by days. */
function movedAlong(other: Period, before: Period, after: Period): Period {
  const isMonths = [other.start, other.end, before.start, after.start].every(isFirst);
  const months = monthNumber(after.start) - monthNumber(before.start);
  const days = daysIn({ start: before.start, end: after.start });
  const moved = (day: Day) => (isMonths ? addMonths(day, months) : addDays(day, days));
  return { start: moved(other.start), end: moved(other.end) };
}

function isFirst(day: Day): boolean {
  return day.endsWith("-01");
}

function monthNumber(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
