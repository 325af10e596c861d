import { z } from "zod";
import { skillAnswerSchema } from "#src/answer";
import { BUDGET_CADENCES } from "#src/budget-book";
import { filterSchema, periodSchema } from "#src/cost-question";

/** How a budget can stand: at risk is one that the forecast exceeds, no data one without charges to judge. */
export const BUDGET_STATES = ["over", "at risk", "on track", "no data"] as const;

/** A budget in its running period; amounts are in its currency, days are UTC. */
export const budgetStatusSchema = z.object({
  name: z.string(),
  filters: z.array(filterSchema),
  metric: z.string(),
  currency: z.string(),
  cadence: z.enum(BUDGET_CADENCES),
  owner: z.string().nullable(),
  period: periodSchema,
  amount: z.number(),
  /** What is charged from the period's start to the end of today. */
  actual: z.number().nullable(),
  /** Where the period will end, with its 80% interval; null with too few days to tell. */
  forecast: z.object({ mean: z.number(), lo80: z.number(), hi80: z.number() }).nullable(),
  /** Forecast (actual, where there is none) minus amount: above 0 is over budget. */
  variance: z.number().nullable(),
  remaining: z.number().nullable(),
  percentUsed: z.number().nullable(),
  percentForecast: z.number().nullable(),
  /** Mean of the period's complete days. */
  burnRatePerDay: z.number().nullable(),
  /** The day on which the amount was or is expected to be used up; null where it isn't in this period. */
  overrunDay: z.string().nullable(),
  state: z.enum(BUDGET_STATES),
  thresholdsPassed: z.array(z.object({ percent: z.number(), of: z.enum(["actual", "forecast"]) })),
  dataThrough: z.string().nullable(),
  /** What was said of it in conversations, the oldest first; the amount is null where it was deleted. */
  history: z.array(
    z.object({
      person: z.string(),
      at: z.string(),
      amount: z.number().nullable(),
      currency: z.string().nullable(),
      cadence: z.enum(BUDGET_CADENCES).nullable(),
    }),
  ),
});

/** An answer about budgets. */
export const budgetsAnswerSchema = skillAnswerSchema.extend({
  budgets: z.array(budgetStatusSchema),
});

export type BudgetStatus = z.infer<typeof budgetStatusSchema>;
export type BudgetsAnswer = z.infer<typeof budgetsAnswerSchema>;
