import type { Deed } from "#src/people/rights";
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
  const others = seen.filter(
    ({ recommendation, standing: { owner } }) =>
      !rights.may(deed, { filters: statedFilters(recommendation), owner }),
  );
  if (others.length === 0) return;
  const owners = ownersOf(context, others);
  for (const { number, recommendation } of others) {
    const owner = owners.get(number)?.name ?? null;
    rights.require(deed, { filters: statedFilters(recommendation), owner });
  }
}
