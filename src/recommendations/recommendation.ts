import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import { RECOMMENDATION_KINDS } from "#src/provider-items";

/** What a source, or a rule of our own, reckons. */
const findingSchema = z.strictObject({
  /** The rule's name, or the key in tally.yaml of the source. */
  from: z.string().min(1),
  /** Whether a provider says so; else a rule of ours over the charges. */
  isProvider: z.boolean(),
  /** The provider's id of it; null for a rule's. */
  itemId: z.string().nullable(),
  /** Per month, in the recommendation's currency, as it reckons. */
  monthlySaving: z.number(),
  /** On list prices, on those that are paid, or who knows. */
  priced: z.enum(["list", "paid", "unknown"]),
});

/** A way to save, as it stands today: what the sources say, on the prices that are paid. */
export const recommendationSchema = z.strictObject({
  /**
   * Who it is, whatever its figures: kind and thing, such as `delete-idle:arn:aws:…`. The same from a provider and
   * from a rule, so that one saving counts once.
   */
  key: z.string().min(1),
  kind: z.enum(RECOMMENDATION_KINDS),
  /** What to do, in a sentence. */
  action: z.string().min(1),
  /** Why, in one or two sentences with the figures that speak for it. */
  reason: z.string(),
  /** The charges that it is about. */
  filters: z.array(filterSchema),
  provider: z.string().min(1),
  resourceId: z.string().nullable(),
  resourceName: z.string().nullable(),
  /** The ResourceIds that it is about, where it is about many at once. */
  covers: z.array(z.string()).default([]),
  subAccountId: z.string().nullable(),
  subAccountName: z.string().nullable(),
  serviceName: z.string().nullable(),
  regionId: z.string().nullable(),
  team: z.string().nullable(),
  environment: z.string().nullable(),
  currency: z.string().min(1),
  /** Per month of 365/12 days, on the EffectiveCost that is paid; never more than the charges cost. */
  monthlySaving: z.number().nonnegative(),
  /** EffectiveCost of its charges a month now. */
  monthlyCost: z.number().nullable(),
  findings: z.array(findingSchema).min(1),
  effort: z.enum(["low", "medium", "high"]),
  risk: z.enum(["low", "medium", "high"]),
  /** Whether something restarts; null where unknown. */
  restart: z.boolean().nullable(),
  /** Whether it can be taken back; null where unknown. */
  rollback: z.boolean().nullable(),
});

/** A way to save, as it stands today. */
export type Recommendation = z.infer<typeof recommendationSchema>;

/** Why somebody doesn't want it. */
export const DISMISS_REASONS = [
  "not-relevant",
  "not-worth-the-effort",
  "planned",
  "wrong-estimate",
  "needed-for-peak-or-recovery",
  "other",
] as const;

export type DismissReason = (typeof DISMISS_REASONS)[number];

/** Where a recommendation stands. */
export type RecommendationStatus =
  | "open"
  | "awaiting-approval"
  | "accepted"
  | "done"
  | "verified"
  | "not-verified"
  | "snoozed"
  | "dismissed"
  | "gone";
