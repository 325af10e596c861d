import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import type { Day } from "#src/focus/day";

/** How often a budget begins anew. */
export const BUDGET_CADENCES = ["monthly", "quarterly", "yearly"] as const;

/** The costs that a budget may count. */
export const BUDGET_METRICS = [
  "EffectiveCost",
  "BilledCost",
  "ListCost",
  "ContractedCost",
] as const;

/** A share of a budget that somebody wants to hear of: once so much is spent, or is forecast to be. */
export const budgetThresholdSchema = z.strictObject({
  percent: z.number().positive(),
  of: z.enum(["actual", "forecast"]),
});

/** What is told of a budget that says nothing else. */
export const DEFAULT_THRESHOLDS: z.infer<typeof budgetThresholdSchema>[] = [
  { percent: 80, of: "actual" },
  { percent: 100, of: "actual" },
  { percent: 100, of: "forecast" },
];

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, "a month, 2026-10");

/** What may be spent on some charges in each month, quarter or year. */
export const budgetSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    filters: z
      .array(filterSchema)
      .default([])
      .describe("the charges that it is for; all must hold"),
    metric: z.enum(BUDGET_METRICS).default("EffectiveCost"),
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
    rollOver: z
      .strictObject({ since: month })
      .nullable()
      .default(null)
      .describe("what is left or overspent of each period from that month on is added to the next"),
    owner: z.string().trim().min(1).nullable().default(null).describe("e-mail"),
    channel: z
      .string()
      .trim()
      .min(1)
      .nullable()
      .default(null)
      .describe("where its alerts go, as people write it: #payments; null for the owner"),
    thresholds: z.array(budgetThresholdSchema).default(DEFAULT_THRESHOLDS),
  })
  .refine(({ amounts, cadence }) => cadence === "monthly" || Object.keys(amounts).length === 0, {
    message: "only a monthly budget has amounts by month",
    path: ["amounts"],
  });

export type Budget = z.infer<typeof budgetSchema>;
export type BudgetCadence = Budget["cadence"];
export type BudgetThreshold = z.infer<typeof budgetThresholdSchema>;

/** A budget as somebody left it. */
export interface BudgetVersion {
  readonly name: string;
  /** Null where it was deleted. */
  readonly budget: Budget | null;
  /** E-mail of who did; empty for the local administrator. */
  readonly person: string;
  /** Instant, ISO 8601; for the file's, when it was first read so. */
  readonly setAt: string;
  /** How tally.yaml had it; absent for what a person set. */
  readonly origin?: "tally.yaml";
}

/** A budget that holds, with how it came to be. */
export interface HeldBudget {
  readonly budget: Budget;
  /** Its versions, the oldest first: what people set and how tally.yaml had it, as far as that was noted. */
  readonly history: readonly BudgetVersion[];
}

/** One budget in one of its periods. */
export interface BudgetRun {
  readonly name: string;
  /** The first day of the period. */
  readonly periodStart: Day;
}

/** Which budgets' alerts are silent. Names are compared without case. */
export interface BudgetMutes {
  /** Whether nothing more is to be told until the period's end. */
  isSilent(run: BudgetRun): boolean;
  /** Silences a budget until the period's end, or takes that back; the same action id again changes nothing. */
  silence(
    actionId: string,
    run: BudgetRun,
    said: { readonly isSilent: boolean; readonly person: string; readonly now: Date },
  ): void;
}

/** The budgets that one person may see: those whose charges that person sees, all of them. */
export interface BudgetBook {
  /** The month that budget years begin in, 1 to 12. */
  readonly yearStartMonth: number;
  /** Those that hold at the end of a UTC day, by name. */
  held(today: Day): readonly HeldBudget[];
  /** All versions of all budgets, also of those that are deleted, that were there by the end of a UTC day; the oldest first. */
  versions(today: Day): readonly BudgetVersion[];
  /** What was kept under an action id; null where nothing was. */
  keptBy(actionId: string): BudgetVersion | null;
  /** Whether a budget of these charges may be kept under a name: nobody else's has it, and the person sees its charges. */
  mayKeep(name: string, budget: Budget, today: Day): boolean;
  /** Keeps a version; the same action id again changes nothing. Returns whether it was new. */
  keep(actionId: string, version: BudgetVersion): boolean;
  readonly mutes: BudgetMutes;
}

/** The budgets that are configured, and the year they go by. */
export interface BudgetSettings {
  readonly budgets: readonly Budget[];
  readonly yearStartMonth: number;
}
