import { z } from "zod";
import { SEVERITIES } from "#src/analytics/anomalies/severity";
import { filterSchema, periodSchema } from "#src/cost-question";
import { addDays, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { AnomalyAnswer } from "./anomaly-answer.ts";
import { ANOMALY_STATES, SILENCED_STATES } from "./anomaly-state.ts";
import { describeAnomaly } from "./describe-anomaly.ts";
import type { Finding, ProviderSighting } from "./found-anomaly.ts";
import { providerSightings } from "./provider-sightings.ts";
import { type Sweep, sweepFor } from "./sweep.ts";

/** The days that are listed where none are named. */
const LISTED_DAYS = 30;

/** Which anomalies are asked for. */
export const anomalyListSchema = z.object({
  period: periodSchema
    .optional()
    .describe("days on which they show, half-open UTC days; absent for the last 30 complete days"),
  filters: z.array(filterSchema).default([]).describe("the charges to look at"),
  states: z
    .array(z.enum(ANOMALY_STATES))
    .default(["open", "acknowledged", "resolved"])
    .describe(
      "expected, snoozed: those that were silenced; resolved: those that ended by themselves",
    ),
  minimumSeverity: z.enum(SEVERITIES).default("low"),
  direction: z
    .enum(["up", "down"])
    .nullable()
    .default(null)
    .describe("up for spikes and rises, down for drops"),
  limit: z.number().int().positive().nullable().default(null).describe("only the first so many"),
});

export type AnomalyList = z.infer<typeof anomalyListSchema>;

/** An anomaly as it was found, and as answers hold it. */
export interface Listed {
  readonly found: Finding;
  /** The same anomaly as the providers list it. */
  readonly sightings: readonly ProviderSighting[];
  readonly answer: AnomalyAnswer;
}

/** The anomalies of a period, the most severe first. */
export interface Listing {
  readonly sweep: Sweep;
  readonly period: Period;
  readonly listed: readonly Listed[];
  /** What the question would have had, had it been in another state: how many were silenced. */
  readonly silenced: number;
}

/**
 * The anomalies that are asked for; null where there are no data on these days.
 * @param days how many complete days are looked at where the list names none
 */
export function listAnomaliesOf(
  context: SkillContext,
  list: AnomalyList,
  days = LISTED_DAYS,
): Listing | null {
  const sweep = sweepFor(context, list.filters);
  if (sweep === null) return null;
  const period = list.period ?? lastDays(sweep, days);
  if (period.end <= sweep.period.start || period.start >= sweep.period.end) return null;
  const entries = context.anomalyFeedback.entries(context.today);
  const least = SEVERITIES.indexOf(list.minimumSeverity);
  const inPeriod = findingsOf(context, list, sweep)
    .filter(
      ({ found: { days, severity, direction } }) =>
        days.start < period.end &&
        days.end > period.start &&
        SEVERITIES.indexOf(severity) >= least &&
        (list.direction === null || direction === list.direction),
    )
    .map(({ found, sightings }) => {
      const beside = { sweep, entries, filters: list.filters, sightings };
      return { found, sightings, answer: describeAnomaly(context, found, beside) };
    });
  const listed = inPeriod
    .filter(({ answer }) => list.states.includes(answer.state))
    .toSorted(mostSevereFirst);
  const hidden = inPeriod.filter((one) => !listed.includes(one));
  const silenced = hidden.filter(({ answer }) => SILENCED_STATES.includes(answer.state)).length;
  return { sweep, period, listed, silenced };
}

/** What was found here and by the providers, each anomaly once. */
function findingsOf(
  context: SkillContext,
  { filters }: AnomalyList,
  sweep: Sweep,
): readonly Omit<Listed, "answer">[] {
  const { shared, alone } = providerSightings(context, filters, sweep);
  return [
    ...sweep.anomalies.map((found) => ({ found, sightings: shared.get(found.id) ?? [] })),
    ...alone.map((found) => ({ found, sightings: [found.kept] })),
  ];
}

function lastDays({ dataThrough }: Sweep, days: number): Period {
  return { start: addDays(dataThrough, 1 - days), end: addDays(dataThrough, 1) };
}

/** Amounts of different currencies aren't compared; severities are. */
function mostSevereFirst({ answer: a }: Listed, { answer: b }: Listed): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    Math.abs(b.impact.value) - Math.abs(a.impact.value) ||
    (a.id < b.id ? -1 : 1)
  );
}
