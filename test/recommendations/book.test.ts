import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "#src/focus/day";
import { mayTake, type Step, type StepWhat, standingAfter } from "#src/recommendations/life";
import type { Recommendation } from "#src/recommendations/recommendation";
import { RecommendationSearch } from "#src/store/recommendations/recommendation-search";
import { StoredRecommendations } from "#src/store/recommendations/stored-recommendations";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { recommendation } from "./example.ts";

const START = "2026-11-01";
const EVERYTHING = makeScope([]);

/** A store whose sources list whatever the test says. */
class World {
  readonly store = new Store(":memory:", []);
  today = START;
  listed: readonly Recommendation[] = [];
  #generation = 0;
  readonly #search = new RecommendationSearch(this.store.database, {
    generation: () => String(this.#generation),
    find: () => this.listed,
  });
  readonly book = this.bookOf(EVERYTHING);

  bookOf(scope: typeof EVERYTHING): StoredRecommendations {
    return new StoredRecommendations(this.store.database, scope, (day) => this.#search.run(day));
  }

  list(...listed: readonly Recommendation[]): void {
    this.listed = listed;
    this.#generation++;
  }

  held(number = 1) {
    const held = this.book.held(this.today).find((one) => one.number === number);
    if (held === undefined) throw new Error(`there is no ${number}`);
    return held;
  }

  status(number = 1) {
    const { steps, recommendation: found } = this.held(number);
    const { monthlySaving } = found;
    return standingAfter(steps, { today: this.today, monthlySaving }).status;
  }

  /** Takes a step as a skill does: what isn't possible isn't taken. */
  act(actionId: string, what: StepWhat, person = "ann@example.com", number = 1): boolean {
    const { steps, recommendation: found } = this.held(number);
    const { monthlySaving } = found;
    if (!mayTake(standingAfter(steps, { today: this.today, monthlySaving }), what)) return false;
    const step: Step = {
      at: `${this.today}T12:00:00.000Z`,
      by: { kind: "person", person, from: "slack" },
      what,
      monthlySaving,
      note: null,
    };
    return this.book.take(actionId, [{ number, step, seen: steps.length }]);
  }
}

describe("the book of recommendations", () => {
  test("numbers them one after the other, however often it is searched", () => {
    const world = new World();
    for (let times = 0; times < 3; times++) {
      world.list(recommendation("a"));
      expect(world.held(1).recommendation.key).toBe("a");
    }
    world.list(recommendation("a"), recommendation("b"));
    expect(world.held(2).recommendation.key).toBe("b");
  });

  test("gives numbers in the order of finding, which stay", () => {
    const world = new World();
    world.list(recommendation("a"), recommendation("b"));
    expect(world.book.held(START).map(({ number }) => number)).toEqual([1, 2]);
    world.today = addDays(START, 1);
    world.list(recommendation("c"), recommendation("b", { monthlySaving: 7 }));
    const held = world.book.held(world.today);
    expect(held.map(({ number, recommendation: { key } }) => `${number}${key}`)).toEqual([
      "1a",
      "2b",
      "3c",
    ]);
    expect(held[1]?.recommendation.monthlySaving).toBe(7);
    expect(world.status(1)).toBe("gone");
  });

  test("changed figures lose no snooze; one that comes back keeps its state", () => {
    const world = new World();
    world.list(recommendation("a"));
    expect(world.act("1", { kind: "snooze", until: "2026-12-01", above: null })).toBe(true);
    world.list(recommendation("a", { monthlySaving: 900, action: "Delete it at last" }));
    expect(world.status()).toBe("snoozed");
    world.list();
    expect(world.status()).toBe("gone");
    world.list(recommendation("a"));
    expect(world.status()).toBe("snoozed");
  });

  test("a dismissed one opens again when the facts have changed, and says why", () => {
    const world = new World();
    world.list(recommendation("a"));
    world.act("1", { kind: "dismiss", reason: "not-worth-the-effort" });
    world.list(recommendation("a", { monthlySaving: 140 }));
    expect(world.status()).toBe("dismissed");
    world.list(recommendation("a", { monthlySaving: 160 }));
    expect(world.status()).toBe("open");
    expect(world.held().steps.at(-1)?.what).toEqual({
      kind: "reopen",
      cause: expect.stringContaining("60 USD"),
    });
    expect(world.held().steps).toHaveLength(2);
  });

  test("the same action again changes nothing; of two at once, one is told to look again", () => {
    const world = new World();
    world.list(recommendation("a"));
    const { steps } = world.held();
    const step: Step = {
      at: `${START}T12:00:00.000Z`,
      by: { kind: "person", person: "ann@example.com", from: "slack" },
      what: { kind: "accept" },
      monthlySaving: 100,
      note: null,
    };
    const taken = { number: 1, step, seen: steps.length };
    expect(world.book.take("x", [taken])).toBe(true);
    expect(world.book.take("x", [taken])).toBe(false);
    expect(world.book.take("y", [taken])).toBe(false);
    expect(world.book.takenBy("x")).toEqual([{ number: 1, step }]);
    expect(world.held().steps).toEqual([step]);
  });

  test("an earlier day sees what was known then, and is never searched again", () => {
    const world = new World();
    world.list(recommendation("a"));
    world.today = addDays(START, 3);
    world.act("1", { kind: "accept" });
    world.list();
    expect(world.book.held(addDays(START, 1))).toEqual([]);
    expect(world.book.held(addDays(START, 3))).toHaveLength(1);
  });

  test("people see the recommendations of their part of the bill", () => {
    const world = new World();
    world.list(recommendation("a"), recommendation("b", { team: "search" }));
    const scope = (team: string) =>
      makeScope([{ dimension: "team", operator: "in", values: [team] }]);
    const keys = (team: string) =>
      world
        .bookOf(scope(team))
        .held(START)
        .map((held) => held.recommendation.key);
    expect(keys("payments")).toEqual(["a"]);
    expect(keys("search")).toEqual(["b"]);
    expect(keys("growth")).toEqual([]);
  });

  test("history can't be rewritten", () => {
    const world = new World();
    world.list(recommendation("a"));
    world.act("1", { kind: "accept" });
    const { database } = world.store;
    expect(() => database.exec("DELETE FROM recommendation_step")).toThrow("only added");
    expect(() => database.exec("UPDATE recommendation_step SET at = ''")).toThrow("only added");
  });

  test("any order of clicks, retries, searches and days keeps its promises", () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 40 }), (sequence) => {
        const world = new World();
        const model = new Model();
        world.list(recommendation("a"));
        for (const command of sequence) model.run(command, world);
        world.store.close();
      }),
      { numRuns: 60 },
    );
  });
});

