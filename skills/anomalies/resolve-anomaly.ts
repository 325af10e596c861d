import { z } from "zod";
import { ANOMALY_VERDICTS, type AnomalyFeedbackEntry } from "#src/anomaly-feedback";
import type { Card } from "#src/cards/card";
import { formatDay } from "#src/cards/format";
import { UserError } from "#src/errors";
import { addDays, type Day } from "#src/focus/day";
import { defineSkill, type SkillContext } from "#src/skill";
import { type AnomaliesAnswer, anomaliesAnswerSchema } from "./anomaly-answer.ts";
import { anomalyButtons } from "./anomaly-buttons.ts";
import { requireAct } from "./anomaly-rights.ts";
import { anomalyTable, totalImpact } from "./anomaly-table.ts";
import { anomalySentence } from "./anomaly-words.ts";
import { describeAnomaly } from "./describe-anomaly.ts";
import { emptyAnomalies } from "./empty-answer.ts";
import { anomalyPickFields, listFor, onlyAnomaly, type Picked } from "./pick-anomaly.ts";
import { feedbackFor, tellProviders } from "./tell-providers.ts";

/** What silences holds for so long, unless a day is named; a snooze is shorter. */
const DAYS_SILENCED = 90;
const DAYS_SNOOZED = 7;

/** What is said of which anomaly. */
export const resolveAnomalySchema = z.object({
  ...anomalyPickFields,
  verdict: z
    .enum(ANOMALY_VERDICTS)
    .describe(
      "acknowledged: seen to; expected: planned, the like of it stays quiet until a day; not-useful: not worth telling, quiet too; snoozed: this one alone stays quiet until a day; reopened: takes all of that back",
    ),
  until: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, "a UTC day, 2026-10-01")
    .nullable()
    .default(null)
    .describe("the first day on which it holds no more; null for 90 days, or a week of snoozing"),
  days: z
    .number()
    .int()
    .positive()
    .nullable()
    .default(null)
    .describe("for so many days from today, in place of `until`"),
  note: z.string().max(500).nullable().default(null).describe("why, in the asker's words"),
});

export type ResolveAnomaly = z.infer<typeof resolveAnomalySchema>;

/** “Acknowledge the EC2 one” */
export const resolveAnomaly = defineSkill({
  name: "resolve-anomaly",
  description:
    "Says of an anomaly that it is acknowledged, expected until a day, or not useful, with a note; snoozes it; or reopens it.",
  examples: [
    "acknowledge the EC2 anomaly",
    "mark the NAT gateway anomaly as expected until January",
    "snooze the RDS anomaly for a week",
  ],
  access: "write",
  input: resolveAnomalySchema,
  output: anomaliesAnswerSchema,
  confirm(context, input) {
    const { answer, sightings } = pickedToResolve(context, input);
    const why = input.note === null ? "" : ` Note: “${input.note}”.`;
    const told = providersTold(context, input, sightings);
    return `${willWords(input, untilOf(context, input))} ${anomalySentence(answer)}${why}${told}`;
  },
  run(context, input) {
    const picked = pickedToResolve(context, input);
    keep(context, input, picked);
    return resolved(context, input, picked);
  },
  present: resolvedCard,
});

/** @throws ClarifyError where none or several fit, AccessError where it isn't the asker's to say something of */
function pickedToResolve(context: SkillContext, input: ResolveAnomaly): Picked {
  const picked = onlyAnomaly(context, input);
  requireAct(context, picked);
  return picked;
}

/** Which providers hear of it, too. */
function providersTold(
  { providers }: SkillContext,
  { verdict }: ResolveAnomaly,
  sightings: Picked["sightings"],
): string {
  const told = sightings.filter((one) => feedbackFor(providers, one, verdict) !== null);
  const names = [...new Set(told.map(({ item }) => item.provider))];
  return names.length === 0 ? "" : ` ${names.join(" and ")} will be told with the next sync.`;
}

/** @throws UserError for a day that has passed */
function untilOf({ today }: SkillContext, { verdict, until, days }: ResolveAnomaly): Day | null {
  if (verdict === "acknowledged" || verdict === "reopened") return null;
  const usually = verdict === "snoozed" ? DAYS_SNOOZED : DAYS_SILENCED;
  if (until !== null && until <= today) {
    throw new UserError(`${formatDay(until)} isn't after today; name a later day.`);
  }
  return until ?? addDays(today, days ?? usually);
}

/** Keeps what was said, and has the providers told that found the same. */
function keep(context: SkillContext, input: ResolveAnomaly, { found, sightings }: Picked): void {
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
  tellProviders(context.providers, act, sightings, input.verdict);
}

function resolved(
  context: SkillContext,
  input: ResolveAnomaly,
  { found, listing, sightings }: Picked,
): AnomaliesAnswer {
  const { sweep } = listing;
  const list = listFor(input);
  const entries = context.anomalyFeedback.entries(context.today);
  const beside = { sweep, entries, filters: list.filters, sightings };
  const anomaly = describeAnomaly(context, found, beside);
  return {
    ...emptyAnomalies(list),
    period: found.days,
    totals: totalImpact([anomaly]),
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
  snoozed: "Snoozed",
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
    case "snoozed":
      return `This anomaly will be snoozed${until === null ? "" : ` until ${formatDay(until)}`}:`;
    case "reopened":
      return "This anomaly will be open again:";
  }
}
