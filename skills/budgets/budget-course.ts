import { daysOf } from "#skills/forecast/daily-amounts";
import type { ChartBlock } from "#src/cards/card";
import { formatPeriod } from "#src/cards/format";
import type { Day, Period } from "#src/focus/day";
import type { BudgetPoint, BudgetStatus } from "./budget-answer.ts";

/** What has come by the end of each day of a period, at the pace of the expected end and of its bounds. */
export type CumulatedTotals = Readonly<Record<"mean" | "lo80" | "hi80", readonly number[]>>;

/** A budget's period day by day, added up: what came through the last complete day, what is expected from it on. */
export function budgetCourse(period: Period, asOf: Day, totals: CumulatedTotals): BudgetPoint[] {
  return daysOf(period).map((day, at) => {
    const expected = (pace: keyof CumulatedTotals) =>
      day < asOf ? null : (totals[pace][at] ?? null);
    return {
      day,
      actual: day > asOf ? null : (totals.mean[at] ?? null),
      mean: expected("mean"),
      lo80: expected("lo80"),
      hi80: expected("hi80"),
    };
  });
}

/** A budget's course against its amount: the line is crossed on the day on which it is used up. */
export function courseChart(
  course: readonly BudgetPoint[],
  { name, amount, currency, period }: BudgetStatus,
): ChartBlock {
  const values = (of: Exclude<keyof BudgetPoint, "day">) => course.map((point) => point[of]);
  return {
    type: "chart",
    chart: "line",
    title: `${name}, spent and expected, added up, ${formatPeriod(period)}`,
    unit: currency,
    labels: course.map(({ day }) => day),
    series: [
      { name: "spent", values: values("actual") },
      { name: "forecast", values: values("mean") },
      { name: "80% low", values: values("lo80"), role: "low" },
      { name: "80% high", values: values("hi80"), role: "high" },
      { name: "budget", values: course.map(() => amount), role: "reference" },
    ],
  };
}
