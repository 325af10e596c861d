import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  savingsAnswerSchema,
  savingsQuestionSchema,
} from "#skills/recommendations/ledger/savings-answer";
import { savingsCard } from "#skills/recommendations/ledger/savings-card";
import { savingsOf } from "#skills/recommendations/list-savings";
import { recommendation } from "../../recommendations/example.ts";
import { readingContext } from "../reading-context.ts";
import { SavingsWorld } from "./savings-world.ts";

const MONTH = 365 / 12;
const TODAY = "2026-11-10";

describe("list-savings", () => {
  let world: SavingsWorld;
  beforeEach(async () => {
    world = new SavingsWorld();
    await world.load([
      { id: "rest", cost: () => 200 },
      { id: "vol-1", cost: (day) => (day < "2026-09-01" ? 10 : 0) },
      { id: "vol-2", cost: (day) => (day < "2026-10-01" ? 30 : 10) },
      { id: "vol-3", cost: () => 10 },
    ]);
    const found = (id: string, daily: number, part = {}) =>
      recommendation(id, { monthlySaving: daily * MONTH, ...part });
    world.list(
      "2026-08-20",
      found("vol-1", 10),
      found("vol-2", 25, { kind: "rightsize", team: "search" }),
      found("vol-3", 10, { team: "search" }),
      found("vol-3 otherwise", 4, { resourceId: "vol-3", team: "search" }),
      found("vol-4", 7),
    );
    world.act(1, "2026-08-25", { kind: "accept" });
    world.act(1, "2026-09-01", { kind: "done" });
    world.act(2, "2026-10-01", { kind: "done" });
    world.act(3, "2026-10-20", { kind: "accept" });
    world.act(4, "2026-10-20", { kind: "accept" });
    world.act(5, "2026-10-20", { kind: "dismiss", reason: "planned" });
    world.measure("2026-10-01");
    world.measure("2026-10-25");
  });
  afterEach(() => world.close());

  const answerTo = (question: object = {}) =>
    savingsAnswerSchema.parse(
      savingsOf(
        { ...readingContext(world.store, TODAY), recommendations: world.book },
        savingsQuestionSchema.parse(question),
      ),
    );

  test("tells what was saved so far, its pace, and estimated against verified", () => {
    const { totals, sums, savings, period, notes } = answerTo();
    expect(period).toEqual({ start: "2026-01-01", end: "2026-11-11" });
    expect(savings.map(({ number, stage }) => `${number} ${stage}`)).toEqual([
      "1 verified",
      "2 verified",
      "3 accepted",
      "4 accepted",
    ]);
    const [usd] = sums;
    // 70 days at 10 a day, 40 days at 20 a day.
    expect((usd?.saved.value ?? 0) / 1500).toBeCloseTo(1, 1);
    expect(totals).toEqual([{ currency: "USD", value: usd?.saved.value }]);
    expect((usd?.yearlyPace.value ?? 0) / (30 * 365)).toBeCloseTo(1, 1);
    expect(usd?.estimated).toBeCloseTo(35 * MONTH, 5);
    expect((usd?.verified.value ?? 0) / (30 * MONTH)).toBeCloseTo(1, 1);
    expect(usd?.saved.low).toBeLessThan(usd?.saved.value ?? 0);
    expect(notes[0]).toMatch(/was saved on .*, in 90 of 100 cases between .*a year\.$/);
    expect(notes).toContain("Accepted and not done yet: 3, 4.");
  });

  test("counts one resource once: the larger of two estimates", () => {
    const { sums, savings, notes } = answerTo();
    expect(savings.map(({ countedWith }) => countedWith)).toEqual([null, null, null, 3]);
    expect(sums[0]?.accepted).toBeCloseTo((10 + 25 + 10) * MONTH, 5);
    expect(notes).toContain("4 is about the same charges as 3, with which it counts.");
  });

  test("adds up by month: what was saved in each adds up to the whole", () => {
    const { table, sums } = answerTo({
      period: { start: "2026-08-01", end: "2026-11-11" },
      groupBy: "month",
    });
    const saved = table?.columns.findIndex(({ name }) => name === "saved") ?? -1;
    expect(table?.rows.map(([month]) => month)).toEqual([
      "2026-08-01",
      "2026-09-01",
      "2026-10-01",
      "2026-11-01",
    ]);
    const amounts = table?.rows.map((row) => Number(row[saved])) ?? [];
    expect(amounts[0]).toBe(0);
    expect((amounts[1] ?? 0) / 300).toBeCloseTo(1, 1);
    expect(amounts.reduce((sum, value) => sum + value, 0)).toBeCloseTo(
      sums[0]?.saved.value ?? 0,
      6,
    );
  });

  test("adds up by team, and keeps to what is asked about", () => {
    const { table } = answerTo({ groupBy: "team" });
    expect(table?.rows.map(([team]) => team).toSorted()).toEqual(["payments", "search"]);
    const filters = [{ dimension: "team", operator: "in", values: ["payments"] }];
    expect(answerTo({ filters }).savings.map(({ number }) => number)).toEqual([1]);
    expect(answerTo({ stages: ["accepted"] }).savings.map(({ number }) => number)).toEqual([3, 4]);
    const before = { start: "2026-07-01", end: "2026-08-01" };
    expect(answerTo({ period: before }).notes[0]).toMatch(/^No recommendation was taken up/);
  });

  test("draws a card with its table, and a chart of the months", () => {
    const question = savingsQuestionSchema.parse({
      groupBy: "month",
      period: { start: "2026-09-01", end: "2026-11-01" },
    });
    const card = savingsCard(answerTo(question), question);
    expect(card.blocks.map(({ type }) => type)).toEqual([
      "text",
      "figures",
      "chart",
      "table",
      "context",
    ]);
  });

  test("counts what came back only as long as it saved", () => {
    world.act(1, "2026-10-31", { kind: "reopen", cause: "it came back" });
    const { savings, sums, notes } = answerTo();
    expect(savings[0]).toMatchObject({ number: 1, stage: "verified", until: "2026-10-31" });
    // 60 days at 10 a day, 40 days at 20 a day; only the second goes on.
    expect((sums[0]?.saved.value ?? 0) / 1400).toBeCloseTo(1, 1);
    expect((sums[0]?.yearlyPace.value ?? 0) / (20 * 365)).toBeCloseTo(1, 1);
    expect(notes).toContain("Saved until its cost came back: 1.");
  });
});

test("what is about many resources was to save what others left of their cost", () => {
  const world = new SavingsWorld();
  const fleet = { resourceId: null, covers: ["vol-a", "vol-b"], monthlyCost: 400 };
  world.list(
    "2026-08-20",
    recommendation("vol-a", { monthlySaving: 200 }),
    recommendation("fleet", { ...fleet, kind: "modernise", monthlySaving: 100 }),
  );
  world.act(1, "2026-08-25", { kind: "accept" });
  world.act(2, "2026-08-25", { kind: "accept" });
  const context = { ...readingContext(world.store, TODAY), recommendations: world.book };
  const { sums } = savingsOf(context, savingsQuestionSchema.parse({}));
  expect(sums).toMatchObject([{ currency: "USD", accepted: 250 }]);
  world.close();
});
