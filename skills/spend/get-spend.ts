import { costCard } from "#skills/spend/cost-card";
import { type CostQuestion, costQuestionSchema } from "#src/cost-question";
import { defineSkill } from "#src/skill";
import type { CostResult, CostRow } from "#src/store/cost-query";
import { averagesOf, costAnswerSchema } from "./averages.ts";
import { assumptionsOf, costQuery, emptyAnswer, grossOf, moneyOf, noData } from "./cost-answer.ts";
import { notesOf } from "./cost-notes.ts";
import { costTable, type MeasureColumn } from "./cost-table.ts";
import { spendSuggestions } from "./suggestions.ts";

/** “What did we spend on … last month?” */
export const getSpend = defineSkill({
  name: "get-spend",
  description: "Cost of a period, whole or broken down, for any filter.",
  examples: [
    "what did we spend last month?",
    "top 5 services in October",
    "daily EC2 cost since the 1st",
    "billed cost by provider this year",
    "how much did production cost last week, by team?",
    "what do we spend on EC2 per day on average?",
  ],
  isShownFirst: true,
  access: "read",
  input: costQuestionSchema,
  output: costAnswerSchema,
  run(context, asked) {
    const { costs, today, completenessLagDays } = context;
    const freshness = costs.freshness(asked.filters, today, completenessLagDays);
    const averages = averagesOf(costs, asked, freshness);
    const question = averages === null ? asked : withoutSeries(asked);
    const result = costs.query(costQuery(question, null));
    if (result.totals.length === 0) return noData(question, result, freshness);
    const measures = measuresOf(question, result);
    const isGrouped = question.groupBy.length > 0;
    const columns = averages !== null && isGrouped ? [...measures, averages.column] : measures;
    return {
      ...emptyAnswer(question),
      totals: moneyOf(result.totals),
      ...(averages === null ? {} : { averages: [...averages.averages] }),
      table: costTable(context, question, result, columns),
      gross: grossOf(result.totals),
      dataThrough: freshness.dataThrough,
      assumptions: [...assumptionsOf(question), ...(averages === null ? [] : [averages.words])],
      notes: notesOf(question, result, freshness),
      suggestions: spendSuggestions(question),
      basis: { query: result.sql, rows: result.charges },
    };
  },
  present: costCard,
});

/** The averages of groups stand beside their amounts, in place of each group's series. */
function withoutSeries(question: CostQuestion): CostQuestion {
  return question.groupBy.length === 0 ? question : { ...question, granularity: null };
}

/** The metric, and in a breakdown its share of the currency's total. */
function measuresOf({ metric, granularity }: CostQuestion, result: CostResult): MeasureColumn[] {
  const amount: MeasureColumn = { name: metric, kind: "measure", cellOf: ({ value }) => value };
  if (granularity !== null) return [amount];
  const share = shareOf(result);
  const cellOf = ({ currency, value }: CostRow) => share(currency, value);
  return [amount, { name: "share", kind: "share", unit: "%", cellOf }];
}

/** Per cent of the currency's total; null where the total is no base for shares. */
function shareOf(result: CostResult): (currency: string, value: number | null) => number | null {
  const totals = new Map(result.totals.map(({ currency, value }) => [currency, value ?? 0]));
  return (currency, value) => {
    const total = totals.get(currency) ?? 0;
    return value === null || total <= 0 ? null : (value / total) * 100;
  };
}
