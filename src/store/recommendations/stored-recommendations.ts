import type { Database, Statement } from "better-sqlite3";
import { addDays, type Day } from "#src/focus/day";
import type {
  HeldRecommendation,
  NumberedStep,
  RecommendationBook,
} from "#src/recommendations/book";
import { chargesOf, statedFilters } from "#src/recommendations/charges";
import type { Step } from "#src/recommendations/life";
import { type Recommendation, recommendationSchema } from "#src/recommendations/recommendation";
import type { Filter } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import type { Looked, Sight } from "#src/store/cube/sight";
import { NAME_COLUMNS } from "#src/store/dimension";
import { isWhole, liesInScope, type Scope } from "#src/store/scope";

interface RecommendationRow {
  readonly number: number;
  readonly recommendation: string;
  readonly firstSeen: Day;
  readonly lastSeen: Day;
}

type Found = Omit<HeldRecommendation, "steps">;

interface StepRow {
  readonly number: number;
  readonly step: string;
}

/** Figures are reckoned from so many days before the one on which it was found, and a few more. */
const DAYS_OF_FIGURES = 35;
/** What commitments take off is looked for in a year of charges. */
const DAYS_OF_PRICES = 400;
const PARTS_OF_USAGE = ["SkuMeter", "PricingCategory", "PricingUnit"];
const NAMES = new Set(Object.values(NAME_COLUMNS));

/**
 * The recommendations in the store, as far as a scope goes: whoever sees all charges that one is about sees it. What
 * it says of itself doesn't decide that, for the team of a resource is only the one that most of its cost is of.
 */
export class StoredRecommendations implements RecommendationBook {
  readonly #database: Database;
  readonly #scope: Scope;
  readonly #costs: Costs | null;
  readonly #search: (today: Day) => void;
  #sights: { readonly of: string; readonly sights: readonly Sight[] } = { of: "", sights: [] };
  readonly #select: Statement<[Day], RecommendationRow>;
  readonly #selectSteps: Statement<[string], StepRow>;
  readonly #selectTaken: Statement<[string], StepRow>;
  readonly #isKnown: Statement<[number], number>;
  readonly #countSteps: Statement<[number], number>;
  readonly #insertStep: Statement<[number, string, string, string]>;

  /**
   * @param search looks for what is new on a day, before anything is read
   * @param costs the bill within the scope; without one a recommendation is believed what it says of itself
   */
  constructor(
    database: Database,
    scope: Scope,
    search: (today: Day) => void,
    costs: Costs | null = null,
  ) {
    this.#costs = costs;
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
    const rows = this.#select.all(today).map(({ recommendation: text, ...row }) => ({
      ...row,
      recommendation: recommendationSchema.parse(JSON.parse(text)),
    }));
    return this.#seenOf(rows).map((row) => ({
      ...row,
      steps: (steps.get(row.number) ?? []).map(stepOf),
    }));
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

  #seenOf(found: readonly Found[]): readonly Found[] {
    if (isWhole(this.#scope)) return found;
    const lots = found.flatMap((one) => lookedAt(one).map((looked) => ({ one, looked })));
    const sights = this.#sightsOf(lots.map(({ looked }) => looked));
    const byOne = Map.groupBy(lots.keys(), (at) => lots[at]?.one);
    const sightOf = (one: Found) =>
      sightOfAll((byOne.get(one) ?? []).map((at) => sights[at] ?? "none"));
    return found
      .filter((one) => this.#sees(one.recommendation, sightOf(one)))
      .map((one) => ({ ...one, recommendation: this.#named(one.recommendation) }));
  }

  /** Asked for by every answer about recommendations, and the same as long as the bill is. */
  #sightsOf(looked: readonly Looked[]): readonly Sight[] {
    if (this.#costs === null) return [];
    const known = JSON.stringify([this.#costs.generation, looked]);
    if (known !== this.#sights.of)
      this.#sights = { of: known, sights: this.#costs.sightsOf(looked) };
    return this.#sights.sights;
  }

  /** What the bill has no charges of is about what it says, apart from names: these are the bill's. */
  #sees(recommendation: Recommendation, sight: Sight): boolean {
    if (sight !== "none") return sight === "whole";
    const stated = statedFilters(recommendation).filter(({ dimension }) => !NAMES.has(dimension));
    return liesInScope(stated, this.#scope);
  }

  /** With the name that its account has on the charges that are seen. */
  #named(recommendation: Recommendation): Recommendation {
    if (this.#costs === null) return recommendation;
    const { subAccountId } = recommendation;
    return { ...recommendation, subAccountName: this.#costs.nameOf("SubAccountId", subAccountId) };
  }
}

/** The charges that a recommendation's figures are from, in one lot or several. */
function lookedAt({ recommendation, lastSeen }: Found): readonly Looked[] {
  const isForAll = recommendation.kind === "buy-commitment";
  const lots = isForAll ? [ofProvider(recommendation)] : ofThings(recommendation);
  const days = isForAll ? DAYS_OF_PRICES : DAYS_OF_FIGURES;
  const period = { start: addDays(lastSeen, -days), end: addDays(lastSeen, 1) };
  return lots.map((filters) => ({ filters, period }));
}

/** To reckon with a commitment takes all of its provider's charges. */
function ofProvider({ provider }: Recommendation): readonly Filter[] {
  return [{ dimension: "ServiceProviderName", operator: "in", values: [provider] }];
}

/** All of the things that it is about, not only the part of their usage that would go: its team is read off all. */
function ofThings(recommendation: Recommendation): readonly (readonly Filter[])[] {
  const { covers } = recommendation;
  const filters = chargesOf(recommendation);
  const commitment = filters.find(({ dimension }) => dimension === "CommitmentDiscountId");
  if (commitment !== undefined) return [[commitment]];
  const things = filters.filter(({ dimension }) => !PARTS_OF_USAGE.includes(dimension));
  if (covers.length === 0) return [things.length === 0 ? filters : things];
  return [filters, [{ dimension: "ResourceId", operator: "in", values: covers }]];
}

/** Of several lots: the whole only where none is seen in part. */
function sightOfAll(sights: readonly Sight[]): Sight {
  if (sights.includes("part")) return "part";
  return sights.includes("whole") ? "whole" : "none";
}

function stepOf({ step }: StepRow): Step {
  return JSON.parse(step) as Step;
}
