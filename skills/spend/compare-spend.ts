import { costCard } from "#skills/spend/cost-card";
import type { AnswerTable, Delta, Money, SkillAnswer } from "#src/answer";
import { formatPeriod } from "#src/cards/format";
import { type CompareQuestion, compareQuestionSchema } from "#src/cost-question";
import type { Period } from "#src/focus/day";
import { defineSkill, type SkillContext } from "#src/skill";
import type { CostResult, CostRow, CurrencyTotal } from "#src/store/cost-query";
import type { Freshness } from "#src/store/freshness";
import { averagesOf, type CostAnswer, costAnswerSchema } from "./averages.ts";
import { assumptionsOf, costQuery, emptyAnswer, grossOf, moneyOf, noData } from "./cost-answer.ts";
import { notesOf } from "./cost-notes.ts";
import { costTable, type MeasureColumn } from "./cost-table.ts";
import { compareLikeForLike } from "./like-for-like.ts";
import { compareSuggestions } from "./suggestions.ts";

/** “How does this month compare to last month?”, “prod vs staging” */
export const compareSpend = defineSkill({
  name: "compare-spend",
  description: "Cost of a period beside another period, or of one value beside another.",
  examples: [
    "compare this month to last month by service",
    "production vs staging last month",
    "which services grew most in October?",
    "how did AWS costs change from September to October?",
  ],
  isShownFirst: true,
  access: "read",
  input: compareQuestionSchema,
  output: costAnswerSchema,
  run(context, question) {
    return question.compare.kind === "period"
      ? comparePeriods(context, question, question.compare)
      : compareValues(context, question, question.compare);
  },
  present: costCard,
});

function comparePeriods(
  context: SkillContext,
  question: CompareQuestion,
  compare: CompareQuestion["compare"] & { kind: "period" },
): CostAnswer {
  const { costs, today, completenessLagDays } = context;
  const freshness = costs.freshness(question.filters, today, completenessLagDays);
  const whole = { main: question.period, other: compare.period };
  const { main, other, isCut } = compareLikeForLike(
    whole,
    compare.running,
    freshness.dataThrough,
    today,
  );
  const asked = { ...question, period: main };
  const result = costs.query(costQuery(asked, other));
  if (result.totals.length + result.previousTotals.length === 0) {
    return noData(asked, result, freshness);
  }
  const averages = [main, other].flatMap(
    (period) => averagesOf(costs, { ...asked, period }, freshness) ?? [],
  );
  const full = isCut ? costs.query(costQuery({ ...asked, period: compare.period }, null)) : null;
  return {
    ...answered(context, asked, result, freshness),
    comparison: {
      period: other,
      of: null,
      totals: moneyOf(result.previousTotals),
      fullTotals: full === null ? null : moneyOf(full.totals),
      delta: deltasOf(result.totals, result.previousTotals),
    },
    assumptions: [
      ...assumptionsOf(asked),
      comparedWords(asked.period, other, compare.period, isCut),
      ...averages.map(({ words }) => words),
    ],
    ...(averages.length === 0 ? {} : { averages: averages.flatMap((one) => one.averages) }),
  };
}

/** Two values of a dimension in the same period; the table holds what the other value has as `previous`. */
function compareValues(
  context: SkillContext,
  question: CompareQuestion,
  { dimension, main, other }: CompareQuestion["compare"] & { kind: "values" },
): SkillAnswer {
  const { costs, today, completenessLagDays } = context;
  const rest = question.filters.filter((filter) => filter.dimension !== dimension);
  const only = (value: string) => ({
    ...question,
    filters: [...rest, { dimension, operator: "in" as const, values: [value] }],
  });
  const both = {
    ...question,
    filters: [...rest, { dimension, operator: "in" as const, values: [main, other] }],
  };
  const ofMain = costs.query(costQuery(only(main), null));
  const ofOther = costs.query(costQuery(only(other), null));
  const freshness = costs.freshness(both.filters, today, completenessLagDays);
  const result = beside(ofMain, ofOther, costs.query(costQuery(both, null)));
  if (result.totals.length + result.previousTotals.length === 0) {
    return noData(both, result, freshness);
  }
  const grouped = question.groupBy.length > 0 || question.granularity !== null;
  const answer = answered(context, both, result, freshness);
  return {
    ...answer,
    table: grouped
      ? answer.table
      : valuesTable(question, dimension, [main, ofMain], [other, ofOther]),
    comparison: {
      period: question.period,
      of: { dimension, main, other },
      totals: moneyOf(ofOther.totals),
      fullTotals: null,
      delta: deltasOf(ofMain.totals, ofOther.totals),
    },
  };
}

