import type { AnomalyFeedback } from "#src/anomaly-feedback";
import type { BudgetBook, BudgetSettings } from "#src/budget-book";
import { UserError } from "#src/errors";
import type { ProviderItems } from "#src/provider-items";
import { StoredAnomalyFeedback } from "#src/store/anomaly-feedback";
import { StoredBudgets } from "#src/store/budgets";
import type { Filter } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import type { StoreVocabulary } from "#src/store/cube/store-vocabulary";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { makeScope, type Scope } from "#src/store/scope";
import type { Store } from "#src/store/store";

/** Somebody who may ask, and about what: charges that all filters keep; none means everything. */
export interface Person {
  readonly email: string;
  readonly scope: readonly Filter[];
}

/** The bill as one person may see it. */
export interface View {
  readonly costs: Costs;
  readonly vocabulary: StoreVocabulary;
  readonly anomalyFeedback: AnomalyFeedback;
  readonly budgets: BudgetBook;
  readonly providers: ProviderItems;
}

const NO_BUDGETS: BudgetSettings = { budgets: [], yearStartMonth: 1 };

/** Who may see what. Hands out a store that is already limited to it. */
export class Access {
  readonly #store: Store;
  readonly #anomalyFeedback: AnomalyFeedback;
  readonly #budgets: BudgetSettings;
  readonly #people: ReadonlyMap<string, Person>;
  readonly #views = new Map<string, View>();

  constructor(store: Store, people: readonly Person[], budgets: BudgetSettings = NO_BUDGETS) {
    this.#store = store;
    this.#budgets = budgets;
    this.#anomalyFeedback = new StoredAnomalyFeedback(store.database);
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
      anomalyFeedback: this.#anomalyFeedback,
      budgets: new StoredBudgets(this.#store.database, this.#budgets, scope),
      providers: new StoredProviderItems(this.#store.database, scope),
    };
    this.#views.set(name, view);
    return view;
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

/** A question that the asker has no right to an answer to. */
export class AccessError extends UserError {
  override name = "AccessError";
}
