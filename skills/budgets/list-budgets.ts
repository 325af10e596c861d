import { blankAnswer } from "#src/answer";
import { formatPeriod } from "#src/cards/format";
import { defineSkill, type SkillContext } from "#src/skill";
import {
  type BudgetStatus,
  type BudgetsAnswer,
  budgetsAnswerSchema,
  type ListedProviderBudget,
} from "./budget-answer.ts";
import { budgetCard } from "./budget-card.ts";
import { withDetail } from "./budget-drivers.ts";
import { type BudgetList, budgetListSchema, judgedBudgets } from "./budget-list.ts";
import { countWords, dataNotes } from "./budget-notes.ts";
import type { JudgedBudget } from "./budget-status.ts";
import { budgetTable, totalActual } from "./budget-table.ts";
import { budgetSentence, chargesWords } from "./budget-words.ts";
import { closingOf } from "./closing.ts";
import { PROVIDER_METRIC, providerBudgets } from "./provider-budgets.ts";

/** “Are we on budget?” */
export const listBudgets = defineSkill({
  name: "list-budgets",
  description:
    "Budgets, our own and those kept at the providers, and how they stand in their running month, quarter or year: spent so far, forecast at the end, over or under by how much, burn rate, the day on which they run out, what drives it and how much is committed.",
  examples: [
    "are we on budget this month?",
    "is payments over budget?",
    "which recommendations would bring payments back under budget?",
    "why is the ml budget over?",
    "which teams are over budget?",
    "how much budget is left for ml?",
    "which budgets are at risk?",
    "what budgets do we have?",
  ],
  isShownFirst: true,
  access: "read",
  input: budgetListSchema,
  output: budgetsAnswerSchema,
  run: budgetsOf,
  present: budgetCard,
});

/** The budgets that a list asks for. */
export function budgetsOf(context: SkillContext, list: BudgetList): BudgetsAnswer {
  const judged = inDetail(context, judgedBudgets(context, list));
  const kept = providerBudgets(context, list);
  if (judged.length + kept.length === 0) return noBudgets(context, list);
  const shown =
    list.states.length === 0
      ? judged
      : judged.filter(({ status }) => list.states.includes(status.state));
  const budgets = shown.map(({ status }) => status);
  return {
    ...emptyBudgets(list),
    metric: onlyOne(judged.map(({ status }) => status.metric)),
    period: periodOf(judged),
    totals: totalActual(budgets),
    table: budgetTable(budgets, kept),
    dataThrough: earliest(judged),
    assumptions: assumptionsOf(judged, kept),
    notes: [headlineOf(judged, kept), ...dataNotes(judged)],
    suggestions: suggestionsOf(list, judged),
    basis: {
      query: shown[0]?.basis.query ?? "",
      rows: judged.reduce((sum, { basis }) => sum + basis.rows, 0),
    },
    budgets,
    providerBudgets: kept,
    course: judged.length === 1 ? (judged[0]?.outlook?.course() ?? []) : [],
  };
}

/** A budget that is asked about alone is told with what drives it, and what would bring it back. */
function inDetail(context: SkillContext, judged: JudgedBudget[]): JudgedBudget[] {
  const [only, ...others] = judged;
  if (only === undefined || others.length > 0) return judged;
  const status = withDetail(context, only.status);
  return [{ ...only, status: { ...status, closing: closingOf(context, status) } }];
}

function headlineOf(
  judged: readonly JudgedBudget[],
  kept: readonly ListedProviderBudget[],
): string {
  const [only] = judged.length === 1 ? judged : [];
  const own =
    only === undefined
      ? countWords(judged.map(({ status }) => status))
      : budgetSentence(only.status);
  if (kept.length === 0) return own;
  const number = kept.length === 1 ? "1 budget is" : `${kept.length} budgets are`;
  const others = `${number} kept at the providers and counted in no sum here.`;
  return judged.length === 0 ? others : `${own} ${others}`;
}

/** An answer's fields as far as the question decides them. */
export function emptyBudgets({ filters }: Pick<BudgetList, "filters">): BudgetsAnswer {
  return { ...blankAnswer(), filters, budgets: [], providerBudgets: [], course: [] };
}

const HOW_TO =
  "Make one by saying, for example, “set a budget of $50k a month for the payments team”, or under “budgets” in tally.yaml.";

function noBudgets({ budgets, today }: SkillContext, list: BudgetList): BudgetsAnswer {
  const names = budgets.held(today).map(({ budget }) => budget.name);
  const isAny = names.length > 0;
  const which = list.filters.length > 0 ? chargesWords(list.filters) : " like that";
  return {
    ...emptyBudgets(list),
    status: "no_data",
    notes: isAny
      ? [`There is no budget${which}. There are ${names.join(", ")}. ${HOW_TO}`]
      : [`There is no budget yet. ${HOW_TO}`],
    suggestions: isAny ? ["What budgets do we have?"] : [],
  };
}

function suggestionsOf({ states }: BudgetList, judged: readonly JudgedBudget[]): string[] {
  const isListed = judged.length > 1;
  const has = (state: BudgetStatus["state"]) => judged.some(({ status }) => status.state === state);
  if (!isListed) return ["What budgets do we have?"];
  if (states.length > 0) return ["What budgets do we have?"];
  return has("at risk") || has("over") ? ["Which budgets are at risk?"] : [];
}

function assumptionsOf(
  judged: readonly JudgedBudget[],
  kept: readonly ListedProviderBudget[],
): string[] {
  const ofProviders =
    kept.length === 0
      ? []
      : [`budgets of providers: their figures, beside the ${PROVIDER_METRIC} of the bill here`];
  if (judged.length === 0) return ofProviders;
  const metrics = [...new Set(judged.map(({ status }) => status.metric))].join(", ");
  const period = periodOf(judged);
  const days = period === null ? "each budget's running period" : formatPeriod(period);
  return [
    `${days} in UTC days`,
    `${metrics}, all charge categories, by the day on which a charge begins`,
    "at risk: the forecast for the end of the period is over the budget",
    ...(judged.some(({ status }) => status.drivers.length > 0)
      ? ["each one's share of the budget goes by what it cost in the period before"]
      : []),
    ...(judged.some(({ status }) => (status.closing?.recommendations.length ?? 0) > 0)
      ? ["what recommendations save goes by the effective prices that are paid"]
      : []),
    ...ofProviders,
  ];
}

function periodOf(judged: readonly JudgedBudget[]): BudgetStatus["period"] | null {
  const [first] = judged;
  const isSame = judged.every(({ status }) => status.cadence === first?.status.cadence);
  return isSame && first !== undefined ? first.status.period : null;
}

function onlyOne(values: readonly string[]): string | null {
  const [first, ...others] = new Set(values);
  return first === undefined || others.length > 0 ? null : first;
}

function earliest(judged: readonly JudgedBudget[]): string | null {
  const days = judged.flatMap(({ status }) => status.dataThrough ?? []);
  return days.toSorted()[0] ?? null;
}
