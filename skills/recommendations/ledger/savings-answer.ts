import { z } from "zod";
import { skillAnswerSchema } from "#src/answer";
import { filterSchema, periodSchema } from "#src/cost-question";

/** How far something is that was taken up. */
const STAGES = ["accepted", "done", "verified", "not-verified"] as const;

/** By what savings can be added up. */
const GROUPS = [
  "team",
  "month",
  "kind",
  "environment",
  "ServiceProviderName",
  "SubAccountId",
  "ServiceName",
  "RegionId",
] as const;

/** Which savings are wanted. */
export const savingsQuestionSchema = z.object({
  period: periodSchema
    .optional()
    .describe("half-open UTC days in which money was saved; absent for this year so far"),
  filters: z.array(filterSchema).default([]).describe("what they are about: “for payments”"),
  stages: z
    .array(z.enum(STAGES))
    .default([...STAGES])
    .describe("how far they are; all unless asked for some"),
  groupBy: z.enum(GROUPS).nullable().default(null).describe("adds them up by this"),
});

const savedSchema = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** One saving in the ledger; amounts are a month's in its currency, but for `saved`. */
const savingSchema = z.object({
  number: z.number(),
  action: z.string(),
  kind: z.string(),
  team: z.string().nullable(),
  currency: z.string(),
  stage: z.enum(STAGES),
  acceptedOn: z.string(),
  since: z.string().nullable(),
  verifiedOn: z.string().nullable(),
  /** The day on which it was opened again; null while it saves. */
  until: z.string().nullable(),
  estimate: z.number(),
  /** What was measured on the bill; null before that. */
  measured: savedSchema
    .extend({ from: z.string(), through: z.string(), otherCauses: z.array(z.string()) })
    .nullable(),
  /** What it saved in the period; null for one that isn't verified. */
  saved: savedSchema.nullable(),
  countedWith: z.number().nullable(),
});

/** Sums of one currency: of the period, but for the pace. */
const sumsSchema = z.object({
  currency: z.string(),
  /** What those that were accepted, and done, in the period were to save a month. */
  accepted: z.number(),
  done: z.number(),
  /** What those that were verified in the period were to save a month, and do. */
  estimated: z.number(),
  verified: savedSchema,
  saved: savedSchema,
  /** What all that are verified save a year. */
  yearlyPace: savedSchema,
});

/** An answer about what was saved. */
export const savingsAnswerSchema = skillAnswerSchema.extend({
  savings: z.array(savingSchema),
  sums: z.array(sumsSchema),
});

export type SavingsQuestion = z.infer<typeof savingsQuestionSchema>;
export type SavingAnswer = z.infer<typeof savingSchema>;
export type SavingsSums = z.infer<typeof sumsSchema>;
export type SavingsAnswer = z.infer<typeof savingsAnswerSchema>;
