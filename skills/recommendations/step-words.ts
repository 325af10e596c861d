import { personWords } from "#skills/anomalies/anomaly-words";
import { formatDay, formatMoney } from "#src/cards/format";
import type { DismissReason } from "#src/recommendations/recommendation";
import type { RecommendationAnswer, StepAnswer, Told } from "./recommendation-answer.ts";

/** Why somebody doesn't want a recommendation, as people say it. */
export const REASON_WORDS: Readonly<Record<DismissReason, string>> = {
  "not-relevant": "not relevant",
  "not-worth-the-effort": "not worth the effort",
  planned: "planned anyway",
  "wrong-estimate": "wrong estimate",
  "needed-for-peak-or-recovery": "needed for peak or recovery",
  other: "another reason",
};

const DONE: Readonly<Record<string, string>> = {
  accept: "accepted",
  "request-approval": "accepted, to be approved by somebody else",
  approve: "approved",
  decline: "declined",
  done: "marked as done",
  dismiss: "dismissed",
  reopen: "opened again",
  gone: "no longer listed by its source",
  back: "listed again by its source",
  undo: "last step taken back",
};

const PLATFORMS: Readonly<Record<string, string>> = { slack: "Slack", teams: "Teams" };

/** A step with who took it, when and where: `snoozed until 1 December 2026 by ann@example.com, 20 November 2026, 09:00 UTC, in Slack`. */
export function stepWords(step: StepAnswer, currency: string): string {
  const who = step.by === "person" ? ` by ${personWords(step.person ?? "")}` : "";
  const note = step.note === null ? "" : `: “${step.note}”`;
  return `${whatWords(step, currency)}${who}, ${instantWords(step.at)}${placeWords(step)}${note}`;
}

/** What a step did: `dismissed as planned anyway`. */
export function whatWords(step: StepAnswer, currency: string): string {
  switch (step.kind) {
    case "snooze":
      return `snoozed ${holdWords(step, currency)}`;
    case "dismiss":
      return `dismissed (${step.reason === null ? "no reason" : REASON_WORDS[step.reason]})`;
    case "assign":
      return step.owner === null ? "released" : `given to ${personWords(step.owner)}`;
    case "verify":
      return step.isVerified === true ? "verified on the bill" : "not verified on the bill";
    case "request-approval":
      return `${DONE[step.kind]}${step.until === null ? "" : ` by the end of ${formatDay(step.until)}`}`;
    default:
      return DONE[step.kind] ?? step.kind;
  }
}

/** `until 1 December 2026 or until it would save more than $500.00 a month`. */
function holdWords(
  { until, above }: Pick<StepAnswer, "until" | "above">,
  currency: string,
): string {
  const parts = [
    ...(until === null ? [] : [`until ${formatDay(until)}`]),
    ...(above === null
      ? []
      : [`until it would save more than ${formatMoney(above, currency)} a month`]),
  ];
  return parts.join(" or ");
}

/** How a recommendation stands, and whose doing that is. */
export function statusWords({ status, step, currency }: RecommendationAnswer): string {
  if (status === "open") return "open";
  if (step === null) return STATUS_WORDS[status];
  return stepWords(step, currency);
}

/** A standing in a word or two. */
export const STATUS_WORDS: Readonly<Record<RecommendationAnswer["status"], string>> = {
  open: "open",
  "awaiting-approval": "waits for an approval",
  accepted: "accepted",
  done: "done",
  verified: "verified",
  "not-verified": "not verified",
  snoozed: "snoozed",
  dismissed: "dismissed",
  gone: "gone",
};

const TOLD: Readonly<Record<Told["status"], string>> = {
  waiting: "will be told with its next sync",
  told: "was told",
  refused: "doesn't take it",
  failed: "couldn't be told",
};

/** What became of telling a provider: `aws doesn't take it (dismissed): …`. */
export function toldWords({ source, state, status, problem }: Told): string {
  return `${source} ${TOLD[status]} (${state})${problem === null ? "" : `: ${problem}`}`;
}

/** An instant in UTC, `20 November 2026, 09:00 UTC`; a day alone where only that is known. */
function instantWords(instant: string): string {
  const time = instant.slice(11, 16);
  return `${formatDay(instant.slice(0, 10))}${time === "" || time === "00:00" ? "" : `, ${time} UTC`}`;
}

function placeWords({ from }: StepAnswer): string {
  const platform = PLATFORMS[from?.split(":")[0] ?? ""];
  return platform === undefined ? "" : ` in ${platform}`;
}
