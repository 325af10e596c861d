import { measuredWords } from "#skills/recommendations/ledger/measured-words";
import { takenUpBy } from "#skills/recommendations/ledger/undertaking";
import { formatMoney } from "#src/cards/format";
import { readChannel } from "#src/channel";
import { addDays, dayOfInstant } from "#src/focus/day";
import type { HeldRecommendation } from "#src/recommendations/book";
import { countingSteps, type Step } from "#src/recommendations/life";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";

/** For so many days a result is told; later it is no news. */
const NEWS_DAYS = 3;

/** What was measured of what people did: told in the thread where it was taken up. */
export function savingAlerts({ recommendations, today }: SkillContext): Alert[] {
  const since = addDays(today, 1 - NEWS_DAYS);
  return recommendations.held(today).flatMap((held) => {
    const steps = countingSteps(held.steps);
    const at = steps.findLastIndex(isResult);
    const result = steps[at];
    if (result === undefined || dayOfInstant(new Date(result.at)) < since) return [];
    return [alertOf(held, result, takenUpBefore(steps.slice(0, at)))];
  });
}

/** Verified or not, or open again since its cost is back. */
function isResult({ by, what }: Step): boolean {
  return what.kind === "verify" || (what.kind === "reopen" && by.kind === "measurement");
}

/** The step by which it was taken up the last time. */
function takenUpBefore(steps: readonly Step[]): Step | null {
  const reopened = steps.findLastIndex(({ what }) => what.kind === "reopen");
  return takenUpBy(steps.slice(reopened + 1));
}

function alertOf(held: HeldRecommendation, result: Step, takenUp: Step | null): Alert {
  const { number, recommendation } = held;
  const { team, environment, action } = recommendation;
  const lines = [`${action}.`, promisedWords(held, takenUp), resultWords(held, result)];
  return {
    key: `saving ${number} ${result.at.slice(0, 10)}`,
    kind: "saving",
    severity: "low",
    team,
    environment,
    ...placeOf(takenUp),
    card: {
      title: titleOf(number, result),
      blocks: [
        { type: "text", text: lines.filter((line) => line !== "").join(" ") },
        {
          type: "buttons",
          buttons: [
            { label: "Why?", action: { kind: "ask", question: `why rec ${number}?` } },
            {
              label: "All savings",
              action: { kind: "ask", question: "what have we saved this year?" },
            },
          ],
        },
      ],
    },
    size: 1,
    isOver: false,
  };
}

/** Where it was taken up, and by whom. */
function placeOf(takenUp: Step | null): Pick<Alert, "channelHint" | "thread" | "person"> {
  const by = takenUp?.by;
  if (by?.kind !== "person") return { channelHint: null, person: null };
  const person = by.person === "" ? null : by.person;
  if (readChannel(by.from) === null) return { channelHint: null, person };
  const thread = by.thread === undefined ? {} : { thread: by.thread };
  return { channelHint: by.from, ...thread, person };
}

function titleOf(number: number, { what }: Step): string {
  if (what.kind !== "verify") return `Recommendation ${number} is open again`;
  return what.isVerified
    ? `Recommendation ${number} is verified`
    : `Recommendation ${number} doesn't show in the bill`;
}

/** What it was to save when it was taken up. */
function promisedWords({ recommendation }: HeldRecommendation, takenUp: Step | null): string {
  if (takenUp === null) return "";
  return `It was to save ${formatMoney(takenUp.monthlySaving, recommendation.currency)} a month.`;
}

function resultWords({ recommendation }: HeldRecommendation, { what, note }: Step): string {
  if (what.kind === "reopen") return what.cause;
  const measured = what.kind === "verify" ? what.measured : undefined;
  if (measured === undefined) return note ?? "";
  return `It saves ${measuredWords(measured, recommendation.currency)}`;
}
