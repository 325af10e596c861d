import type { RecommendationWriteBack } from "#src/provider-items";
import { type Step, standingAfter } from "#src/recommendations/life";
import type { RecommendationStatus } from "#src/recommendations/recommendation";
import type { Act, SkillContext } from "#src/skill";
import type { SeenRecommendation } from "./seen-recommendation.ts";

type State = RecommendationWriteBack["state"];

/** What a provider is told of how its recommendation stands; what isn't here only counts here. */
const STATES: Readonly<Partial<Record<RecommendationStatus, State>>> = {
  open: "open",
  accepted: "accepted",
  done: "done",
  snoozed: "snoozed",
  dismissed: "dismissed",
};

/** Has the providers told, with their next sync, how a recommendation of theirs stands after a step. */
export function tellSources(
  { providers, today }: SkillContext,
  { actionId, person, now }: Act,
  { recommendation, steps }: SeenRecommendation,
  step: Step,
): void {
  const { monthlySaving } = recommendation;
  const after = standingAfter([...steps, step], { today, monthlySaving });
  const state = STATES[after.status];
  if (state === undefined) return;
  const what = after.step?.what;
  const until = what?.kind === "snooze" ? what.until : null;
  for (const { from, isProvider, itemId } of recommendation.findings) {
    if (!isProvider || itemId === null) continue;
    const heard = providers.told(from, "recommendation", itemId).at(-1)?.writeBack;
    const isKnown =
      heard?.kind === "recommendation"
        ? heard.state === state && heard.until === until
        : state === "open";
    if (isKnown) continue;
    const writeBack = { kind: "recommendation" as const, id: itemId, state, until };
    providers.tell(actionId, from, writeBack, { person, now });
  }
}
