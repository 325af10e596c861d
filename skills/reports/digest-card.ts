import type { Card, CardBlock, SkillCall } from "#src/cards/card";
import { formatPeriod } from "#src/cards/format";
import { addDays } from "#src/focus/day";
import type { ReportAnswer } from "./report-answer.ts";
import {
  anomalies,
  brokenBudgets,
  dailyCharts,
  decisions,
  figures,
  movers,
  nextStep,
} from "./report-blocks.ts";
import type { ReportQuestion } from "./report-question.ts";
import {
  anomalyCounts,
  budgetsWords,
  decisionCounts,
  monthWords,
  spendWords,
  verifiedWords,
} from "./report-words.ts";

/** How a digest is called, and what it compares its days with. */
export interface DigestWords {
  /** “Weekly digest” */
  readonly title: string;
  /** “on the seven days before” */
  readonly beside: string;
  /** Whether each day is drawn. */
  readonly hasChart: boolean;
}

/** A digest as a card: all that happened, or three lines where nothing did. */
export function digestCard(
  answer: ReportAnswer,
  question: ReportQuestion,
  words: DigestWords,
): Card {
  const { report, status } = answer;
  const title = titleOf(answer, words.title);
  if (status === "no_data") return { title, blocks: noDataBlocks(answer) };
  const call = callOf(answer, question);
  if (report.isQuiet && !question.detail) {
    return { title, blocks: quietBlocks(answer, call, words.beside) };
  }
  const verified = verifiedWords(report);
  return {
    title,
    blocks: [
      ...figures(answer),
      ...brokenBudgets(report),
      ...movers(report),
      ...(words.hasChart ? dailyCharts(answer) : []),
      ...anomalies(report, question),
      ...decisions(report, call),
      ...(verified === null ? [] : [{ type: "text" as const, text: verified }]),
      ...nextStep(report),
      { type: "context", lines: [...coverageLines(answer), ...answer.assumptions] },
    ],
  };
}

/** “Weekly digest for payments, 16–22 November 2026” */
export function titleOf({ report, period }: ReportAnswer, title: string): string {
  const subject = report.subject === null ? "" : ` for ${report.subject}`;
  const days = period === null ? "" : `, ${formatPeriod(period)}`;
  return `${title}${subject}${days}`;
}

/** The report that a card stands for, whenever it is drawn again: of the same days. */
export function callOf({ report, period }: ReportAnswer, question: ReportQuestion): SkillCall {
  const through = period === null ? question.through : addDays(period.end, -1);
  return { skill: report.kind, input: { ...question, through } };
}

/** Three lines: what was spent, that nothing happened, and what waits. */
function quietBlocks(answer: ReportAnswer, call: SkillCall, beside: string): CardBlock[] {
  const { report } = answer;
  const { month } = report;
  const lines = [
    spendWords(answer, beside),
    [month === null ? "" : monthWords(month), budgetsWords(report.budgets) ?? ""]
      .filter((text) => text !== "")
      .join(" "),
    `${anomalyCounts(report)} ${decisionCounts(report)}`,
  ];
  const show = { kind: "call" as const, ...call, input: { ...asObject(call.input), detail: true } };
  return [
    { type: "text", text: lines.filter((line) => line !== "").join("\n") },
    { type: "buttons", buttons: [{ label: "Show all of it", action: show }] },
    { type: "context", lines: coverageLines(answer) },
  ];
}

function asObject(input: unknown): object {
  return typeof input === "object" && input !== null ? input : {};
}

/** Why there is nothing to report. */
export function noDataBlocks({ notes, assumptions }: ReportAnswer): CardBlock[] {
  const [first = "", ...rest] = notes;
  return [
    { type: "text", text: first },
    { type: "context", lines: [...rest, ...assumptions] },
  ];
}

/** Through which day the data are complete, and what is known to be missing. */
export function coverageLines({ dataThrough, notes, report }: ReportAnswer): string[] {
  const through = dataThrough === null ? [] : [`Data are complete through ${dataThrough}.`];
  const late = report.isAwaited
    ? ["Later days are still on their way; what they bring isn't in these figures."]
    : [];
  return [...through, ...late, ...notes];
}
