import type { Database, Statement } from "better-sqlite3";
import { addDays, type Day } from "#src/focus/day";
import type {
  HeldRecommendation,
  NumberedStep,
  RecommendationBook,
} from "#src/recommendations/book";
import { statedFilters } from "#src/recommendations/charges";
import type { Step } from "#src/recommendations/life";
import { type Recommendation, recommendationSchema } from "#src/recommendations/recommendation";
import { liesInScope, type Scope } from "#src/store/scope";

interface RecommendationRow {
  readonly number: number;
  readonly recommendation: string;
  readonly firstSeen: Day;
  readonly lastSeen: Day;
}

interface StepRow {
  readonly number: number;
  readonly step: string;
}

/** The recommendations in the store, as far as a scope goes. */
export class StoredRecommendations implements RecommendationBook {
  readonly #database: Database;
  readonly #scope: Scope;
  readonly #search: (today: Day) => void;
  readonly #select: Statement<[Day], RecommendationRow>;
  readonly #selectSteps: Statement<[string], StepRow>;
  readonly #selectTaken: Statement<[string], StepRow>;
  readonly #isKnown: Statement<[number], number>;
  readonly #countSteps: Statement<[number], number>;
  readonly #insertStep: Statement<[number, string, string, string]>;

  /** @param search looks for what is new on a day, before anything is read */
  constructor(database: Database, scope: Scope, search: (today: Day) => void) {
    this.#database = database;
    this.#scope = scope;
    this.#search = search;
    this.#select = database.prepare(
      `SELECT number, recommendation, first_seen AS firstSeen, last_seen AS lastSeen
       FROM recommendation WHERE first_seen <= ? ORDER BY number`,
    );
    this.#selectSteps = database.prepare(
      "SELECT number, step FROM recommendation_step WHERE at < ? ORDER BY id",
    );
    this.#selectTaken = database.prepare(
      "SELECT number, step FROM recommendation_step WHERE action_id = ? ORDER BY id",
    );
    this.#isKnown = database
      .prepare<[number], number>("SELECT 1 FROM recommendation WHERE number = ?")
      .pluck();
    this.#countSteps = database
      .prepare<[number], number>("SELECT count(*) FROM recommendation_step WHERE number = ?")
      .pluck();
    this.#insertStep = database.prepare(
      "INSERT INTO recommendation_step (number, action_id, step, at) VALUES (?, ?, ?, ?)",
    );
  }

  held(today: Day): readonly HeldRecommendation[] {
    this.#search(today);
    const steps = Map.groupBy(this.#selectSteps.all(addDays(today, 1)), ({ number }) => number);
    return this.#select.all(today).flatMap(({ recommendation: text, ...row }) => {
      const recommendation = recommendationSchema.parse(JSON.parse(text));
      if (!this.#sees(recommendation)) return [];
      const own = (steps.get(row.number) ?? []).map(stepOf);
      return [{ ...row, recommendation, steps: own }];
    });
  }

  isKnown(number: number): boolean {
    return this.#isKnown.get(number) === 1;
  }

  takenBy(actionId: string): readonly NumberedStep[] {
    return this.#selectTaken
      .all(actionId)
      .map((row) => ({ number: row.number, step: stepOf(row) }));
  }

  take(actionId: string, steps: readonly (NumberedStep & { readonly seen: number })[]): boolean {
    return this.#database
      .transaction(() => {
        const isRepeat = this.#selectTaken.get(actionId) !== undefined;
        const isStale = steps.some(({ number, seen }) => this.#countSteps.get(number) !== seen);
        if (isRepeat || isStale) return false;
        for (const { number, step } of steps) {
          this.#insertStep.run(number, actionId, JSON.stringify(step), step.at);
        }
        return true;
      })
      .immediate();
  }

  #sees(recommendation: Recommendation): boolean {
    return liesInScope(statedFilters(recommendation), this.#scope);
  }
}

function stepOf({ step }: StepRow): Step {
  return JSON.parse(step) as Step;
}
