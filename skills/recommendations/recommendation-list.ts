import { z } from "zod";
import { filterSchema, periodSchema } from "#src/cost-question";
import { RECOMMENDATION_KINDS } from "#src/provider-items";
import { STATUSES } from "./recommendation-answer.ts";

/** Those about which something is to be decided. */
export const UNDECIDED = ["open", "awaiting-approval", "not-verified"] as const;

/** By what recommendations can be added up. */
const GROUPS = [
  "team",
  "environment",
  "owner",
  "kind",
  "status",
  "ServiceProviderName",
  "SubAccountId",
  "ServiceName",
  "RegionId",
] as const;

/** What a person did, or the bill showed. */
const DECISIONS = [
  "accept",
  "done",
  "snooze",
  "dismiss",
  "reopen",
  "approve",
  "decline",
  "verify",
] as const;
const LEVELS = ["low", "medium", "high"] as const;

/** By what a recommendation is told from others. */
export const pickFields = {
  numbers: z
    .array(z.number().int().positive())
    .default([])
    .describe("these alone, however they stand: “rec 12”, “3, 5 and 9”"),
  kinds: z.array(z.enum(RECOMMENDATION_KINDS)).default([]),
  filters: z.array(filterSchema).default([]).describe("what they are about: “for payments”"),
  words: z.string().nullable().default(null).describe("a word of what it is called: “the NAT one”"),
};

/** Which recommendations are wanted. */
export const recommendationListSchema = z.object({
  ...pickFields,
  statuses: z
    .array(z.enum(STATUSES))
    .default([...UNDECIDED])
    .describe("how they stand; those to be decided unless others are asked for"),
  savings: z
    .array(z.object({ operator: z.enum(["gt", "gte", "lt", "lte"]), value: z.number() }))
    .default([])
    .describe("bounds of what one saves a month: “over $200 a month”"),
  owner: z
    .string()
    .nullable()
    .default(null)
    .describe("“me”, “nobody”, an e-mail address or a name; null for all"),
  waitsFor: z
    .literal("me")
    .nullable()
    .default(null)
    .describe("me for those that the asker may approve"),
  decided: z
    .object({
      what: z.array(z.enum(DECISIONS)).min(1),
      by: z.string().nullable().default(null).describe("“me” or an e-mail; null for anybody"),
    })
    .nullable()
    .default(null)
    .describe(
      "those of which somebody said so, or of which the bill showed it (verify, reopen), however they stand by now",
    ),
  period: periodSchema.optional().describe("the days on which that was decided"),
  efforts: z.array(z.enum(LEVELS)).default([]).describe("how much work it is: low for quick wins"),
  risks: z.array(z.enum(LEVELS)).default([]).describe("what may go wrong: low for quick wins"),
  restart: z
    .boolean()
    .nullable()
    .default(null)
    .describe("false for those that need no restart, true for those that do"),
  orderBy: z
    .enum(["saving", "age"])
    .default("saving")
    .describe("age for those first that have stood as they do the longest"),
  groupBy: z.enum(GROUPS).nullable().default(null).describe("adds them up by this"),
  limit: z.number().int().positive().nullable().default(null).describe("top N by saving"),
  detail: z
    .boolean()
    .default(false)
    .describe("tells all of a single one: reason, sources, risk, owner, history"),
});

export type RecommendationList = z.infer<typeof recommendationListSchema>;
