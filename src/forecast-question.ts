import { z } from "zod";
import { costQuestionSchema, periodSchema } from "#src/cost-question";

/** A question for what a slice will cost in days that aren't over or haven't begun. */
export const forecastQuestionSchema = costQuestionSchema
  .pick({ metric: true, periodWords: true, filters: true })
  .extend({
    period: periodSchema
      .optional()
      .describe("what to forecast, half-open UTC days; the whole running month when absent"),
    groupBy: z.array(z.string()).max(1).default([]).describe("one dimension to forecast by"),
    granularity: z.enum(["day", "month"]).default("month").describe("the step of the forecast"),
  });

export type ForecastQuestion = z.infer<typeof forecastQuestionSchema>;
