import type { Database } from "better-sqlite3";
import { addDays, type Day } from "#src/focus/day";
import type { HeldRecommendation } from "#src/recommendations/book";
import type { Recommendation } from "#src/recommendations/recommendation";
import { stepsOfSearch } from "#src/recommendations/search";
import { makeScope } from "#src/store/scope";
import { isBusy } from "#src/store/sync/lease";
import { StoredRecommendations } from "./stored-recommendations.ts";

/** What a search looks through: the whole bill, and what providers say beside it. */
export interface Searched {
  /** Another text whenever something else might be found. */
  readonly generation: () => string;
  readonly find: (today: Day) => readonly Recommendation[];
}

/**
 * Keeps what is found each day, or whenever the bill changes: new ones get a number, known ones their figures of
 * today, and those that aren't found any more are gone. Days that are over aren't searched again.
 */
export class RecommendationSearch {
  readonly #database: Database;
  readonly #searched: Searched;
  readonly #book: StoredRecommendations;
  #done = "";

  constructor(database: Database, searched: Searched) {
    this.#database = database;
    this.#searched = searched;
    this.#book = new StoredRecommendations(database, makeScope([]), () => undefined);
  }

  /** Searches as of a UTC day, where that wasn't done yet; while another process writes, what is known stays. */
  run(today: Day): void {
    const key = `${today} ${this.#searched.generation()}`;
    if (key === this.#done || today < this.#lastDay()) return;
    const found = this.#searched.find(today);
    try {
      this.#database.transaction(() => this.#keep(found, today)).immediate();
      this.#done = key;
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }

  /** The last day that was searched; empty where none was. */
  #lastDay(): Day {
    const row = this.#database
      .prepare<[], { day: Day | null }>("SELECT max(last_seen) AS day FROM recommendation")
      .get();
    return row?.day ?? "";
  }

  #keep(found: readonly Recommendation[], today: Day): void {
    // An upsert would use a number up for each one that is known.
    const update = this.#database.prepare(
      "UPDATE recommendation SET recommendation = :text, last_seen = :today WHERE key = :key",
    );
    const insert = this.#database.prepare(
      `INSERT INTO recommendation (key, recommendation, first_seen, last_seen)
       VALUES (:key, :text, :today, :today)`,
    );
    const insertStep = this.#database.prepare(
      "INSERT INTO recommendation_step (number, action_id, step, at) VALUES (?, ?, ?, ?)",
    );
    const byKey = new Map(found.map((recommendation) => [recommendation.key, recommendation]));
    const known: readonly HeldRecommendation[] = this.#book.held(addDays(today, 1));
    for (const held of known) {
      const steps = stepsOfSearch(held, byKey.get(held.recommendation.key) ?? null, today);
      for (const step of steps) {
        const actionId = `search:${today}:${held.steps.length}:${step.what.kind}`;
        insertStep.run(held.number, actionId, JSON.stringify(step), step.at);
      }
    }
    for (const recommendation of found) {
      const row = { key: recommendation.key, text: JSON.stringify(recommendation), today };
      if (update.run(row).changes === 0) insert.run(row);
    }
  }
}
