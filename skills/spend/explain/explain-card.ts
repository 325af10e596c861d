import { costCard, figuresOf } from "#skills/spend/cost-card";
import type { Delta } from "#src/answer";
import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, CardBlock, ChartBlock, TableBlock } from "#src/cards/card";
import { formatMoney, formatPercent, formatPeriod } from "#src/cards/format";
import { compareQuestionSchema, type ExplainQuestion } from "#src/cost-question";
import { driverWaterfall } from "./driver-waterfall.ts";
import { driverSentence } from "./driver-words.ts";
import type { ExplainAnswer } from "./explanation.ts";

/** An explanation as a card: the change in a sentence, its drivers in words, as a waterfall and as a table. */
export function explainCard(answer: ExplainAnswer, question: ExplainQuestion): Card {
  if (answer.status === "no_data") {
    return costCard(answer, compareQuestionSchema.parse(question));
  }
  const blocks: CardBlock[] = [{ type: "figures", figures: figuresOf(answer) }];
  for (const { currency, drivers, change } of answer.explanation) {
    if (change === 0 && drivers.length < 2) continue;
    const told = drivers.filter(({ kind }) => kind !== "rest" || drivers.length === 1);
    const text = told.map((driver) => driverSentence(driver, currency)).join("\n");
    if (text !== "") blocks.push({ type: "text", text });
  }
  blocks.push(...waterfalls(answer));
  const table = answerTableBlock(answer);
  if (table !== null) blocks.push(withoutColumns(table, [question.metric, "previous"]));
  blocks.push({ type: "context", lines: [...answer.assumptions, ...answer.notes] });
  return { title: titleOf(answer, question), blocks };
}

/** The calendar has no cost of its own, so a card tells of what changed alone; the answer's table has both sides. */
function withoutColumns(table: TableBlock, labels: readonly string[]): TableBlock {
  const isKept = (_: unknown, at: number) => !labels.includes(table.columns[at]?.label ?? "");
  return {
    ...table,
    columns: table.columns.filter(isKept),
    rows: table.rows.map((row) => row.filter(isKept)),
  };
}

/** “AWS rose by $12,340.00 (+18.0%) in October 2026, against September 2026” */
function titleOf(answer: ExplainAnswer, { filters }: ExplainQuestion): string {
  const names = filters
    .filter(({ operator }) => operator === "in")
    .map(({ values }) => values.join(" or "));
  const subject = names.length === 0 ? "Cost" : names.join(", ");
  const { period, comparison } = answer;
  const when =
    period === null || comparison === null
      ? ""
      : ` in ${formatPeriod(period)}, against ${formatPeriod(comparison.period)}`;
  return `${subject} ${changeWords(comparison?.delta ?? [])}${when}`;
}

/** “rose by $10.00 (+5.0%) and €3.00 (+1.0%)”, “rose by $10.00 (+5.0%) and fell by €3.00 (−1.0%)” */
function changeWords(deltas: readonly Delta[]): string {
  const words = deltas.map((delta, at) => {
    const verb = verbOf(delta);
    const before = deltas[at - 1];
    const isSame = before !== undefined && verbOf(before) === verb;
    return isSame ? amountWords(delta) : `${verb} ${amountWords(delta)}`;
  });
  return words.join(" and ");
}

function verbOf({ value }: Delta): string {
  if (value === null || value === 0) return "stayed the same in";
  return value > 0 ? "rose by" : "fell by";
}

function amountWords({ currency, value, percent }: Delta): string {
  if (value === null || value === 0) return currency;
  const amount = formatMoney(Math.abs(value), currency);
  if (percent === null) return amount;
  return `${amount} (${value > 0 ? "+" : ""}${formatPercent(percent)})`;
}

function waterfalls({ explanation, period, comparison }: ExplainAnswer): ChartBlock[] {
  if (period === null || comparison === null) return [];
  const periods = { before: comparison.period, after: period };
  return explanation.flatMap((one) => driverWaterfall(one, periods) ?? []);
}
