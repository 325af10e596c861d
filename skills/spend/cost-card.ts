import { filterWords, metricWords } from "#skills/spend/cost-answer";
import type { AnswerTable, SkillAnswer } from "#src/answer";
import type { Card, CardBlock, ChartBlock, Figure, TableBlock } from "#src/cards/card";
import { formatPeriod } from "#src/cards/format";
import type { CostQuestion } from "#src/cost-question";

/** Series of more groups than this are shown as a table only. */
const MOST_SERIES = 8;

/** A cost answer as a card: figures, then the breakdown, then what it rests on. */
export function costCard(answer: SkillAnswer, question: CostQuestion): Card {
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
  const blocks: CardBlock[] = [{ type: "figures", figures: figuresOf(answer) }];
  const chart = chartOf(answer);
  if (chart !== null) blocks.push(chart);
  if (answer.table !== null) blocks.push(tableBlock(answer.table));
  blocks.push({ type: "context", lines: [...answer.assumptions, ...answer.notes] });
  return { title, blocks };
}

function titleOf(answer: SkillAnswer, question: CostQuestion): string {
  const metric = metricWords(question);
  const period = answer.period === null ? "" : `, ${formatPeriod(answer.period)}`;
  const groups = question.groupBy.length === 0 ? "" : ` by ${question.groupBy.join(" and ")}`;
  return `${metric.charAt(0).toUpperCase()}${metric.slice(1)}${groups}${filterWords(question)}${period}`;
}

function figuresOf({ totals, comparison, gross }: SkillAnswer): Figure[] {
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

function tableBlock(table: AnswerTable): TableBlock {
  const columns = table.columns.map(({ name, kind, unit }): TableBlock["columns"][number] => {
    if (kind === "time") return { label: name, kind: "time" };
    if (kind === "share") return { label: name, kind: "share" };
    if (kind === "dimension") return { label: name, kind: "text" };
    if (unit === "%") return { label: name, kind: "percent" };
    return unit === undefined
      ? { label: name, kind: "money" }
      : { label: name, kind: "money", currency: unit };
  });
  return { type: "table", columns, rows: table.rows };
}

/** A line for each group of a series in one currency; null where there is no series to draw. */
function chartOf({ table, granularity }: SkillAnswer): ChartBlock | null {
  if (table === null || granularity === null) return null;
  const measure = table.columns.findIndex(({ kind }) => kind === "measure");
  const unit = table.columns[measure]?.unit;
  const names = table.columns.flatMap(({ kind }, at) => (kind === "dimension" ? [at] : []));
  if (unit === undefined) return null;
  const labels = [...new Set(table.rows.map((row) => String(row[0])))];
  const bySeries = Map.groupBy(table.rows, (row) =>
    names.map((at) => row[at] ?? "(none)").join(" · "),
  );
  if (labels.length < 2 || bySeries.size > MOST_SERIES) return null;
  const series = [...bySeries].map(([name, rows]) => {
    const values = new Map(rows.map((row) => [String(row[0]), row[measure]]));
    return {
      name: name === "" ? "Total" : name,
      values: labels.map((label) => {
        const value = values.get(label);
        return typeof value === "number" ? value : null;
      }),
    };
  });
  return { type: "chart", chart: "line", unit, labels, series };
}
