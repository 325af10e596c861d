import { z } from "zod";

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, "a UTC day, 2026-10-01");

/** Half-open UTC days. */
export const periodSchema = z.object({ start: day, end: day });

/** A condition on a dimension; `not_in` and `not_contains` keep charges without a value there. */
export const filterSchema = z.object({
  dimension: z
    .string()
    .describe("FOCUS column (ServiceName, SubAccountId …), tag:KEY, or team, environment …"),
  operator: z.enum(["in", "not_in", "contains", "not_contains", "is_null", "is_not_null"]),
  values: z.array(z.string()).describe("values as the store spells them; [] for is_null"),
});

/** What is asked of the bill. Everything has a default but the period, which code resolves. */
export const costQuestionSchema = z.object({
  metric: z
    .enum(["EffectiveCost", "BilledCost", "ListCost", "ContractedCost"])
    .default("EffectiveCost")
    .describe("EffectiveCost unless billed, list or contracted cost is asked for"),
  period: periodSchema.describe("half-open UTC days"),
  periodWords: z.string().nullable().default(null).describe("the words that named the period"),
  periodBasis: z
    .enum(["charge", "billing"])
    .default("charge")
    .describe("billing for what an invoice holds"),
  filters: z.array(filterSchema).default([]),
  thresholds: z
    .array(z.object({ operator: z.enum(["gt", "gte", "lt", "lte"]), value: z.number() }))
    .default([])
    .describe("keep groups whose amount compares so"),
  groupBy: z.array(z.string()).default([]).describe("dimensions of the table, in order"),
  granularity: z
    .enum(["hour", "day", "week", "month", "quarter", "year"])
    .nullable()
    .default(null)
    .describe("for a series over time"),
  average: z
    .literal(true)
    .optional()
    .describe("the average per bucket of `granularity` is asked for; with groups, of each group"),
  order: z
    .object({
      by: z.enum(["amount", "delta", "percent"]),
      direction: z.enum(["descending", "ascending"]),
    })
    .default({ by: "amount", direction: "descending" }),
  limit: z.number().int().positive().nullable().default(null).describe("top N"),
  limitPer: z
    .array(z.string())
    .default([])
    .describe("dimensions of groupBy within whose values the top N are ranked: the outer of two"),
});

const periodComparisonSchema = z.object({
  kind: z.literal("period"),
  period: periodSchema.describe("the whole other period"),
  running: z
    .boolean()
    .describe("the main period is a calendar one that isn't over: compare like for like"),
});

/** The other side of a comparison. */
const comparisonSchema = z.discriminatedUnion("kind", [
  periodComparisonSchema,
  z.object({
    kind: z.literal("values"),
    dimension: z.string(),
    main: z.string().describe("the value that the question names first"),
    other: z.string(),
  }),
]);

/** A cost question with another period, or another value, beside it. */
export const compareQuestionSchema = costQuestionSchema.extend({ compare: comparisonSchema });

/** A question for what changed from another period to this one, and why. */
export const explainQuestionSchema = costQuestionSchema
  .pick({ metric: true, period: true, periodWords: true, periodBasis: true, filters: true })
  .extend({ compare: periodComparisonSchema });

/** A question for how fresh and complete the data are; no filter asks about everything. */
export const freshnessQuestionSchema = z.object({ filters: z.array(filterSchema).default([]) });

export type CostQuestion = z.infer<typeof costQuestionSchema>;
export type CompareQuestion = z.infer<typeof compareQuestionSchema>;
export type ExplainQuestion = z.infer<typeof explainQuestionSchema>;
