import { z } from "zod";
import { ANOMALY_VERDICTS, type AnomalyFeedbackEntry } from "#src/anomaly-feedback";
import type { Card } from "#src/cards/card";
import { formatDay } from "#src/cards/format";
import { ClarifyError, UserError } from "#src/errors";
import { addDays, type Day } from "#src/focus/day";
import { defineSkill, type SkillContext } from "#src/skill";
import { type AnomaliesAnswer, anomaliesAnswerSchema } from "./anomaly-answer.ts";
import { anomalyButtons } from "./anomaly-buttons.ts";
import { anomalyTable } from "./anomaly-table.ts";
import { anomalySentence } from "./anomaly-words.ts";
import { describeAnomaly } from "./describe-anomaly.ts";
import { emptyAnomalies } from "./empty-answer.ts";
import { anomalyPickFields, listFor, type Picked, pickAnomaly } from "./pick-anomaly.ts";

/** What silences holds for so long, unless a day is named. */
const DAYS_SILENCED = 90;

/** What is said of which anomaly. */
export const resolveAnomalySchema = z.object({
  ...anomalyPickFields,
  verdict: z
    .enum(ANOMALY_VERDICTS)
    .describe(
      "acknowledged: seen to; expected: planned, the like of it stays quiet until a day; not-useful: not worth telling, quiet too; reopened: takes all of that back",
    ),
  until: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, "a UTC day, 2026-10-01")
    .nullable()
    .default(null)
    .describe("the first day on which it holds no more; null for 90 days"),
  note: z.string().max(500).nullable().default(null).describe("why, in the asker's words"),
});

export type ResolveAnomaly = z.infer<typeof resolveAnomalySchema>;

/** “Acknowledge the EC2 one” */
export const resolveAnomaly = defineSkill({
  name: "resolve-anomaly",
  description:
    "Says of an anomaly that it is acknowledged, expected until a day, or not useful, with a note; or reopens it.",
  examples: [
    "acknowledge the EC2 anomaly",
    "mark the NAT gateway anomaly as expected until January",
  ],
  access: "write",
  input: resolveAnomalySchema,
  output: anomaliesAnswerSchema,
  confirm(context, input) {
    const { answer } = pickOne(context, input);
    const why = input.note === null ? "" : ` Note: “${input.note}”.`;
    return `${willWords(input, untilOf(context, input))} ${anomalySentence(answer)}${why}`;
  },
  run(context, input) {
    const picked = pickOne(context, input);
    keep(context, input, picked);
    return resolved(context, input, picked);
  },
  present: resolvedCard,
});

function pickOne(context: SkillContext, pick: ResolveAnomaly): Picked {
  const picked = pickAnomaly(context, pick);
  if ("problem" in picked) throw new ClarifyError(picked.problem);
  if (picked.others === 0) return picked;
  throw new ClarifyError(
    `${picked.others + 1} anomalies fit. Say which one you mean, such as “the second one”, or what it is about.`,
  );
}

/** @throws UserError for a day that has passed */
function untilOf({ today }: SkillContext, { verdict, until }: ResolveAnomaly): Day | null {
  if (verdict === "acknowledged" || verdict === "reopened") return null;
  if (until !== null && until <= today) {
    throw new UserError(`${formatDay(until)} isn't after today; name a later day.`);
  }
  return until ?? addDays(today, DAYS_SILENCED);
}

function keep(context: SkillContext, input: ResolveAnomaly, { found }: Picked): void {
  const { act, anomalyFeedback } = context;
  if (act === null) throw new Error("resolve-anomaly was run without being confirmed");
  const entry: AnomalyFeedbackEntry = {
    pattern: found.pattern,
    start: found.days.start,
    verdict: input.verdict,
    until: untilOf(context, input),
    note: input.note,
    person: act.person,
    givenAt: act.now.toISOString(),
  };
  anomalyFeedback.keep(act.actionId, entry);
}

function resolved(
  context: SkillContext,
  input: ResolveAnomaly,
  { found, listing }: Picked,
): AnomaliesAnswer {
  const { sweep } = listing;
  const list = listFor(input);
  const entries = context.anomalyFeedback.entries(context.today);
  const anomaly = describeAnomaly(context, sweep, found, entries, list.filters);
  return {
    ...emptyAnomalies(list),
    period: found.days,
    totals: [{ currency: anomaly.impact.currency, value: anomaly.impact.value }],
    table: anomalyTable([anomaly]),
    dataThrough: sweep.dataThrough,
    suggestions: ["Any other anomalies?", "Show silenced anomalies"],
    basis: sweep.basis,
    anomalies: [anomaly],
  };
}

function resolvedCard(answer: AnomaliesAnswer, input: ResolveAnomaly): Card {
  const [anomaly] = answer.anomalies;
  if (anomaly === undefined) return { title: "No anomaly", blocks: [] };
  return {
    title: DONE[input.verdict],
    blocks: [
      { type: "text", text: anomalySentence(anomaly) },
      anomalyButtons(anomaly, listFor(input), { explains: true }),
    ],
  };
}

const DONE: Record<ResolveAnomaly["verdict"], string> = {
  acknowledged: "Acknowledged",
  expected: "Marked as expected",
  "not-useful": "Marked as not useful",
  reopened: "Open again",
};

function willWords({ verdict }: ResolveAnomaly, until: Day | null): string {
  const quiet = until === null ? "" : `, and the like of it stays quiet until ${formatDay(until)}`;
  switch (verdict) {
    case "acknowledged":
      return "This anomaly will be acknowledged:";
    case "expected":
      return `This anomaly will be marked as expected${quiet}:`;
    case "not-useful":
      return `This anomaly will be marked as not useful${quiet}:`;
    case "reopened":
      return "This anomaly will be open again:";
  }
}
