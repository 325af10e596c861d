import { anomalyButtons } from "#skills/anomalies/anomaly-buttons";
import { anomalyListSchema } from "#skills/anomalies/anomaly-list";
import { anomalySentence, personWords } from "#skills/anomalies/anomaly-words";
import { recommendationActions } from "#skills/recommendations/recommendation-buttons";
import { savingWords } from "#skills/recommendations/recommendation-words";
import type { CardBlock, CardButton, ChartBlock, Figure, SkillCall } from "#src/cards/card";
import { formatPeriod } from "#src/cards/format";
import { addMonths } from "#src/focus/day";
import { judgedFilters } from "./report-anomalies.ts";
import type { Report, ReportAnswer, ReportParts } from "./report-answer.ts";
import type { ReportQuestion } from "./report-question.ts";
import {
  anomalyCounts,
  budgetWords,
  decisionCounts,
  isBroken,
  moneyWords,
  moverWords,
  partWords,
} from "./report-words.ts";

const MOST_MOVERS = 5;
const MOST_ANOMALIES = 2;
const MOST_BUDGETS = 3;
const MOST_OWNERS = 5;

/** The key figures, a currency after the other: the days, the month so far, and where it will end. */
export function figures({ totals, comparison, period, report }: ReportAnswer): CardBlock[] {
  const all = totals.flatMap(({ currency, value }): Figure[] => {
    const delta = comparison?.delta.find((one) => one.currency === currency);
    const label = period === null ? "Spent" : formatPeriod(period);
    const change =
      delta === undefined || delta.value === null
        ? {}
        : { change: { value: delta.value, percent: delta.percent } };
    return [{ label, value, currency, ...change }, ...monthFigures(report, currency)];
  });
  return [{ type: "figures", figures: all }];
}

function monthFigures({ month, budgets, subject }: Report, wanted: string): Figure[] {
  const amount = month?.amounts.find(({ currency }) => currency === wanted);
  if (month === null || amount === undefined) return [];
  const { value, previous, percent, forecast, currency } = amount;
  const { start } = month.period;
  const whole = formatPeriod({ start, end: addMonths(start, 1) });
  const [budget, ...others] = budgets.filter((one) => one.currency === currency);
  const isOnly = budget !== undefined && others.length === 0 && subject !== null;
  const change = previous === null ? {} : { change: { value: (value ?? 0) - previous, percent } };
  return [
    { label: `${whole} so far`, value, currency, ...change },
    ...(forecast === null ? [] : [{ label: `${whole}, forecast`, value: forecast.mean, currency }]),
    ...(isOnly ? [{ label: "Budget", value: budget.amount, currency }] : []),
  ];
}

/** The budgets that are over or will be, the furthest first. */
export function brokenBudgets({ budgets }: Report): CardBlock[] {
  const lines = budgets.filter(isBroken).slice(0, MOST_BUDGETS).map(budgetWords);
  return lines.length === 0 ? [] : [{ type: "text", text: lines.join("\n") }];
}

/** What is less than this part of what was spent before isn't told. */
const LEAST_SHARE = 0.005;

/** What moved, the largest first, a line each with its cause; services where no narrower part stands out. */
export function movers({ movers: byCurrency, parts }: Report): CardBlock[] {
  const lines = byCurrency.flatMap(({ currency, drivers, before, change }) => {
    const least = LEAST_SHARE * Math.abs(before ?? 0);
    const told = drivers
      .filter((driver) => driver.slice.length > 0 && Math.abs(driver.change) >= least)
      .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
    if (told.length > 0 || Math.abs(change) < least) {
      return told.slice(0, MOST_MOVERS).map((driver) => moverWords(driver, currency));
    }
    return (parts?.rows ?? [])
      .filter((part) => part.currency === currency && Math.abs(changeOf(part)) >= least)
      .toSorted((a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)))
      .slice(0, MOST_MOVERS)
      .map((part) => partWords(part.name, changeOf(part), currency));
  });
  return lines.length === 0 ? [] : [{ type: "text", text: ["What moved:", ...lines].join("\n") }];
}

function changeOf({ value, previous }: ReportParts["rows"][number]): number {
  return (value ?? 0) - (previous ?? 0);
}

/** What each day came to beside the same weekday before, a chart a currency. */
export function dailyCharts({ report, period, comparison }: ReportAnswer): ChartBlock[] {
  if (period === null || comparison === null) return [];
  return report.daily
    .filter(({ main }) => main.some((value) => value !== null))
    .map(({ currency, days, main, other }, _at, all) => ({
      type: "chart",
      chart: "bar",
      title: all.length > 1 ? `Each day, in ${currency}` : "Each day",
      unit: currency,
      labels: days,
      series: [
        { name: formatPeriod(period), values: main },
        { name: formatPeriod(comparison.period), values: other },
      ],
    }));
}

/** The anomalies that go on with what can be done, and in a line those that ended. */
export function anomalies({ open, closed }: Report, { filters }: ReportQuestion): CardBlock[] {
  if (open.length + closed.length === 0) return [];
  const list = anomalyListSchema.parse({ filters: judgedFilters(filters) });
  const told = open
    .slice(0, MOST_ANOMALIES)
    .flatMap((anomaly): CardBlock[] => [
      { type: "text", text: anomalySentence(anomaly) },
      anomalyButtons(anomaly, list, { explains: true }),
    ]);
  const over = closed.map(({ label }) => label).join("; ");
  const ended = closed.length === 0 ? "" : ` Closed: ${over}.`;
  return [{ type: "text", text: `${anomalyCounts({ open, closed })}${ended}` }, ...told];
}

/** Whose decisions wait, and those that save most with their buttons; `call` is the report that they stand in. */
export function decisions({ decisions: waiting }: Report, call: SkillCall): CardBlock[] {
  if (waiting.count === 0) return [];
  const owners = waiting.byOwner.slice(0, MOST_OWNERS).map(({ owner, count, savings }) => {
    const who = owner === null ? "nobody yet" : personWords(owner);
    return `${who}: ${count} (${moneyWords(savings)})`;
  });
  const text = `${decisionCounts({ decisions: waiting })} By owner: ${owners.join(", ")}.`;
  return [
    { type: "text", text },
    ...waiting.first.flatMap((one): CardBlock[] => [
      {
        type: "text",
        text: `${one.number}. ${one.action.replace(/[.\s]+$/, "")}: ${savingWords(one)}.`,
      },
      ...recommendationActions(one, call, { explains: true }).filter(
        ({ type }) => type === "buttons",
      ),
    ]),
  ];
}

/** What is worth doing next, with the button that begins it. */
export function nextStep({ nextStep: step }: Report): CardBlock[] {
  if (step === null) return [];
  const { text, label, call } = step;
  const button: CardButton = { label, style: "primary", action: { kind: "call", ...call } };
  return [
    { type: "text", text: `Next: ${text}` },
    { type: "buttons", buttons: [button] },
  ];
}
