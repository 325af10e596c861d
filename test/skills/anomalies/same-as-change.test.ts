import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ExplainedAnomaly,
  explainAnomaly,
  explainedAnomalySchema,
} from "#skills/anomalies/explain-anomaly";
import { compareSpend } from "#skills/spend/compare-spend";
import { explainAnswerSchema } from "#skills/spend/explain/explanation";
import { explainChangeSkill } from "#skills/spend/explain-change";
import { skillAnswerSchema } from "#src/answer";
import { cardText } from "#src/cards/fallback-text";
import { addDays } from "#src/focus/day";
import type { Store } from "#src/store/store";
import type { BillRow } from "../../store/random-bill.ts";
import { teamDimension, withBill } from "../../store/store-with-bill.ts";
import { contextOf, dailyCharges, START, steady } from "../anomaly-bill.ts";

const TODAY = addDays(START, 60);
const ALL = { period: { start: START, end: TODAY } };
const INPUT = explainAnomaly.input.parse({ list: ALL });

function explain(store: Store): ExplainedAnomaly {
  return explainedAnomalySchema.parse(explainAnomaly.run(contextOf(store, TODAY), INPUT));
}

function textOf(answer: ExplainedAnomaly): string {
  return cardText(explainAnomaly.present(answer, INPUT));
}

describe("what drove an anomaly", () => {
  const bill = [
    ...dailyCharges(steady(60), { ResourceId: "i-1" }),
    ...dailyCharges(steady(60, { 50: 400, 51: 400 }), {
      ResourceId: "i-2",
      Tags: '{"team":"payments","owner":"ann"}',
    }),
    ...dailyCharges(
      Array.from({ length: 60 }, (_, at) => (at === 50 || at === 51 ? 250 : null)),
      { ResourceId: "i-3" },
    ),
  ];

  test("is what explain-change says of the same change", async () => {
    await withBill(bill, [teamDimension()], (store) => {
      const { explanation, period } = explain(store);
      const question = explainChangeSkill.input.parse({
        period,
        filters: explanation?.charges,
        compare: { kind: "period", period: explanation?.comparedWith, running: false },
      });
      const change = explainAnswerSchema.parse(
        explainChangeSkill.run(contextOf(store, TODAY), question),
      );
      expect(explanation?.drivers.length).toBeGreaterThan(1);
      expect(change.explanation[0]?.drivers).toEqual(explanation?.drivers);
      expect(change.explanation[0]?.change).toBe(explanation?.change);
    });
  });

  test("has the resources that are new, and whom their tags name", async () => {
    await withBill(bill, [teamDimension()], (store) => {
      const answer = explain(store);
      expect(answer.explanation?.resources).toMatchObject([
        { id: "i-2", owner: "ann" },
        { id: "i-3", before: null, after: 500, owner: null },
      ]);
      expect(textOf(answer)).toContain("Resources: i-2 (owner ann), i-3 (new)");
    });
  });

  test("doesn't stay when the anomaly is over", async () => {
    await withBill(bill, [teamDimension()], (store) => {
      const [first] = explain(store).explanation?.drivers ?? [];
      expect(first).toMatchObject({ lastDay: addDays(START, 51), perMonth: null });
    });
  });

  test("shows its resources when the button is pressed, the largest change first", async () => {
    await withBill(bill, [teamDimension()], (store) => {
      const { blocks } = explainAnomaly.present(explain(store), INPUT);
      const button = blocks
        .flatMap((block) => (block.type === "buttons" ? block.buttons : []))
        .find(({ label }) => label === "Show resources");
      if (button?.action.kind !== "call") throw new Error("there is no such button");
      expect(button.action.skill).toBe(compareSpend.name);
      const input = compareSpend.input.parse(button.action.input);
      const answer = skillAnswerSchema.parse(compareSpend.run(contextOf(store, TODAY), input));
      expect(answer.table?.rows.map(([id]) => id)).toEqual(["i-2", "i-3", "i-1"]);
    });
  });

  test("adds up to the change, whatever the bill", async () => {
    const spikes = fc.record({
      size: fc.integer({ min: 800, max: 2_000 }),
      resources: fc.integer({ min: 1, max: 4 }),
      day: fc.integer({ min: 30, max: 57 }),
    });
    await fc.assert(
      fc.asyncProperty(spikes, async ({ size, resources, day }) => {
        const rows: BillRow[] = Array.from({ length: resources }, (_, at) =>
          dailyCharges(steady(60, at === 0 ? { [day]: size, [day + 1]: size } : {}), {
            ResourceId: `i-${at}`,
            RegionId: at % 2 === 0 ? "us-east-1" : "eu-central-1",
          }),
        ).flat();
        await withBill(rows, [], (store) => {
          const { explanation } = explain(store);
          const sum = (explanation?.drivers ?? []).reduce((total, one) => total + one.change, 0);
          expect(sum).toBeCloseTo(explanation?.change ?? Number.NaN, 6);
        });
      }),
      { numRuns: 8 },
    );
  });
});

describe("what changed at the same time", () => {
  test("is told with its amount a day and a month, the largest first", async () => {
    const bill = [
      ...dailyCharges(steady(60, { 54: 1300, 55: 1300, 56: 1300, 57: 1300, 58: 1300, 59: 1300 })),
      ...dailyCharges(
        steady(60).map((amount, at) => (amount ?? 0) / 2 + (at >= 54 ? 150 : 0)),
        { ServiceName: "Database", SubAccountId: "2", SubAccountName: "shop" },
      ),
      ...dailyCharges(
        steady(60).map((amount, at) => (amount ?? 0) / 2 + (at >= 57 ? 150 : 0)),
        { ServiceName: "Queue", SubAccountId: "2", SubAccountName: "shop" },
      ),
    ];
    await withBill(bill, [], (store) => {
      const answer = explain(store);
      expect(answer.anomalies[0]?.start).toBe(addDays(START, 54));
      const [step, ...others] = answer.explanation?.sameTime ?? [];
      expect(others).toEqual([]);
      expect(step).toMatchObject({ label: "Database · account shop", start: addDays(START, 54) });
      expect(step?.perDay).toBeGreaterThan(140);
      expect(step?.perMonth).toBeCloseTo(30 * (step?.perDay ?? 0), 9);
      expect(textOf(answer)).toContain("At the same time:\nDatabase · account shop: +$");
    });
  });
});
