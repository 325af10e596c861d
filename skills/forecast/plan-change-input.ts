import { z } from "zod";
import { filterSchema, periodSchema } from "#src/cost-question";
import { PLAN_KINDS } from "#src/planned-change-book";

/** What is to become of a plan. */
export const planChangeSchema = z.object({
  change: z
    .enum(["plan", "change", "forget"])
    .default("plan")
    .describe("plan makes one; change and forget need one that is there"),
  name: z.string().trim().min(1).max(80).nullable().default(null).describe("what is planned"),
  filters: z.array(filterSchema).default([]).describe("the charges that it changes"),
  kind: z
    .enum(PLAN_KINDS)
    .nullable()
    .default(null)
    .describe(
      "monthly: an amount a month; one-off: an amount once; percent: from a day on; growth: percent more each month",
    ),
  size: z
    .number()
    .nullable()
    .default(null)
    .describe("an amount or a percentage; below 0 for less; null only to forget"),
  currency: z
    .string()
    .max(20)
    .nullable()
    .default(null)
    .describe("ISO 4217 code of an amount; null for the one of the charges"),
  period: periodSchema.optional().describe("when it begins and, unless it stays, ends"),
  stays: z.boolean().default(true).describe("false where it ends with the period"),
  probability: z.number().gt(0).max(1).nullable().default(null).describe("1 for certain"),
  owner: z.string().max(200).nullable().default(null),
});

export type PlanChange = z.infer<typeof planChangeSchema>;
