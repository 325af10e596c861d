import { roundedUp } from "#skills/budgets/rounded-up";
import type { CallAction, CardBlock, CardButton, SkillCall } from "#src/cards/card";
import { formatMoney } from "#src/cards/format";
import { DISMISS_REASONS } from "#src/recommendations/recommendation";
import type { RecommendationAnswer } from "./recommendation-answer.ts";
import { capital } from "./recommendation-words.ts";
import { REASON_WORDS } from "./step-words.ts";

/** How long a recommendation can be put off at a press. */
const SNOOZES = [
  { label: "1 week", days: 7 },
  { label: "2 weeks", days: 14 },
  { label: "1 month", days: 30 },
] as const;

/** A snoozed one is offered to come back when it would save so many times as much. */
const WORTH_AGAIN = 2;

type Status = RecommendationAnswer["status"];

const UNDECIDED: ReadonlySet<Status> = new Set<Status>(["open", "not-verified"]);
const ENDED: ReadonlySet<Status> = new Set<Status>(["snoozed", "dismissed", "done", "verified"]);

/** What can be pressed under a recommendation, by how it stands; `card` takes its card's place afterwards. */
export function recommendationActions(
  recommendation: RecommendationAnswer,
  card: SkillCall,
  { explains }: { readonly explains: boolean },
): CardBlock[] {
  const why: CardButton[] = explains ? [whyButton(recommendation)] : [];
  const buttons = [...decisionButtons(recommendation, card), ...undoButton(recommendation, card)];
  return [
    { type: "buttons", buttons: [...buttons, ...why] },
    ...choices(recommendation, card, !explains),
  ];
}

function decisionButtons(recommendation: RecommendationAnswer, card: SkillCall): CardButton[] {
  const { status } = recommendation;
  const decide = (label: string, decision: string, style?: CardButton["style"]): CardButton => ({
    label,
    action: decisionCall(recommendation, card, { decision }),
    ...(style === undefined ? {} : { style }),
  });
  if (UNDECIDED.has(status)) return [decide("Accept", "accept", "primary")];
  if (status === "awaiting-approval") {
    return [decide("Approve", "approve", "primary"), decide("Decline", "decline", "danger")];
  }
  if (status === "accepted") {
    return [decide("Done", "done", "primary"), decide("Reopen", "reopen")];
  }
  return ENDED.has(status) ? [decide("Reopen", "reopen")] : [];
}

function undoButton(recommendation: RecommendationAnswer, card: SkillCall): CardButton[] {
  if (recommendation.undo === null) return [];
  return [{ label: "Undo", action: decisionCall(recommendation, card, { decision: "undo" }) }];
}

function whyButton({ number }: RecommendationAnswer): CardButton {
  const input = { numbers: [number], detail: true };
  return { label: "Why?", action: { kind: "call", skill: "list-recommendations", input } };
}

function choices(
  recommendation: RecommendationAnswer,
  card: SkillCall,
  hasDays: boolean,
): CardBlock[] {
  const { status } = recommendation;
  const isOpen = UNDECIDED.has(status);
  if (!isOpen && status !== "accepted") return [];
  const day: CardBlock = {
    type: "date",
    label: "Snooze until",
    action: { kind: "ask", question: `snooze rec ${recommendation.number} until {date}` },
  };
  return [
    { type: "select", label: "Snooze", options: snoozes(recommendation, card) },
    ...(hasDays ? [day] : []),
    { type: "select", label: "Dismiss", options: dismissals(recommendation, card) },
    { type: "select", label: "Assign", options: assignments(recommendation, card) },
  ];
}

function snoozes(recommendation: RecommendationAnswer, card: SkillCall): CardButton[] {
  const { monthlySaving, currency } = recommendation;
  const above = roundedUp(monthlySaving * WORTH_AGAIN);
  return [
    ...SNOOZES.map(({ label, days }) => ({
      label,
      action: decisionCall(recommendation, card, { decision: "snooze", days }),
    })),
    ...(monthlySaving > 0
      ? [
          {
            label: `Until it exceeds ${formatMoney(above, currency)} a month`,
            action: decisionCall(recommendation, card, { decision: "snooze", above }),
          },
        ]
      : []),
  ];
}

/** Another reason is asked for in words. */
function dismissals(recommendation: RecommendationAnswer, card: SkillCall): CardButton[] {
  return DISMISS_REASONS.map((reason) => ({
    label: reason === "other" ? "Another reason …" : capital(REASON_WORDS[reason]),
    action:
      reason === "other"
        ? { kind: "ask", question: `dismiss rec ${recommendation.number} for another reason` }
        : decisionCall(recommendation, card, { decision: "dismiss", reason }),
  }));
}

function assignments(recommendation: RecommendationAnswer, card: SkillCall): CardButton[] {
  const { number, owner, candidates } = recommendation;
  const give = (label: string, to: string | null): CardButton => ({
    label,
    action: {
      kind: "call",
      skill: "assign-recommendation",
      input: { numbers: [number], to },
      redraw: card,
    },
  });
  const others = candidates.filter((email) => email !== owner.name);
  return [
    give("Me", "me"),
    ...others.map((email) => give(email, email)),
    ...(owner.by === "hand" ? [give("Nobody", null)] : []),
  ];
}

function decisionCall(
  { number }: RecommendationAnswer,
  card: SkillCall,
  input: object,
): CallAction {
  return {
    kind: "call",
    skill: "decide-recommendation",
    input: { numbers: [number], ...input },
    redraw: card,
  };
}
