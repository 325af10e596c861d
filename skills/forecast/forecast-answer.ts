import { z } from "zod";
import { skillAnswerSchema } from "#src/answer";
import { BUDGET_CADENCES } from "#src/budget-book";
import { filterSchema, periodSchema } from "#src/cost-question";
import { PLAN_KINDS } from "#src/planned-change-book";

/** A point of the course behind a forecast: what came, or what is expected with its 80% interval. */
const pointSchema = z.object({
  bucket: z.string(),
  actual: z.number().nullable(),
  mean: z.number().nullable(),
  lo80: z.number().nullable(),
  hi80: z.number().nullable(),
});

/** What a period will cost in one currency. */
const currencyForecastSchema = z.object({
  currency: z.string(),
  period: periodSchema,
  /** What is charged already, days to come included. */
  booked: z.number(),
  mean: z.number(),
  lo80: z.number(),
  hi80: z.number(),
  lo95: z.number(),
  hi95: z.number(),
  /** The models with their weights; `actual` where nothing is left to forecast. */
  model: z.string(),
  /** How far off the last forecasts of the kind were, made as early. */
  accuracy: z.object({ months: z.number(), medianPercent: z.number() }).nullable(),
  /** What `mean` is made of; the parts add up to it. */
  makeup: z.object({
    booked: z.number(),
    /** Commitments and recurring fees still to come. */
    committed: z.number(),
    /** All else that the charges make expected. */
    usage: z.number(),
    /** What commitments that end make dearer. */
    expiries: z.number(),
    planned: z.number(),
  }),
  course: z.object({ step: z.enum(["day", "month"]), points: z.array(pointSchema) }),
});

const amountsSchema = z.array(z.object({ currency: z.string(), value: z.number() }));

/** A plan, and what became of it in a forecast. */
const listedPlanSchema = z.object({
  name: z.string(),
  filters: z.array(filterSchema),
  kind: z.enum(PLAN_KINDS),
  size: z.number(),
  currency: z.string().nullable(),
  from: z.string(),
  until: z.string().nullable(),
  probability: z.number(),
  owner: z.string().nullable(),
  /**
   * counted: it is in; begun: the charges hold it already; wider: it is for other charges as well, so it isn't in;
   * unknown: too few days of its charges, or of its currency, are known to reckon it.
   */
  state: z.enum(["counted", "begun", "wider", "unknown"]),
  /** What it is expected to add in the period asked about, by its probability. */
  amounts: amountsSchema,
});

/** A commitment that ends before the forecast does. */
const listedExpirySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The first day on which it holds no more. */
  expires: z.string(),
  knownBy: z.enum(["provider", "term"]),
  /** What its end adds in the period asked about; empty where the price on demand isn't known. */
  amounts: amountsSchema,
});

/** The forecast under one condition, beside the forecast as it stands. */
const scenarioSchema = z.object({
  /** The condition: “if ServiceName Amazon EC2 costs 15% more”. */
  words: z.string(),
  entries: z.array(
    z.object({
      currency: z.string(),
      mean: z.number(),
      lo80: z.number(),
      hi80: z.number(),
      lo95: z.number(),
      hi95: z.number(),
      /** Against the forecast as it stands. */
      difference: z.number(),
      percent: z.number().nullable(),
      /** How much of the difference is booked already. */
      booked: z.number(),
    }),
  ),
  /** What it rests on, and what is missing to tell more. */
  notes: z.array(z.string()),
});

/** What the budget of a forecast's charges allows at each point of its course. */
const budgetLineSchema = z.object({
  currency: z.string(),
  name: z.string(),
  cadence: z.enum(BUDGET_CADENCES),
  amounts: z.array(z.number()),
});

/** An answer with a forecast, an entry a currency, and what is known to come that is in it. */
export const forecastAnswerSchema = skillAnswerSchema.extend({
  forecast: z.array(currencyForecastSchema),
  plans: z.array(listedPlanSchema),
  expiries: z.array(listedExpirySchema),
  scenario: scenarioSchema.nullable(),
  budgetLines: z.array(budgetLineSchema),
});

export type ForecastAnswer = z.infer<typeof forecastAnswerSchema>;
export type BudgetLine = z.infer<typeof budgetLineSchema>;
export type CurrencyForecast = z.infer<typeof currencyForecastSchema>;
export type ListedPlan = z.infer<typeof listedPlanSchema>;
export type ListedExpiry = z.infer<typeof listedExpirySchema>;
export type Scenario = z.infer<typeof scenarioSchema>;
export type CoursePoint = z.infer<typeof pointSchema>;
