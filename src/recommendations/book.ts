import type { Day } from "#src/focus/day";
import type { Step } from "./life.ts";
import type { Recommendation } from "./recommendation.ts";

/** A recommendation that was ever found, with its life so far. */
export interface HeldRecommendation {
  /** What people call it by: 1, 2, 3 … in the order in which they were found. */
  readonly number: number;
  /** As it was last found. */
  readonly recommendation: Recommendation;
  /** The oldest first. */
  readonly steps: readonly Step[];
  readonly firstSeen: Day;
  readonly lastSeen: Day;
}

/** A step that is about to be taken, or was. */
export interface NumberedStep {
  readonly number: number;
  readonly step: Step;
}

/** The recommendations that one person may see: those whose charges that person sees, all of them. */
export interface RecommendationBook {
  /** All that were found up to a UTC day, with the steps taken by its end; what is new on it is found first. */
  held(today: Day): readonly HeldRecommendation[];
  /** Whether there is one of that number at all, for whomever to see. */
  isKnown(number: number): boolean;
  /** What was done under an action id; empty where nothing was. */
  takenBy(actionId: string): readonly NumberedStep[];
  /**
   * Keeps steps under an action id, all or none: the same id again changes nothing, and neither does one of a
   * recommendation to which something else happened since `steps` of it were seen.
   * @returns whether they were kept now
   */
  take(actionId: string, steps: readonly (NumberedStep & { readonly seen: number })[]): boolean;
}
