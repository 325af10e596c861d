import { z } from "zod";
import { skillAnswerSchema } from "#src/answer";
import { BUDGET_CADENCES, BUDGET_METRICS, budgetThresholdSchema } from "#src/budget-book";
import { filterSchema, periodSchema } from "#src/cost-question";

/** How a budget can stand: at risk is one that the forecast exceeds, no data one without charges to judge. */
export const BUDGET_STATES = ["over", "at risk", "on track", "no data"] as const;

/** What costs more than its share of a budget, in the budget's currency. */
const budgetDriverSchema = z.object({
  label: z.string(),
  /** Through the last complete day. */
  actual: z.number(),
  /** The part of the budget by now that goes by what it cost in the period before. */
  allowance: z.number(),
  /** actual − allowance. */
  above: z.number(),
  /** The first day on which it cost more than before. */
  since: z.string().nullable(),
  owner: z.string().nullable(),
});

/** A budget in its running period; amounts are in its currency, days are UTC. */
export const budgetStatusSchema = z.object({
  name: z.string(),
  filters: z.array(filterSchema),
  metric: z.enum(BUDGET_METRICS),
  currency: z.string(),
  cadence: z.enum(BUDGET_CADENCES),
  owner: z.string().nullable(),
  channel: z.string().nullable(),
  thresholds: z.array(budgetThresholdSchema),
  period: periodSchema,
  /** What may be spent in the period, with what is carried over. */
  amount: z.number(),
  /** What former periods left (above 0) or overspent (below); null where the budget doesn't roll over. */
  carried: z.number().nullable(),
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
  /** What is left for each day from tomorrow on; null where nothing is, or no day. */
  leftPerDay: z.number().nullable(),
  /** The day on which the amount was or is expected to be used up; null where it isn't in this period. */
  overrunDay: z.string().nullable(),
  /** The same day at the bounds of the 80% interval; `latest` is null where it may not come in this period. */
  overrunInterval: z.object({ earliest: z.string(), latest: z.string().nullable() }).nullable(),
  state: z.enum(BUDGET_STATES),
  thresholdsPassed: z.array(budgetThresholdSchema),
  /** What commitments and recurring fees make of the actual cost; worked out where one budget is asked about. */
  committed: z.object({ amount: z.number(), percent: z.number() }).nullable(),
  /** The largest first, then what is left of the charges; as `committed`. */
  drivers: z.array(budgetDriverSchema),
  /**
   * What would bring the forecast back under the amount, done today; worked out as `committed`. Null where nothing is
   * over.
   */
  closing: z
    .object({
      /** Open ones within its charges, three at most. */
      recommendations: z.array(
        z.object({ number: z.number(), action: z.string(), monthlySaving: z.number() }),
      ),
      /** By all of them until the period's end. */
      saved: z.number(),
      /** What would still be over; 0 where they close the gap. */
      left: z.number(),
    })
    .nullable(),
  dataThrough: z.string().nullable(),
  /** Its versions, the oldest first; the amount is null where it was deleted. */
  history: z.array(
    z.object({
      person: z.string(),
      at: z.string(),
      amount: z.number().nullable(),
      currency: z.string().nullable(),
      cadence: z.enum(BUDGET_CADENCES).nullable(),
      /** Null for what a person set. */
      origin: z.literal("tally.yaml").nullable(),
    }),
  ),
});

/** A budget that a provider keeps, with its figures and, where that can be said, ours for the same charges. */
const listedProviderBudgetSchema = z.object({
  name: z.string(),
  /** Key in tally.yaml of the source that it was read from. */
  source: z.string(),
  provider: z.string(),
  url: z.string().nullable(),
  cadence: z.enum(["daily", ...BUDGET_CADENCES]),
  currency: z.string(),
  amount: z.number().nullable(),
  /** Which charges it is for, in the provider's words. */
  scope: z.string(),
  /** As the provider counts them. */
  actual: z.number().nullable(),
  forecast: z.number().nullable(),
  state: z.enum(BUDGET_STATES),
  /** Our figures of the billed cost; null where our dimensions can't say its charges. */
  ours: z
    .object({
      period: periodSchema,
      actual: z.number().nullable(),
      forecast: z.number().nullable(),
      dataThrough: z.string().nullable(),
    })
    .nullable(),
  /** The budget of our own that is for the same charges. */
  sameAs: z.string().nullable(),
});

/** A day of a budget's period, with what is charged or expected from the period's start through its end. */
const budgetPointSchema = z.object({
  day: z.string(),
  /** Null after the last complete day. */
  actual: z.number().nullable(),
  /** Null before it, as is the 80% interval. */
  mean: z.number().nullable(),
  lo80: z.number().nullable(),
  hi80: z.number().nullable(),
});

/** An answer about budgets. */
export const budgetsAnswerSchema = skillAnswerSchema.extend({
  budgets: z.array(budgetStatusSchema),
  /** Beside our own, and in none of the sums. */
  providerBudgets: z.array(listedProviderBudgetSchema),
  /** Of the one budget that is asked about; empty where there are several, or too few days to forecast its end. */
  course: z.array(budgetPointSchema),
});

export type BudgetDriver = z.infer<typeof budgetDriverSchema>;
export type ListedProviderBudget = z.infer<typeof listedProviderBudgetSchema>;
export type BudgetPoint = z.infer<typeof budgetPointSchema>;
export type BudgetStatus = z.infer<typeof budgetStatusSchema>;
export type BudgetsAnswer = z.infer<typeof budgetsAnswerSchema>;
