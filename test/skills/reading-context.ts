import type { Day } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { StoredAnomalyFeedback } from "#src/store/anomaly-feedback";
import type { Filter } from "#src/store/cost-query";
import { makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";

/** What a skill that only reads gets, for somebody who sees what a scope leaves. */
export function readingContext(
  store: Store,
  today: Day,
  scope: readonly Filter[] = [],
): SkillContext {
  return {
    costs: store.costs(makeScope(scope)),
    today,
    completenessLagDays: 2,
    anomalyFeedback: new StoredAnomalyFeedback(store.database),
    act: null,
  };
}
