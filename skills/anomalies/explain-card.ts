import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, CardBlock, ChartBlock, Field, TableBlock } from "#src/cards/card";
import { formatDay, formatMoney, formatPeriod } from "#src/cards/format";
import type { AnomalyAnswer } from "./anomaly-answer.ts";
import { anomalyButtons } from "./anomaly-buttons.ts";
import { anomalySentence, saidWords } from "./anomaly-words.ts";
import type { ExplainedAnomaly } from "./explain-anomaly.ts";
import type { AnomalyExplanation } from "./explanation.ts";
import { type AnomalyPick, listFor } from "./pick-anomaly.ts";

/** A remainder below this part of the change is the sum's rounding. */
const NEGLIGIBLE = 1e-9;

/** An anomaly as a card: the sentence, its facts, actual beside expected, what drove it, what can be done. */
export function explainAnomalyCard(answer: ExplainedAnomaly, pick: AnomalyPick): Card {
  const [anomaly] = answer.anomalies;
  if (anomaly === undefined) {
    return {
      title: "No such anomaly",
      blocks: answer.notes.map((text) => ({ type: "text" as const, text })),
    };
  }
  const blocks: CardBlock[] = [
    { type: "text", text: anomalySentence(anomaly) },
    { type: "fields", fields: factsOf(anomaly) },
    ...chart(answer, anomaly),
    ...drivers(answer, anomaly),
  ];
  const table = answerTableBlock(answer);
  if (table !== null) blocks.push(table);
  blocks.push(anomalyButtons(anomaly, listFor(pick), { explains: false }));
  blocks.push({ type: "context", lines: [...answer.assumptions, ...answer.notes] });
  return { title: `Anomaly: ${anomaly.label}`, blocks };
}

function factsOf(anomaly: AnomalyAnswer): Field[] {
  const { start, interval, impact, monthlyIfItStays, owner, history } = anomaly;
  const money = (value: number) => formatMoney(value, impact.currency);
  return [
    { label: "First day", value: formatDay(start) },
    { label: "Usual range", value: `${money(interval.low)} to ${money(interval.high)}` },
    ...(monthlyIfItStays === null
      ? []
      : [{ label: "In 30 days, if it stays", value: money(monthlyIfItStays) }]),
    ...(owner === null ? [] : [{ label: "Team", value: owner }]),
    ...history.map((said) => ({ label: "History", value: saidWords(said) })),
  ];
}

function chart({ explanation }: ExplainedAnomaly, { impact, label }: AnomalyAnswer): ChartBlock[] {
  const days = explanation?.days ?? [];
  if (days.length < 2) return [];
  return [
    {
      type: "chart",
      chart: "line",
      title: `Actual and expected: ${label}`,
      unit: impact.currency,
      labels: days.map(({ day }) => day),
      series: [
        { name: "actual", values: days.map(({ actual }) => actual) },
        { name: "expected", values: days.map(({ expected }) => expected) },
      ],
    },
  ];
}

/** The parts of the change, which add up to it, and the resources that have most of it. */
function drivers(
  { explanation, period }: ExplainedAnomaly,
  { impact }: AnomalyAnswer,
): readonly CardBlock[] {
  if (explanation === null || explanation.drivers.length === 0 || period === null) return [];
  const { currency } = impact;
  const parts: TableBlock = {
    type: "table",
    columns: [
      { label: "What drove it", kind: "text" },
      { label: "change", kind: "money", currency },
      { label: "share", kind: "share" },
    ],
    rows: [
      ...explanation.drivers.map(({ label, change, share }) => [label, change, share]),
      ...rest(explanation),
    ],
  };
  const text = `${formatPeriod(period)} against ${formatPeriod(explanation.comparedWith)}, the same weekdays: ${formatMoney(explanation.change, currency)}.`;
  const resources = explanation.resources.map(({ id, name }) => name ?? id);
  return [
    { type: "text", text },
    parts,
    ...(resources.length === 0
      ? []
      : [{ type: "text" as const, text: `Resources: ${resources.join(", ")}` }]),
  ];
}

function rest({ change, remainder }: AnomalyExplanation): TableBlock["rows"] {
  if (change === 0 || Math.abs(remainder / change) < NEGLIGIBLE) return [];
  return [["everything else", remainder, (remainder / change) * 100]];
}
