import { AccessError, ClarifyError } from "#src/errors";
import type { HeldRecommendation } from "#src/recommendations/book";
import { type Standing, standingAfter } from "#src/recommendations/life";
import { type HeldSuppression, suppressionOf } from "#src/recommendations/suppressions";
import type { SkillContext } from "#src/skill";

/** A recommendation that the asker sees, and how it stands today. */
export interface SeenRecommendation extends HeldRecommendation {
  readonly standing: Standing;
  /** By what it isn't shown unless asked for; null for one that is. */
  readonly suppression: HeldSuppression | null;
}

/** All recommendations that the asker may see, in the order of their numbers. */
export function seenRecommendations(context: SkillContext): SeenRecommendation[] {
  const suppressions = context.suppressions.held(context.today);
  return context.recommendations
    .held(context.today)
    .map((held) => seenAs(held, suppressions, context));
}

function seenAs(
  held: HeldRecommendation,
  suppressions: readonly HeldSuppression[],
  { today }: SkillContext,
): SeenRecommendation {
  const { recommendation, steps } = held;
  const { monthlySaving } = recommendation;
  return {
    ...held,
    standing: standingAfter(steps, { today, monthlySaving }),
    suppression: suppressionOf(recommendation, suppressions),
  };
}

/**
 * The recommendations of these numbers, in their order.
 * @throws AccessError for one that isn't the asker's to see, ClarifyError for one that isn't there
 */
export function numberedRecommendations(
  { recommendations }: Pick<SkillContext, "recommendations">,
  seen: readonly SeenRecommendation[],
  numbers: readonly number[],
): SeenRecommendation[] {
  return [...new Set(numbers)].map((number) => {
    const found = seen.find((one) => one.number === number);
    if (found !== undefined) return found;
    if (recommendations.isKnown(number)) {
      throw new AccessError(
        `Recommendation ${number} is about charges that you don't see all of, so it isn't yours to see or decide.`,
      );
    }
    throw new ClarifyError(`There is no recommendation ${number}.`, ["What can we save?"]);
  });
}
