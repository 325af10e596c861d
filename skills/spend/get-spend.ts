import { costCard } from "#skills/spend/cost-card";
import type { AnswerTable } from "#src/answer";
import { skillAnswerSchema } from "#src/answer";
import { type CostQuestion, costQuestionSchema } from "#src/cost-question";
import { defineSkill, type SkillContext } from "#src/skill";
import type { CostResult } from "#src/store/cost-query";
import {
  assumptionsOf,
  costQuery,
  dimensionColumns,
  emptyAnswer,
  grossOf,
  moneyOf,
  noData,
} from "./cost-answer.ts";
import { notesOf } from "./cost-notes.ts";

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
  ],
  access: "read",
  input: costQuestionSchema,
  output: skillAnswerSchema,
  run(context, question) {
    const result = context.costs.query(costQuery(question, null));
    const { costs, today, completenessLagDays } = context;
    const freshness = costs.freshness(question.filters, today, completenessLagDays);
    if (result.totals.length === 0) return noData(question, result, freshness);
    return {
      ...emptyAnswer(question),
      totals: moneyOf(result.totals),
      table: tableOf(context, question, result),
      gross: grossOf(result.totals),
      dataThrough: freshness.dataThrough,
      assumptions: assumptionsOf(question),
      notes: notesOf(question, result, freshness),
      suggestions: suggestionsOf(question),
      basis: { query: result.sql, rows: result.charges },
    };
  },
  present: costCard,
});

/** Null where the answer is a single number. */
function tableOf(
  context: SkillContext,
  question: CostQuestion,
  result: CostResult,
): AnswerTable | null {
  const { granularity, metric, groupBy } = question;
  if (granularity === null && groupBy.length === 0) return null;
  const dimensions = dimensionColumns(context, question, result);
  const currencies = result.totals.map(({ currency }) => currency);
  const isMixed = currencies.length > 1;
  const shares = granularity === null ? shareOf(result) : null;
  const unit = isMixed ? {} : { unit: currencies[0] ?? "" };
  const columns: AnswerTable["columns"] = [
    ...(granularity === null ? [] : [{ name: granularity, kind: "time" as const }]),
    ...dimensions.columns,
    ...(isMixed ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
    { name: metric, kind: "measure", ...unit },
    ...(shares === null ? [] : [{ name: "share", kind: "share" as const, unit: "%" }]),
  ];
  const rows = result.rows.map(({ bucket, keys, currency, value }) => [
    ...(granularity === null ? [] : [bucket]),
    ...dimensions.cellsOf(keys),
    ...(isMixed ? [currency] : []),
    value,
    ...(shares === null ? [] : [shares(currency, value)]),
  ]);
  return { columns, rows };
}

/** Per cent of the currency's total; null where the total is no base for shares. */
function shareOf(result: CostResult): (currency: string, value: number | null) => number | null {
  const totals = new Map(result.totals.map(({ currency, value }) => [currency, value ?? 0]));
  return (currency, value) => {
    const total = totals.get(currency) ?? 0;
    return value === null || total <= 0 ? null : (value / total) * 100;
  };
}

function suggestionsOf(question: CostQuestion): string[] {
  const period = question.periodWords ?? "this month";
  const suggestions = [
    ...(question.groupBy.length === 0 ? [`costs by service ${period}`] : []),
    ...(question.granularity === null ? [`daily costs ${period}`] : []),
    "compare this month to last month",
  ];
  return suggestions.slice(0, 3);
}
