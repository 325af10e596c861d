import { channelName } from "#src/channel";
import { ClarifyError, UserError } from "#src/errors";
import type { NumberedStep } from "#src/recommendations/book";
import { mayTake, type Step, type StepBy, type StepWhat } from "#src/recommendations/life";
import type { Act, SkillContext } from "#src/skill";
import { stepAnswer } from "./describe-recommendation.ts";
import { fittingDescription, isBare } from "./pick-recommendations.ts";
import type { RecommendationList } from "./recommendation-list.ts";
import { nameWords } from "./recommendation-words.ts";
import {
  numberedRecommendations,
  type SeenRecommendation,
  seenRecommendations,
} from "./seen-recommendation.ts";
import { stepWords } from "./step-words.ts";
import { tellSources } from "./tell-sources.ts";

/** Which recommendations a step is about. */
type Picked = Pick<RecommendationList, "numbers" | "kinds" | "filters" | "words"> & {
  readonly all: boolean;
};

const MOST_CHOICES = 5;

/**
 * The recommendations that something is to be done to: those of the numbers, else the one that fits, or all that do.
 * @param isOffered whether one that isn't named by its number can be meant at all
 * @throws ClarifyError where none or several fit
 */
export function pickedRecommendations(
  context: SkillContext,
  pick: Picked,
  isOffered: (seen: SeenRecommendation) => boolean,
): readonly SeenRecommendation[] {
  const all = seenRecommendations(context);
  if (pick.numbers.length > 0) return numberedRecommendations(context, all, pick.numbers);
  if (isBare(pick)) {
    throw new ClarifyError("Which recommendation do you mean? Say its number, such as “rec 12”.", [
      "What can we save?",
    ]);
  }
  const fitting = fittingDescription(context, all.filter(isOffered), pick);
  if (fitting.length === 1 || (pick.all && fitting.length > 0)) return fitting;
  if (fitting.length === 0) {
    throw new ClarifyError("No recommendation fits that. Say its number, or ask for all of them.", [
      "What can we save?",
    ]);
  }
  const listed = fitting
    .slice(0, MOST_CHOICES)
    .map(({ number, recommendation: { action } }) => nameWords({ number, action }));
  throw new ClarifyError(
    `${fitting.length} recommendations fit: ${listed.join("; ")}${fitting.length > MOST_CHOICES ? " …" : ""}. Say the number of the one that you mean, or ask for all of them.`,
  );
}

/** Whether a step can be taken where a recommendation stands. */
export function allows(what: StepWhat["kind"]): (seen: SeenRecommendation) => boolean {
  // Only the kind decides whether it can be taken.
  return ({ standing }) => mayTake(standing, { kind: what } as StepWhat);
}

/**
 * Takes a step on each recommendation, all or none, and has their sources told; the same action again gives what
 * was done the first time.
 * @throws UserError where somebody else was first
 */
export function takeSteps(
  context: SkillContext,
  pick: () => readonly SeenRecommendation[],
  stepOf: (seen: SeenRecommendation) => { readonly what: StepWhat; readonly note: string | null },
): readonly NumberedStep[] {
  const { act, recommendations } = context;
  if (act === null) throw new Error("a step was taken without being confirmed");
  const before = takenBefore(context, act);
  if (before.length > 0) return before;
  const taken = pick().map((seen) => {
    const step: Step = {
      at: act.now.toISOString(),
      by: personOf(act, context),
      monthlySaving: seen.recommendation.monthlySaving,
      ...stepOf(seen),
    };
    return { seen, step };
  });
  const isKept = recommendations.take(
    act.actionId,
    taken.map(({ seen: { number, steps }, step }) => ({ number, step, seen: steps.length })),
  );
  if (!isKept) {
    const meanwhile = takenBefore(context, act);
    if (meanwhile.length > 0) return meanwhile;
    throw new UserError(
      "Somebody else decided something about it at the same moment. Nothing was changed; please look again.",
    );
  }
  for (const { seen, step } of taken) tellSources(context, act, seen, step);
  return taken.map(({ seen: { number }, step }) => ({ number, step }));
}

/** Who takes a step, and where, so that what comes of it can be told there. */
function personOf({ person }: Act, { channel }: SkillContext): StepBy {
  const by = { kind: "person", person } as const;
  if (channel === null) return { ...by, from: "here" };
  const { thread } = channel;
  return { ...by, from: channelName(channel), ...(thread === undefined ? {} : { thread }) };
}

/**
 * What was done under this action before.
 * @throws UserError where somebody else did it
 */
function takenBefore({ recommendations }: SkillContext, { actionId, person }: Act) {
  const before = recommendations.takenBy(actionId);
  const other = before.find(({ step: { by } }) => by.kind === "person" && by.person !== person);
  if (other === undefined) return before;
  const done = stepWords(stepAnswer(other.step), "");
  throw new UserError(`Nothing was changed: ${other.number} was already ${done}.`);
}
