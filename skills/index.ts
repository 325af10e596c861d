import { getFreshness } from "#skills/about/get-freshness";
import { explainAnomaly } from "#skills/anomalies/explain-anomaly";
import { listAnomalies } from "#skills/anomalies/list-anomalies";
import { resolveAnomaly } from "#skills/anomalies/resolve-anomaly";
import { budgetHistory } from "#skills/budgets/budget-history";
import { listBudgets } from "#skills/budgets/list-budgets";
import { muteBudget } from "#skills/budgets/mute-budget";
import { setBudget } from "#skills/budgets/set-budget";
import { setSuggestedBudgets } from "#skills/budgets/set-suggested-budgets";
import { suggestBudgets } from "#skills/budgets/suggest-budgets";
import { forecastSpend } from "#skills/forecast/forecast-spend";
import { listPlans } from "#skills/forecast/list-plans";
import { planChange } from "#skills/forecast/plan-change";
import { compareSpend } from "#skills/spend/compare-spend";
import { explainChangeSkill } from "#skills/spend/explain-change";
import { getSpend } from "#skills/spend/get-spend";
import type { AnySkill } from "#src/skill";

/** Everything that Tally can do. */
export const skills: readonly AnySkill[] = [
  getSpend,
  compareSpend,
  explainChangeSkill,
  forecastSpend,
  listPlans,
  planChange,
  getFreshness,
  listAnomalies,
  explainAnomaly,
  resolveAnomaly,
  listBudgets,
  setBudget,
  muteBudget,
  budgetHistory,
  suggestBudgets,
  setSuggestedBudgets,
];
