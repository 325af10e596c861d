import type { SkillAnswer } from "#src/answer";
import type { Costs } from "#src/store/costs";

/** Said of figures that may leave something out, so that nobody takes a share or a rank for one of the whole bill. */
export const OF_WHAT_IS_SEEN = "totals, shares and ranks are of what you may see";

/**
 * A skill's answer which says that it is about a part where it may be: the asker doesn't see everything, and what was
 * asked for isn't certain to lie in what they see.
 */
export function sayingWhatIsSeen(answer: SkillAnswer, costs: Costs): SkillAnswer {
  const { totals, table } = answer;
  const hasFigures = totals.length > 0 || table !== null;
  if (!hasFigures || costs.hasAllOf(answer.filters.map(filterOf))) return answer;
  return { ...answer, assumptions: [...answer.assumptions, OF_WHAT_IS_SEEN] };
}
