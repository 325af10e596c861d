import { z } from "zod";
import { type AnomalyList, anomalyListSchema } from "#skills/anomalies/anomaly-list";
import { explainAnomaly } from "#skills/anomalies/explain-anomaly";
import { anomalyPickFields } from "#skills/anomalies/pick-anomaly";
import { type BudgetHistory, budgetHistorySchema } from "#skills/budgets/budget-history";
import { type BudgetList, budgetListSchema } from "#skills/budgets/budget-list";
import { type MuteBudget, muteBudgetSchema } from "#skills/budgets/mute-budget";
import { type SetBudget, setBudgetSchema } from "#skills/budgets/set-budget-input";
import { setSuggestedBudgetsSchema } from "#skills/budgets/set-suggested-budgets";
import { type SuggestBudgets, suggestBudgetsSchema } from "#skills/budgets/suggest-budgets";
import { type PlanChange, planChangeSchema } from "#skills/forecast/plan-change-input";
import type { Turn } from "#src/conversation";
import {
  compareQuestionSchema,
  costQuestionSchema,
  explainQuestionSchema,
  freshnessQuestionSchema,
} from "#src/cost-question";
import { forecastQuestionSchema } from "#src/forecast-question";
import type { Routing } from "#src/router/router";
import { ruleRouter } from "#src/router/rule-router";
import { company } from "./fixture-vocabulary.ts";

const router = ruleRouter();

/** Routes a question of 20 November 2026 over the fixture company, as the first one or after another. */
export function routed(question: string, previous: Turn | null = null): Routing {
  return router.route(question, {
    today: "2026-11-20",
    fiscalYearStartMonth: 1,
    vocabulary: company,
    previous,
  });
}

/** A routing in one line, defaults left out; throws where the skill would refuse its input. */
export function summary(question: string): string {
  return summaryOf(routed(question));
}

/** As `summary`, of a routing that is there already. */
export function summaryOf(routing: Routing): string {
  if (routing.kind === "unsupported") return `unsupported: ${routing.wish ?? "nothing understood"}`;
  if (routing.kind === "clarify") return `clarify: ${routing.text}`;
  const { skill } = routing;
  const own = TEXTS[skill];
  if (own !== undefined) return [skill, ...own(routing.input)].join(" · ");
  const input = compareQuestionSchema.parse(routing.input);
  if (skill === "explain-change") explainQuestionSchema.parse(routing.input);
  const { compare } = input;
  const against =
    compare.kind === "period"
      ? `vs ${periodText(compare.period)}${compare.running ? " running" : ""}`
      : `${compare.dimension}: ${compare.main} vs ${compare.other}`;
  return [skill, ...costText(input), against].join(" · ");
}

/** What tells the inputs of skills apart; those that compare costs have theirs in common. */
const TEXTS: Readonly<Record<string, (input: unknown) => string[]>> = {
  "get-freshness": (input) => freshnessQuestionSchema.parse(input).filters.map(filterText),
  "get-spend": (input) => costText(costQuestionSchema.parse(input)),
  "list-anomalies": (input) => anomalyText(anomalyListSchema.parse(input)),
  "explain-anomaly": (input) => pickText(explainAnomaly.input.parse(input)),
  "forecast-spend": forecastText,
  "list-plans": (input) => freshnessQuestionSchema.parse(input).filters.map(filterText),
  "plan-change": (input) => planText(planChangeSchema.parse(input)),
  "list-budgets": (input) => budgetsText(budgetListSchema.parse(input)),
  "set-budget": (input) => setText(setBudgetSchema.parse(input)),
  "mute-budget": (input) => muteText(muteBudgetSchema.parse(input)),
  "budget-history": (input) => historyText(budgetHistorySchema.parse(input)),
  "suggest-budgets": (input) => suggestText(suggestBudgetsSchema.parse(input)),
  "set-suggested-budgets": (input) => suggestText(setSuggestedBudgetsSchema.parse(input)),
};

function budgetsText(list: BudgetList): string[] {
  const { names, filters, dimension, states, cadences, amounts } = list;
  return [
    ...names,
    ...filters.map(filterText),
    ...(dimension === null ? [] : [`of each ${dimension}`]),
    ...states,
    ...cadences,
    ...amounts.map(({ operator, value }) => `${operator} ${value}`),
  ];
}

