import { z } from "zod";
import { costQuestionSchema, filterSchema, periodSchema } from "#src/cost-question";
import { PLAN_KINDS } from "#src/planned-change-book";

/** What is imagined of some charges: to change as a plan would, to be gone, or to be under a commitment. */
export const whatIfSchema = z.object({
  kind: z.enum([...PLAN_KINDS, "without", "with", "commitment"]),
  filters: z.array(filterSchema).default([]).describe("the charges that it is about"),
  size: z
    .number()
    .nullable()
    .default(null)
    .describe("a percentage, or an amount a month or once; below 0 for less"),
  currency: z.string().nullable().default(null).describe("ISO 4217 code of an amount"),
  from: z.iso.date().nullable().default(null).describe("from which day on; null for at once"),
  until: z.iso.date().nullable().default(null).describe("the day that it ends before"),
});

/** A question for what a slice will cost in days that aren't over or haven't begun. */
export const forecastQuestionSchema = costQuestionSchema
  .pick({ metric: true, periodWords: true, filters: true })
  .extend({
    period: periodSchema
      .optional()
      .describe("what to forecast, half-open UTC days; the whole running month when absent"),
    groupBy: z.array(z.string()).max(1).default([]).describe("one dimension to forecast by"),
    granularity: z.enum(["day", "month"]).default("month").describe("the step of the forecast"),
    whatIf: whatIfSchema
      .nullable()
      .default(null)
      .describe("a condition whose outcome is shown beside the forecast as it stands"),
  });

export type WhatIf = z.infer<typeof whatIfSchema>;
export type ForecastQuestion = z.infer<typeof forecastQuestionSchema>;
