import { z } from "zod";
import type { AnswerTable } from "#src/answer";
import { formatPeriod } from "#src/cards/format";
import { defineSkill, type SkillContext } from "#src/skill";
import { type AnomalyAnswer, anomaliesAnswerSchema } from "./anomaly-answer.ts";
import type { AnomalyList } from "./anomaly-list.ts";
import { type JudgedDay, judgedDays } from "./daily-expectation.ts";
import { emptyAnomalies, judgedWords } from "./empty-answer.ts";
import { explainAnomalyCard } from "./explain-card.ts";
import { explanationOf, explanationSchema } from "./explanation.ts";
import {
  anomalyPickFields,
  listFor,
  type NonePicked,
  type Picked,
  pickAnomaly,
} from "./pick-anomaly.ts";

/** Which anomaly is to be explained. */
const explainAnomalySchema = z.object(anomalyPickFields);

/** An anomaly with what drove it. */
export const explainedAnomalySchema = anomaliesAnswerSchema.extend({
  explanation: explanationSchema.nullable(),
});

export type ExplainedAnomaly = z.infer<typeof explainedAnomalySchema>;

/** “Explain the first one” */
export const explainAnomaly = defineSkill({
  name: "explain-anomaly",
  description:
    "One anomaly day by day: expected and actual cost, what drove it, which resources, whose it is, what it costs a month if it stays.",
  examples: ["explain the biggest anomaly", "explain the EC2 anomaly"],
  access: "read",
  input: explainAnomalySchema,
  output: explainedAnomalySchema,
  run(context, pick) {
    const picked = pickAnomaly(context, pick);
    const list = listFor(pick);
    return "problem" in picked ? notFound(picked, list) : explained(context, picked, list);
  },
  present: explainAnomalyCard,
});

function notFound({ problem }: NonePicked, list: AnomalyList): ExplainedAnomaly {
  const suggestions = ["Any anomalies?"];
  const empty = emptyAnomalies(list);
  return { ...empty, status: "no_data", notes: [problem], suggestions, explanation: null };
}

function explained(
  context: SkillContext,
  { found, answer, listing, others }: Picked,
  list: AnomalyList,
): ExplainedAnomaly {
  const { sweep } = listing;
  const costs = sweep.costs.find(({ currency }) => currency === found.currency) ?? null;
  const days =
    costs === null || found.by === "provider" || answer.expected === null
      ? []
      : judgedDays(costs, found, answer.expected);
  return {
    ...emptyAnomalies(list),
    period: found.days,
    granularity: "day",
    totals: answer.foundHere
      ? [{ currency: answer.impact.currency, value: answer.impact.value }]
      : [],
    table: daysTable(
      days.filter(({ expected }) => expected !== null),
      answer,
    ),
    dataThrough: sweep.dataThrough,
    assumptions: [`${formatPeriod(found.days)} in UTC days`, ...judgedWords(sweep)],
    notes:
      others === 0
        ? []
        : [`The most severe of ${others + 1} that fit; ask for anomalies to see the others.`],
    suggestions: ["Any other anomalies?"],
    basis: sweep.basis,
    anomalies: [answer],
    explanation: { ...explanationOf(context, list.filters, found, costs), days: [...days] },
  };
}

function daysTable(days: readonly JudgedDay[], { impact }: AnomalyAnswer): AnswerTable | null {
  if (days.length === 0) return null;
  const unit = impact.currency;
  return {
    columns: [
      { name: "day", kind: "time" },
      { name: "expected", kind: "measure", unit },
      { name: "actual", kind: "measure", unit },
    ],
    rows: days.map(({ day, expected, actual }) => [day, expected, actual]),
  };
}
