import { z } from "zod";
import { BUDGET_CADENCES } from "#src/budget-book";
import { filterSchema } from "#src/cost-question";

/** What is to become of a budget. */
export const setBudgetSchema = z.object({
  change: z
    .enum(["set", "change", "delete"])
    .default("set")
    .describe("set makes one or changes it; change and delete need one that is there"),
  name: z.string().trim().min(1).max(80).nullable().default(null).describe("the budget's name"),
  filters: z.array(filterSchema).default([]).describe("the charges that it is for"),
  amount: z.number().positive().nullable().default(null).describe("null only to delete"),
  currency: z
    .string()
    .nullable()
    .default(null)
    .describe("ISO 4217 code; null for the one of the budget or of its charges"),
  cadence: z
    .enum(BUDGET_CADENCES)
    .nullable()
    .default(null)
    .describe("null for the budget's own, monthly for a new one"),
});

export type SetBudget = z.infer<typeof setBudgetSchema>;
