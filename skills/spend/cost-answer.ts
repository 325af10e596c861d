import {
  type AnswerTable,
  blankAnswer,
  type Gross,
  type Money,
  type SkillAnswer,
} from "#src/answer";
import { formatPeriod } from "#src/cards/format";
import type { CostQuestion } from "#src/cost-question";
import type { Day, Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { CostQuery, CostResult, CurrencyTotal } from "#src/store/cost-query";
import type { Freshness } from "#src/store/freshness";
import { syncNotesOf } from "./cost-notes.ts";

/** From this share of the gross amount on, credits and refunds are shown apart (CONVENTIONS, Cost). */
const CREDITS_SHOWN_FROM = 0.2;

const METRIC_WORDS = {
  EffectiveCost: "effective (amortised) cost",
  BilledCost: "billed cost",
  ListCost: "list cost",
  ContractedCost: "contracted cost",
} as const;

/** A question's metric in words. */
export function metricWords(question: CostQuestion): string {
  const isInvoice = question.metric === "BilledCost" && question.periodBasis === "billing";
  return isInvoice
    ? "invoiced cost (billed cost by billing period)"
    : METRIC_WORDS[question.metric];
}

/** The question as the store takes it. */
export function costQuery(question: CostQuestion, compare: Period | null): CostQuery {
  return {
    metric: question.metric,
    period: question.period,
    basis: question.periodBasis,
    filters: question.filters,
    thresholds: question.thresholds,
    groupBy: question.groupBy,
    granularity: question.granularity,
    order: question.order,
    limit: question.limit,
    limitPer: question.limitPer,
    compare,
  };
}

/** Totals as the answer has them; an answer without charges has none. */
export function moneyOf(totals: readonly CurrencyTotal[]): Money[] {
  return totals.map(({ currency, value }) => ({ currency, value }));
}

/** Gross, credits and net of the currencies in which credits weigh; null when in none. */
export function grossOf(totals: readonly CurrencyTotal[]): Gross[] | null {
  const weighing = totals.filter(
    ({ gross, credits }) => gross > 0 && -credits > CREDITS_SHOWN_FROM * gross,
  );
  if (weighing.length === 0) return null;
  return weighing.map(({ currency, gross, credits, value }) => ({
    currency,
    gross,
    credits,
    net: value ?? 0,
  }));
}

/** What the answer assumes: the period, the metric, and which charges are in. */
export function assumptionsOf(question: CostQuestion): string[] {
  const basis = question.periodBasis === "billing" ? "billing periods" : "UTC days";
  const limits = question.filters.some(({ dimension }) =>
    ["ChargeCategory", "ChargeClass"].includes(dimension),
  );
  const charges = limits ? "only the charge categories asked for" : "all charge categories";
  return [
    `${formatPeriod(question.period)} in ${basis}`,
    `${metricWords(question)}, ${charges}`,
    ...rankingWords(question),
  ];
}

/** Within what the first N are ranked; nothing is to be said of a plain ranking. */
function rankingWords({ limit, limitPer, groupBy, order }: CostQuestion): string[] {
  if (limit === null || limitPer.length === 0) return [];
  const inner = groupBy.filter((dimension) => !limitPer.includes(dimension)).join(" and ");
  const end = order.direction === "descending" ? "first" : "last";
  return [
    `the ${end} ${limit} by ${inner} within each ${limitPer.join(" and ")}; “(none)” isn't ranked`,
  ];
}

/** The skill's answer when there are no charges: which were asked for, and what there is. */
export function noData(
  question: CostQuestion,
  result: CostResult,
  freshness: Freshness,
): SkillAnswer {
  const there =
    freshness.firstDay === null
      ? "no charges match these filters on any day"
      : `the data reach from ${freshness.firstDay} to ${lastDayOf(freshness)}`;
  return {
    ...emptyAnswer(question),
    status: "no_data",
    dataThrough: freshness.dataThrough,
    assumptions: assumptionsOf(question),
    notes: [
      `No charges for ${formatPeriod(question.period)}${filterWords(question)}; ${there}.`,
      ...syncNotesOf(question.period, freshness),
    ],
    suggestions: ["How fresh is the data for that?"],
    basis: { query: result.sql, rows: result.charges },
  };
}

/** An answer's fields as far as the question decides them. */
export function emptyAnswer(question: CostQuestion): SkillAnswer {
  return {
    ...blankAnswer(),
    metric: question.metric,
    period: question.period,
    periodBasis: question.periodBasis,
    filters: [...question.filters, ...question.thresholds.map(thresholdFilter(question))],
    groupBy: question.groupBy,
    granularity: question.granularity,
  };
}

/** The question's filters in words, " for ServiceName Amazon EC2, without RegionId us-east-1"; "" for none. */
export function filterWords(question: CostQuestion): string {
  const words = question.filters.map(wordsOf);
  return words.length === 0 ? "" : ` for ${words.join(", ")}`;
}

function wordsOf({ dimension, operator, values }: CostQuestion["filters"][number]): string {
  const list = values.join(" or ");
  switch (operator) {
    case "in":
      return `${dimension} ${list}`;
    case "not_in":
      return `without ${dimension} ${list}`;
    case "contains":
      return `${dimension} with “${list}” in it`;
    case "not_contains":
      return `${dimension} without “${list}” in it`;
    case "is_null":
      return `no ${dimension}`;
    case "is_not_null":
      return `any ${dimension}`;
  }
}

/** A column of the table for each dimension, its display name beside an id that has one. */
export function dimensionColumns(
  { costs }: SkillContext,
  question: CostQuestion,
  result: CostResult,
): {
  readonly columns: AnswerTable["columns"];
  cellsOf(keys: readonly (string | null)[]): (string | null)[];
} {
  const named = question.groupBy.map((dimension, at) =>
    result.rows.some((row) => costs.nameOf(dimension, row.keys[at] ?? null) !== null),
  );
  const columns = question.groupBy.flatMap((name, at): AnswerTable["columns"] => {
    const nameColumn = { name: name.replace(/Id$/, "Name"), kind: "dimension" as const };
    return named[at] ? [{ name, kind: "dimension" }, nameColumn] : [{ name, kind: "dimension" }];
  });
  const cellsOf = (keys: readonly (string | null)[]) =>
    keys.flatMap((key, at) => {
      const name = costs.nameOf(question.groupBy[at] ?? "", key);
      return named[at] ? [key, name] : [key];
    });
  return { columns, cellsOf };
}

function thresholdFilter(question: CostQuestion) {
  return ({ operator, value }: CostQuestion["thresholds"][number]) => ({
    dimension: question.metric,
    operator,
    values: [value],
  });
}

function lastDayOf(freshness: Freshness): Day {
  return freshness.sources.reduce((last, { lastDay }) => (lastDay > last ? lastDay : last), "");
}
