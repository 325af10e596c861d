import { explainTerm } from "#skills/about/explain-term";
import { getFreshness } from "#skills/about/get-freshness";
import { showRights } from "#skills/about/show-rights";
import { muteAlert } from "#skills/alerts/mute-alert";
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
import { assignRecommendation } from "#skills/recommendations/assign-recommendation";
import { createTicket } from "#skills/recommendations/create-ticket";
import { decideRecommendation } from "#skills/recommendations/decide-recommendation";
import { listRecommendations } from "#skills/recommendations/list-recommendations";
import { listSavings } from "#skills/recommendations/list-savings";
import { listSuppressions } from "#skills/recommendations/list-suppressions";
import { suggestRecommendation } from "#skills/recommendations/suggest-recommendation";
import { suppressRecommendations } from "#skills/recommendations/suppress-recommendations";
import { bindChannel } from "#skills/reports/bind-channel";
import { dailyBrief } from "#skills/reports/daily-brief";
import { executiveReport } from "#skills/reports/executive-report";
import { listFeedback } from "#skills/reports/list-feedback";
import { listSchedules } from "#skills/reports/list-schedules";
import { monthlyReport } from "#skills/reports/monthly-report";
import { scheduleReport } from "#skills/reports/schedule-report";
import { showChannel } from "#skills/reports/show-channel";
import { stopReport } from "#skills/reports/stop-report";
import { weeklyDigest } from "#skills/reports/weekly-digest";
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
  explainTerm,
  listAnomalies,
  explainAnomaly,
  resolveAnomaly,
  listBudgets,
  setBudget,
  muteBudget,
  budgetHistory,
  suggestBudgets,
  setSuggestedBudgets,
  listRecommendations,
  decideRecommendation,
  assignRecommendation,
  listSuppressions,
  suppressRecommendations,
  listSavings,
  createTicket,
  suggestRecommendation,
  weeklyDigest,
  dailyBrief,
  monthlyReport,
  executiveReport,
  scheduleReport,
  listFeedback,
  showChannel,
  bindChannel,
  stopReport,
  listSchedules,
  muteAlert,
  showRights,
];
