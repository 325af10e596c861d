import { z } from "zod";
import { EFFECTS } from "#src/analytics/explain/effects/line-effects";
import { skillAnswerSchema } from "#src/answer";

const valueSchema = z.object({
  dimension: z.string(),
  value: z.string().nullable(),
  name: z.string().nullable().describe("the display name of an id"),
});

const causeSchema = z.object({
  kind: z.enum([
    "commitment_expired",
    "coverage_lost",
    "credit_ended",
    "price_changed",
    "new_resource",
    "resource_ended",
    "one_off_purchase",
    "correction",
    "tax_changed",
  ]),
  amount: z.number(),
  subjects: z.array(z.string()).describe("ids of commitments, SKUs or resources, the first ones"),
});

/** A part of a change, as answers hold it. */
export const driverSchema = z.object({
  kind: z
    .enum(["slice", "calendar", "rest"])
    .describe("charges that have something in common, the length of the periods, or all else"),
  label: z.string(),
  slice: z.array(valueSchema).describe("what its charges have in common and no others have"),
  within: z.array(valueSchema).describe("what else they have in common"),
  before: z.number().nullable(),
  after: z.number().nullable(),
  change: z.number(),
  share: z.number().nullable().describe("per cent of the whole change; null where that is 0"),
  effects: z
    .array(z.object({ effect: z.enum(EFFECTS), amount: z.number() }))
    .describe("the change by what made it, the largest first; adds up to the change"),
  causes: z.array(causeSchema),
  firstDay: z.string().nullable().describe("the first day on which it cost more, or less"),
  lastDay: z.string().nullable().describe("the last such day; null while it lasts"),
  perMonth: z.number().nullable().describe("what it changes 30 days by, if it stays as it is"),
  resources: z.array(z.object({ id: z.string(), name: z.string().nullable(), change: z.number() })),
  owner: z.string().nullable().describe("the team that most of it belongs to"),
});

const currencyExplanationSchema = z.object({
  currency: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  change: z.number(),
  drivers: z.array(driverSchema).describe("parts that add up to the change, none in two of them"),
});

/** A comparison of two periods with what drove the change, a currency at a time. */
export const explainAnswerSchema = skillAnswerSchema.extend({
  explanation: z.array(currencyExplanationSchema),
});

export type ExplainAnswer = z.infer<typeof explainAnswerSchema>;
export type CurrencyExplanation = z.infer<typeof currencyExplanationSchema>;
export type Driver = z.infer<typeof driverSchema>;
export type SliceValue = z.infer<typeof valueSchema>;
