import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, CardBlock, ChartBlock, ContextBlock, Figure } from "#src/cards/card";
import { foldParts } from "#src/cards/fold-chart";
import { formatPeriod } from "#src/cards/format";
import type { BudgetStatus, BudgetsAnswer } from "./budget-answer.ts";
import { lookButtons, onlyButtons } from "./budget-buttons.ts";
import { courseChart } from "./budget-course.ts";
import { budgetSentence, driverWords, providerSentence } from "./budget-words.ts";
import { closingWords } from "./closing.ts";
import { settingsWords } from "./settings-words.ts";

/** So many are told one by one, with buttons; the table has all of them. */
const TOLD = 5;
const MOST_BARS = 9;

/** Budgets as a card: how many stand how, those that need a look with what can be asked, a chart, all of them. */
export function budgetCard(answer: BudgetsAnswer): Card {
  const { budgets, period } = answer;
  const [headline = "", ...notes] = answer.notes;
  const title = period === null ? "Budgets" : `Budgets, ${formatPeriod(period)}`;
  const context: ContextBlock = { type: "context", lines: [...notes, ...answer.assumptions] };
  if (budgets.length + answer.providerBudgets.length === 0) {
    return { title, blocks: [{ type: "text", text: headline }, context] };
  }
  const [only] = budgets.length === 1 ? budgets : [];
  const settings = only === undefined ? [] : [settingsWords(only)];
  const blocks: CardBlock[] = [
    { type: "text", text: headline },
    { type: "figures", figures: only === undefined ? totalFigures(answer) : figuresOf(only) },
    ...toldOf(answer, only),
    ...keptTexts(answer),
    ...(only === undefined || answer.course.length === 0 ? [] : [courseChart(answer.course, only)]),
    ...charts(budgets),
  ];
  const table = answerTableBlock({ table: answer.table, metric: answer.metric ?? "EffectiveCost" });
  if (table !== null) blocks.push(table);
  return { title, blocks: [...blocks, { ...context, lines: [...settings, ...context.lines] }] };
}

function totalFigures({ totals }: BudgetsAnswer): Figure[] {
  return totals.map(({ currency, value }) => ({ label: "Spent so far", value, currency }));
}

function figuresOf({ actual, amount, forecast, remaining, currency }: BudgetStatus): Figure[] {
  return [
    { label: "Spent so far", value: actual, currency },
    { label: "Budget", value: amount, currency },
    ...(forecast === null ? [] : [{ label: "Forecast", value: forecast.mean, currency }]),
    ...(remaining === null ? [] : [{ label: "Left", value: remaining, currency }]),
  ];
}

/** The budgets that are over or will be, each with its buttons; a single one whatever its state. */
function toldOf({ budgets, notes }: BudgetsAnswer, only: BudgetStatus | undefined): CardBlock[] {
  const told =
    only === undefined
      ? budgets.filter(({ state }) => state === "over" || state === "at risk").slice(0, TOLD)
      : [only];
  return told.flatMap((one): CardBlock[] => {
    const text = budgetSentence(one);
    const isSaid = notes[0]?.includes(text) === true;
    const more = [driverWords(one), closingWords(one)].filter((words) => words !== null);
    return [
      ...(isSaid ? [] : [{ type: "text" as const, text }]),
      ...more.map((words) => ({ type: "text" as const, text: words })),
      {
        type: "buttons",
        buttons: one === only ? onlyButtons(one) : lookButtons(one),
      },
    ];
  });
}

/** Of the providers' budgets those that are over or will be; a few are all told. */
function keptTexts({ providerBudgets }: BudgetsAnswer): CardBlock[] {
  const isFew = providerBudgets.length <= TOLD;
  return providerBudgets
    .filter(({ state }) => isFew || state === "over" || state === "at risk")
    .slice(0, TOLD)
    .map((one) => ({ type: "text", text: providerSentence(one) }));
}

/** What is spent beside what may be, a chart a currency; one budget alone has its course. */
function charts(budgets: readonly BudgetStatus[]): ChartBlock[] {
  const byCurrency = Map.groupBy(budgets, ({ currency }) => currency);
  return [...byCurrency]
    .filter(([, ofCurrency]) => ofCurrency.length > 1)
    .map(([currency, ofCurrency]) => {
      const chart: ChartBlock = {
        type: "chart",
        chart: "bar",
        title: byCurrency.size > 1 ? `Spent and budget in ${currency}` : "Spent and budget",
        unit: currency,
        labels: ofCurrency.map(({ name }) => name),
        series: [
          { name: "spent", values: ofCurrency.map(({ actual }) => actual) },
          { name: "budget", values: ofCurrency.map(({ amount }) => amount) },
        ],
      };
      return foldParts(chart, MOST_BARS);
    });
}