type Command =
  | { readonly kind: "act"; readonly id: number; readonly what: StepWhat; readonly person: string }
  | { readonly kind: "days"; readonly days: number }
  | { readonly kind: "list"; readonly saving: number | null };

const what: fc.Arbitrary<StepWhat> = fc.oneof(
  fc.constant<StepWhat>({ kind: "accept" }),
  fc.constant<StepWhat>({ kind: "done" }),
  fc.constant<StepWhat>({ kind: "dismiss", reason: "other" }),
  fc.constant<StepWhat>({ kind: "reopen", cause: "asked for" }),
  fc.constant<StepWhat>({ kind: "undo" }),
  fc.integer({ min: 1, max: 9 }).map<StepWhat>((days) => ({
    kind: "snooze",
    until: addDays(START, days * 3),
    above: null,
  })),
  fc.constantFrom("ann", "bob").map<StepWhat>((owner) => ({ kind: "assign", owner })),
);

const commands: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant("act" as const),
    id: fc.integer({ min: 0, max: 25 }),
    what,
    person: fc.constantFrom("ann@example.com", "bob@example.com"),
  }),
  fc.record({ kind: fc.constant("days" as const), days: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    kind: fc.constant("list" as const),
    saving: fc.option(fc.integer({ min: 50, max: 400 }), { freq: 3 }),
  }),
);

/** What must hold after each command, from before and after it alone. */
class Model {
  readonly #taken = new Set<number>();

  run(command: Command, world: World): void {
    const before = { steps: world.held().steps, status: world.status(), today: world.today };
    const isTaken = this.#do(command, world);
    const after = { steps: world.held().steps, status: world.status() };
    // The history is only ever added to.
    expect(after.steps.slice(0, before.steps.length)).toEqual(before.steps);
    const added = after.steps.slice(before.steps.length);
    if (command.kind === "act") expect(added).toHaveLength(isTaken ? 1 : 0);
    this.#checkClosed(before.status, after.status, added);
    this.#checkSnooze(after, world.today);
    expect(world.book.held(world.today)).toHaveLength(1);
  }

  /** Returns whether a step was taken. */
  #do(command: Command, world: World): boolean {
    switch (command.kind) {
      case "days":
        world.today = addDays(world.today, command.days);
        return false;
      case "list": {
        const { saving } = command;
        world.list(...(saving === null ? [] : [recommendation("a", { monthlySaving: saving })]));
        return false;
      }
      case "act": {
        const isNew = world.act(String(command.id), command.what, command.person);
        // A repeated click changes nothing.
        expect(isNew && this.#taken.has(command.id)).toBe(false);
        if (isNew) this.#taken.add(command.id);
        return isNew;
      }
    }
  }

  /** What is closed opens only where somebody, or the source, says so. */
  #checkClosed(before: string, after: string, added: readonly Step[]): void {
    const isClosed = ["done", "verified", "dismissed", "accepted"].includes(before);
    const isOpen = ["open", "snoozed"].includes(after);
    if (!isClosed || !isOpen) return;
    const kinds = added.map(({ what: { kind } }) => kind);
    expect(kinds.some((kind) => ["reopen", "undo", "snooze"].includes(kind))).toBe(true);
  }

  /** What is snoozed isn't open before its day. */
  #checkSnooze(after: { readonly steps: readonly Step[]; readonly status: string }, today: string) {
    const last = after.steps.at(-1)?.what;
    if (last?.kind === "snooze" && last.until !== null && last.until > today) {
      expect(after.status).toBe("snoozed");
    }
  }
}
