import { z } from "zod";
import { explainTermSchema } from "#skills/about/explain-term";
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
import { type Assign, assignSchema } from "#skills/recommendations/assign-recommendation";
import { type CreateTicket, createTicketSchema } from "#skills/recommendations/create-ticket";
import { type Decide, decideSchema } from "#skills/recommendations/decide-input";
import {
  type SavingsQuestion,
  savingsQuestionSchema,
} from "#skills/recommendations/ledger/savings-answer";
import {
  type RecommendationList,
  recommendationListSchema,
  UNDECIDED,
} from "#skills/recommendations/recommendation-list";
import { type Suppress, suppressSchema } from "#skills/recommendations/suppress-recommendations";
import { type ReportQuestion, reportQuestionSchema } from "#skills/reports/report-question";
import { type ScheduleReport, scheduleReportSchema } from "#skills/reports/schedule-report";
import { type StopReport, stopReportSchema } from "#skills/reports/stop-report";
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
  if (routing.kind !== "skill") return routing.kind;
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
  "explain-term": (input) => explainTermSchema.parse(input).terms,
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
  "list-recommendations": (input) => recommendationsText(recommendationListSchema.parse(input)),
  "decide-recommendation": (input) => decideText(decideSchema.parse(input)),
  "assign-recommendation": (input) => assignText(assignSchema.parse(input)),
  "list-suppressions": () => [],
  "show-rights": () => [],
  "suppress-recommendations": (input) => suppressText(suppressSchema.parse(input)),
  "list-savings": (input) => savingsText(savingsQuestionSchema.parse(input)),
  "suggest-recommendation": pickText,
  "create-ticket": (input) => ticketText(createTicketSchema.parse(input)),
  "weekly-digest": (input) => reportText(reportQuestionSchema.parse(input)),
  "daily-brief": (input) => reportText(reportQuestionSchema.parse(input)),
  "monthly-report": (input) => reportText(reportQuestionSchema.parse(input)),
  "executive-report": (input) => reportText(reportQuestionSchema.parse(input)),
  "schedule-report": (input) => scheduleText(scheduleReportSchema.parse(input)),
  "stop-report": (input) => stopText(stopReportSchema.parse(input)),
  "mute-alert": (input) => [JSON.stringify(input)],
  "list-schedules": (input) => (Reflect.get(Object(input), "here") === true ? ["here"] : []),
};

function reportText({ filters, through }: ReportQuestion): string[] {
  return [...(through === null ? [] : [`through ${through}`]), ...filters.map(filterText)];
}

function scheduleText(input: ScheduleReport): string[] {
  const { kind, call, channel, rhythm, time, timeZone, files, filters } = input;
  return [
    call === null ? kind : `${kind} of ${call.skill}`,
    ...(channel === null ? [] : [`to ${channel}`]),
    ...(rhythm === null ? [] : [Object.values(rhythm).join(" ")].map((text) => `every ${text}`)),
    ...(time === null ? [] : [`at ${time}`]),
    ...(timeZone === null ? [] : [timeZone]),
    ...files,
    ...filters.map(filterText),
  ];
}

function stopText({ id, name, kind, call, filters }: StopReport): string[] {
  const what = [id, name, kind, call?.skill ?? null].filter((part) => part !== null);
  return [...what, ...filters.map(filterText)];
}

type Picked = Pick<RecommendationList, "numbers" | "kinds" | "filters" | "words">;

function pickedText({ numbers, kinds, filters, words }: Picked): string[] {
  return [
    ...(numbers.length === 0 ? [] : [numbers.join(", ")]),
    ...(kinds.length === 0 ? [] : [kinds.join(", ")]),
    ...filters.map(filterText),
    ...(words === null ? [] : [`called ${words}`]),
  ];
}

function savingsText({ period, filters, groupBy }: SavingsQuestion): string[] {
  return [
    ...(period === undefined ? [] : [periodText(period)]),
    ...filters.map(filterText),
    ...(groupBy === null ? [] : [`by ${groupBy}`]),
  ];
}

function ticketText(input: CreateTicket): string[] {
  return [
    ...pickedText(input),
    ...input.savings.map(({ operator, value }) => `${operator} ${value}`),
    ...(input.all ? ["all"] : []),
  ];
}

function recommendationsText(list: RecommendationList): string[] {
  const { statuses, savings, owner, waitsFor, decided, period, groupBy, limit, detail } = list;
  return [
    ...pickedText(list),
    ...(statuses.join() === UNDECIDED.join() ? [] : [statuses.join(", ")]),
    ...savings.map(({ operator, value }) => `${operator} ${value}`),
    ...(owner === null ? [] : [`owner ${owner}`]),
    ...(waitsFor === null ? [] : ["waits for me"]),
    ...(decided === null ? [] : [`${decided.what.join(", ")} by ${decided.by ?? "anybody"}`]),
    ...(period === undefined ? [] : [periodText(period)]),
    ...traitsText(list),
    ...(groupBy === null ? [] : [`by ${groupBy}`]),
    ...(limit === null ? [] : [`top ${limit}`]),
    ...(detail ? ["in detail"] : []),
  ];
}

function traitsText({ efforts, risks, restart, orderBy }: RecommendationList): string[] {
  return [
    ...efforts.map((effort) => `${effort} effort`),
    ...risks.map((risk) => `${risk} risk`),
    ...(restart === null ? [] : [restart ? "with a restart" : "without a restart"]),
    ...(orderBy === "saving" ? [] : [`by ${orderBy}`]),
  ];
}

function decideText(input: Decide): string[] {
  const { decision, all, until, above, reason, note } = input;
  return [
    decision,
    ...pickedText(input),
    ...(all ? ["all"] : []),
    ...(until === null ? [] : [`until ${until}`]),
    ...(above === null ? [] : [`above ${above}`]),
    ...(reason === null ? [] : [reason]),
    ...(note === null ? [] : [`“${note}”`]),
  ];
}

function assignText(input: Assign): string[] {
  return [...pickedText(input), ...(input.all ? ["all"] : []), `to ${input.to ?? "nobody"}`];
}

function suppressText({ change, number, kinds, filters, until }: Suppress): string[] {
  return [
    change,
    ...pickedText({ numbers: number === null ? [] : [number], kinds, filters, words: null }),
    ...(until === null ? [] : [`until ${until}`]),
  ];
}

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
  const step = input.average === true ? "average per" : "per";
  const within = input.limitPer.length === 0 ? "" : ` within ${input.limitPer.join(", ")}`;
  const isDefaultOrder = order.by === "amount" && order.direction === "descending";
  return [
    periodText(input.period),
    ...(metric === "EffectiveCost" ? [] : [metric]),
    ...(periodBasis === "charge" ? [] : [`${periodBasis} periods`]),
    ...filters.map(filterText),
    ...thresholds.map(({ operator, value }) => `${operator} ${value}`),
    ...(groupBy.length === 0 ? [] : [`by ${groupBy.join(", ")}`]),
    ...(granularity === null ? [] : [`${step} ${granularity}`]),
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
