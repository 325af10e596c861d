import { z } from "zod";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { causeLabel, textsOf } from "./cause-label.ts";
import { driversOf, resourcesOf } from "./causes.ts";
import type { FoundAnomaly } from "./found-anomaly.ts";

const sliceSchema = z.record(z.string(), z.string().nullable());

/** What drove an anomaly, against the same weekdays before it; money in its currency. */
export const explanationSchema = z.object({
  comparedWith: z.object({ start: z.string(), end: z.string() }),
  /** The days of the anomaly and some around it, of which nothing is expected. */
  days: z.array(z.object({ day: z.string(), expected: z.number().nullable(), actual: z.number() })),
  change: z.number(),
  drivers: z.array(
    z.object({
      label: z.string(),
      slice: sliceSchema,
      /** What else all of it has in common. */
      within: sliceSchema,
      change: z.number(),
      share: z.number().nullable(),
    }),
  ),
  remainder: z.number(),
  resources: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      before: z.number().nullable(),
      after: z.number().nullable(),
    }),
  ),
});

export type AnomalyExplanation = z.infer<typeof explanationSchema>;

/** Which parts of its slice drove an anomaly, and which resources. */
export function explanationOf(
  context: SkillContext,
  filters: readonly Filter[],
  found: FoundAnomaly,
): Omit<AnomalyExplanation, "days"> {
  const { explanation, comparedWith } = driversOf(context, filters, found);
  const resources = resourcesOf(context, filters, found).flatMap(({ keys, value, previous }) => {
    const [id = null] = keys;
    if (id === null) return [];
    const name = context.costs.nameOf("ResourceId", id);
    return [{ id, name, before: previous, after: value }];
  });
  return {
    comparedWith,
    change: explanation?.whole.change ?? 0,
    drivers: (explanation?.causes ?? []).map((cause) => ({
      label: causeLabel(context.costs, cause),
      slice: textsOf(cause.slice),
      within: textsOf(cause.within),
      change: cause.change,
      share: cause.share === null ? null : cause.share * 100,
    })),
    remainder: explanation?.remainder.change ?? 0,
    resources,
  };
}
