import { describe, expect, test } from "vitest";
import { type AnomaliesAnswer, anomaliesAnswerSchema } from "#skills/anomalies/anomaly-answer";
import { listAnomalies } from "#skills/anomalies/list-anomalies";
import { anomalyThresholdsSchema } from "#src/anomaly-thresholds";
import { addDays } from "#src/focus/day";
import type { Store } from "#src/store/store";
import { teamDimension, withBill } from "../../store/store-with-bill.ts";
import { contextOf, dailyCharges, START, steady } from "../anomaly-bill.ts";

const TODAY = addDays(START, 60);
const ALL = { period: { start: START, end: TODAY } };
/** EC2 of payments trebles twice; storage of data gets 60 % dearer once, and costs ten times as much. */
const BILL = [
  ...dailyCharges(steady(60, { 50: 300, 51: 300 }), { Tags: '{"team":"payments"}' }),
  ...dailyCharges(
    steady(60, { 40: 160 }).map((amount) => (amount ?? 0) * 10),
    { Tags: '{"team":"data"}', ServiceName: "Storage", SubAccountId: "2" },
  ),
];

function list(store: Store, anomalies: object): AnomaliesAnswer {
  const context = {
    ...contextOf(store, TODAY),
    anomalyThresholds: anomalyThresholdsSchema.parse(anomalies),
  };
  return anomaliesAnswerSchema.parse(listAnomalies.run(context, listAnomalies.input.parse(ALL)));
}

async function startsWith(anomalies: object): Promise<string[]> {
  let starts: string[] = [];
  await withBill(BILL, [teamDimension()], (store) => {
    starts = list(store, anomalies).anomalies.map(({ start }) => start);
  });
  return starts.toSorted();
}

const payments = [{ dimension: "team", operator: "in", values: ["payments"] }];
const storage = [{ dimension: "ServiceName", operator: "in", values: ["Storage"] }];
const BOTH = [addDays(START, 40), addDays(START, 50)];

describe("from what on anomalies are told", () => {
  test("is left to the detector where nothing is configured", async () => {
    expect(await startsWith({})).toEqual(BOTH);
  });

  test("is an amount", async () => {
    expect(await startsWith({ default: { amount: 500 } })).toEqual(BOTH.slice(0, 1));
  });

  test("is a share of what was expected", async () => {
    expect(await startsWith({ default: { percent: 100 } })).toEqual(BOTH.slice(1));
  });

  test("is both, where both are configured", async () => {
    expect(await startsWith({ default: { amount: 500, percent: 100 } })).toEqual([]);
  });

  test("may be a rule of a team, by its share of the change", async () => {
    const rules = [{ filters: payments, amount: 1000 }];
    expect(await startsWith({ rules })).toEqual(BOTH.slice(0, 1));
  });

  test("may be a rule of a service; the first that holds goes before the others", async () => {
    const high = { filters: storage, percent: 500 };
    expect(await startsWith({ rules: [high] })).toEqual(BOTH.slice(1));
    const low = { filters: storage, amount: 1, percent: 0 };
    expect(await startsWith({ rules: [low, high] })).toEqual(BOTH);
  });

  test("may be lower than the detector's own for some charges", async () => {
    const bill = [
      ...dailyCharges(steady(60).map((amount) => (amount ?? 0) * 100)),
      ...dailyCharges(
        steady(60, { 50: 300 }).map((amount) => (amount ?? 0) / 20),
        { ServiceName: "Queue", SubAccountId: "2" },
      ),
    ];
    await withBill(bill, [], (store) => {
      expect(list(store, {}).anomalies).toEqual([]);
      const queue = [{ dimension: "ServiceName", operator: "in", values: ["Queue"] }];
      const rules = [{ filters: queue, amount: 5 }];
      expect(list(store, { rules }).anomalies).toMatchObject([{ start: addDays(START, 50) }]);
    });
  });

  test("is told with the answer", async () => {
    await withBill(BILL, [teamDimension()], (store) => {
      const rules = [{ filters: payments, amount: 1000, percent: 50 }];
      expect(list(store, { default: { amount: 20 }, rules }).assumptions.at(-1)).toBe(
        "anomalies are told from $20.00 on; from $1,000.00 and 50.0% on for team payments",
      );
      expect(list(store, {}).assumptions.at(-1)).toBe("anomalies are told from $5.00 on");
    });
  });
});
