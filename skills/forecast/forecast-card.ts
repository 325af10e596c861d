import { filterWords, metricWords } from "#skills/spend/cost-answer";
import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, CardBlock, ChartBlock, ChartSeries, Figure, TableBlock } from "#src/cards/card";
import { formatChange, formatMoney, formatPercent, formatPeriod } from "#src/cards/format";
import { costQuestionSchema } from "#src/cost-question";
import type { ForecastQuestion } from "#src/forecast-question";
import { budgetLineWords } from "./budget-line.ts";
import type { CurrencyForecast, ForecastAnswer } from "./forecast-answer.ts";
import { makeupWords } from "./known-words.ts";
import { toComeBlocks } from "./to-come-blocks.ts";

/** A forecast as a card: what it comes to and how sure that is, its course, its parts, what it rests on. */
export function forecastCard(answer: ForecastAnswer, question: ForecastQuestion): Card {
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
  const blocks: CardBlock[] = [
    ...answer.forecast.map((one): CardBlock => ({ type: "text", text: sentencesOf(one, answer) })),
    ...toComeBlocks(answer),
    { type: "figures", figures: answer.forecast.flatMap((one) => figuresOf(one, answer)) },
    ...answer.forecast.map((one) => chartOf(one, answer, title)),
  ];
  const table = answerTableBlock(answer);
  if (table !== null) blocks.push(withoutWidest(table));
  blocks.push({ type: "context", lines: contextLines(answer) });
  return { title, blocks };
}

function contextLines({ assumptions, notes, budgetLines }: ForecastAnswer): string[] {
  return [...assumptions, ...budgetLines.map(budgetLineWords), ...notes];
}

function titleOf({ period, filters }: ForecastAnswer, question: ForecastQuestion): string {
  const { metric, groupBy } = question;
  const days = period ?? { start: "", end: "" };
  const cost = costQuestionSchema.parse({ metric, period: days, filters: question.filters });
  const groups = groupBy.length === 0 ? "" : ` by ${groupBy.join(" and ")}`;
  const slice = filters.length === 0 ? "" : filterWords(cost);
  const when = period === null ? "" : `, ${formatPeriod(period)}`;
  return `Forecast of ${metricWords(cost)}${groups}${slice}${when}`;
}

/** Where it will end, how sure that is, how it compares, and how good such forecasts were. */
function sentencesOf(one: CurrencyForecast, { comparison, dataThrough }: ForecastAnswer): string {
  const isAhead = dataThrough !== null && one.period.start > dataThrough;
  const money = (value: number) => formatMoney(value, one.currency);
  const period = formatPeriod(one.period);
  if (one.model === "actual") return `${period} is over and came to ${money(one.mean)}.`;
  const sentences = [
    `${period} is expected to come to ${money(one.mean)}: with 80% confidence between ${money(one.lo80)} and ${money(one.hi80)}, with 95% between ${money(one.lo95)} and ${money(one.hi95)}.`,
  ];
  const delta = comparison?.delta.find(({ currency }) => currency === one.currency);
  if (comparison !== null && delta !== undefined && delta.value !== null) {
    const change = formatChange({ value: delta.value, percent: delta.percent }, one.currency);
    sentences.push(`That is ${change} against ${formatPeriod(comparison.period)}.`);
  }
  sentences.push(...makeupWords(one));
  if (one.accuracy !== null) sentences.push(accuracyWords(one.accuracy, isAhead));
  return sentences.join(" ");
}

function accuracyWords(
  { months, medianPercent }: NonNullable<CurrencyForecast["accuracy"]>,
  isAhead: boolean,
): string {
  const kind = isAhead ? "forecast" : "month-end forecast";
  const how = isAhead ? "made as far ahead" : "as of the same day of the month";
  const percent = formatPercent(medianPercent);
  return months === 1
    ? `My last ${kind}, ${how}, was off by ${percent}.`
    : `My last ${months} ${kind}s, ${how}, were off by ${percent} on the median.`;
}

function figuresOf(one: CurrencyForecast, { comparison }: ForecastAnswer): Figure[] {
  const { currency } = one;
  const delta = comparison?.delta.find((entry) => entry.currency === currency);
  const change =
    delta === undefined || delta.value === null
      ? {}
      : { change: { value: delta.value, percent: delta.percent } };
  const before = comparison?.totals.find((total) => total.currency === currency);
  return [
    { label: "Forecast", value: one.mean, currency, ...change },
    ...(one.booked === 0 ? [] : [{ label: "Booked so far", value: one.booked, currency }]),
    ...(before === undefined || comparison === null
      ? []
      : [{ label: formatPeriod(comparison.period), value: before.value, currency }]),
  ];
}

/** What came and what is expected, in the band of 80%, against the budget where there is one. */
function chartOf(
  { currency, course }: CurrencyForecast,
  answer: ForecastAnswer,
  title: string,
): ChartBlock {
  const { points } = course;
  const isMixed = answer.forecast.length > 1;
  const ofCourse = (name: "actual" | "mean" | "lo80" | "hi80") =>
    points.map((point) => point[name]);
  const line = answer.budgetLines.find((one) => one.currency === currency);
  const series: ChartSeries[] = [
    { name: "actual", values: ofCourse("actual") },
    { name: "forecast", values: ofCourse("mean") },
    { name: "80% low", values: ofCourse("lo80"), role: "low" },
    { name: "80% high", values: ofCourse("hi80"), role: "high" },
    ...(line === undefined
      ? []
      : [{ name: `budget a ${course.step}`, values: line.amounts, role: "reference" as const }]),
  ];
  return {
    type: "chart",
    chart: "line",
    title: isMixed ? `${title}, in ${currency}` : title,
    unit: currency,
    labels: points.map(({ bucket }) => bucket),
    series: series.filter(({ values }) => values.some((value) => value !== null)),
  };
}

/** The 95% bounds are for scripts; people read the 80% ones. */
function withoutWidest({ type, columns, rows }: TableBlock): TableBlock {
  const kept = columns.flatMap(({ label }, at) => (label.endsWith("95") ? [] : [at]));
  return {
    type,
    columns: kept.flatMap((at) => columns[at] ?? []),
    rows: rows.map((row) => kept.map((at) => row[at] ?? null)),
  };
}
