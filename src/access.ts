import type { AnomalyFeedback } from "#src/anomaly-feedback";
import { type AnomalyThresholds, DETECTOR_THRESHOLDS } from "#src/anomaly-thresholds";
import type { BudgetBook, BudgetSettings } from "#src/budget-book";
import { AccessError } from "#src/errors";
import type { KnownPerson } from "#src/people";
import type { Plan, PlannedChangeBook } from "#src/planned-change-book";
import type { ProviderItems } from "#src/provider-items";
import { type ApprovalRules, NO_APPROVALS } from "#src/recommendations/approvals";
import type { RecommendationBook } from "#src/recommendations/book";
import type { FindRecommendations } from "#src/recommendations/search";
import type { SuggestionBook } from "#src/recommendations/suggestions";
import type { SuppressionBook } from "#src/recommendations/suppressions";
import type { ScheduleBook } from "#src/schedule-book";
import { ChannelList } from "#src/schedule-config";
import { StoredAnomalyFeedback } from "#src/store/anomaly-feedback";
import { StoredBudgets } from "#src/store/budgets";
import type { Filter } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import type { StoreVocabulary } from "#src/store/cube/store-vocabulary";
import { StoredPlannedChanges } from "#src/store/planned-changes";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { RecommendationSearch } from "#src/store/recommendations/recommendation-search";
import { StoredRecommendations } from "#src/store/recommendations/stored-recommendations";
import { StoredSuggestions } from "#src/store/recommendations/stored-suggestions";
import { StoredSuppressions } from "#src/store/recommendations/stored-suppressions";
import { StoredSchedules } from "#src/store/schedules/stored-schedules";
import { makeScope, type Scope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { StoredTickets } from "#src/store/tickets/stored-tickets";
import type { TicketBook } from "#src/tickets/ticket-book";

/** Somebody who may ask, and about what: charges that all filters keep; none means everything. */
export interface Person {
  readonly email: string;
  readonly scope: readonly Filter[];
  readonly team?: string | undefined;
  /** Whether they lead their team. */
  readonly lead?: boolean | undefined;
  /** SubAccountIds that are theirs. */
  readonly accounts?: readonly string[] | undefined;
}

/** The bill as one person may see it. */
export interface View {
  readonly costs: Costs;
  readonly vocabulary: StoreVocabulary;
  readonly anomalyFeedback: AnomalyFeedback;
  readonly anomalyThresholds: AnomalyThresholds;
  readonly budgets: BudgetBook;
  readonly plans: PlannedChangeBook;
  readonly providers: ProviderItems;
  readonly recommendations: RecommendationBook;
  readonly suppressions: SuppressionBook;
  readonly suggestions: SuggestionBook;
  readonly approvals: ApprovalRules;
  readonly tickets: TicketBook;
  readonly schedules: ScheduleBook;
  /** All whom tally.yaml lists. */
  readonly people: readonly KnownPerson[];
}

/** What views are made with besides the store. */
export interface AccessSettings extends BudgetSettings {
  /** Planned changes of tally.yaml. */
  readonly plans: readonly Plan[];
  readonly completenessLagDays: number;
  readonly anomalyThresholds: AnomalyThresholds;
  readonly findRecommendations: FindRecommendations;
  readonly approvals: ApprovalRules;
  /** Where tickets are opened: “Jira”; null where nothing is configured. */
  readonly ticketSystem: string | null;
  readonly channels: ChannelList;
}

const NO_SETTINGS: AccessSettings = {
  budgets: [],
  yearStartMonth: 1,
  plans: [],
  completenessLagDays: 2,
  anomalyThresholds: DETECTOR_THRESHOLDS,
  findRecommendations: () => [],
  approvals: NO_APPROVALS,
  ticketSystem: null,
  channels: new ChannelList({}, "UTC"),
};

/** Who may see what. Hands out a store that is already limited to it. */
export class Access {
  readonly #store: Store;
  readonly #settings: AccessSettings;
  readonly #recommendations: RecommendationSearch;
  readonly #people: ReadonlyMap<string, Person>;
  readonly #views = new Map<string, View>();

  constructor(store: Store, people: readonly Person[], settings: Partial<AccessSettings> = {}) {
    this.#store = store;
    this.#settings = { ...NO_SETTINGS, ...settings };
    this.#recommendations = this.#recommendationSearch();
    this.#people = new Map(people.map((person) => [person.email.toLowerCase(), person]));
  }

  /**
   * What a person sees. Nobody named is the local administrator, who sees everything.
   * @throws AccessError for a person who isn't known
   */
  viewOf(email: string | null): View {
    const name = email?.toLowerCase() ?? "";
    const known = this.#views.get(name);
    if (known !== undefined) return known;
    const scope = this.#scopeOf(email);
    const view = {
      costs: this.#store.costs(scope),
      vocabulary: this.#store.vocabulary(scope),
      anomalyFeedback: new StoredAnomalyFeedback(this.#store.database, scope),
      anomalyThresholds: this.#settings.anomalyThresholds,
      budgets: new StoredBudgets(this.#store.database, this.#settings, scope),
      plans: new StoredPlannedChanges(this.#store.database, this.#settings.plans, scope),
      providers: new StoredProviderItems(this.#store.database, scope),
      recommendations: new StoredRecommendations(this.#store.database, scope, (today) =>
        this.#recommendations.run(today),
      ),
      suppressions: new StoredSuppressions(this.#store.database, scope),
      suggestions: new StoredSuggestions(this.#store.database, scope),
      approvals: this.#settings.approvals,
      tickets: new StoredTickets(this.#store.database, this.#settings.ticketSystem),
      schedules: new StoredSchedules(this.#store.database, this.#settings.channels, scope, name),
      people: [...this.#people.values()].map(knownPerson),
    };
    this.#views.set(name, view);
    return view;
  }

  /** Recommendations are found in the whole bill; each person sees their part of them. */
  #recommendationSearch(): RecommendationSearch {
    const { findRecommendations, completenessLagDays } = this.#settings;
    const costs = this.#store.costs(makeScope([]));
    const providers = new StoredProviderItems(this.#store.database, makeScope([]));
    const suggestions = new StoredSuggestions(this.#store.database, makeScope([]));
    const searched = { costs, providers, completenessLagDays };
    return new RecommendationSearch(this.#store.database, {
      generation: () => [costs, providers, suggestions].map((one) => one.generation).join(" "),
      find: (today) =>
        findRecommendations({ ...searched, today, suggestions: suggestions.held(today) }),
    });
  }

  #scopeOf(email: string | null): Scope {
    if (email === null) return makeScope([]);
    const person = this.#people.get(email.toLowerCase());
    if (person === undefined) {
      throw new AccessError(
        `${email} isn't known here, so there is nothing to show. An administrator adds people under “people” in tally.yaml.`,
      );
    }
    return makeScope(person.scope);
  }
}

function knownPerson({ email, team, lead, accounts }: Person): KnownPerson {
  return { email, team: team ?? null, isLead: lead ?? false, accounts: accounts ?? [] };
}
