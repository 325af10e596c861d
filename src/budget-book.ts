import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import type { Day } from "#src/focus/day";

/** How often a budget begins anew. */
export const BUDGET_CADENCES = ["monthly", "quarterly", "yearly"] as const;

const thresholdSchema = z.strictObject({
  percent: z.number().positive(),
  of: z.enum(["actual", "forecast"]),
});

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, "a month, 2026-10");

/** What may be spent on some charges in each month, quarter or year. */
export const budgetSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    filters: z
      .array(filterSchema)
      .default([])
      .describe("the charges that it is for; all must hold"),
    metric: z
      .enum(["EffectiveCost", "BilledCost", "ListCost", "ContractedCost"])
      .default("EffectiveCost"),
    currency: z
      .string()
      .min(1)
      .describe("the BillingCurrency that it is in; charges in others don't count"),
    cadence: z.enum(BUDGET_CADENCES).default("monthly"),
    amount: z.number().positive(),
    amounts: z
      .record(month, z.number().nonnegative())
      .default({})
      .describe("months with an amount of their own"),
    growth: z
      .strictObject({ percentPerYear: z.number(), fromYear: z.number().int() })
      .nullable()
      .default(null)
      .describe("`amount` is that of `fromYear`, and each later year has so much more"),
    owner: z.string().min(1).nullable().default(null),
    thresholds: z.array(thresholdSchema).default([
      { percent: 80, of: "actual" },
      { percent: 100, of: "actual" },
      { percent: 100, of: "forecast" },
    ]),
  })
  .refine(({ amounts, cadence }) => cadence === "monthly" || Object.keys(amounts).length === 0, {
    message: "only a monthly budget has amounts by month",
    path: ["amounts"],
  });

export type Budget = z.infer<typeof budgetSchema>;
export type BudgetCadence = Budget["cadence"];

/** A budget as somebody left it. */
export interface BudgetVersion {
  readonly name: string;
  /** Null where it was deleted. */
  readonly budget: Budget | null;
  /** E-mail of who did; empty for the local administrator. */
  readonly person: string;
  /** Instant, ISO 8601. */
  readonly setAt: string;
}

/** A budget that holds, with how it came to be. */
export interface HeldBudget {
  readonly budget: Budget;
  /** What was said of it in conversations, the oldest first; empty for one that stands as it was configured. */
  readonly history: readonly BudgetVersion[];
}

/** The budgets that one person may see: those whose charges that person sees, all of them. */
export interface BudgetBook {
  /** The month that budget years begin in, 1 to 12. */
  readonly yearStartMonth: number;
  /** Those that hold at the end of a UTC day, by name. */
  held(today: Day): readonly HeldBudget[];
  /** What was kept under an action id; null where nothing was. */
  keptBy(actionId: string): BudgetVersion | null;
  /** Whether a budget of these charges may be kept under a name: nobody else's has it, and the person sees its charges. */
  mayKeep(name: string, budget: Budget, today: Day): boolean;
  /** Keeps a version; the same action id again changes nothing. Returns whether it was new. */
  keep(actionId: string, version: BudgetVersion): boolean;
}

/** The budgets that are configured, and the year they go by. */
export interface BudgetSettings {
  readonly budgets: readonly Budget[];
  readonly yearStartMonth: number;
}
