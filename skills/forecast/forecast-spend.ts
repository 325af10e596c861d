import { costQuery, emptyAnswer, metricWords, moneyOf, noData } from "#skills/spend/cost-answer";
import { notesOf } from "#skills/spend/cost-notes";
import { FEWEST_VALUES } from "#src/analytics/forecast/series";
import type { SkillAnswer } from "#src/answer";
import { formatPeriod } from "#src/cards/format";
import { type CostQuestion, costQuestionSchema } from "#src/cost-question";
import { UserError } from "#src/errors";
import { addDays, addMonths, type Day, type Period } from "#src/focus/day";
import { type ForecastQuestion, forecastQuestionSchema } from "#src/forecast-question";
import { defineSkill, type SkillContext } from "#src/skill";
import { budgetLine } from "./budget-line.ts";
import { type CurrencyAmounts, type ForecastDays, forecastDays } from "./daily-amounts.ts";
import { type ForecastAnswer, forecastAnswerSchema } from "./forecast-answer.ts";
import { forecastCard } from "./forecast-card.ts";
import { stepsOf } from "./forecast-steps.ts";
import { forecastTable } from "./forecast-table.ts";
import { knownForecast } from "./known-forecast.ts";
import { leftOutWords, unknownPriceWords } from "./known-words.ts";
import { scenarioOf } from "./scenario.ts";
import { knownDays } from "./slice-coming.ts";
import { forecastSuggestions } from "./suggestions.ts";

/** “Where will this month end?” */
export const forecastSpend = defineSkill({
  name: "forecast-spend",
  description:
    "What a period will cost that isn't over yet, by default the running month: a point with an 80% and a 95% interval, what is booked already, last month's total, and how far off such forecasts were.",
  examples: [
    "where will this month end?",
    "are we on track this month?",
    "forecast the next 3 months by service",
    "what will EC2 cost in December?",
    "end of month forecast for the payments team",
    "expected spend for the rest of the year",
  ],
  isShownFirst: true,
  access: "read",
  input: forecastQuestionSchema,
  output: forecastAnswerSchema,
  run: forecastOf,
  present: forecastCard,
});

function forecastOf(context: SkillContext, question: ForecastQuestion): ForecastAnswer {
  const { costs, today, completenessLagDays } = context;
  const period = question.period ?? monthOf(today);
  const end = `${Number(today.slice(0, 4)) + 2}-01-01`;
  if (period.end > end) {
    throw new UserError(
      `A forecast reaches to the end of next year at most. Ask for days before ${end}.`,
    );
  }
  const steps = stepsOf(period, question.granularity);
  const asked = costQuestionOf(question, period, steps.length > 1);
  const freshness = costs.freshness(question.filters, today, completenessLagDays);
  const { firstDay, dataThrough } = freshness;
  if (firstDay === null || dataThrough === null) {
    const nothing = noData(asked, costs.query(costQuery(asked, null)), freshness);
    return { ...nothing, ...NOTHING_FORECAST };
  }
  const days = forecastDays(period, { firstDay, asOf: dataThrough, today });
  const known = knownForecast(context, question, steps, days);
  const { result, currencies, short, plans, expiries } = known;
  if (currencies.length === 0) {
    return { ...tooShort(noData(asked, result, freshness), short), ...NOTHING_FORECAST };
  }
  const forecast = currencies.map((one) => one.forecast);
  const shared = currencies.reduce((most, { agreed }) => Math.max(most, agreed.shared), 0);
  return {
    ...emptyAnswer(asked),
    totals: forecast.map(({ currency, mean }) => ({ currency, value: mean })),
    comparison: comparisonOf(context, asked, days, forecast),
    table: forecastTable(
      context,
      asked,
      result,
      steps,
      currencies.map(({ agreed, forecast: { currency } }) => ({ currency, agreed })),
    ),
    dataThrough,
    assumptions: assumptionsOf(asked, days, shared),
    notes: [
      ...plans.flatMap(leftOutWords),
      ...expiries.flatMap(unknownPriceWords),
      ...short.map(shortWords),
      ...notesOf(asked, { ...result, spreadDifference: [] }, freshness),
    ],
    suggestions: forecastSuggestions(asked),
    basis: { query: result.sql, rows: result.charges },
    forecast,
    plans: [...plans],
    expiries: [...expiries],
    scenario: scenarioOf(context, question, days, forecast),
    budgetLines: forecast.flatMap((one) => budgetLine(context, question, one) ?? []),
  };
}

const NOTHING_FORECAST = { forecast: [], plans: [], expiries: [], scenario: null, budgetLines: [] };

function monthOf(day: Day): Period {
  return { start: addMonths(day, 0), end: addMonths(day, 1) };
}

/** The question as answers about costs hold it; a single step is no series. */
function costQuestionOf(
  question: ForecastQuestion,
  period: Period,
  isSeries: boolean,
): CostQuestion {
  const { metric, periodWords, filters, groupBy, granularity } = question;
  return costQuestionSchema.parse({
    metric,
    period,
    periodWords,
    filters,
    groupBy,
    granularity: isSeries ? granularity : null,
  });
}

function shortWords({ currency, whole }: CurrencyAmounts): string {
  return `No forecast in ${currency}: ${shortage(knownDays(whole))}`;
}

function shortage(known: number): string {
  const days = known === 1 ? "1 day is" : `${known} days are`;
  return `a forecast needs at least ${FEWEST_VALUES} days with complete data, and ${days} known.`;
}

/** The answer without data, with why a few days aren't enough. */
function tooShort(answer: SkillAnswer, short: readonly CurrencyAmounts[]): SkillAnswer {
  if (short.length === 0) return { ...answer, notes: answer.notes };
  const known = Math.max(...short.map(({ whole }) => knownDays(whole)));
  const why = shortage(known);
  return { ...answer, notes: [`${why.charAt(0).toUpperCase()}${why.slice(1)}`] };
}

/** A month that isn't over beside the last one that is. */
function comparisonOf(
  { costs, today }: SkillContext,
  question: CostQuestion,
  { asOf, period }: ForecastDays,
  forecast: ForecastAnswer["forecast"],
): ForecastAnswer["comparison"] {
  const before = monthOf(addMonths(today, -1));
  const isMonth =
    period.start === addMonths(period.start, 0) && period.end === addMonths(period.start, 1);
  if (!isMonth || period.start < before.end || asOf < addDays(before.end, -1)) return null;
  const query = costQuery({ ...question, period: before, groupBy: [], granularity: null }, null);
  const totals = moneyOf(costs.query(query).totals);
  if (totals.length === 0) return null;
  const delta = forecast.map(({ currency, mean }) => {
    const other = totals.find((total) => total.currency === currency)?.value ?? null;
    const value = other === null ? null : mean - other;
    const percent = value === null || !other ? null : (value / Math.abs(other)) * 100;
    return { currency, value, percent };
  });
  return { period: before, of: null, totals, fullTotals: null, delta };
}

function assumptionsOf(
  question: CostQuestion,
  { asOf, period }: ForecastDays,
  shared: number,
): string[] {
  const isOver = period.end <= addDays(asOf, 1);
  return [
    `${formatPeriod(period)} in UTC days`,
    `${metricWords(question)}, charges longer than a day spread over their days`,
    ...(isOver
      ? ["the period is over, so its forecast is its actual cost"]
      : [
          `forecast from the complete days through ${asOf}; booked holds what is charged for later days, too`,
        ]),
    ...(shared > 1
      ? [`the ${shared} smallest or newest are forecast together and shared out by their last days`]
      : []),
  ];
}
