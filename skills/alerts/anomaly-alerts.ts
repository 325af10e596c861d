import type { AnomalyAnswer } from "#skills/anomalies/anomaly-answer";
import { anomalyButtons, snoozeChoices } from "#skills/anomalies/anomaly-buttons";
import { anomalyListSchema, listAnomaliesOf } from "#skills/anomalies/anomaly-list";
import { ANOMALY_STATES } from "#skills/anomalies/anomaly-state";
import { anomalySentence, stateChangeWords } from "#skills/anomalies/anomaly-words";
import type { Card } from "#src/cards/card";
import { formatMoney } from "#src/cards/format";
import { addDays, type Day, daysIn } from "#src/focus/day";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";
import { personOf } from "./person-of.ts";

/** An anomaly that isn't over is followed for so long; one that is over, so that its end is told. */
const FOLLOWED_DAYS = 14;
/** The least that an anomaly comes to a matter by: below it there is the list. */
const LEAST = "medium";

/**
 * The anomalies that go on, or ended lately: each is a matter of its own, as large as its impact so far. Seen to,
 * expected or put off it isn't told, and its matter is over.
 */
export function anomalyAlerts(context: SkillContext): Alert[] {
  const list = anomalyListSchema.parse({ states: [...ANOMALY_STATES], minimumSeverity: LEAST });
  const listing = listAnomaliesOf(context, list, FOLLOWED_DAYS);
  if (listing === null) return [];
  const { costs, today, completenessLagDays } = context;
  const { syncNotes } = costs.freshness([], today, completenessLagDays);
  const isRecent = listing.sweep.dataThrough >= addDays(today, -DAYS_AWAITED);
  return listing.listed.flatMap(({ answer }) => {
    const isOver = isSeenTo(answer) || (hasEnded(answer) && !isFresh(answer, today));
    // Less cost may be charges that didn't come.
    const isSure = isRecent && (answer.direction === "up" || syncNotes.length === 0);
    return isSure || isOver ? [alertOf(context, answer, isOver)] : [];
  });
}

/** Data that are older than this don't say what goes on. */
const DAYS_AWAITED = 7;
/** What ended sooner than its charges came is told all the same, for so many days since it could be known. */
const DAYS_TOLD = 4;

function isSeenTo({ state }: AnomalyAnswer): boolean {
  return state !== "open" && state !== "resolved";
}

function hasEnded({ state, course }: AnomalyAnswer): boolean {
  return state === "resolved" || course !== "ongoing";
}

function isFresh({ raised }: AnomalyAnswer, today: Day): boolean {
  return raised !== null && daysIn({ start: raised, end: today }) <= DAYS_TOLD;
}

function alertOf(context: SkillContext, anomaly: AnomalyAnswer, isOver: boolean): Alert {
  const { id, slice, owner, severity, impact } = anomaly;
  const team = slice["team"] ?? owner;
  return {
    key: `anomaly ${id}`,
    kind: "anomaly",
    severity: severity === "critical" ? "high" : severity,
    team,
    environment: slice["environment"] ?? null,
    channelHint: null,
    person: personOf(context, team),
    card: cardOf(anomaly),
    size: Math.abs(impact.value),
    isOver,
  };
}

function cardOf(anomaly: AnomalyAnswer): Card {
  const { label, impact, expected, actual, monthlyIfItStays, stateHistory } = anomaly;
  const { currency } = impact;
  const list = anomalyListSchema.parse({});
  const stays =
    monthlyIfItStays === null
      ? []
      : [{ label: "A month, if it stays", value: monthlyIfItStays, currency }];
  const change = { value: impact.value, percent: impact.percent };
  return {
    title: titleOf(anomaly),
    blocks: [
      { type: "text", text: anomalySentence(anomaly) },
      {
        type: "figures",
        figures: [
          { label: label, value: actual, currency, change },
          { label: "Expected", value: expected, currency },
          ...stays,
        ],
      },
      anomalyButtons(anomaly, list, { explains: true }),
      ...snoozeChoices(anomaly, list),
      { type: "context", lines: stateHistory.map(stateChangeWords) },
    ],
  };
}

/** `Anomaly: Amazon RDS · shop-prod, $320.00 above what was expected` */
function titleOf(anomaly: AnomalyAnswer): string {
  const { label, impact } = anomaly;
  const side = impact.value > 0 ? "above" : "below";
  const amount = formatMoney(Math.abs(impact.value), impact.currency);
  const over = hasEnded(anomaly) ? "Over: " : "Anomaly: ";
  return `${over}${label}, ${amount} ${side} what was expected`;
}
