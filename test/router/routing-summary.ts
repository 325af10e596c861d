import type { Turn } from "#src/conversation";
import {
  compareQuestionSchema,
  costQuestionSchema,
  freshnessQuestionSchema,
} from "#src/cost-question";
import type { Routing } from "#src/router/router";
import { ruleRouter } from "#src/router/rule-router";
import { company } from "./fixture-vocabulary.ts";

const router = ruleRouter();

/** Routes a question of 20 November 2026 over the fixture company, as the first one or after another. */
export function routed(question: string, previous: Turn | null = null): Routing {
  return router.route(question, {
    today: "2026-11-20",
    fiscalYearStartMonth: 1,
    vocabulary: company,
    previous,
  });
}

/** A routing in one line, defaults left out; throws where the skill would refuse its input. */
export function summary(question: string): string {
  return summaryOf(routed(question));
}

/** As `summary`, of a routing that is there already. */
export function summaryOf(routing: Routing): string {
  if (routing.kind === "unsupported") return `unsupported: ${routing.wish ?? "nothing understood"}`;
  if (routing.kind === "clarify") return `clarify: ${routing.text}`;
  if (routing.skill === "get-freshness") {
    const { filters } = freshnessQuestionSchema.parse(routing.input);
    return ["get-freshness", ...filters.map(filterText)].join(" · ");
  }
  if (routing.skill === "get-spend")
    return ["get-spend", ...costText(costQuestionSchema.parse(routing.input))].join(" · ");
  const input = compareQuestionSchema.parse(routing.input);
  const { compare } = input;
  const against =
    compare.kind === "period"
      ? `vs ${periodText(compare.period)}${compare.running ? " running" : ""}`
      : `${compare.dimension}: ${compare.main} vs ${compare.other}`;
  return ["compare-spend", ...costText(input), against].join(" · ");
}

type Input = ReturnType<typeof costQuestionSchema.parse>;

function costText(input: Input): string[] {
  const { metric, periodBasis, filters, thresholds, groupBy, granularity, order, limit } = input;
  const within = input.limitPer.length === 0 ? "" : ` within ${input.limitPer.join(", ")}`;
  const isDefaultOrder = order.by === "amount" && order.direction === "descending";
  return [
    periodText(input.period),
    ...(metric === "EffectiveCost" ? [] : [metric]),
    ...(periodBasis === "charge" ? [] : [`${periodBasis} periods`]),
    ...filters.map(filterText),
    ...thresholds.map(({ operator, value }) => `${operator} ${value}`),
    ...(groupBy.length === 0 ? [] : [`by ${groupBy.join(", ")}`]),
    ...(granularity === null ? [] : [`per ${granularity}`]),
    ...(isDefaultOrder ? [] : [`${order.by} ${order.direction}`]),
    ...(limit === null ? [] : [`top ${limit}${within}`]),
  ];
}

const PERIODS: Readonly<Record<string, string>> = {
  "2026-11-01..2026-11-21": "this month",
  "2026-10-01..2026-11-01": "October",
};

function periodText({ start, end }: { start: string; end: string }): string {
  const text = `${start}..${end}`;
  return PERIODS[text] ?? text;
}

function filterText({ dimension, operator, values }: Input["filters"][number]): string {
  return values.length === 0
    ? `${dimension} ${operator}`
    : `${dimension} ${operator} ${values.join(", ")}`;
}
