import { DETECTOR_THRESHOLDS } from "#src/anomaly-thresholds";
import type { Day } from "#src/focus/day";
import { rightsOf } from "#src/people/rights";
import type { Plan } from "#src/planned-change-book";
import { NO_APPROVALS } from "#src/recommendations/approvals";
import { ChannelList } from "#src/schedule-config";
import type { SkillContext } from "#src/skill";
import { StoredAnomalyFeedback } from "#src/store/anomaly-feedback";
import { StoredBudgets } from "#src/store/budgets";
import type { Filter } from "#src/store/cost-query";
import { StoredPlannedChanges } from "#src/store/planned-changes";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { StoredRecommendations } from "#src/store/recommendations/stored-recommendations";
import { StoredSuggestions } from "#src/store/recommendations/stored-suggestions";
import { StoredSuppressions } from "#src/store/recommendations/stored-suppressions";
import { StoredSchedules } from "#src/store/schedules/stored-schedules";
import { makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { StoredTickets } from "#src/store/tickets/stored-tickets";

/** What a skill that only reads gets, for somebody who sees what a scope leaves. */
export function readingContext(
  store: Store,
  today: Day,
  scope: readonly Filter[] = [],
  plans: readonly Plan[] = [],
): SkillContext {
  const own = makeScope(scope);
  return {
    costs: store.costs(own),
    today,
    completenessLagDays: 2,
    providers: new StoredProviderItems(store.database, own),
    anomalyFeedback: new StoredAnomalyFeedback(store.database, own),
    anomalyThresholds: DETECTOR_THRESHOLDS,
    budgets: new StoredBudgets(store.database, { budgets: [], yearStartMonth: 1 }, own),
    plans: new StoredPlannedChanges(store.database, plans, own),
    recommendations: new StoredRecommendations(store.database, own, () => undefined),
    suppressions: new StoredSuppressions(store.database, own),
    suggestions: new StoredSuggestions(store.database, own),
    approvals: NO_APPROVALS,
    tickets: new StoredTickets(store.database, null),
    schedules: new StoredSchedules(store.database, new ChannelList({}, "UTC"), own, ""),
    people: [],
    rights: rightsOf(null),
    person: "",
    now: new Date(`${today}T09:00:00Z`),
    channel: null,
    act: null,
  };
}
