import { z } from "zod";
import { anomaliesAnswerSchema } from "#skills/anomalies/anomaly-answer";
import { BUDGET_STATES } from "#skills/budgets/budget-answer";
import { recommendationAnswerSchema } from "#skills/recommendations/recommendation-answer";
import { explainAnswerSchema } from "#skills/spend/explain/explanation";
import { skillAnswerSchema } from "#src/answer";
import { filterSchema, periodSchema } from "#src/cost-question";
import { REPORT_KINDS } from "#src/schedule-book";

const moneySchema = z.object({ currency: z.string(), value: z.number().nullable() });
const anomalies = anomaliesAnswerSchema.shape.anomalies;

/** How a budget stands in a report, in its currency. */
export const reportBudgetSchema = z.object({
  name: z.string(),
  filters: z.array(filterSchema),
  metric: z.string(),
  currency: z.string(),
  owner: z.string().nullable(),
  period: periodSchema,
  amount: z.number(),
  actual: z.number().nullable(),
  forecast: z.number().nullable(),
  state: z.enum(BUDGET_STATES),
  percentUsed: z.number().nullable(),
  percentForecast: z.number().nullable().describe("per cent of the amount at its expected end"),
});

const monthSchema = z.object({
  period: periodSchema.describe("the days of the month that are complete"),
  comparedWith: periodSchema.describe("as many days of the month before"),
  amounts: z.array(
    z.object({
      currency: z.string(),
      value: z.number().nullable(),
      previous: z.number().nullable(),
      percent: z.number().nullable(),
      forecast: z
        .object({ mean: z.number(), lo80: z.number().nullable(), hi80: z.number().nullable() })
        .nullable()
        .describe("the whole month; null with too few days to tell"),
    }),
  ),
});

const decisionsSchema = z.object({
  count: z.number(),
  savings: z.array(moneySchema).describe("a month, each thing once"),
  byOwner: z.array(
    z.object({
      owner: z.string().nullable(),
      count: z.number(),
      savings: z.array(moneySchema),
    }),
  ),
  first: z.array(recommendationAnswerSchema).describe("those that save most"),
});

const verifiedSchema = z.object({ count: z.number(), savings: z.array(moneySchema) });

const dailySchema = z.object({
  currency: z.string(),
  days: z.array(z.string()),
  main: z.array(z.number().nullable()),
  other: z.array(z.number().nullable()).describe("the same number of days before"),
});

/** What is worth doing next, with the skill that goes on from there. */
const nextStepSchema = z.object({
  text: z.string(),
  label: z.string(),
  call: z.object({ skill: z.string(), input: z.unknown() }),
});

/** Who or what caused how much, by a dimension. */
const partsSchema = z.object({
  dimension: z.string(),
  rows: z.array(
    z.object({
      name: z.string().nullable(),
      currency: z.string(),
      value: z.number().nullable(),
      previous: z.number().nullable(),
      share: z.number().nullable().describe("per cent of its currency's total"),
      budget: z.number().nullable().describe("what its own monthly budget had for the month"),
    }),
  ),
});

/** The year so far, and its course by month. */
const yearSchema = z.object({
  period: periodSchema,
  comparedWith: periodSchema.describe("the same days a year earlier"),
  amounts: z.array(
    z.object({
      currency: z.string(),
      value: z.number().nullable(),
      previous: z.number().nullable(),
      months: z
        .array(z.object({ month: z.string(), value: z.number().nullable() }))
        .describe("the latest twelve"),
    }),
  ),
});

/** What reports hold beside an answer; amounts are EffectiveCost. */
export const reportSchema = z.object({
  kind: z.enum(REPORT_KINDS).exclude(["answer"]),
  subject: z.string().nullable().describe("what it is about, in words; null for all charges"),
  isQuiet: z.boolean().describe("nothing happened that is worth more than three lines"),
  isAwaited: z.boolean().describe("more complete data are still on their way"),
  movers: explainAnswerSchema.shape.explanation.describe("what drove the change"),
  month: monthSchema.nullable(),
  budgets: z.array(reportBudgetSchema),
  open: anomalies.describe("anomalies that go on"),
  closed: anomalies.describe("anomalies that ended in these days"),
  decisions: decisionsSchema,
  verified: verifiedSchema.describe("savings that were measured in these days"),
  daily: z.array(dailySchema),
  parts: partsSchema.nullable(),
  year: yearSchema.nullable(),
  nextStep: nextStepSchema.nullable(),
});

/** A report as an answer. */
export const reportAnswerSchema = skillAnswerSchema.extend({ report: reportSchema });

export type Report = z.infer<typeof reportSchema>;
export type ReportAnswer = z.infer<typeof reportAnswerSchema>;
export type ReportBudget = z.infer<typeof reportBudgetSchema>;
export type ReportMonth = z.infer<typeof monthSchema>;
export type ReportDecisions = z.infer<typeof decisionsSchema>;
export type ReportVerified = z.infer<typeof verifiedSchema>;
export type ReportDaily = z.infer<typeof dailySchema>;
export type ReportParts = z.infer<typeof partsSchema>;
export type ReportYear = z.infer<typeof yearSchema>;
export type NextStep = z.infer<typeof nextStepSchema>;
