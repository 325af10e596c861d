import { z } from "zod";
import { driverSchema } from "#skills/spend/explain/explanation";
import { filterSchema } from "#src/cost-question";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { anomalyChange } from "./anomaly-change.ts";
import { driversOf } from "./causes.ts";
import { resourcesOf } from "./changed-resources.ts";
import type { DailyCosts } from "./daily-costs.ts";
import type { Finding } from "./found-anomaly.ts";
import { changedAtTheSameTime } from "./same-time.ts";

/** What drove an anomaly, against the same weekdays before it; money in its currency. */
export const explanationSchema = z.object({
  /** What keeps the charges that are explained. */
  charges: z.array(filterSchema),
  comparedWith: z.object({ start: z.string(), end: z.string() }),
  /** The days of the anomaly and some around it, of which nothing is expected. */
  days: z.array(z.object({ day: z.string(), expected: z.number().nullable(), actual: z.number() })),
  before: z.number().nullable(),
  after: z.number().nullable(),
  change: z.number(),
  /** As explain-change tells them: parts that add up to the change, none in two of them. */
  drivers: z.array(driverSchema),
  resources: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      /** Null for a resource that is new. */
      before: z.number().nullable(),
      /** Null for a resource that is gone. */
      after: z.number().nullable(),
      /** What its tag `owner` says. */
      owner: z.string().nullable(),
    }),
  ),
  /** What else took a step within a day of its first one. */
  sameTime: z.array(
    z.object({
      label: z.string(),
      slice: z.record(z.string(), z.string()),
      start: z.string(),
      perDay: z.number(),
      perMonth: z.number().nullable(),
    }),
  ),
});

export type AnomalyExplanation = z.infer<typeof explanationSchema>;

/** Which parts of its charges drove an anomaly, how, which resources, and what else changed then. */
export function explanationOf(
  context: SkillContext,
  filters: readonly Filter[],
  found: Finding,
  costs: DailyCosts | null,
): Omit<AnomalyExplanation, "days"> {
  const question = anomalyChange(found, filters);
  const explained = driversOf(context, filters, found);
  return {
    charges: question.filters,
    comparedWith: question.compare.period,
    before: explained?.before ?? null,
    after: explained?.after ?? null,
    change: explained?.change ?? 0,
    drivers: explained?.drivers ?? [],
    resources: resourcesOf(context, filters, found),
    sameTime:
      found.by === "tally" && costs !== null
        ? [...changedAtTheSameTime(context, costs, found)]
        : [],
  };
}
