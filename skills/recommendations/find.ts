import { addDays } from "#src/focus/day";
import type { FindRecommendations } from "#src/recommendations/search";
import { joined } from "./joining.ts";
import { RULES } from "./rules/all-rules.ts";
import { DAYS_OF_COST } from "./rules/lines.ts";

/** Runs all rules over the last 30 complete days and joins what they find with what providers list. */
export const findRecommendations: FindRecommendations = (context) => {
  const { costs, today, completenessLagDays } = context;
  const { dataThrough } = costs.freshness([], today, completenessLagDays);
  if (dataThrough === null) return [];
  const end = addDays(dataThrough, 1);
  const rules = { ...context, days: { start: addDays(end, -DAYS_OF_COST), end } };
  const found = RULES.map((rule) => ({ rule: rule.name, findings: rule.find(rules) }));
  return joined(rules, found);
};
