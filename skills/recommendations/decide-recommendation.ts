import { type StepWhat, undoableStep } from "#src/recommendations/life";
import { defineSkill, type SkillContext } from "#src/skill";
import { type Decide, type Decision, decideSchema } from "./decide-input.ts";
import { decidedStep } from "./decided-step.ts";
import { stepAnswer } from "./describe-recommendation.ts";
import { doneAnswer, doneCard } from "./done-answer.ts";
import { isBare } from "./pick-recommendations.ts";
import { recommendationsAnswerSchema } from "./recommendation-answer.ts";
import { requireRights } from "./recommendation-rights.ts";
import { nameWords, savingWords } from "./recommendation-words.ts";
import { type SeenRecommendation, seenRecommendations } from "./seen-recommendation.ts";
import { whatWords } from "./step-words.ts";
import { allows, pickedRecommendations, takeSteps } from "./take-steps.ts";

/** “Snooze rec 12 until after Black Friday” */
export const decideRecommendation = defineSkill({
  name: "decide-recommendation",
  description:
    "Accepts recommendations, marks them as done, snoozes or dismisses them with a reason, opens them again, takes the last step back, or approves what somebody else accepted. Nothing is changed in the cloud.",
  examples: [
    "accept rec 12",
    "rec 12 is done",
    "snooze rec 12 until after Black Friday",
    "snooze rec 12 until it exceeds $500",
    "dismiss rec 3, 5 and 9: planned",
    "reopen rec 12",
    "approve rec 12",
  ],
  access: "write",
  input: decideSchema,
  output: recommendationsAnswerSchema,
  confirm(context, input) {
    const seen = picked(context, input);
    const numbers = seen.map(({ number }) => number);
    const lines = seen.map((one) => willWords(one, decidedStep(context, one, input)));
    const note = input.note === null ? "" : `\nNote: “${input.note}”.`;
    return { text: `${lines.join("\n")}${note}`, input: { ...input, numbers } };
  },
  run(context, input) {
    const taken = takeSteps(
      context,
      () => picked(context, input),
      (seen) => ({ what: decidedStep(context, seen, input), note: input.note }),
    );
    return doneAnswer(context, taken);
  },
  present: doneCard,
});

function picked(context: SkillContext, input: Decide): readonly SeenRecommendation[] {
  const isLast = input.decision === "undo" && input.numbers.length === 0 && isBare(input);
  const numbers = isLast ? lastDecided(context) : input.numbers;
  const seen = pickedRecommendations(context, { ...input, numbers }, allows(KINDS[input.decision]));
  requireRights(context, isApproval(input.decision) ? "govern" : "act", seen);
  return seen;
}

/** Whether somebody decides about what somebody else accepted. */
function isApproval(decision: Decision): boolean {
  return decision === "approve" || decision === "decline";
}

/** The numbers of what the asker did last, as long as it can be taken back. */
function lastDecided(context: SkillContext): number[] {
  const own = seenRecommendations(context).flatMap(({ number, steps }) => {
    const step = undoableStep(steps, context.person, context.now);
    return step === null ? [] : [{ number, at: step.at }];
  });
  const last = own
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  return own.filter(({ at }) => at === last).map(({ number }) => number);
}

/** The kind of step by which a decision is possible. */
const KINDS: Readonly<Record<Decision, StepWhat["kind"]>> = {
  accept: "accept",
  done: "done",
  snooze: "snooze",
  dismiss: "dismiss",
  reopen: "reopen",
  undo: "undo",
  approve: "approve",
  decline: "decline",
};

/** `12 (Delete the volume vol-1), which saves $100.00 a month, will be snoozed until …`. */
function willWords({ number, recommendation }: SeenRecommendation, what: StepWhat): string {
  const { action, currency } = recommendation;
  const name = `${nameWords({ number, action })}, which ${savingWords(recommendation)}`;
  if (what.kind === "undo") return `The last step about ${name}, will be taken back.`;
  const step = stepAnswer({
    at: "",
    by: { kind: "source" },
    what,
    monthlySaving: recommendation.monthlySaving,
    note: null,
  });
  return `${name}, will be ${whatWords(step, currency)}.`;
}
