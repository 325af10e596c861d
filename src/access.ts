import type { AnomalyFeedback } from "#src/anomaly-feedback";
import { type AnomalyThresholds, DETECTOR_THRESHOLDS } from "#src/anomaly-thresholds";
import type { BudgetBook, BudgetSettings } from "#src/budget-book";
import { AccessError } from "#src/errors";
import type { Day } from "#src/focus/day";
import type { KnownPerson } from "#src/people/people-called";
import type { PeopleBook, Person } from "#src/people/person";
import { type Rights, rightsOf } from "#src/people/rights";
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
import type { Costs } from "#src/store/costs";
import type { StoreVocabulary } from "#src/store/cube/store-vocabulary";
import { StoredPlannedChanges } from "#src/store/planned-changes";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { RecommendationSearch } from "#src/store/recommendations/recommendation-search";
import { StoredRecommendations } from "#src/store/recommendations/stored-recommendations";
import { StoredSuggestions } from "#src/store/recommendations/stored-suggestions";
import { StoredSuppressions } from "#src/store/recommendations/stored-suppressions";
import { StoredSchedules } from "#src/store/schedules/stored-schedules";
import { intersectionOf, type Limits, makeScope, type Scope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { StoredTickets } from "#src/store/tickets/stored-tickets";
import type { TicketBook } from "#src/tickets/ticket-book";

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
  /** All who are known. */
  readonly people: readonly KnownPerson[];
  /** What the person may do. */
  readonly rights: Rights;
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

/** Stands for no person at all; no e-mail address. */
const NOBODY = "nobody";
const EVERYTHING: Limits = { allowed: [[]], denied: [] };
/** So many are kept at hand; one is made in a moment. */
const MOST_VIEWS = 500;

/** Who may see what. Hands out a store that is already limited to it. */
export class Access {
  readonly #store: Store;
  readonly #settings: AccessSettings;
  readonly #recommendations: RecommendationSearch;
  readonly #people: PeopleBook;
  readonly #views = new Map<string, View>();
  #generation = "";

  constructor(store: Store, people: PeopleBook, settings: Partial<AccessSettings> = {}) {
    this.#store = store;
    this.#settings = { ...NO_SETTINGS, ...settings };
    this.#recommendations = this.#recommendationSearch();
    this.#people = people;
  }

  /** The part of the bill that somebody sees; as `viewOf`. */
  scopeOf(email: string | null): Scope {
    return makeScope(this.#find(email)?.limits ?? EVERYTHING);
  }

  /** The charges of a team: what its channel sees, where tally.yaml says so. */
  scopeOfTeam(team: string): Scope {
    return makeScope([{ dimension: "team", operator: "in", values: [team] }]);
  }

  /**
   * What a person sees. Nobody named is the local administrator, who sees everything.
   * @param within what all see who read along, where that may be less
   * @throws AccessError for a person who isn't known
   */
  viewOf(email: string | null, within?: Scope): View {
    this.#forgetFormerPeople();
    const person = this.#find(email);
    const own = makeScope(person?.limits ?? EVERYTHING);
    const scope = within === undefined ? own : intersectionOf([own, within]);
    // Before others one's own reports are no more than anybody's.
    const reader = within === undefined ? (person?.email.toLowerCase() ?? "") : NOBODY;
    const name = JSON.stringify([person?.email.toLowerCase() ?? "", reader, scope]);
    const known = this.#views.get(name);
    if (known !== undefined) return known;
    if (this.#views.size >= MOST_VIEWS) this.#views.clear();
    const view = this.#view(person, scope, reader);
    this.#views.set(name, view);
    return view;
  }

  #view(person: Person | null, scope: Scope, reader: string): View {
    const people = this.#people.list().map(knownPerson);
    const costs = this.#store.costs(scope);
    const search = (today: Day) => this.#recommendations.run(today);
    return {
      costs,
      vocabulary: this.#store.vocabulary(scope),
      anomalyFeedback: new StoredAnomalyFeedback(this.#store.database, scope),
      anomalyThresholds: this.#settings.anomalyThresholds,
      budgets: new StoredBudgets(this.#store.database, this.#settings, scope),
      plans: new StoredPlannedChanges(this.#store.database, this.#settings.plans, scope),
      providers: new StoredProviderItems(this.#store.database, scope),
      recommendations: new StoredRecommendations(this.#store.database, scope, search, costs),
      suppressions: new StoredSuppressions(this.#store.database, scope),
      suggestions: new StoredSuggestions(this.#store.database, scope),
      approvals: this.#settings.approvals,
      tickets: new StoredTickets(this.#store.database, this.#settings.ticketSystem),
      schedules: new StoredSchedules(this.#store.database, this.#settings.channels, scope, reader),
      people,
      rights: rightsOf(person, { sees: scope, isLimited: reader === NOBODY, people }),
    };
  }

  #forgetFormerPeople(): void {
    const { generation } = this.#people;
    if (generation !== this.#generation) this.#views.clear();
    this.#generation = generation;
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

  /** Null for the local administrator. @throws AccessError for somebody unknown */
  #find(email: string | null): Person | null {
    if (email === null) return null;
    const person = this.#people.find(email);
    if (person !== null) return person;
    throw new AccessError(
      `${email} isn't known here, so there is nothing to show. An administrator adds people under “people” in tally.yaml.`,
    );
  }
}

function knownPerson({ email, teams, leads, accounts }: Person): KnownPerson {
  return { email, teams, leads, accounts };
}
