import { z } from "zod";
import { skillAnswerSchema } from "#src/answer";
import { DISMISS_REASONS, recommendationSchema } from "#src/recommendations/recommendation";
import { ticketAnswerSchema } from "./ticket-schema.ts";

/** Where a recommendation can stand. */
export const STATUSES = [
  "open",
  "awaiting-approval",
  "accepted",
  "done",
  "verified",
  "not-verified",
  "snoozed",
  "dismissed",
  "gone",
] as const;

/** One step of a recommendation's life; what a step of its kind doesn't have is null. */
const stepSchema = z.object({
  kind: z.string(),
  /** Instant. */
  at: z.string(),
  by: z.enum(["person", "source", "measurement"]),
  /** E-mail; empty for the local administrator. */
  person: z.string().nullable(),
  /** The platform, and where on it. */
  from: z.string().nullable(),
  note: z.string().nullable(),
  /** Open again on this day, or no longer to be approved after it. */
  until: z.string().nullable(),
  /** Open again once it would save more than this a month. */
  above: z.number().nullable(),
  reason: z.enum(DISMISS_REASONS).nullable(),
  owner: z.string().nullable(),
  isVerified: z.boolean().nullable(),
});

/** What a provider was told of its own recommendation. */
const toldSchema = z.object({
  source: z.string(),
  state: z.string(),
  status: z.enum(["waiting", "told", "refused", "failed"]),
  problem: z.string().nullable(),
  person: z.string(),
  at: z.string(),
});

/** Whose it is, and why. */
const ownerSchema = z.object({
  /** E-mail, or as a tag names somebody; null for nobody. */
  name: z.string().nullable(),
  by: z.enum(["hand", "tag", "allocation", "account", "directory"]).nullable(),
  reason: z.string(),
});

/** A recommendation as answers hold it; amounts are a month's, in its currency. */
export const recommendationAnswerSchema = recommendationSchema.extend({
  number: z.number(),
  status: z.enum(STATUSES),
  owner: ownerSchema,
  /** The step that brought it to where it stands; null for one that nobody has touched. */
  step: stepSchema.nullable(),
  /** What can be taken back, by whom, until which instant; null where nothing can. */
  undo: z.object({ person: z.string(), until: z.string() }).nullable(),
  /** Why it isn't shown unless asked for; null for one that is. */
  suppressedBy: z.number().nullable(),
  /** The oldest first. */
  history: z.array(stepSchema),
  told: z.array(toldSchema),
  /** Where tickets about it are opened: “Jira”; null where nothing is configured. */
  ticketSystem: z.string().nullable(),
  /** Those that were asked for, the oldest first. */
  tickets: z.array(ticketAnswerSchema.omit({ title: true, body: true })),
  /** To whom it may be given, the likeliest first. */
  candidates: z.array(z.string()),
  firstSeen: z.string(),
  lastSeen: z.string(),
});

/** An answer about recommendations. */
export const recommendationsAnswerSchema = skillAnswerSchema.extend({
  recommendations: z.array(recommendationAnswerSchema),
});

export type RecommendationAnswer = z.infer<typeof recommendationAnswerSchema>;
export type RecommendationsAnswer = z.infer<typeof recommendationsAnswerSchema>;
export type StepAnswer = z.infer<typeof stepSchema>;
export type Told = z.infer<typeof toldSchema>;
export type Owner = z.infer<typeof ownerSchema>;
