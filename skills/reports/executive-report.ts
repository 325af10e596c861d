import type { Card, CardBlock, ChartBlock, Figure } from "#src/cards/card";
import { formatChange, formatMoney, formatPercent, formatPeriod } from "#src/cards/format";
import { defineSkill, type SkillContext } from "#src/skill";
import { coverageLines, noDataBlocks, titleOf } from "./digest-card.ts";
import { reportOn } from "./report.ts";
import { type ReportAnswer, reportAnswerSchema } from "./report-answer.ts";
import { figures, movers, nextStep } from "./report-blocks.ts";
import { monthCompleteBy } from "./report-days.ts";
import { reportParts } from "./report-parts.ts";
import { type ReportQuestion, reportQuestionSchema } from "./report-question.ts";
import { anomalyCounts, budgetsWords, decisionCounts, verifiedWords } from "./report-words.ts";
import { reportYear } from "./report-year.ts";

const MOST_PARTS = 3;

/** “Executive report” */
export const executiveReport = defineSkill({
  name: "executive-report",
  description:
    "The latest complete month on half a page: cost, the year so far, the forecast of the running month, who spends most, what moved, how budgets stand, and what is saved or could be.",
  examples: ["executive report", "executive summary for payments"],
  access: "read",
  input: reportQuestionSchema,
  output: reportAnswerSchema,
  run: executiveReportOf,
  present: executiveCard,
});

function executiveReportOf(context: SkillContext, question: ReportQuestion): ReportAnswer {
  const plan = { kind: "executive-report", daysThrough: monthCompleteBy } as const;
  const answer = reportOn(context, question, plan);
  const { period, comparison } = answer;
  if (answer.status === "no_data" || period === null || comparison === null) return answer;
  const days = { main: period, other: comparison.period };
  const parts = reportParts(context, question.filters, days);
  const year = reportYear(context, question.filters, period);
  return { ...answer, report: { ...answer.report, parts, year } };
}

function executiveCard(answer: ReportAnswer): Card {
  const { report, status } = answer;
  const title = titleOf(answer, "Executive report");
  if (status === "no_data") return { title, blocks: noDataBlocks(answer) };
  const stands = [
    budgetsWords(report.budgets),
    anomalyCounts(report),
    decisionCounts(report),
    verifiedWords(report),
  ];
  return {
    title,
    blocks: [
      ...figures(answer),
      ...yearFigures(answer),
      ...yearCharts(answer),
      ...partLines(answer),
      ...movers(report),
      { type: "text", text: stands.filter((text) => text !== null).join(" ") },
      ...nextStep(report),
      { type: "context", lines: [...coverageLines(answer), ...answer.assumptions] },
    ],
  };
}

function yearFigures({ report: { year } }: ReportAnswer): CardBlock[] {
  if (year === null) return [];
  const all = year.amounts.map(({ currency, value, previous }): Figure => {
    const label = formatPeriod(year.period);
    if (previous === null) return { label, value, currency };
    const change = (value ?? 0) - previous;
    const percent = previous === 0 ? null : (change / Math.abs(previous)) * 100;
    return { label, value, currency, change: { value: change, percent } };
  });
  return [{ type: "figures", figures: all }];
}

function yearCharts({ report: { year } }: ReportAnswer): ChartBlock[] {
  return (year?.amounts ?? []).map(({ currency, months }, _at, all) => ({
    type: "chart",
    chart: "bar",
    title: all.length > 1 ? `The last twelve months, in ${currency}` : "The last twelve months",
    unit: currency,
    labels: months.map(({ month }) => month),
    series: [{ name: "cost", values: months.map(({ value }) => value) }],
  }));
}

/** Who spends most: `payments $1,200.00 (24.0%), +$100.00 (+9.1%)`. */
function partLines({ report: { parts } }: ReportAnswer): CardBlock[] {
  const byCurrency = Map.groupBy(parts?.rows ?? [], ({ currency }) => currency);
  const lines = [...byCurrency].flatMap(([currency, rows]) =>
    rows.slice(0, MOST_PARTS).map(({ name, value, previous, share }) => {
      const change = previous === null ? null : (value ?? 0) - previous;
      const percent = change === null || !previous ? null : (change / Math.abs(previous)) * 100;
      const moved = formatChange({ value: change, percent }, currency);
      return `${name ?? "(none)"}: ${formatMoney(value, currency)} (${formatPercent(share)}), ${moved}`;
    }),
  );
  return lines.length === 0
    ? []
    : [{ type: "text", text: ["Who spends most:", ...lines].join("\n") }];
}