function answered(
  context: SkillContext,
  question: CompareQuestion,
  result: CostResult,
  freshness: Freshness,
): SkillAnswer {
  return {
    ...emptyAnswer(question),
    totals: totalsOf(result),
    table: costTable(context, question, result, measuresOf(question)),
    gross: grossOf(result.totals),
    dataThrough: freshness.dataThrough,
    assumptions: assumptionsOf(question),
    notes: notesOf(question, result, freshness),
    suggestions: question.compare.kind === "period" ? compareSuggestions(question) : [],
    basis: { query: result.sql, rows: result.charges },
  };
}

/** A currency that only the compared period has stands in the totals too, without an amount. */
function totalsOf({ totals, previousTotals }: CostResult): Money[] {
  const missing = previousTotals.filter(
    ({ currency }) => !totals.some((total) => total.currency === currency),
  );
  return [...moneyOf(totals), ...missing.map(({ currency }) => ({ currency, value: null }))];
}

function deltasOf(main: readonly CurrencyTotal[], other: readonly CurrencyTotal[]): Delta[] {
  const currencies = [...new Set([...main, ...other].map(({ currency }) => currency))];
  const valueIn = (totals: readonly CurrencyTotal[], currency: string) =>
    totals.find((total) => total.currency === currency)?.value ?? null;
  return currencies.map((currency) => ({
    currency,
    ...change(valueIn(main, currency), valueIn(other, currency)),
  }));
}

/** An absent side counts as nothing: what is new has grown by all of it. */
function change(
  value: number | null,
  other: number | null,
): { value: number | null; percent: number | null } {
  if (value === null && other === null) return { value: null, percent: null };
  const delta = (value ?? 0) - (other ?? 0);
  const percent = other === null || other === 0 ? null : (delta / Math.abs(other)) * 100;
  return { value: delta, percent };
}

/** The metric beside the other side's, and the change. */
function measuresOf({ metric }: CompareQuestion): MeasureColumn[] {
  const changeOf = ({ value, previous }: CostRow) => change(value, previous);
  return [
    { name: metric, kind: "measure", cellOf: ({ value }) => value },
    { name: "previous", kind: "measure", cellOf: ({ previous }) => previous },
    { name: "delta", kind: "measure", cellOf: (row) => changeOf(row).value },
    { name: "percent", kind: "measure", unit: "%", cellOf: (row) => changeOf(row).percent },
  ];
}

/** The rows of two results side by side, in the order of the second one's total ranking. */
function beside(main: CostResult, other: CostResult, both: CostResult): CostResult {
  const nameOf = (row: CostRow) => JSON.stringify([row.bucket, row.currency, row.keys]);
  const values = new Map(main.rows.map((row) => [nameOf(row), row.value]));
  const previous = new Map(other.rows.map((row) => [nameOf(row), row.value]));
  const rows = both.rows.map((row) => ({
    ...row,
    value: values.get(nameOf(row)) ?? null,
    previous: previous.get(nameOf(row)) ?? null,
  }));
  return { ...both, totals: main.totals, previousTotals: other.totals, rows };
}

/** One row a value and currency. */
function valuesTable(
  question: CompareQuestion,
  dimension: string,
  ...sides: readonly (readonly [value: string, result: CostResult])[]
): AnswerTable {
  const currencies = new Set(
    sides.flatMap(([, { totals }]) => totals.map(({ currency }) => currency)),
  );
  const rows = sides.flatMap(([value, { totals }]) =>
    totals.map((total) =>
      currencies.size > 1 ? [value, total.currency, total.value] : [value, total.value],
    ),
  );
  const unit = currencies.size === 1 ? { unit: [...currencies][0] ?? "" } : {};
  return {
    columns: [
      { name: dimension, kind: "dimension" },
      ...(currencies.size > 1 ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
      { name: question.metric, kind: "measure", ...unit },
    ],
    rows,
  };
}

function comparedWords(main: Period, other: Period, whole: Period, isCut: boolean): string {
  const words = `compared with ${formatPeriod(other)}`;
  return isCut
    ? `${words}: the complete days of ${formatPeriod(main)} against the same number of days of ${formatPeriod(whole)}`
    : words;
}
