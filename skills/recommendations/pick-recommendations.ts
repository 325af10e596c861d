import { isAbout, states } from "#src/recommendations/charges";
import type { SkillContext } from "#src/skill";
import { KIND_WORDS } from "./kind-words.ts";
import { resourcesKept } from "./recommendation-basis.ts";
import type { RecommendationList } from "./recommendation-list.ts";
import type { SeenRecommendation } from "./seen-recommendation.ts";

/** By what recommendations are told from others, numbers apart. */
export type Described = Readonly<Pick<RecommendationList, "kinds" | "filters" | "words">>;

/** The recommendations that words, kinds and filters fit. */
export function fittingDescription(
  context: SkillContext,
  seen: readonly SeenRecommendation[],
  { kinds, filters, words }: Described,
): SeenRecommendation[] {
  const ofKind = seen.filter(
    ({ recommendation }) =>
      (kinds.length === 0 || kinds.includes(recommendation.kind)) &&
      (words === null || isCalled(recommendation, words)),
  );
  const stated = filters.filter(({ dimension }) => states(dimension));
  const about = ofKind.filter(({ recommendation }) => isAbout(recommendation, stated));
  return stated.length === filters.length ? about : onTheBill(context, about, filters);
}

/** Those about resources whose charges the filters keep, or that say so of themselves. */
function onTheBill(
  context: SkillContext,
  seen: readonly SeenRecommendation[],
  filters: Described["filters"],
): SeenRecommendation[] {
  const kept = resourcesKept(context, seen, filters);
  return seen.filter(
    ({ recommendation }) =>
      kept.has(recommendation.resourceId ?? "") || isAbout(recommendation, filters),
  );
}

/** Whether nothing says which ones are meant. */
export function isBare({ kinds, filters, words }: Described): boolean {
  return kinds.length + filters.length === 0 && words === null;
}

/** All words must be in words of what it says of itself: “NAT” is in “natgateway”. */
function isCalled(recommendation: SeenRecommendation["recommendation"], words: string): boolean {
  const { action, kind, resourceName, resourceId, serviceName, reason } = recommendation;
  const called = [
    action,
    KIND_WORDS[kind],
    kind,
    resourceName,
    resourceId,
    serviceName,
    reason,
  ].flatMap((text) => wordsOf(text ?? ""));
  return wordsOf(words).every((word) => called.some((one) => one.includes(word)));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
