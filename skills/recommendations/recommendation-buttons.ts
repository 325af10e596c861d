import { roundedUp } from "#skills/budgets/rounded-up";
import type { CallAction, CardBlock, CardButton, SkillCall } from "#src/cards/card";
import type { Form } from "#src/cards/form";
import { formatMoney } from "#src/cards/format";
import { DISMISS_REASONS } from "#src/recommendations/recommendation";
import { LONGEST_NOTE } from "./decide-input.ts";
import type { RecommendationAnswer } from "./recommendation-answer.ts";
import { capital } from "./recommendation-words.ts";
import { REASON_WORDS } from "./step-words.ts";
import { isRunning } from "./ticket-words.ts";

/** How long a recommendation can be put off at a press. */
const SNOOZES = [
  { label: "1 week", days: 7 },
  { label: "2 weeks", days: 14 },
  { label: "1 month", days: 30 },
] as const;

/** A snoozed one is offered to come back when it would save so many times as much. */
const WORTH_AGAIN = 2;

type Status = RecommendationAnswer["status"];

/** Where there is something to do, so that a ticket may be of use. */
export const TO_BE_DONE: readonly Status[] = [
  "open",
  "awaiting-approval",
  "accepted",
  "not-verified",
];

const UNDECIDED: ReadonlySet<Status> = new Set<Status>(["open", "not-verified"]);
const ENDED: ReadonlySet<Status> = new Set<Status>(["snoozed", "dismissed", "done", "verified"]);

/** What can be pressed under a recommendation, by how it stands; `card` takes its card's place afterwards. */
export function recommendationActions(
  recommendation: RecommendationAnswer,
  card: SkillCall,
  { explains }: { readonly explains: boolean },
): CardBlock[] {
  const more = explains ? [whyButton(recommendation)] : ticketButton(recommendation);
  const buttons = [
    ...decisionButtons(recommendation, card),
    ...undoButton(recommendation, card),
    ...noteButton(recommendation, card),
  ];
  return [
    { type: "buttons", buttons: [...buttons, ...more] },
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

/** What the ticket will say is shown before. */
function ticketButton({
  number,
  status,
  ticketSystem,
  tickets,
}: RecommendationAnswer): CardButton[] {
  const isOffered =
    ticketSystem !== null && TO_BE_DONE.includes(status) && !tickets.some(isRunning);
  const action = { kind: "ask", question: `open a ticket for rec ${number}` } as const;
  return isOffered ? [{ label: "Open a ticket", action }] : [];
}

function isDecidable({ status }: RecommendationAnswer): boolean {
  return UNDECIDED.has(status) || status === "accepted";
}

function choices(
  recommendation: RecommendationAnswer,
  card: SkillCall,
  hasDays: boolean,
): CardBlock[] {
  if (!isDecidable(recommendation)) return [];
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

/** Another reason needs a note. */
function dismissals(recommendation: RecommendationAnswer, card: SkillCall): CardButton[] {
  return DISMISS_REASONS.filter((reason) => reason !== "other").map((reason) => ({
    label: capital(REASON_WORDS[reason]),
    action: decisionCall(recommendation, card, { decision: "dismiss", reason }),
  }));
}

/** A form for the reason, with what there is to say about it. */
function noteButton(recommendation: RecommendationAnswer, card: SkillCall): CardButton[] {
  if (!isDecidable(recommendation)) return [];
  const { kind: _kind, ...call } = decisionCall(recommendation, card, { decision: "dismiss" });
  const form: Form = {
    title: `Dismiss ${recommendation.number}`,
    submit: "Dismiss",
    fields: [
      {
        type: "choice",
        name: "reason",
        label: "Why",
        options: DISMISS_REASONS.map((reason) => ({
          label: capital(REASON_WORDS[reason]),
          value: reason,
        })),
      },
      {
        type: "text",
        name: "note",
        label: "Note",
        hint: "Another reason needs one",
        isOptional: true,
        isLong: true,
        longest: LONGEST_NOTE,
      },
    ],
    call,
  };
  return [{ label: "Dismiss with a note", action: { kind: "form", form } }];
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
