import { formatDay, formatMoney } from "#src/cards/format";
import { ClarifyError, UserError } from "#src/errors";
import { addDays } from "#src/focus/day";
import { needsApproval } from "#src/recommendations/approvals";
import { mayTake, type StepWhat, undoable, undoableStep } from "#src/recommendations/life";
import { DISMISS_REASONS } from "#src/recommendations/recommendation";
import type { SkillContext } from "#src/skill";
import type { Decide } from "./decide-input.ts";
import { stepAnswer } from "./describe-recommendation.ts";
import { nameWords } from "./recommendation-words.ts";
import type { SeenRecommendation } from "./seen-recommendation.ts";
import { REASON_WORDS, STATUS_WORDS, stepWords } from "./step-words.ts";

const DAYS_SNOOZED = 7;

/**
 * The step that a decision comes to.
 * @throws UserError for one that can't be taken where the recommendation stands: it says who did what before
 */
export function decidedStep(
  context: SkillContext,
  seen: SeenRecommendation,
  input: Decide,
): StepWhat {
  if (input.decision === "undo") return undoStep(context, seen);
  const what = stepOf(context, seen, input);
  if (!mayTake(seen.standing, what)) throw new UserError(standsWords(seen));
  if (what.kind === "approve") checkApprover(context, seen);
  if (what.kind === "done") checkApproved(context, seen);
  return what;
}

/** What can't be done, since somebody did something else before: `12 (…) was dismissed by …`. */
function standsWords({ number, recommendation, standing }: SeenRecommendation): string {
  const { action, currency } = recommendation;
  const stands =
    standing.step === null
      ? STATUS_WORDS[standing.status]
      : stepWords(stepAnswer(standing.step), currency);
  return `Nothing was changed. ${nameWords({ number, action })} stands like this: ${stands}.`;
}

function stepOf(
  context: SkillContext,
  { recommendation }: SeenRecommendation,
  input: Decide,
): StepWhat {
  const { decision } = input;
  switch (decision) {
    case "accept": {
      const { approvals, today } = context;
      return needsApproval(recommendation, approvals)
        ? { kind: "request-approval", expires: addDays(today, approvals.days) }
        : { kind: "accept" };
    }
    case "snooze":
      return snoozeStep(context, recommendation, input);
    case "dismiss":
      return { kind: "dismiss", reason: reasonOf(input) };
    case "reopen":
      return { kind: "reopen", cause: input.note ?? "asked for" };
    case "undo":
      return { kind: "undo" };
    default:
      return { kind: decision };
  }
}

function snoozeStep(
  { today }: SkillContext,
  { monthlySaving, currency }: SeenRecommendation["recommendation"],
  { until, days, above }: Decide,
): StepWhat {
  if (until !== null && until <= today) {
    throw new UserError(`${formatDay(until)} isn't after today; name a later day.`);
  }
  if (above !== null && above <= monthlySaving) {
    const saves = formatMoney(monthlySaving, currency);
    throw new UserError(`It would save ${saves} a month already; name a larger amount.`);
  }
  const isTimed = until !== null || days !== null || above === null;
  const day = isTimed ? (until ?? addDays(today, days ?? DAYS_SNOOZED)) : null;
  return { kind: "snooze", until: day, above };
}

/** @throws ClarifyError where no reason is said, or another one without saying which */
function reasonOf({ reason, note, numbers }: Decide) {
  const which = numbers.length === 0 ? "it" : `rec ${numbers.join(", ")}`;
  if (reason === null) {
    const choices = DISMISS_REASONS.filter((one) => one !== "other").map(
      (one) => `dismiss ${which}: ${REASON_WORDS[one]}`,
    );
    throw new ClarifyError(
      `Why should it be dismissed? ${DISMISS_REASONS.map((one) => REASON_WORDS[one]).join(", ")}?`,
      choices,
    );
  }
  if (reason === "other" && (note === null || note === "")) {
    throw new ClarifyError(
      `For which other reason? Say it, such as “dismiss ${which}: the vendor needs it”.`,
    );
  }
  return reason;
}

function undoStep(
  { person, now }: SkillContext,
  { number, recommendation, steps }: SeenRecommendation,
): StepWhat {
  if (undoableStep(steps, person, now) !== null) return { kind: "undo" };
  const name = nameWords({ number, action: recommendation.action });
  const fresh = undoable(steps, now);
  if (fresh === null) {
    throw new UserError(
      `There is nothing to take back about ${name}: a step can be taken back for ten minutes. Reopen it instead.`,
    );
  }
  const last = stepWords(stepAnswer(fresh), recommendation.currency);
  throw new UserError(`Only who did it can take it back. ${name}: ${last}. You can reopen it.`);
}

/** @throws UserError for whoever asked for the approval */
function checkApprover({ person }: SkillContext, { standing }: SeenRecommendation): void {
  const by = standing.step?.by;
  if (by?.kind === "person" && by.person === person) {
    throw new UserError(
      "You accepted it yourself, so somebody else has to approve it. Nothing was changed.",
    );
  }
}

/** What needs an approval isn't done without one. */
function checkApproved(
  { approvals }: SkillContext,
  { recommendation, standing }: SeenRecommendation,
) {
  if (standing.status === "accepted" || !needsApproval(recommendation, approvals)) return;
  throw new UserError(
    "It needs somebody else's approval before it is done: accept it first. Nothing was changed.",
  );
}
