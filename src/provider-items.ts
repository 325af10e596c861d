import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import type { Day } from "#src/focus/day";

/** A UTC day. */
const day = z.iso.date();
/** ISO 8601, UTC. */
const instant = z.iso.datetime();

const itemFields = {
  /** Stays the same as long as the provider means the same thing. */
  id: z.string().min(1),
  /** As charges have it in ServiceProviderName: "AWS", "Microsoft", "Google Cloud". */
  provider: z.string().min(1),
  /** Where people see it at the provider. */
  url: z.url().nullable(),
};

/** A budget that is kept at the provider. */
export const providerBudgetSchema = z.strictObject({
  ...itemFields,
  name: z.string().min(1),
  cadence: z.enum(["daily", "monthly", "quarterly", "yearly"]),
  /** For the period that runs now; null where the provider works it out from former ones and doesn't say. */
  amount: z.number().nullable(),
  currency: z.string().min(1),
  /** The charges that it is for; null where our dimensions can't say it, and `scope` does in words. */
  filters: z.array(filterSchema).nullable(),
  scope: z.string(),
  /** As the provider counts them; null where it doesn't. */
  actual: z.number().nullable(),
  forecast: z.number().nullable(),
  /** In percent of the amount. */
  thresholds: z.array(z.object({ percent: z.number(), of: z.enum(["actual", "forecast"]) })),
});

/** An anomaly that the provider found. */
export const providerAnomalySchema = z.strictObject({
  ...itemFields,
  start: day,
  /** The day after its last one; null as long as it goes on. */
  end: day.nullable(),
  currency: z.string().min(1),
  /** Above zero for more than expected; all days together. */
  impact: z.number(),
  actual: z.number().nullable(),
  expected: z.number().nullable(),
  /** The charges that it is about: what all its root causes share. */
  filters: z.array(filterSchema),
  /** The root causes in the provider's words. */
  causes: z.array(z.string()),
  /** What it was told of this anomaly; null where nothing. */
  feedback: z.enum(["yes", "no", "planned"]).nullable(),
});

/** What can be recommended, of whatever source. */
export const RECOMMENDATION_KINDS = [
  "buy-commitment",
  "unused-commitment",
  "delete-idle",
  "stop-idle",
  "rightsize",
  "modernise",
  "move-architecture",
  "storage-class",
  "schedule",
  "reduce-transfer",
  "reduce-logging",
  "cheaper-model",
  "cache-prompts",
  "other",
] as const;

export type RecommendationKind = (typeof RECOMMENDATION_KINDS)[number];

/** A way to save that the provider recommends. */
export const providerRecommendationSchema = z.strictObject({
  ...itemFields,
  kind: z.enum(RECOMMENDATION_KINDS),
  /** What to do, in a sentence: "Change i-0abc from m5.2xlarge to m5.xlarge". */
  action: z.string().min(1),
  /** As charges have them in ResourceId and so on; null where the provider doesn't say. */
  resourceId: z.string().nullable(),
  resourceName: z.string().nullable(),
  resourceType: z.string().nullable(),
  subAccountId: z.string().nullable(),
  regionId: z.string().nullable(),
  /** Per month, above zero. */
  monthlySaving: z.number(),
  /** What the resource costs a month now, as the provider reckons. */
  monthlyCost: z.number().nullable(),
  currency: z.string().min(1),
  /** Whether the saving is reckoned with the prices that are really paid. */
  priced: z.enum(["list", "paid", "unknown"]),
  effort: z.enum(["low", "medium", "high"]).nullable(),
  restart: z.boolean().nullable(),
  rollback: z.boolean().nullable(),
  lookbackDays: z.number().nullable(),
  /** What the provider holds of its life. */
  state: z.enum(["open", "accepted", "done", "dismissed", "snoozed"]),
  /** Sent back with a change of state, where the provider asks for it. */
  etag: z.string().nullable(),
  refreshedAt: instant.nullable(),
});

/** How a commitment was used in a month. */
const commitmentUsageSchema = z.strictObject({
  ...itemFields,
  kind: z.enum(["savings-plan", "reservation"]),
  /** Half-open days that it is about. */
  start: day,
  end: day,
  /** As charges have it in CommitmentDiscountId; null for all of them together. */
  commitmentDiscountId: z.string().nullable(),
  currency: z.string().min(1),
  /** 0 to 1. */
  utilisation: z.number().min(0),
  committed: z.number(),
  used: z.number(),
  /** What its use would have cost on demand; null where unknown. */
  onDemandCost: z.number().nullable(),
  /** The day from which it holds no more; null where unknown. */
  expires: day.nullable(),
});

/** What a provider says beside the charges, by kind. */
export const providerItemSchemas = {
  budget: providerBudgetSchema,
  anomaly: providerAnomalySchema,
  recommendation: providerRecommendationSchema,
  "commitment-usage": commitmentUsageSchema,
} as const;

export type ProviderItemKind = keyof typeof providerItemSchemas;
export type ProviderItem<Kind extends ProviderItemKind = ProviderItemKind> = z.infer<
  (typeof providerItemSchemas)[Kind]
>;
export type ProviderBudget = ProviderItem<"budget">;
export type ProviderAnomaly = ProviderItem<"anomaly">;
export type ProviderRecommendation = ProviderItem<"recommendation">;
export type CommitmentUsage = ProviderItem<"commitment-usage">;

/** An item as it was last read. */
export interface KeptItem<Kind extends ProviderItemKind> {
  /** The key in tally.yaml of the source that it was read from. */
  readonly source: string;
  readonly item: ProviderItem<Kind>;
  /** Instants, ISO 8601. */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** When it was first missing; null while the provider lists it. */
  readonly goneAt: string | null;
}

/** What a provider is told of one of its items. */
export type WriteBack = AnomalyWriteBack | RecommendationWriteBack;

/** Whether an anomaly was one. */
export interface AnomalyWriteBack {
  readonly kind: "anomaly";
  readonly id: string;
  readonly feedback: "yes" | "no" | "planned";
}

/** What somebody decided about a recommendation. */
export interface RecommendationWriteBack {
  readonly kind: "recommendation";
  readonly id: string;
  readonly state: "open" | "accepted" | "done" | "not-done" | "dismissed" | "snoozed";
  /** The day on which a snoozed one is open again; null otherwise. */
  readonly until: Day | null;
}

/** How far the telling of a provider is. refused: it, or its API, doesn't take this; failed: given up after retries. */
export type WriteBackStatus = "waiting" | "told" | "refused" | "failed";

/** Something that a provider is, or was, to be told. */
export interface KeptWriteBack {
  readonly source: string;
  readonly writeBack: WriteBack;
  /** E-mail of who said it; empty for the local administrator. */
  readonly person: string;
  readonly askedAt: string;
  readonly status: WriteBackStatus;
  /** Why it was refused or failed, in words. */
  readonly problem: string | null;
}

/** What the providers say beside the charges, as far as one person may see it. */
export interface ProviderItems {
  /** Those that the provider lists now, and with `gone` those that it listed once. */
  items<Kind extends ProviderItemKind>(
    kind: Kind,
    options?: { readonly gone?: boolean },
  ): readonly KeptItem<Kind>[];
  /** Has a provider told something with the next sync; the same action id and item again change nothing. */
  tell(
    actionId: string,
    source: string,
    writeBack: WriteBack,
    by: { readonly person: string; readonly now: Date },
  ): void;
  /** What was told of an item, the oldest first. */
  told(source: string, kind: WriteBack["kind"], id: string): readonly KeptWriteBack[];
}