function setText(input: SetBudget): string[] {
  const { change, name, filters, amount, currency, cadence } = input;
  const { owner, channel, thresholds, rollOver } = input;
  const words = [name, ...filters.map(filterText), amount, currency, cadence, owner, channel];
  const alerts = thresholds?.map(({ percent, of }) => `${percent}% ${of}`) ?? [];
  const rolls = rollOver === null ? [] : [rollOver ? "rolls over" : "doesn't roll over"];
  return [
    change,
    ...words.flatMap((word) => (word === null ? [] : [String(word)])),
    ...alerts,
    ...rolls,
  ];
}

function muteText({ name, filters, mute }: MuteBudget): string[] {
  return [mute ? "mute" : "unmute", ...(name === null ? [] : [name]), ...filters.map(filterText)];
}

function historyText({ names, filters }: BudgetHistory): string[] {
  return [...names, ...filters.map(filterText)];
}

function suggestText({ dimension, filters }: SuggestBudgets): string[] {
  return [dimension, ...filters.map(filterText)];
}

function planText({ change, name, filters, kind, size, currency, period }: PlanChange): string[] {
  const words = [name, ...filters.map(filterText), kind, size, currency, period?.start];
  return [change, ...words.flatMap((word) => (word == null ? [] : [String(word)]))];
}

function forecastText(input: unknown): string[] {
  const asked = forecastQuestionSchema.parse(input);
  const { period, metric, filters, groupBy, granularity } = asked;
  return [
    ...(period === undefined ? [] : [periodText(period)]),
    ...(metric === "EffectiveCost" ? [] : [metric]),
    ...filters.map(filterText),
    ...(groupBy.length === 0 ? [] : [`by ${groupBy.join(", ")}`]),
    ...(granularity === "month" ? [] : [`per ${granularity}`]),
  ];
}

type Input = ReturnType<typeof costQuestionSchema.parse>;

function costText(input: Input): string[] {
  const { metric, periodBasis, filters, thresholds, groupBy, granularity, order, limit } = input;
  const within = input.limitPer.length === 0 ? "" : ` within ${input.limitPer.join(", ")}`;
  const isDefaultOrder = order.by === "amount" && order.direction === "descending";
  return [
    periodText(input.period),
    ...(metric === "EffectiveCost" ? [] : [metric]),
    ...(periodBasis === "charge" ? [] : [`${periodBasis} periods`]),
    ...filters.map(filterText),
    ...thresholds.map(({ operator, value }) => `${operator} ${value}`),
    ...(groupBy.length === 0 ? [] : [`by ${groupBy.join(", ")}`]),
    ...(granularity === null ? [] : [`per ${granularity}`]),
    ...(isDefaultOrder ? [] : [`${order.by} ${order.direction}`]),
    ...(limit === null ? [] : [`top ${limit}${within}`]),
  ];
}

function anomalyText(list: AnomalyList): string[] {
  const { period, filters, states, minimumSeverity, direction } = list;
  return [
    ...(period === undefined ? [] : [periodText(period)]),
    ...filters.map(filterText),
    ...(states.length === 3 ? [] : states),
    ...(minimumSeverity === "low" ? [] : [`at least ${minimumSeverity}`]),
    ...(direction === null ? [] : [direction]),
  ];
}

function pickText(input: unknown): string[] {
  const { filters, words } = z.object(anomalyPickFields).parse(input);
  return [...filters.map(filterText), ...(words === null ? [] : [`called ${words}`])];
}

const PERIODS: Readonly<Record<string, string>> = {
  "2026-11-01..2026-11-21": "this month",
  "2026-10-01..2026-11-01": "October",
};

function periodText({ start, end }: { start: string; end: string }): string {
  const text = `${start}..${end}`;
  return PERIODS[text] ?? text;
}

function filterText({ dimension, operator, values }: Input["filters"][number]): string {
  return values.length === 0
    ? `${dimension} ${operator}`
    : `${dimension} ${operator} ${values.join(", ")}`;
}
