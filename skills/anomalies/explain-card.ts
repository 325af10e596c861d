import { driverWaterfall } from "#skills/spend/explain/driver-waterfall";
import { driverSentence } from "#skills/spend/explain/driver-words";
import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, CardBlock, ChartBlock, Field, TableBlock } from "#src/cards/card";
import { formatDay, formatMoney, formatPeriod } from "#src/cards/format";
import type { AnomalyAnswer } from "./anomaly-answer.ts";
import {
  anomalyButtons,
  recommendButtons,
  resourcesButton,
  snoozeChoices,
} from "./anomaly-buttons.ts";
import type { AnomalyList } from "./anomaly-list.ts";
import { anomalySentence, saidWords, stateChangeWords } from "./anomaly-words.ts";
import type { ExplainedAnomaly } from "./explain-anomaly.ts";
import { resourceWords, sameTimeWords, sightingFacts } from "./explain-words.ts";
import type { AnomalyExplanation } from "./explanation.ts";
import { type AnomalyPick, listFor } from "./pick-anomaly.ts";

/** An anomaly as a card: the sentence, its facts, actual beside expected, what drove it, what else changed, what can be done. */
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
    { type: "fields", fields: factsOf(answer, anomaly) },
    ...chart(answer, anomaly),
    ...drivers(answer, anomaly),
  ];
  const table = answerTableBlock(answer);
  if (table !== null) blocks.push(table);
  blocks.push(...actions(answer, anomaly, listFor(pick)));
  blocks.push({ type: "context", lines: [...answer.assumptions, ...answer.notes] });
  return { title: `Anomaly: ${anomaly.label}`, blocks };
}

function factsOf({ explanation }: ExplainedAnomaly, anomaly: AnomalyAnswer): Field[] {
  const { start, interval, impact, monthlyIfItStays, owner, history, stateHistory } = anomaly;
  const money = (value: number) => formatMoney(value, impact.currency);
  // Drivers say it by the latest week, an anomaly by its latest days: one figure is enough.
  const isToldByDrivers = explanation?.drivers.some(({ perMonth }) => perMonth !== null) ?? false;
  const shown = stateHistory.length > 1 ? stateHistory : [];
  const before = history.filter(({ at }) => !shown.some(({ said }) => said?.at === at));
  return [
    { label: "First day", value: formatDay(start) },
    ...(interval === null
      ? []
      : [{ label: "Usual range", value: `${money(interval.low)} to ${money(interval.high)}` }]),
    ...(monthlyIfItStays === null || isToldByDrivers
      ? []
      : [{ label: "In 30 days, if it stays", value: money(monthlyIfItStays) }]),
    ...(owner === null ? [] : [{ label: "Team", value: owner }]),
    ...anomaly.sightings.flatMap(sightingFacts),
    ...before.map((said) => ({ label: "Said before", value: saidWords(said) })),
    ...shown.map((change) => ({ label: "History", value: stateChangeWords(change) })),
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

/** The parts of the change, which add up to it, in words and in numbers, and the resources that have most of it. */
function drivers(
  { explanation, period }: ExplainedAnomaly,
  { impact }: AnomalyAnswer,
): readonly CardBlock[] {
  if (explanation === null || explanation.drivers.length === 0 || period === null) return [];
  const { currency } = impact;
  const { comparedWith, change } = explanation;
  const against = `${formatPeriod(period)} against ${formatPeriod(comparedWith)}, the same weekdays: ${formatMoney(change, currency)}.`;
  const told = explanation.drivers.filter(
    ({ kind }, _, { length }) => kind !== "rest" || length === 1,
  );
  const sentences = told.map((driver) => driverSentence(driver, currency));
  const periods = { before: comparedWith, after: period };
  const waterfall = driverWaterfall({ currency, ...explanation }, periods);
  const parts: TableBlock = {
    type: "table",
    columns: [
      { label: "What drove it", kind: "text" },
      { label: "change", kind: "money", currency },
      { label: "share", kind: "share" },
    ],
    rows: explanation.drivers.map(({ label, change: own, share }) => [label, own, share]),
  };
  return [
    { type: "text", text: [against, ...sentences].join("\n") },
    ...(waterfall === null ? [] : [waterfall]),
    parts,
    ...besides(explanation, currency).map((text) => ({ type: "text" as const, text })),
  ];
}

/** Which resources, and what else changed then. */
function besides({ resources, sameTime }: AnomalyExplanation, currency: string): string[] {
  const named = resources.map(resourceWords).join(", ");
  const steps = sameTime.map((step) => sameTimeWords(step, currency));
  return [
    ...(named === "" ? [] : [`Resources: ${named}`]),
    ...(steps.length === 0 ? [] : [`At the same time:\n${steps.join("\n")}`]),
  ];
}

/** What can be done: what is to be said of it, and its resources one by one. */
function actions(
  { explanation, period }: ExplainedAnomaly,
  anomaly: AnomalyAnswer,
  list: AnomalyList,
): CardBlock[] {
  const { type, buttons } = anomalyButtons(anomaly, list, { explains: false });
  const hasResources = explanation !== null && explanation.resources.length > 0 && period !== null;
  const resources = hasResources ? [resourcesButton(explanation, period, anomaly)] : [];
  const recommends = recommendButtons(anomaly, list);
  return [
    { type, buttons: [...buttons, ...recommends, ...resources] },
    ...snoozeChoices(anomaly, list),
  ];
}
