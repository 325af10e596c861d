import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoSavings } from "#data/sample/cleaned-up-decisions";
import { type DemoDecision, demoDecisions } from "#data/sample/decisions";
import { findRecommendations } from "#skills/recommendations/find";
import { savingsQuestionSchema } from "#skills/recommendations/ledger/savings-answer";
import { savingsOf } from "#skills/recommendations/list-savings";
import { Access } from "#src/access";
import { plantDecisions } from "#src/ingest/plant-decisions";
import type { HeldRecommendation, RecommendationBook } from "#src/recommendations/book";
import { standingAfter } from "#src/recommendations/life";
import { recommendationSchema } from "#src/recommendations/recommendation";
import { reviewRecommendations } from "#src/review-recommendations";
import type { Store } from "#src/store/store";
import { knownPeople } from "../../known-people.ts";
import { temporaryFolder } from "../../store/random-bill.ts";
import { readingContext } from "../reading-context.ts";
import { demoStore } from "./demo-store.ts";
import { searchContext } from "./rule-bill.ts";

const BUILD_MS = 60_000;
const SEARCH_MS = 300;
const LAG_DAYS = 2;

// A Friday, a Monday and a Sunday: what is gone goes by the clock's week.
describe.each(["2026-11-20", "2026-11-23", "2026-11-29"])("the demo company on %s", (today) => {
  const folder = temporaryFolder();
  let store: Store;
  let recommendations: RecommendationBook;
  let held: readonly HeldRecommendation[];

  beforeAll(() => {
    store = demoStore(folder, today);
    const access = new Access(store, knownPeople([]), { findRecommendations });
    ({ recommendations } = access.viewOf(null));
    plantDecisions(recommendations, demoDecisions(today), today, (day) =>
      reviewRecommendations(access, day, LAG_DAYS),
    );
    held = recommendations.held(today);
  }, BUILD_MS);

  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  const statusOf = ({ steps, recommendation: { monthlySaving } }: HeldRecommendation) =>
    standingAfter(steps, { today, monthlySaving }).status;
  const heldFor = ({ kind, about }: DemoDecision) =>
    held.filter(
      ({ recommendation: { kind: own, key, resourceName } }) =>
        own === kind && (resourceName === about || key.includes(about)),
    );

  test("has at least 60 recommendations of 12 kinds, from rules and from three clouds", () => {
    const sources = held.flatMap(({ recommendation: { findings } }) => findings);
    const clouds = sources.filter(({ isProvider }) => isProvider).map(({ from }) => from);
    expect(held.length).toBeGreaterThanOrEqual(60);
    expect(
      new Set(held.map(({ recommendation }) => recommendation.kind)).size,
    ).toBeGreaterThanOrEqual(12);
    expect(new Set(clouds)).toEqual(new Set(["aws", "azure", "gcp"]));
  });

  test("has them in every state", () => {
    expect(new Set(held.map(statusOf))).toEqual(
      new Set([
        "open",
        "awaiting-approval",
        "accepted",
        "done",
        "verified",
        "not-verified",
        "snoozed",
        "dismissed",
        "gone",
      ]),
    );
  });

  test.each(demoDecisions(today))("$about ($kind) is $status", (decision) => {
    const [one, ...others] = heldFor(decision);
    expect(others).toEqual([]);
    if (one === undefined) throw new Error("it isn't found");
    expect(statusOf(one)).toBe(decision.status);
    const taken = one.steps.filter(({ by }) => by.kind === "person");
    expect(taken.map(({ what }) => what)).toEqual(decision.steps.map(({ what }) => what));
    expect(taken.every(({ at }) => at.slice(0, 10) >= one.firstSeen)).toBe(true);
  });

  test.each(demoSavings(today))("$name is measured as what it saves", ({ name, monthlySaving }) => {
    const [one] = held.filter(({ recommendation: { resourceName } }) => resourceName === name);
    const verified = one?.steps.find(({ what }) => what.kind === "verify")?.what;
    const measured = verified?.kind === "verify" ? verified.measured : undefined;
    if (measured === undefined) throw new Error("it isn't measured");
    // Usage that only grows is planned a little otherwise than it is billed.
    expect(measured.low).toBeLessThanOrEqual(monthlySaving * 1.03);
    expect(measured.high).toBeGreaterThanOrEqual(monthlySaving * 0.97);
  });

  test("what was taken up and didn't help isn't verified, and what came back is open again", () => {
    const lastStep = (name: string) =>
      held.find(({ recommendation: { resourceName } }) => resourceName === name)?.steps.at(-1);
    expect(lastStep("old-search-shard-2")?.what).toMatchObject({
      isVerified: false,
      measured: { otherCauses: [expect.stringContaining("comparable charges changed")] },
    });
    expect(lastStep("shard-rebuild")?.what).toMatchObject({ kind: "reopen" });
  });

  test.each(["team", "month"] as const)("shows estimated against verified by %s", (groupBy) => {
    const context = { ...readingContext(store, today), recommendations };
    const { table, sums } = savingsOf(context, savingsQuestionSchema.parse({ groupBy }));
    const at = (name: string) => table?.columns.findIndex((column) => column.name === name) ?? -1;
    const verified = (table?.rows ?? []).filter((row) => Number(row[at("verified")]) > 0);
    expect(verified.length).toBeGreaterThanOrEqual(groupBy === "team" ? 5 : 2);
    expect(verified.every((row) => Number(row[at("estimated")]) > 0)).toBe(true);
    expect(sums[0]?.saved.value).toBeGreaterThan(500);
  });

  test("has each key once, and none that saves more than its charges cost", () => {
    const found = findRecommendations(searchContext(store, today));
    expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
    for (const recommendation of found) {
      expect(recommendationSchema.safeParse(recommendation).success).toBe(true);
      const { monthlyCost, monthlySaving } = recommendation;
      expect(monthlySaving).toBeLessThanOrEqual(monthlyCost ?? Number.POSITIVE_INFINITY);
      expect(monthlySaving).toBeGreaterThan(0);
    }
  });

  test("is searched in less than 300 ms", () => {
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      findRecommendations(searchContext(store, today));
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(SEARCH_MS);
  });
});
