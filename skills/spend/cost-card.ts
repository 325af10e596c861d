import { averageFigures, type CostAnswer } from "#skills/spend/averages";
import { filterWords, metricWords } from "#skills/spend/cost-answer";
import { costCharts } from "#skills/spend/cost-chart";
import type { SkillAnswer } from "#src/answer";
import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, CardBlock, Figure } from "#src/cards/card";
import { formatPeriod } from "#src/cards/format";
import type { CostQuestion } from "#src/cost-question";

/** A cost answer as a card: figures, then the breakdown, then what it rests on. */
export function costCard(answer: CostAnswer, question: CostQuestion): Card {
  const title = titleOf(answer, question);
  if (answer.status === "no_data") {
    const [first = "", ...rest] = answer.notes;
    return {
      title,
      blocks: [
        { type: "text", text: first },
        { type: "context", lines: [...rest, ...answer.assumptions] },
      ],
    };
  }
  const figures = [...averageFigures(answer), ...figuresOf(answer)];
  const blocks: CardBlock[] = [{ type: "figures", figures }];
  blocks.push(...costCharts(answer, question, title));
  const table = answerTableBlock(answer);
  if (table !== null) blocks.push(table);
  blocks.push({ type: "context", lines: [...answer.assumptions, ...answer.notes] });
  return { title, blocks };
}

function titleOf(answer: SkillAnswer, question: CostQuestion): string {
  const metric = metricWords(question);
  const period = answer.period === null ? "" : `, ${formatPeriod(answer.period)}`;
  const groups = question.groupBy.length === 0 ? "" : ` by ${question.groupBy.join(" and ")}`;
  return `${metric.charAt(0).toUpperCase()}${metric.slice(1)}${groups}${filterWords(question)}${period}`;
}

/** The key figures of a cost answer: totals, their change, and what they are compared with. */
export function figuresOf({ totals, comparison, gross }: SkillAnswer): Figure[] {
  const of = comparison?.of ?? null;
  const main = totals.map(({ currency, value }): Figure => {
    const delta = comparison?.delta.find((entry) => entry.currency === currency);
    const label = of === null ? "Total" : of.main;
    return delta === undefined || delta.value === null
      ? { label, value, currency }
      : { label, value, currency, change: { value: delta.value, percent: delta.percent } };
  });
  const other = (comparison?.totals ?? []).map(
    ({ currency, value }): Figure => ({
      label: of === null ? formatPeriod(comparison?.period ?? { start: "", end: "" }) : of.other,
      value,
      currency,
    }),
  );
  const full = (comparison?.fullTotals ?? []).map(
    ({ currency, value }): Figure => ({ label: "The whole of the other period", value, currency }),
  );
  const parts = (gross ?? []).flatMap((entry): Figure[] => [
    { label: "Before credits and refunds", value: entry.gross, currency: entry.currency },
    { label: "Credits and refunds", value: entry.credits, currency: entry.currency },
  ]);
  return [...main, ...other, ...full, ...parts];
}
