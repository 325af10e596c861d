import { addDays, type Day, type Period } from "#src/focus/day";
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

/** Recommendations are looked for, and savings measured, on these days before the clock's. */
const REVIEWS_DAYS_AGO = [90, 44, 30, 19, 9, 2];
const HOUR_OF_STEPS = "T10:00:00.000Z";

/**
 * Gives the recommendations of a generated bill a past: reviews on former days, and between them steps that people
 * took.
 * @param review looks for recommendations as of a day, and measures what was done
 */
export function plantDecisions(
  book: RecommendationBook,
  decisions: readonly MadeDecision[],
  today: Day,
  review: (day: Day) => void,
): void {
  REVIEWS_DAYS_AGO.forEach((daysAgo, at) => {
    const start = addDays(today, -daysAgo);
    const end = addDays(today, -(REVIEWS_DAYS_AGO[at + 1] ?? -1));
    review(start);
    plantSteps(book, decisions, { today, days: { start, end } });
  });
}

/** Takes the steps of some days, each about what was known at their start. */
function plantSteps(
  book: RecommendationBook,
  decisions: readonly MadeDecision[],
  { today, days }: { readonly today: Day; readonly days: Period },
): void {
  const held = book.held(days.start);
  for (const decision of decisions) {
    const own = held.find((one) => isAbout(one, decision));
    if (own === undefined) continue;
    const steps = decision.steps.flatMap((step, number) => {
      const on = addDays(today, -step.daysAgo);
      return on >= days.start && on < days.end ? [{ ...step, number, on }] : [];
    });
    steps.forEach(({ by, what, note, number, on }, taken) => {
      const { monthlySaving } = own.recommendation;
      const step: Step = { at: `${on}${HOUR_OF_STEPS}`, by, what, monthlySaving, note };
      const actionId = `demo:${own.number}:${number}`;
      book.take(actionId, [{ number: own.number, step, seen: own.steps.length + taken }]);
    });
  }
}

function isAbout({ recommendation }: HeldRecommendation, { kind, about }: MadeDecision): boolean {
  if (recommendation.kind !== kind) return false;
  return recommendation.resourceName === about || recommendation.key.includes(about);
}
