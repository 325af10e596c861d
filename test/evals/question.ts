import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const periodSchema = z.strictObject({ start: z.string(), end: z.string() });

const filterSchema = z.strictObject({
  dimension: z.string(),
  operator: z.enum([
    "in",
    "not_in",
    "contains",
    "not_contains",
    "is_null",
    "is_not_null",
    "gt",
    "gte",
    "lt",
    "lte",
  ]),
  values: z.array(z.union([z.string(), z.number()])),
});

const comparisonSchema = z.union([
  z.strictObject({ period: periodSchema, running: z.boolean().default(false) }),
  z.strictObject({
    of: z.strictObject({ dimension: z.string(), main: z.string(), other: z.string() }),
  }),
]);

/** What an answer should be. docs/evals.md says what an absent field means. */
const expectationSchema = z.strictObject({
  status: z.enum(["answered", "no_data", "clarify", "unsupported", "confirm", "refused"]),
  skill: z.union([z.string(), z.array(z.string())]).optional(),
  metric: z
    .enum(["EffectiveCost", "BilledCost", "ListCost", "ContractedCost"])
    .default("EffectiveCost"),
  period: periodSchema.optional(),
  periodBasis: z.enum(["charge", "billing", "any"]).default("charge"),
  filters: z.array(filterSchema).default([]),
  groupBy: z.array(z.string()).default([]),
  granularity: z.enum(["hour", "day", "week", "month", "quarter", "year"]).nullable().default(null),
  limit: z
    .union([z.number(), z.array(z.number())])
    .nullable()
    .default(null),
  limitPer: z.array(z.string()).default([]),
  order: z
    .enum(["ascending", "delta-descending", "delta-ascending", "percent-descending"])
    .optional(),
  comparison: comparisonSchema.optional(),
});

const questionSchema = z.strictObject({
  id: z.string(),
  question: z.string(),
  kind: z.string(),
  thread: z.string().optional(),
  expect: expectationSchema,
  or: z.array(expectationSchema).default([]),
});

export type EvalFilter = z.infer<typeof filterSchema>;
export type Expectation = z.infer<typeof expectationSchema>;
export type EvalQuestion = z.infer<typeof questionSchema>;

/** The questions of a file beside this one, in their order. */
export function readQuestions(file: string): EvalQuestion[] {
  const lines = readFileSync(join(import.meta.dirname, file), "utf8").trim();
  return lines.split("\n").map((line) => questionSchema.parse(JSON.parse(line)));
}
