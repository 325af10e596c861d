import { addDays, type Day } from "#src/focus/day";
import type { HeldRecommendation, RecommendationBook } from "#src/recommendations/book";
import type { Step } from "#src/recommendations/life";

/** What was done about a recommendation in the days before the clock's. */
export interface MadeDecision {
  readonly kind: string;
  /** The name of its resource, or a part of its key. */
  readonly about: string;
  /** The oldest first. */
  readonly steps: readonly (Pick<Step, "by" | "what" | "note"> & { readonly daysAgo: number })[];
}

/** Recommendations are looked for on these days before the clock's, so that they have been known for a while. */
const SEARCHES_DAYS_AGO = [40, 9];
const HOUR_OF_STEPS = "T10:00:00.000Z";

/** Gives the recommendations of a generated bill a past: searches on former days, and steps that people took. */
export function plantDecisions(
  book: RecommendationBook,
  decisions: readonly MadeDecision[],
  today: Day,
): void {
  SEARCHES_DAYS_AGO.forEach((daysAgo, at) => {
    const day = addDays(today, -daysAgo);
    const next = addDays(today, -(SEARCHES_DAYS_AGO[at + 1] ?? -1));
    const held = book.held(day);
    for (const decision of decisions) {
      const own = held.find((one) => isAbout(one, decision));
      if (own === undefined) continue;
      const steps = decision.steps.flatMap((step, number) => {
        const on = addDays(today, -step.daysAgo);
        return on >= day && on < next ? [{ ...step, number, on }] : [];
      });
      steps.forEach(({ by, what, note, number, on }, taken) => {
        const { monthlySaving } = own.recommendation;
        const step: Step = { at: `${on}${HOUR_OF_STEPS}`, by, what, monthlySaving, note };
        const actionId = `demo:${own.number}:${number}`;
        book.take(actionId, [{ number: own.number, step, seen: own.steps.length + taken }]);
      });
    }
  });
}

function isAbout({ recommendation }: HeldRecommendation, { kind, about }: MadeDecision): boolean {
  if (recommendation.kind !== kind) return false;
  return recommendation.resourceName === about || recommendation.key.includes(about);
}
