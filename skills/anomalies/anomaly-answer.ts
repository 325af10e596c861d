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
  start: z.string(),
  end: z.string().nullable(),
  countedThrough: z.string(),
  raised: z.string(),
  kind: z.enum(["spike", "drop", "shift", "drift"]),
  course: z.enum(["ongoing", "ended", "new level"]),
  direction: z.enum(["up", "down"]),
  expected: z.number(),
  actual: z.number(),
  interval: z.object({ low: z.number(), high: z.number() }),
  impact: z.object({ currency: z.string(), value: z.number(), percent: z.number().nullable() }),
  monthlyIfItStays: z.number().nullable(),
  severity: z.enum(SEVERITIES),
  owner: z.string().nullable(),
  state: z.enum(ANOMALY_STATES),
  said: saidSchema.nullable(),
  history: z.array(saidSchema),
});

/** An answer about anomalies. */
export const anomaliesAnswerSchema = skillAnswerSchema.extend({
  anomalies: z.array(anomalySchema),
});

export type AnomalyAnswer = z.infer<typeof anomalySchema>;
export type AnomaliesAnswer = z.infer<typeof anomaliesAnswerSchema>;
export type Said = z.infer<typeof saidSchema>;
