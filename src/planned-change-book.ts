import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import type { Day } from "#src/focus/day";

/** What a plan can be: so much a month, so much once, a percentage from a day on, or a percentage more each month. */
export const PLAN_KINDS = ["monthly", "one-off", "percent", "growth"] as const;

export type PlanKind = (typeof PLAN_KINDS)[number];

/** Something that is planned and will change the cost of some charges. */
export const plannedChangeSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    filters: z
      .array(filterSchema)
      .default([])
      .describe("the charges that it changes; all must hold"),
    kind: z
      .enum(PLAN_KINDS)
      .describe("monthly and one-off are amounts; percent and growth are shares of these charges"),
    size: z
      .number()
      .refine((size) => size !== 0, "a plan changes something")
      .describe("an amount, or a percentage: 5 is 5% more; below 0 for less"),
    currency: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe("the BillingCurrency of an amount"),
    from: z.iso.date().describe("the first day"),
    until: z.iso
      .date()
      .nullable()
      .default(null)
      .describe("the day that it ends before; null where it stays"),
    probability: z.number().gt(0).max(1).default(1).describe("how likely it is"),
    owner: z.string().min(1).nullable().default(null),
  })
  .refine(({ kind, currency }) => isShare(kind) || currency !== null, {
    message: "an amount needs its currency",
    path: ["currency"],
  })
  .refine(({ kind, size }) => !isShare(kind) || size >= -100, {
    message: "no more than 100% can be saved",
    path: ["size"],
  })
  .refine(({ kind, until }) => kind !== "one-off" || until !== null, {
    message: "a one-off needs the day that it ends before: it is spread over its days",
    path: ["until"],
  })
  .refine(({ from, until }) => until === null || until > from, {
    message: "it ends after it begins",
    path: ["until"],
  });

/** Plans as tally.yaml lists them. */
export const plansSchema = z
  .array(plannedChangeSchema)
  .refine((plans) => new Set(plans.map(({ name }) => planKey(name))).size === plans.length, {
    message: "each plan needs a name of its own",
  });

/** Something planned; days are UTC. */
export type Plan = z.infer<typeof plannedChangeSchema>;

/** Whether a plan's size is a percentage. */
export function isShare(kind: PlanKind): boolean {
  return kind === "percent" || kind === "growth";
}

/** What names of plans are compared by: no case, no outer spaces. */
export function planKey(name: string): string {
  return name.trim().toLowerCase();
}

/** A plan as somebody left it. */
export interface PlanVersion {
  readonly name: string;
  /** Null where it was given up. */
  readonly plan: Plan | null;
  /** E-mail of who did; empty for the local administrator. */
  readonly person: string;
  /** Instant, ISO 8601. */
  readonly saidAt: string;
}

/** A plan that holds, with how it came to be. */
export interface HeldPlan {
  readonly plan: Plan;
  /** What was said of it in conversations, the oldest first; empty for one that stands as it was configured. */
  readonly history: readonly PlanVersion[];
}

/** The plans that one person may see: those whose charges that person sees, all of them. */
export interface PlannedChangeBook {
  /** Those that hold at the end of a UTC day, by name. */
  held(today: Day): readonly HeldPlan[];
  /** What was kept under an action id; null where nothing was. */
  keptBy(actionId: string): PlanVersion | null;
  /** Whether a plan may be kept: nobody else's has its name, and the person sees its charges. */
  mayKeep(plan: Plan, today: Day): boolean;
  /** Keeps a version; the same action id again changes nothing. Returns whether it was new. */
  keep(actionId: string, version: PlanVersion): boolean;
}
