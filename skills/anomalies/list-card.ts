import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, CardBlock, ChartBlock, FiguresBlock, TableBlock } from "#src/cards/card";
import { foldParts } from "#src/cards/fold-chart";
import { formatPeriod } from "#src/cards/format";
import type { AnomaliesAnswer, AnomalyAnswer } from "./anomaly-answer.ts";
import { anomalyButtons } from "./anomaly-buttons.ts";
import type { AnomalyList } from "./anomaly-list.ts";
import { SILENCED_STATES } from "./anomaly-state.ts";
import { ANOMALY_COLUMN } from "./anomaly-table.ts";
import { anomalySentence } from "./anomaly-words.ts";

/** So many are told one by one, with buttons; the table has all of them. */
const TOLD = 5;
const MOST_BARS = 9;

/** A list of anomalies as a card: impact, the first ones with what can be done, a chart, all of them. */
export function anomalyListCard(answer: AnomaliesAnswer, list: AnomalyList): Card {
  const title = titleOf(answer, list);
  const [first = "", ...notes] = answer.notes;
  if (answer.anomalies.length === 0) {
    const lines = [...answer.assumptions, ...notes];
    return {
      title,
      blocks: [
        { type: "text", text: first },
        { type: "context", lines },
      ],
    };
  }
  const told = answer.anomalies.slice(0, TOLD);
  const blocks: CardBlock[] = [
    { type: "text", text: first },
    ...figures(answer),
    ...told.flatMap((anomaly, at): CardBlock[] => [
      { type: "text", text: `${at + 1}. ${anomalySentence(anomaly)}` },
      anomalyButtons(anomaly, list, { explains: true }),
    ]),
    ...charts(answer),
  ];
  const table = answerTableBlock(answer);
  if (table !== null) blocks.push(withoutIds(table));
  blocks.push({ type: "context", lines: [...answer.assumptions, ...notes] });
  return { title, blocks };
}

/** Ids are for buttons and scripts. */
function withoutIds({ type, columns, rows }: TableBlock): TableBlock {
  const at = columns.findIndex(({ label }) => label === ANOMALY_COLUMN);
  return { type, columns: columns.toSpliced(at, 1), rows: rows.map((row) => row.toSpliced(at, 1)) };
}

function titleOf({ period }: AnomaliesAnswer, { states }: AnomalyList): string {
  const isSilenced = states.every((state) => SILENCED_STATES.includes(state));
  const days = period === null ? "" : `, ${formatPeriod(period)}`;
  return `${isSilenced ? "Silenced anomalies" : "Anomalies"}${days}`;
}

function figures({ totals }: AnomaliesAnswer): FiguresBlock[] {
  if (totals.length === 0) return [];
  const ofCurrencies = totals.map(({ currency, value }) => ({ label: "Impact", value, currency }));
  return [{ type: "figures", figures: ofCurrencies }];
}

/** What each anomaly comes to by our own figures, a chart a currency; one bar alone says nothing. */
function charts({ anomalies }: AnomaliesAnswer): ChartBlock[] {
  const own = anomalies.filter(({ foundHere }) => foundHere);
  const byCurrency = Map.groupBy(own, ({ impact }) => impact.currency);
  return [...byCurrency]
    .filter(([, ofCurrency]) => ofCurrency.length > 1)
    .map(([currency, ofCurrency]) => {
      const chart: ChartBlock = {
        type: "chart",
        chart: "bar",
        title: byCurrency.size > 1 ? `Impact in ${currency}` : "Impact",
        unit: currency,
        labels: ofCurrency.map(barLabel),
        series: [{ name: "impact", values: ofCurrency.map(({ impact }) => impact.value) }],
      };
      return foldParts(chart, MOST_BARS);
    });
}

function barLabel({ label, start }: AnomalyAnswer): string {
  return `${label}, ${start}`;
}
