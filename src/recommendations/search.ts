import type { Day } from "#src/focus/day";
import type { ProviderItems } from "#src/provider-items";
import type { Costs } from "#src/store/costs";
import type { HeldRecommendation } from "./book.ts";
import { lastListing, type Step, type StepWhat, standingAfter } from "./life.ts";
import type { Recommendation } from "./recommendation.ts";
import type { HeldSuggestion } from "./suggestions.ts";

/** What recommendations are found in: the whole bill, whoever asks. */
export interface SearchContext {
  readonly costs: Costs;
  readonly providers: ProviderItems;
  readonly today: Day;
  readonly completenessLagDays: number;
}

/** What recommendations are found in, and what people suggest beside it. */
export interface FindContext extends SearchContext {
  readonly suggestions: readonly HeldSuggestion[];
}

/** Finds what can be recommended today, each key once. */
export type FindRecommendations = (context: FindContext) => readonly Recommendation[];

/** A dismissed one is open again when it would save this many times as much as when it was dismissed … */
const FACTS_CHANGED_RATIO = 1.5;
/** … and so much more a month, in its currency. */
const FACTS_CHANGED_AMOUNT = 50;

/** The steps that a search brings to one that is known; `found` is null where it isn't found any more. */
export function stepsOfSearch(
  { recommendation, steps }: HeldRecommendation,
  found: Recommendation | null,
  today: Day,
): readonly Step[] {
  const monthlySaving = (found ?? recommendation).monthlySaving;
  const stepOf = (what: StepWhat): Step => ({
    at: `${today}T00:00:00.000Z`,
    by: { kind: "source" },
    what,
    monthlySaving,
    note: null,
  });
  const wasGone = lastListing(steps)?.what.kind === "gone";
  if (found === null) return wasGone ? [] : [stepOf({ kind: "gone" })];
  const { status, step } = standingAfter(steps, { today, monthlySaving });
  const back = wasGone ? [stepOf({ kind: "back" })] : [];
  if (status !== "dismissed" || step === null) return back;
  const grown = monthlySaving - step.monthlySaving;
  const isOther =
    monthlySaving >= step.monthlySaving * FACTS_CHANGED_RATIO && grown >= FACTS_CHANGED_AMOUNT;
  if (!isOther) return back;
  const cause = `It would save ${Math.round(grown)} ${found.currency} a month more than when it was dismissed.`;
  return [...back, stepOf({ kind: "reopen", cause })];
}
