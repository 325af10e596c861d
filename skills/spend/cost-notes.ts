import { formatMoney } from "#src/cards/format";
import type { CostQuestion } from "#src/cost-question";
import { addDays, type Day, daysIn, type Period } from "#src/focus/day";
import { describeFinding, FINDING_KINDS, isFindingKind } from "#src/focus/finding-kinds";
import type { CostResult } from "#src/store/cost-query";
import type { Freshness } from "#src/store/freshness";

/** What is to be said about the data behind a result: coverage, partial days, quality. */
export function notesOf(
  question: CostQuestion,
  result: CostResult,
  freshness: Freshness,
): string[] {
  return [
    ...coverageNotes(question.period, freshness),
    ...spreadNotes(result),
    ...findingNotes(question, result),
  ];
}

/** What is to be said about sources whose charges of the period may be missing or old. */
export function syncNotesOf(period: Period, { syncNotes }: Freshness): string[] {
  return syncNotes
    .filter(({ from }) => from === null || from <= lastOf(period))
    .map(({ text }) => text);
}

function coverageNotes(period: Period, freshness: Freshness): string[] {
  const { dataThrough, sources } = freshness;
  const silent = sources.filter(({ isSilent, lastDay }) => isSilent && lastDay < lastOf(period));
  const notes = [
    ...silent.map(({ source, lastDay }) => `${source} has no data after ${lastDay}.`),
    ...syncNotesOf(period, freshness),
  ];
  if (dataThrough === null || lastOf(period) <= dataThrough) return notes;
  const after = daysIn({ start: addDays(dataThrough, 1), end: period.end });
  const days = after === 1 ? "the day after it is" : "the days after it are";
  return [...notes, `Data are complete through ${dataThrough}; ${days} partial or still to come.`];
}

function spreadNotes(result: CostResult): string[] {
  return result.spreadDifference.map(({ currency, value }) => {
    const amount = formatMoney(Math.abs(value), currency);
    const more = value > 0 ? "more" : "less";
    return `Charges longer than a day are spread over their days, so the series holds ${amount} ${more} than the period's total, where they stand on their first day.`;
  });
}

function findingNotes(question: CostQuestion, result: CostResult): string[] {
  const used = new Set<string>([
    question.metric,
    "ChargePeriodStart",
    ...question.groupBy,
    ...question.filters.map(({ dimension }) => dimension),
  ]);
  return result.findings.flatMap(({ kind, charges }) => {
    if (!isFindingKind(kind)) return [];
    const isRelevant = FINDING_KINDS[kind].about.some((column) => used.has(column));
    return isRelevant ? [`Data quality: ${describeFinding(kind, charges)}.`] : [];
  });
}

function lastOf(period: Period): Day {
  return addDays(period.end, -1);
}
