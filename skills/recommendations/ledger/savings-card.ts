import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, CardBlock, ChartBlock, Figure } from "#src/cards/card";
import type { SavingsAnswer, SavingsQuestion, SavingsSums } from "./savings-answer.ts";

/** What was saved as a card: the money, estimated against measured, the table, and the file of it. */
export function savingsCard(answer: SavingsAnswer, { groupBy }: SavingsQuestion): Card {
  const [headline = "", ...notes] = answer.notes;
  const blocks: CardBlock[] = [{ type: "text", text: headline }];
  if (answer.sums.length > 0) {
    blocks.push({ type: "figures", figures: answer.sums.flatMap(figuresOf) });
  }
  if (groupBy === "month") blocks.push(...answer.sums.flatMap((sums) => monthChart(answer, sums)));
  const table = answerTableBlock(answer);
  if (table !== null) blocks.push(table);
  blocks.push({ type: "context", lines: [...notes, ...answer.assumptions] });
  return { title: "Savings", blocks };
}

function figuresOf({ currency, saved, yearlyPace, estimated, verified }: SavingsSums): Figure[] {
  return [
    { label: "Saved", value: saved.value, currency },
    { label: "A year at this pace", value: yearlyPace.value, currency },
    { label: "Estimated a month", value: estimated, currency },
    { label: "Verified a month", value: verified.value, currency },
  ];
}

function monthChart({ table }: SavingsAnswer, { currency }: SavingsSums): ChartBlock[] {
  const columns = table?.columns ?? [];
  const [month, saved, own] = ["month", "saved", "BillingCurrency"].map((name) =>
    columns.findIndex((column) => column.name === name),
  );
  const rows = (table?.rows ?? []).filter(
    (row) => own === undefined || own < 0 || row[own] === currency,
  );
  if (month === undefined || saved === undefined || rows.length < 2) return [];
  return [
    {
      type: "chart",
      chart: "bar",
      title: `Saved by month in ${currency}`,
      unit: currency,
      labels: rows.map((row) => String(row[month]).slice(0, 7)),
      series: [{ name: "saved", values: rows.map((row) => Number(row[saved] ?? 0)) }],
    },
  ];
}
