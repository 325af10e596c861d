import type { Day } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { StoredAnomalyFeedback } from "#src/store/anomaly-feedback";
import { StoredBudgets } from "#src/store/budgets";
import type { Filter } from "#src/store/cost-query";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";

/** What a skill that only reads gets, for somebody who sees what a scope leaves. */
export function readingContext(
  store: Store,
  today: Day,
  scope: readonly Filter[] = [],
): SkillContext {
  const own = makeScope(scope);
  return {
    costs: store.costs(own),
    today,
    completenessLagDays: 2,
    providers: new StoredProviderItems(store.database, own),
    anomalyFeedback: new StoredAnomalyFeedback(store.database),
    budgets: new StoredBudgets(store.database, { budgets: [], yearStartMonth: 1 }, own),
    act: null,
  };
}
