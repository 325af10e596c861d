import { addDays } from "#src/focus/day";
import type { FindRecommendations, SearchContext } from "#src/recommendations/search";
import { joined } from "./joining.ts";
import { RULES } from "./rules/all-rules.ts";
import { DAYS_OF_COST } from "./rules/lines.ts";
import type { RuleContext } from "./rules/rule.ts";
import { suggestedRecommendations } from "./suggested-recommendation.ts";

/**
 * Runs all rules over the last 30 complete days and joins what they find with what providers list; what people suggest
 * comes after it.
 */
export const findRecommendations: FindRecommendations = ({ suggestions, ...context }) => {
  const rules = ruleContext(context);
  if (rules === null) return [];
  const found = RULES.map((rule) => ({ rule: rule.name, findings: rule.find(rules) }));
  return [...joined(rules, found), ...suggestedRecommendations(rules, suggestions)];
};

/** What rules look through; null where no day is complete. */
export function ruleContext(context: SearchContext): RuleContext | null {
  const { costs, today, completenessLagDays } = context;
  const { dataThrough } = costs.freshness([], today, completenessLagDays);
  if (dataThrough === null) return null;
  const end = addDays(dataThrough, 1);
  return { ...context, days: { start: addDays(end, -DAYS_OF_COST), end } };
}
