import { blankAnswer } from "#src/answer";
import { formatPeriod } from "#src/cards/format";
import { defineSkill, type SkillContext } from "#src/skill";
import { type BudgetStatus, type BudgetsAnswer, budgetsAnswerSchema } from "./budget-answer.ts";
import { budgetCard } from "./budget-card.ts";
import { type BudgetList, budgetListSchema, judgedBudgets } from "./budget-list.ts";
import { countWords, dataNotes } from "./budget-notes.ts";
import type { JudgedBudget } from "./budget-status.ts";
import { budgetTable, totalActual } from "./budget-table.ts";
import { budgetSentence, chargesWords } from "./budget-words.ts";

/** “Are we on budget?” */
export const listBudgets = defineSkill({
  name: "list-budgets",
  description:
    "Budgets and how they stand in their running month, quarter or year: spent so far, forecast at the end, over or under by how much, burn rate, and the day on which they run out.",
  examples: [
    "are we on budget this month?",
    "is payments over budget?",
    "which teams are over budget?",
    "how much budget is left for ml?",
    "which budgets are at risk?",
    "what budgets do we have?",
  ],
  access: "read",
  input: budgetListSchema,
  output: budgetsAnswerSchema,
  run: budgetsOf,
  present: budgetCard,
});

/** The budgets that a list asks for. */
export function budgetsOf(context: SkillContext, list: BudgetList): BudgetsAnswer {
  const judged = judgedBudgets(context, list);
  if (judged.length === 0) return noBudgets(context, list);
  const shown =
    list.states.length === 0
      ? judged
      : judged.filter(({ status }) => list.states.includes(status.state));
  const budgets = shown.map(({ status }) => status);
  const [only] = judged.length === 1 ? judged : [];
  const headline =
    only === undefined
      ? countWords(judged.map(({ status }) => status))
      : budgetSentence(only.status);
  return {
    ...emptyBudgets(list),
    metric: onlyOne(judged.map(({ status }) => status.metric)),
    period: periodOf(judged),
    totals: totalActual(budgets),
    table: budgetTable(budgets),
    dataThrough: earliest(judged),
    assumptions: assumptionsOf(judged),
    notes: [headline, ...dataNotes(judged)],
    suggestions: suggestionsOf(list, judged),
    basis: {
      query: shown[0]?.basis.query ?? "",
      rows: judged.reduce((sum, { basis }) => sum + basis.rows, 0),
    },
    budgets,
  };
}

/** An answer's fields as far as the question decides them. */
export function emptyBudgets({ filters }: Pick<BudgetList, "filters">): BudgetsAnswer {
  return { ...blankAnswer(), filters, budgets: [] };
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

function assumptionsOf(judged: readonly JudgedBudget[]): string[] {
  const metrics = [...new Set(judged.map(({ status }) => status.metric))].join(", ");
  const period = periodOf(judged);
  const days = period === null ? "each budget's running period" : formatPeriod(period);
  return [
    `${days} in UTC days`,
    `${metrics}, all charge categories, by the day on which a charge begins`,
    "at risk: the forecast for the end of the period is over the budget",
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
