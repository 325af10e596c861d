import { z } from "zod";
import type { Turn } from "#src/conversation";
import { filterSchema } from "#src/cost-question";

/** The first column of a list of recommendations holds their numbers. */
const NUMBERS = "recommendation";
const OF_RECOMMENDATIONS: ReadonlySet<string> = new Set([
  "list-recommendations",
  "decide-recommendation",
  "assign-recommendation",
  "suggest-recommendation",
]);

const listSchema = z.looseObject({
  numbers: z.array(z.number()).default([]),
  filters: z.array(filterSchema).default([]),
});

/** What a thread about recommendations holds. */
export interface RecommendationThread {
  /** The list that was asked for last; null after something else. */
  readonly list: z.infer<typeof listSchema> | null;
  /** The numbers that were shown, in their order. */
  readonly numbers: readonly number[];
}

/** What a turn leaves to follow up on; null where it wasn't about recommendations. */
export function recommendationThread({ skill, input, rows }: Turn): RecommendationThread | null {
  if (!OF_RECOMMENDATIONS.has(skill)) return null;
  const shown = rows?.dimension === NUMBERS ? rows.values : [];
  const list = skill === "list-recommendations" ? listSchema.safeParse(input) : null;
  return {
    list: list?.data ?? null,
    numbers: shown.map(Number).filter((number) => Number.isInteger(number)),
  };
}
