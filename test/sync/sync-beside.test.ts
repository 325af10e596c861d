import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WriteBack } from "#src/provider-items";
import { CallError } from "#src/sources/calls/call-error";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { forgetSources } from "#src/sync/forget-sources";
import type { SourceOutcome } from "#src/sync/outcome";
import { syncSources } from "#src/sync/sync-sources";
import { temporaryFolder } from "../store/random-bill.ts";
import { budget, TestFeed, TestSource } from "./test-source.ts";

let folder = "";
let store: Store;
let now = new Date();
let bugs: unknown[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  store = new Store(join(folder, "tally.db"), []);
  now = new Date("2026-11-20T09:00:00Z");
  bugs = [];
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

async function sync(source: TestSource): Promise<SourceOutcome> {
  const [outcome] = await syncSources([source], {
    store,
    since: null,
    applyHeld: false,
    now: () => now,
    onProgress: () => undefined,
    onBug: (error) => bugs.push(error),
  });
  if (outcome === undefined) throw new Error("There was a source.");
  return outcome;
}

function hoursPass(hours: number): void {
  now = new Date(now.getTime() + hours * 3_600_000);
}

function items() {
  return new StoredProviderItems(store.database, makeScope([]));
}

/** `{ a: null, b: "2026-11-20T10" }`: the hour from which each budget is gone. */
function budgets(): Record<string, string | null> {
  const kept = items().items("budget", { gone: true });
  return Object.fromEntries(
    kept.map(({ item, goneAt }) => [item.id, goneAt?.slice(0, 13) ?? null]),
  );
}

const unavailable = new CallError("unavailable", { reason: "503" });
const capped = new CallError("capped", { reason: "a call costs $0.01" });

describe("feeds", () => {
  test("what is listed is kept; what isn't any more is gone, and may come back", async () => {
    const feed = new TestFeed();
    const source = new TestSource("aws", { feeds: [feed] });
    feed.items = [budget("a"), budget("b")];
    expect(await sync(source)).toMatchObject({
      status: "synced",
      feeds: [{ feed: "AWS Budgets", status: "read", items: 2, added: 2, gone: 0 }],
    });
    hoursPass(1);
    feed.items = [budget("b", { actual: 55 }), budget("c")];
    expect((await sync(source)).feeds).toMatchObject([{ items: 2, added: 1, gone: 1 }]);
    expect(budgets()).toEqual({ a: "2026-11-20T10", b: null, c: null });
    hoursPass(1);
    feed.items = [budget("a"), budget("b"), budget("c")];
    expect((await sync(source)).feeds).toMatchObject([{ items: 3, added: 1, gone: 0 }]);
    const [a, b] = items().items("budget");
    expect(a).toMatchObject({ firstSeenAt: "2026-11-20T09:00:00.000Z", goneAt: null });
    expect(b?.item.actual).toBe(10);
    expect(feed.memories).toEqual([null, "read 1", "read 2"]);
  });

  test("a source without bills misses none, and says nothing with answers about charges", async () => {
    const feed = new TestFeed();
    feed.error = unavailable;
    const outcome = await sync(new TestSource("aws", { feeds: [feed] }));
    expect(outcome).toMatchObject({ status: "failed", problem: null, units: [] });
    expect(store.syncs.state("aws")).toMatchObject({
      succeededAt: null,
      problems: [],
      feedProblems: ["AWS Budgets: It gives no usable answer (503)."],
      hasBills: false,
    });
    expect(store.costs(makeScope([])).freshness([], "2026-11-25", 2).syncNotes).toEqual([]);
  });

  test("one that fails leaves its items, and the other feeds", async () => {
    const [first, second] = [new TestFeed("first"), new TestFeed("second")];
    const source = new TestSource("aws", { feeds: [first, second] });
    first.items = [budget("a")];
    second.items = [budget("b")];
    await sync(source);
    first.error = new TypeError("eyJhbGciOi");
    second.items = [];
    const outcome = await sync(source);
    expect(outcome.status).toBe("failed");
    expect(outcome.feeds).toMatchObject([
      { feed: "first", status: "failed", problems: [expect.stringContaining("(TypeError)")] },
      { feed: "second", status: "read", gone: 1 },
    ]);
    expect(bugs).toHaveLength(1);
    expect(budgets()).toEqual({ a: null, b: "2026-11-20T09" });
    expect(JSON.stringify(store.syncs.states())).not.toContain("eyJ");
  });

  test("where a part couldn't be read, nothing counts as gone", async () => {
    const feed = new TestFeed();
    const source = new TestSource("aws", { feeds: [feed] });
    feed.items = [budget("a"), budget("b")];
    await sync(source);
    feed.items = [budget("b"), budget("c")];
    feed.problems = ["The budgets of the subscription s2 can't be read."];
    const outcome = await sync(source);
    expect(outcome).toMatchObject({ status: "failed", feeds: [{ status: "read", gone: 0 }] });
    expect(outcome.feeds[0]?.problems).toEqual(feed.problems);
    expect(budgets()).toEqual({ a: null, b: null, c: null });
  });

  test("an item that makes no sense is named and stays as it was; the others are taken", async () => {
    const feed = new TestFeed();
    const source = new TestSource("aws", { feeds: [feed] });
    feed.items = [budget("a"), budget("b")];
    await sync(source);
    feed.items = [budget("a", { amount: Number.NaN }), budget("c")];
    const outcome = await sync(source);
    expect(outcome.status).toBe("failed");
    expect(outcome.feeds[0]?.problems).toHaveLength(1);
    expect(outcome.feeds[0]?.problems[0]).toContain("The budget “a” can't be taken: amount:");
    expect(budgets()).toEqual({ a: null, b: "2026-11-20T09", c: null });
    expect(items().items("budget")[0]?.item.amount).toBe(100);
    feed.items = [budget(""), budget("c")];
    await sync(source);
    expect(budgets()).toEqual({ a: null, b: "2026-11-20T09", c: null });
    feed.items = Array.from({ length: 9 }, (_, at) => budget(`${at}`, { currency: "" }));
    const { problems } = (await sync(source)).feeds[0] ?? {};
    expect(problems).toHaveLength(6);
    expect(problems?.at(-1)).toBe("4 items more can't be taken.");
  });

  test("of history, what isn't listed any more isn't gone", async () => {
    const feed = new TestFeed();
    const source = new TestSource("aws", { feeds: [feed] });
    feed.isHistory = true;
    feed.items = [budget("a")];
    await sync(source);
    feed.items = [];
    await sync(source);
    expect(budgets()).toEqual({ a: null });
  });

  test("one whose calls cost money is read no more often than it says; one that failed is tried again", async () => {
    const feed = new TestFeed();
    const source = new TestSource("aws", { feeds: [feed] });
    feed.everyHours = 24;
    feed.error = unavailable;
    await sync(source);
    feed.error = null;
    hoursPass(1);
    await sync(source);
    hoursPass(23);
    expect((await sync(source)).feeds).toEqual([]);
    expect(feed.memories).toHaveLength(2);
    hoursPass(1);
    await sync(source);
    expect(feed.memories).toHaveLength(3);
  });

  test("where the day's money is spent, it waits, and nothing failed", async () => {
    const feed = new TestFeed();
    feed.error = capped;
    const outcome = await sync(new TestSource("aws", { feeds: [feed] }));
    expect(outcome).toMatchObject({ status: "synced", feeds: [{ status: "waiting" }] });
    expect(store.syncs.state("aws")?.feedProblems).toEqual([]);
  });

  test("those of a feed that the source has no more are gone, and those of a source that isn't there", async () => {
    const [first, second] = [new TestFeed("first"), new TestFeed("second")];
    first.items = [budget("a")];
    second.items = [budget("b")];
    await sync(new TestSource("aws", { feeds: [first, second] }));
    hoursPass(1);
    await sync(new TestSource("aws", { feeds: [first] }));
    expect(budgets()).toEqual({ a: null, b: "2026-11-20T10" });
    hoursPass(1);
    await forgetSources(store, {}, now);
    expect(budgets()).toEqual({ a: "2026-11-20T11", b: "2026-11-20T10" });
    expect(store.database.prepare("SELECT * FROM feed_state").all()).toEqual([]);
  });
});

describe("what a provider is told", () => {
  const feedback = (id: string, verdict: "yes" | "no" = "no"): WriteBack => ({
    kind: "anomaly",
    id,
    feedback: verdict,
  });
  let actions = 0;

  function ask(writeBack: WriteBack, source = "aws"): void {
    items().tell(`action ${++actions}`, source, writeBack, { person: "ann@example.com", now });
  }
  const told = (id: string) =>
    items()
      .told("aws", "anomaly", id)
      .map(({ status, problem }) => [status, problem]);

  test("it is told once, before the feeds are read", async () => {
    const feed = new TestFeed();
    const source = new TestSource("aws", { feeds: [feed] });
    source.answer = () => {
      expect(feed.memories).toEqual([]);
      return null;
    };
    ask(feedback("a"));
    const outcome = await sync(source);
    expect(outcome.writeBacks).toMatchObject([{ status: "told", problem: null }]);
    expect(source.told).toEqual([feedback("a")]);
    expect((await sync(source)).writeBacks).toEqual([]);
    expect(told("a")).toEqual([["told", null]]);
  });

  test("what it refuses, or there is no more, isn't asked again", async () => {
    const source = new TestSource("aws", {});
    const missing = new CallError("missing", { reason: "404" });
    source.answer = ({ id }) => {
      if (id === "b") throw missing;
      return "AWS takes feedback for 90 days.";
    };
    ask(feedback("a"));
    ask(feedback("b"));
    const outcome = await sync(source);
    expect(outcome.status).toBe("synced");
    expect(told("a")).toEqual([["refused", "AWS takes feedback for 90 days."]]);
    expect(told("b")).toEqual([["refused", missing.message]]);
    expect((await sync(source)).writeBacks).toEqual([]);
  });

  test("what fails doesn't hold the rest, and is tried less and less often, and given up after days", async () => {
    const source = new TestSource("aws", {});
    source.answer = ({ id }) => {
      if (id === "a") throw unavailable;
      return null;
    };
    ask(feedback("a"));
    ask(feedback("b"));
    expect(await sync(source)).toMatchObject({
      status: "synced",
      writeBacks: [{ status: "waiting", problem: unavailable.message }, { status: "told" }],
    });
    let tries = 1;
    const hours: number[] = [];
    for (let hour = 1; hour <= 400 && told("a")[0]?.[0] === "waiting"; hour++) {
      hoursPass(1);
      const { writeBacks, status } = await sync(source);
      if (writeBacks.length === 0) continue;
      tries++;
      hours.push(hour);
      expect(status).toBe(writeBacks[0]?.status === "failed" ? "failed" : "synced");
    }
    expect(tries).toBe(7);
    expect(hours).toEqual([1, 5, 17, 41, 89, 161]);
    expect(told("a")).toEqual([["failed", unavailable.message]]);
    expect(store.syncs.state("aws")?.feedProblems).toEqual([
      `the anomaly a isn't told: ${unavailable.message}`,
    ]);
    await sync(source);
    expect(store.syncs.state("aws")?.feedProblems).toEqual([]);
  });

  test("waiting for tomorrow's money is no try", async () => {
    const source = new TestSource("aws", {});
    source.answer = () => {
      throw capped;
    };
    ask(feedback("a"));
    for (let syncs = 0; syncs < 20; syncs++) {
      hoursPass(24);
      await sync(source);
    }
    expect(told("a")).toEqual([["waiting", capped.message]]);
  });

  test("of an item only what was decided last is told", async () => {
    const source = new TestSource("aws", {});
    ask(feedback("a", "yes"));
    ask(feedback("b", "yes"));
    ask(feedback("a", "no"));
    await sync(source);
    expect(source.told).toEqual([feedback("b", "yes"), feedback("a", "no")]);
    expect(told("a").map(([status]) => status)).toEqual(["refused", "told"]);
  });

  test("a source that can't be told, or isn't there any more, says so", async () => {
    const { tell: _, ...mute } = new TestSource("aws", {});
    const source: TestSource = Object.assign(Object.create(TestSource.prototype), mute, {
      tell: undefined,
    });
    ask(feedback("a"));
    await sync(source);
    expect(told("a")).toEqual([["refused", "A source of this kind is told nothing."]]);
    ask(feedback("b"));
    await forgetSources(store, {}, now);
    expect(told("b")).toEqual([["failed", "Its source isn't in tally.yaml any more."]]);
  });
});
