import { z } from "zod";
import { SEVERITIES } from "#src/analytics/anomalies/severity";
import { ANOMALY_VERDICTS } from "#src/anomaly-feedback";
import { skillAnswerSchema } from "#src/answer";
import { ANOMALY_STATES } from "./anomaly-state.ts";

const sliceSchema = z.record(z.string(), z.string());

/** What somebody said: who, when, until when. */
const saidSchema = z.object({
  verdict: z.enum(ANOMALY_VERDICTS),
  person: z.string(),
  at: z.string(),
  until: z.string().nullable(),
  note: z.string().nullable(),
});

/** An anomaly as its provider lists it: all figures are the provider's. */
const sightingSchema = z.object({
  provider: z.string(),
  source: z.string(),
  id: z.string(),
  url: z.string().nullable(),
  start: z.string(),
  end: z.string().nullable(),
  currency: z.string(),
  impact: z.number(),
  expected: z.number().nullable(),
  actual: z.number().nullable(),
  causes: z.array(z.string()),
  /** What the provider holds that it was told. */
  feedback: z.enum(["yes", "no", "planned"]).nullable(),
  /** What it was told from here, the oldest first. */
  told: z.array(
    z.object({
      feedback: z.enum(["yes", "no", "planned"]),
      person: z.string(),
      at: z.string(),
      status: z.enum(["waiting", "told", "refused", "failed"]),
      problem: z.string().nullable(),
    }),
  ),
});

/** An anomaly as answers hold it; days are UTC, `end` is the first day that is usual again. */
export const anomalySchema = z.object({
  id: z.string(),
  label: z.string(),
  slice: sliceSchema,
  alsoIn: z.array(sliceSchema),
  /** The part of the slice that has nearly all of it. */
  cause: z
    .object({
      label: z.string(),
      slice: z.record(z.string(), z.string().nullable()),
      share: z.number(),
    })
    .nullable(),
  /** False for one that a provider alone found: its amounts are the provider's. */
  foundHere: z.boolean(),
  /** What the providers found that is the same. */
  sightings: z.array(sightingSchema),
  start: z.string(),
  end: z.string().nullable(),
  countedThrough: z.string(),
  /** These, like the interval, aren't known of what a provider alone found. */
  raised: z.string().nullable(),
  kind: z.enum(["spike", "drop", "shift", "drift"]).nullable(),
  course: z.enum(["ongoing", "ended", "new level"]),
  direction: z.enum(["up", "down"]),
  expected: z.number().nullable(),
  actual: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  impact: z.object({ currency: z.string(), value: z.number(), percent: z.number().nullable() }),
  monthlyIfItStays: z.number().nullable(),
  severity: z.enum(SEVERITIES),
  owner: z.string().nullable(),
  state: z.enum(ANOMALY_STATES),
  said: saidSchema.nullable(),
  /** All that was said of it, or of the like of it before. */
  history: z.array(saidSchema),
  /** How it has stood since it could be told; `said` is null where that changed by itself. */
  stateHistory: z.array(
    z.object({ state: z.enum(ANOMALY_STATES), at: z.string(), said: saidSchema.nullable() }),
  ),
});

/** An answer about anomalies. */
export const anomaliesAnswerSchema = skillAnswerSchema.extend({
  anomalies: z.array(anomalySchema),
});

export type AnomalyAnswer = z.infer<typeof anomalySchema>;
export type AnomaliesAnswer = z.infer<typeof anomaliesAnswerSchema>;
export type Said = z.infer<typeof saidSchema>;
export type Sighting = z.infer<typeof sightingSchema>;
