import { blankAnswer } from "#src/answer";
import { addDays, addMonths, type Period } from "#src/focus/day";
import { isAbout } from "#src/recommendations/charges";
import { defineSkill, type SkillContext } from "#src/skill";
import { type LedgerEntry, ledgerEntries, savedIn } from "./ledger/ledger-entries.ts";
import {
  type SavingAnswer,
  type SavingsAnswer,
  type SavingsQuestion,
  savingsAnswerSchema,
  savingsQuestionSchema,
} from "./ledger/savings-answer.ts";
import { savingsCard } from "./ledger/savings-card.ts";
import { sumsOf } from "./ledger/savings-sums.ts";
import { groupedSavings, savingsTable } from "./ledger/savings-table.ts";
import { savingsNotes } from "./ledger/savings-words.ts";

/** “What have we saved this year?” */
export const listSavings = defineSkill({
  name: "list-savings",
  description:
    "What recommendations that were taken up have really saved: accepted, done and verified on the bill, estimated against measured, saved so far and the yearly pace; by team, month and so on.",
  examples: [
    "what have we saved this year?",
    "savings by team",
    "realised savings by month",
    "estimated vs verified savings",
  ],
  access: "read",
  input: savingsQuestionSchema,
  output: savingsAnswerSchema,
  run: savingsOf,
  present: savingsCard,
});

/** What was saved, as an answer. */
export function savingsOf(context: SkillContext, question: SavingsQuestion): SavingsAnswer {
  const { today, recommendations } = context;
  const period = question.period ?? yearSoFar(today);
  const entries = ledgerEntries(recommendations.held(today), today).filter((entry) =>
    fits(entry, question, period),
  );
  const byCurrency = Map.groupBy(entries, ({ recommendation }) => recommendation.currency);
  const sums = [...byCurrency].map(([currency, own]) => ({
    currency,
    ...sumsOf(own, period, today),
  }));
  const { groupBy, filters } = question;
  const savings = entries.map((entry) => savingAnswer(entry, period, today));
  return {
    ...blankAnswer(),
    metric: "EffectiveCost",
    period,
    filters: [...filters],
    groupBy: groupBy === null ? [] : [groupBy],
    totals: sums.map(({ currency, saved }) => ({ currency, value: saved.value })),
    table:
      groupBy === null
        ? savingsTable(entries, period, today)
        : groupedSavings(entries, groupBy, period, today),
    assumptions: [
      "saved: what was measured on the bill, from the first day on which it cost less, through yesterday",
      "estimated, measured, accepted and done are a month's (365/12 days), on the effective prices that are paid",
    ],
    notes: savingsNotes({ savings, sums, period }),
    suggestions:
      groupBy === null
        ? ["Savings by team", "Savings by month"]
        : ["What have we saved this year?"],
    savings,
    sums,
  };
}

/** Taken up, done or verified by the end of the period, and not over before it. */
function fits(
  { recommendation, status, acceptedOn, until }: LedgerEntry,
  { filters, stages }: SavingsQuestion,
  period: Period,
): boolean {
  const isInTime = acceptedOn < period.end && (until === null || until > period.start);
  return isInTime && stages.some((stage) => stage === status) && isAbout(recommendation, filters);
}

function yearSoFar(today: string): Period {
  const months = Number(today.slice(5, 7)) - 1;
  return { start: addMonths(today, -months), end: addDays(today, 1) };
}

function savingAnswer(entry: LedgerEntry, period: Period, today: string): SavingAnswer {
  const { number, recommendation, status, acceptedOn, since, measured } = entry;
  const { verifiedOn, until, estimate, countedWith } = entry;
  const { action, kind, team, currency } = recommendation;
  return {
    ...{ number, action, kind, team, currency, acceptedOn, since, verifiedOn, until, estimate },
    stage: status as SavingAnswer["stage"],
    measured:
      measured === null
        ? null
        : {
            value: measured.monthlySaving,
            low: measured.low,
            high: measured.high,
            from: measured.from,
            through: measured.through,
            otherCauses: [...measured.otherCauses],
          },
    saved: savedIn(entry, period, today),
    countedWith,
  };
}
