import { getFreshness } from "#skills/about/get-freshness";
import { explainAnomaly } from "#skills/anomalies/explain-anomaly";
import { listAnomalies } from "#skills/anomalies/list-anomalies";
import { resolveAnomaly } from "#skills/anomalies/resolve-anomaly";
import { listBudgets } from "#skills/budgets/list-budgets";
import { setBudget } from "#skills/budgets/set-budget";
import { forecastSpend } from "#skills/forecast/forecast-spend";
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
  getFreshness,
  listAnomalies,
  explainAnomaly,
  resolveAnomaly,
  listBudgets,
  setBudget,
];
