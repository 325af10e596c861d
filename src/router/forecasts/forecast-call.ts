import type { Turn } from "#src/conversation";
import { type CostQuestion, costQuestionSchema } from "#src/cost-question";
import { addMonths, type Day, type Period } from "#src/focus/day";
import { forecastQuestionSchema } from "#src/forecast-question";
import type { CostCall, SkillCall } from "#src/router/skill-call";

/** The last turn as a question for costs, when it was one for a forecast; else null. */
export function forecastBefore({ skill, input }: Turn, today: Day): CostQuestion | null {
  if (skill !== "forecast-spend") return null;
  const asked = forecastQuestionSchema.safeParse(input);
  if (!asked.success) return null;
  const { metric, filters, groupBy, granularity, period, periodWords } = asked.data;
  const month = { start: addMonths(today, 0), end: addMonths(today, 1) };
  return costQuestionSchema.parse({
    metric,
    filters,
    groupBy,
    granularity: granularity === "day" ? "day" : null,
    period: period ?? month,
    periodWords,
  });
}

/** The call that forecasts what a call would show, for a period; null is the running month. */
export function forecastCall(
  { input }: CostCall,
  period: Period | null,
  periodWords: string | null,
): SkillCall {
  const { metric, filters, groupBy, granularity } = input;
  const isFine = granularity === "day" || granularity === "hour" || granularity === "week";
  return {
    skill: "forecast-spend",
    input: {
      metric,
      filters,
      groupBy: groupBy.slice(0, 1),
      granularity: isFine ? "day" : "month",
      periodWords,
      ...(period === null ? {} : { period }),
    },
  };
}

/** What a forecast leaves out of a question's reading. */
export function leftOutOfForecast({ input }: CostCall): string[] {
  const { groupBy, limit, thresholds, granularity } = input;
  return [
    ...(groupBy.length > 1 ? [`forecast by ${groupBy[0]} alone`] : []),
    ...(limit !== null || thresholds.length > 0 ? ["a forecast lists all groups"] : []),
    ...(granularity === "week" || granularity === "hour" ? ["forecast by day"] : []),
  ];
}
