import { budgetPeriod } from "#skills/budgets/budget-period";
import type { CostQuestion } from "#src/cost-question";
import { addMonths, type Day, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { plainQuery } from "#src/store/cost-query";
import type { ReportYear } from "./report-answer.ts";
import { amountsBeside } from "./shared-reads.ts";

const MONTHS = 12;

/** The year up to the end of a month, beside the same months of the year before if all are there, and its course. */
export function reportYear(
  context: SkillContext,
  filters: CostQuestion["filters"],
  month: Period,
): ReportYear {
  const { start } = budgetPeriod("yearly", month.start, context.budgets.yearStartMonth);
  const period = { start, end: month.end };
  const comparedWith = { start: addMonths(start, -MONTHS), end: addMonths(month.end, -MONTHS) };
  const { firstDay } = context.costs.freshness(filters, context.today, context.completenessLagDays);
  const isWhole = firstDay !== null && firstDay <= comparedWith.start;
  const latest = Array.from({ length: MONTHS }, (_, at) => addMonths(month.start, at + 1 - MONTHS));
  const course = { start: latest[0] ?? month.start, end: month.end };
  const { rows } = context.costs.query({ ...plainQuery(course, filters), granularity: "month" });
  const valueIn = (currency: string, bucket: Day) =>
    rows.find((row) => row.currency === currency && row.bucket === bucket)?.value ?? null;
  return {
    period,
    comparedWith,
    amounts: amountsBeside(context, filters, period, comparedWith).map((one) => ({
      ...one,
      // A year of which only the end is there would make any other one look dear.
      previous: isWhole ? one.previous : null,
      months: latest.map((bucket) => ({ month: bucket, value: valueIn(one.currency, bucket) })),
    })),
  };
}
