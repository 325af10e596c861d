import { daysOf } from "#skills/forecast/daily-amounts";
import { type ExplainAnswer, explainAnswerSchema } from "#skills/spend/explain/explanation";
import { togetherNotes } from "#skills/spend/explain/together-notes";
import { explainChangeSkill } from "#skills/spend/explain-change";
import { explainQuestionSchema } from "#src/cost-question";
import { addDays, type Day, dayNumber, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { daysRead, monthOutlook } from "./month-outlook.ts";
import { nextStep } from "./next-step.ts";
import { reportAnomalies } from "./report-anomalies.ts";
import type { Report, ReportAnswer, ReportDaily, ReportMonth } from "./report-answer.ts";
import { reportBudgets } from "./report-budgets.ts";
import { monthThrough, type ReportDays } from "./report-days.ts";
import { decisionsAndSavings } from "./report-decisions.ts";
import { reportParts } from "./report-parts.ts";
import { type ReportQuestion, subjectWords } from "./report-question.ts";
import { amountsBeside } from "./shared-reads.ts";

/** A change of less than this, in per cent, isn't worth telling when nothing else happened. */
const WORTH_TELLING = 5;

/** Which report, and which days it is about, by its last complete day. */
export interface ReportPlan {
  readonly kind: Report["kind"];
  readonly daysThrough: (last: Day) => ReportDays;
}

/** A report of some charges: what they came to, what moved them, and what is to be done. */
export function reportOn(
  context: SkillContext,
  question: ReportQuestion,
  { kind, daysThrough }: ReportPlan,
): ReportAnswer {
  const { costs, today, completenessLagDays } = context;
  const { filters } = question;
  const { dataThrough } = costs.freshness(filters, today, completenessLagDays);
  const complete = addDays(today, -completenessLagDays);
  const last = lastDay(question.through, dataThrough ?? complete);
  const days = daysThrough(last);
  const explained = explainDays(context, filters, days);
  const empty = emptyReport(kind, subjectWords(filters));
  const isAwaited = daysThrough(lastDay(question.through, complete)).main.end > days.main.end;
  if (explained.status === "no_data" || dataThrough === null) {
    return { ...withoutExplanation(explained), status: "no_data", report: { ...empty, isAwaited } };
  }
  const found = {
    ...reportAnomalies(context, filters, days.main),
    ...decisionsAndSavings(context, filters, days.main),
    budgets: reportBudgets(context, filters, dataThrough),
  };
  const report: Report = {
    ...empty,
    ...found,
    isAwaited,
    isQuiet: isQuiet(explained, found),
    movers: explained.explanation,
    month: monthSoFar(context, filters, last),
    daily: dailyAmounts(context, filters, days),
    parts: isTold(explained) ? null : reportParts(context, filters, days, "ServiceName"),
    nextStep: nextStep(found),
  };
  const judged = filters.length === 0 ? [] : [JUDGED_AS];
  const together = togetherNotes(explained.explanation, days.main.start);
  return {
    ...withoutExplanation(explained),
    notes: explained.notes.filter((note) => !together.includes(note)),
    assumptions: [
      ...explained.assumptions,
      ...judged,
      ...(kind === "weekly-digest" ? [SPREAD] : []),
    ],
    suggestions: [],
    report,
  };
}

const JUDGED_AS = "anomalies are those of all that you see that lie mostly in these charges";
const SPREAD = "the daily series spreads charges longer than a day over their days";

/** Whether each change has a part to name; where all of it moved alike, the services are told instead. */
function isTold({ explanation }: ExplainAnswer): boolean {
  return explanation.every(
    ({ drivers, change }) => change === 0 || drivers.some(({ slice }) => slice.length > 0),
  );
}

function lastDay(through: Day | null, dataThrough: Day): Day {
  return through !== null && through < dataThrough ? through : dataThrough;
}

function explainDays(
  context: SkillContext,
  filters: ReportQuestion["filters"],
  { main, other }: ReportDays,
): ExplainAnswer {
  const question = explainQuestionSchema.parse({
    period: main,
    filters,
    compare: { kind: "period", period: other, running: false },
  });
  return explainAnswerSchema.parse(explainChangeSkill.run(context, question));
}

function withoutExplanation({ explanation: _explanation, ...answer }: ExplainAnswer) {
  return answer;
}

/** A report in which nothing is said yet. */
function emptyReport(kind: Report["kind"], subject: string | null): Report {
  return {
    kind,
    subject,
    isQuiet: true,
    isAwaited: false,
    movers: [],
    month: null,
    budgets: [],
    open: [],
    closed: [],
    decisions: { count: 0, savings: [], byOwner: [], first: [] },
    verified: { count: 0, savings: [] },
    daily: [],
    parts: null,
    year: null,
    nextStep: null,
  };
}

/** Decisions that wait are no news: each report has them. */
function isQuiet(
  { comparison }: ExplainAnswer,
  { open, closed, budgets, verified }: Pick<Report, "open" | "closed" | "budgets" | "verified">,
): boolean {
  const isFlat = (comparison?.delta ?? []).every(
    ({ value, percent }) =>
      value === null || value === 0 || (percent !== null && Math.abs(percent) < WORTH_TELLING),
  );
  const isBroken = budgets.some(({ state }) => state === "over" || state === "at risk");
  return isFlat && !isBroken && open.length + closed.length + verified.count === 0;
}

function monthSoFar(
  context: SkillContext,
  filters: ReportQuestion["filters"],
  last: Day,
): ReportMonth {
  const { main, other } = monthThrough(last);
  const outlook = monthOutlook(context, filters);
  const isRunning = outlookMonth(context, filters) === main.start;
  const amounts = amountsBeside(context, filters, main, other).map((one) => {
    const { value, previous, currency } = one;
    const change = value === null || !previous ? null : (value - previous) / Math.abs(previous);
    const known = outlook.find((month) => month.currency === currency);
    return {
      ...one,
      percent: change === null ? null : change * 100,
      forecast: isRunning ? (known?.forecast ?? null) : null,
    };
  });
  return { period: main, comparedWith: other, amounts };
}

/** The first day of the month that forecasts are of. */
function outlookMonth(context: SkillContext, filters: ReportQuestion["filters"]): Day | null {
  const { costs, today, completenessLagDays } = context;
  const { dataThrough } = costs.freshness(filters, today, completenessLagDays);
  return dataThrough === null ? null : monthThrough(dataThrough).main.start;
}

function dailyAmounts(
  context: SkillContext,
  filters: ReportQuestion["filters"],
  { main, other }: ReportDays,
): ReportDaily[] {
  const read = daysRead(context, filters);
  if (read === null) return [];
  return read.currencies.map(({ currency, amounts }) => {
    const valuesIn = (period: Period) =>
      daysOf(period).map((day) => amounts.known[dayNumber(day) - dayNumber(read.start)] ?? null);
    return { currency, days: daysOf(main), main: valuesIn(main), other: valuesIn(other) };
  });
}
