import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, ChartBlock } from "#src/cards/card";
import { foldParts } from "#src/cards/fold-chart";
import { formatPeriod } from "#src/cards/format";
import { defineSkill, type SkillContext } from "#src/skill";
import { callOf, coverageLines, noDataBlocks, titleOf } from "./digest-card.ts";
import { reportOn } from "./report.ts";
import { type ReportAnswer, reportAnswerSchema } from "./report-answer.ts";
import { anomalies, decisions, figures, movers, nextStep } from "./report-blocks.ts";
import { monthCompleteBy } from "./report-days.ts";
import { partsTable, reportParts } from "./report-parts.ts";
import { type ReportQuestion, reportQuestionSchema } from "./report-question.ts";
import { verifiedWords } from "./report-words.ts";

const MOST_BARS = 12;

/** “Monthly report” */
export const monthlyReport = defineSkill({
  name: "monthly-report",
  description:
    "The latest complete month with showback by team (of one team: by service): cost against the month before and against budgets, what moved and why, anomalies, decisions and verified savings.",
  examples: ["monthly report", "show me the monthly report for payments"],
  access: "read",
  input: reportQuestionSchema,
  output: reportAnswerSchema,
  run: monthlyReportOf,
  present: monthlyCard,
});

function monthlyReportOf(context: SkillContext, question: ReportQuestion): ReportAnswer {
  const plan = { kind: "monthly-report", daysThrough: monthCompleteBy } as const;
  const answer = reportOn(context, question, plan);
  const { period, comparison } = answer;
  if (answer.status === "no_data" || period === null || comparison === null) return answer;
  const days = { main: period, other: comparison.period };
  const parts = reportParts(context, question.filters, days);
  return {
    ...answer,
    groupBy: [parts.dimension],
    table: partsTable(parts),
    report: { ...answer.report, parts },
  };
}

function monthlyCard(answer: ReportAnswer, question: ReportQuestion): Card {
  const { report, status } = answer;
  const title = titleOf(answer, "Monthly report");
  if (status === "no_data") return { title, blocks: noDataBlocks(answer) };
  const table = answerTableBlock(answer);
  const verified = verifiedWords(report);
  return {
    title,
    blocks: [
      ...figures({ ...answer, report: { ...report, month: null } }),
      ...movers(report),
      ...partsCharts(answer),
      ...(table === null ? [] : [table]),
      ...anomalies(report, question),
      ...decisions(report, callOf(answer, question)),
      ...(verified === null ? [] : [{ type: "text" as const, text: verified }]),
      ...nextStep(report),
      { type: "context", lines: [...coverageLines(answer), ...answer.assumptions] },
    ],
  };
}

/** Who caused the cost, beside the month before, a chart a currency. */
function partsCharts({ report: { parts }, period, comparison }: ReportAnswer): ChartBlock[] {
  if (parts === null || period === null || comparison === null) return [];
  const byCurrency = Map.groupBy(parts.rows, ({ currency }) => currency);
  return [...byCurrency].map(([currency, rows]) => {
    const chart: ChartBlock = {
      type: "chart",
      chart: "bar",
      title: `Cost by ${parts.dimension}${byCurrency.size > 1 ? `, in ${currency}` : ""}`,
      unit: currency,
      labels: rows.map(({ name }) => name ?? "(none)"),
      series: [
        { name: formatPeriod(period), values: rows.map(({ value }) => value) },
        { name: formatPeriod(comparison.period), values: rows.map(({ previous }) => previous) },
      ],
    };
    return foldParts(chart, MOST_BARS);
  });
}
