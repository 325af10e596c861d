import type { Period } from "#src/focus/day";
import type { RecommendationKind } from "#src/provider-items";
import type { Recommendation } from "#src/recommendations/recommendation";
import type { SearchContext } from "#src/recommendations/search";
import type { Filter } from "#src/store/cost-query";

/** What a rule looks through. */
export interface RuleContext extends SearchContext {
  /** The last 30 complete days: what costs are reckoned from. */
  readonly days: Period;
}

/** What a rule has found, before it is joined with what providers list. */
export interface RuleFinding {
  readonly kind: RecommendationKind;
  /** What it is about, by what stays the same: a ResourceId, else an account with a meter or a model. */
  readonly thing: string;
  /** What to do, in a sentence. */
  readonly action: string;
  /** Why, with the figures that speak for it. */
  readonly reason: string;
  /** The charges that it is about. */
  readonly filters: readonly Filter[];
  readonly provider: string;
  readonly resourceId: string | null;
  /** All resources that it is about, where those are more than the one. */
  readonly covers: readonly string[];
  readonly subAccountId: string | null;
  readonly serviceName: string | null;
  readonly regionId: string | null;
  readonly currency: string;
  /** Per month of 365/12 days, on EffectiveCost. */
  readonly monthlySaving: number;
  readonly monthlyCost: number;
  /** Where it isn't the usual one of its kind. */
  readonly risk?: Recommendation["risk"];
}

/** Finds one kind of waste in the charges. */
export interface RecommendationRule {
  readonly name: string;
  find(context: RuleContext): readonly RuleFinding[];
}
