import { compareSpend } from "#skills/spend/compare-spend";
import { driverTable } from "#skills/spend/explain/driver-table";
import { explainChange } from "#skills/spend/explain/explain";
import { explainCard } from "#skills/spend/explain/explain-card";
import { explainSuggestions } from "#skills/spend/explain/explain-suggestions";
import { type ExplainAnswer, explainAnswerSchema } from "#skills/spend/explain/explanation";
import { togetherNotes } from "#skills/spend/explain/together-notes";
import { skillAnswerSchema } from "#src/answer";
import { formatPeriod } from "#src/cards/format";
import {
  type CompareQuestion,
  compareQuestionSchema,
  type ExplainQuestion,
  explainQuestionSchema,
} from "#src/cost-question";
import { addDays, daysIn, isWholeMonths, mondayOf, type Period } from "#src/focus/day";
import { defineSkill, type SkillContext } from "#src/skill";

/** Charges that are later than this aren't on their way: there are none. */
const AWAITED_DAYS = 7;

/** “Why did our AWS bill jump?” */
export const explainChangeSkill = defineSkill({
  name: "explain-change",
  description: "What drove the change of cost between two periods: parts with amounts that add up.",
  examples: [
    "why did our AWS bill jump?",
    "what drove the increase in October?",
    "why is this month more expensive than last month?",
    "what changed since yesterday?",
    "explain the change",
  ],
  isShownFirst: true,
  access: "read",
  input: explainQuestionSchema,
  output: explainAnswerSchema,
  run: explain,
  present: explainCard,
});

function explain(context: SkillContext, question: ExplainQuestion): ExplainAnswer {
  const { asked, assumption } = onCompleteDays(context, compareQuestionSchema.parse(question));
  const compared = skillAnswerSchema.parse(compareSpend.run(context, asked));
  const { period, comparison } = compared;
  if (compared.status === "no_data" || period === null || comparison === null) {
    return { ...compared, explanation: [] };
  }
  const amountIn = (totals: typeof compared.totals, currency: string) =>
    totals.find((total) => total.currency === currency)?.value ?? null;
  const explanation = explainChange(context, asked, {
    main: period,
    other: comparison.period,
    dataThrough: compared.dataThrough,
    changes: comparison.delta.map(({ currency, value }) => ({
      currency,
      before: amountIn(comparison.totals, currency),
      after: amountIn(compared.totals, currency),
      change: value ?? 0,
    })),
  });
  return {
    ...compared,
    assumptions: [...compared.assumptions, ...assumption],
    notes: [...compared.notes, ...togetherNotes(explanation, period.start)],
    table: driverTable(question.metric, explanation),
    suggestions: explainSuggestions(question, explanation),
    explanation,
  };
}

/**
 * Days that are still missing must not look like a fall in cost. Where none of the days is complete, as many of the
 * latest complete ones are taken instead, against those before; where a calendar period lacks its last days, both
 * periods are cut as running ones are.
 */
function onCompleteDays(
  { costs, today, completenessLagDays }: SkillContext,
  question: CompareQuestion,
): { readonly asked: CompareQuestion; readonly assumption: readonly string[] } {
  const { period, compare, filters, periodBasis } = question;
  const { dataThrough } = costs.freshness(filters, today, completenessLagDays);
  const isAwaited =
    dataThrough !== null &&
    period.end > addDays(dataThrough, 1) &&
    period.start <= today &&
    daysIn({ start: dataThrough, end: today }) <= AWAITED_DAYS;
  if (!isAwaited || periodBasis === "billing" || compare.kind !== "period" || compare.running) {
    return { asked: question, assumption: [] };
  }
  if (period.start <= dataThrough) {
    const running = isWholeWeeks(period) || isWholeMonths(period);
    const assumption = `the last days of ${formatPeriod(period)} aren't complete yet and are left out`;
    return {
      asked: { ...question, compare: { ...compare, running } },
      assumption: running ? [assumption] : [],
    };
  }
  const end = addDays(dataThrough, 1);
  const start = addDays(end, -daysIn(period));
  const before = { start: addDays(start, -daysIn(compare.period)), end: start };
  const assumption = `no day of ${formatPeriod(period)} is complete yet, so the latest complete days are explained`;
  return {
    asked: { ...question, period: { start, end }, compare: { ...compare, period: before } },
    assumption: [assumption],
  };
}

function isWholeWeeks(period: Period): boolean {
  return mondayOf(period.start) === period.start && daysIn(period) % 7 === 0;
}
