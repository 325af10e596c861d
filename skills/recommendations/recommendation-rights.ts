import type { Deed, Thing } from "#src/people/rights";
import { statedFilters } from "#src/recommendations/charges";
import type { SkillContext } from "#src/skill";
import { ownersOf } from "./recommendation-owner.ts";
import type { SeenRecommendation } from "./seen-recommendation.ts";

/**
 * Refuses who may not do something to all of some recommendations: to those of their teams' or accounts' charges,
 * and those that are theirs.
 * @throws AccessError
 */
export function requireRights(
  context: SkillContext,
  deed: Deed,
  seen: readonly SeenRecommendation[],
): void {
  const { rights } = context;
  const others = seen.filter((one) => !rights.may(deed, thingOf(one)));
  if (others.length === 0) return;
  const owners = ownersOf(context, others);
  for (const one of others) {
    rights.require(deed, { ...thingOf(one), owner: owners.get(one.number)?.name ?? null });
  }
}

/** A recommendation as a thing that rights are about, without what tags say of its owner. */
export function thingOf({ recommendation, standing: { owner } }: SeenRecommendation): Thing {
  return { filters: statedFilters(recommendation), owner };
}
