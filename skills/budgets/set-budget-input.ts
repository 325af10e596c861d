import { z } from "zod";
import { BUDGET_CADENCES, budgetThresholdSchema } from "#src/budget-book";
import { filterSchema } from "#src/cost-question";

const statedText = z.string().trim().min(1).max(200).nullable().default(null);

/** What is to become of a budget. */
export const setBudgetSchema = z.object({
  change: z
    .enum(["set", "change", "delete"])
    .default("set")
    .describe("set makes one or changes it; change and delete need one that is there"),
  name: z.string().trim().min(1).max(80).nullable().default(null).describe("the budget's name"),
  filters: z.array(filterSchema).default([]).describe("the charges that it is for"),
  amount: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .describe("null to delete, or where only the settings below change"),
  currency: z
    .string()
    .max(20)
    .nullable()
    .default(null)
    .describe("ISO 4217 code; null for the one of the budget or of its charges"),
  cadence: z
    .enum(BUDGET_CADENCES)
    .nullable()
    .default(null)
    .describe("null for the budget's own, monthly for a new one"),
  owner: statedText.describe("e-mail; as those below: null leaves it as it is"),
  channel: statedText.describe("where its alerts go"),
  thresholds: z
    .array(budgetThresholdSchema)
    .nullable()
    .default(null)
    .describe("when to alert, in percent of the amount; [] for never"),
  rollOver: z
    .boolean()
    .nullable()
    .default(null)
    .describe("whether what is left or overspent of a period is added to the next"),
});

export type SetBudget = z.infer<typeof setBudgetSchema>;
