import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AnomaliesAnswer } from "#skills/anomalies/anomaly-answer";
import { anomaliesAnswerSchema } from "#skills/anomalies/anomaly-answer";
import { explainAnomaly, explainedAnomalySchema } from "#skills/anomalies/explain-anomaly";
import { listAnomalies } from "#skills/anomalies/list-anomalies";
import { resolveAnomaly } from "#skills/anomalies/resolve-anomaly";
import { cardText } from "#src/cards/fallback-text";
import { addDays } from "#src/focus/day";
import { importBills } from "#src/ingest/import-bills";
import type { SkillContext } from "#src/skill";
import { writeBill } from "../store/random-bill.ts";
import { teamDimension, withBill } from "../store/store-with-bill.ts";
import { chargeOn, contextOf, dailyCharges, START, steady } from "./anomaly-bill.ts";

const EC2 = "Amazon Elastic Compute Cloud";
const SPIKE = steady(60, { 50: 400, 51: 400 });
const TODAY = addDays(START, 60);
const ALL = { period: { start: START, end: TODAY } };

function list(context: SkillContext, question: object = ALL): AnomaliesAnswer {
  const input = listAnomalies.input.parse(question);
  return anomaliesAnswerSchema.parse(listAnomalies.run(context, input));
}

describe("list-anomalies", () => {
  test("tells a spike once, with what was expected, and adds its impact up", async () => {
    await withBill(dailyCharges(SPIKE), [], (store) => {
      const answer = list(contextOf(store, TODAY));
      expect(answer.status).toBe("answered");
      expect(answer.anomalies).toHaveLength(1);
      const [anomaly] = answer.anomalies;
      expect(anomaly).toMatchObject({
        start: addDays(START, 50),
        end: addDays(START, 52),
        kind: "spike",
        direction: "up",
        course: "ended",
        state: "resolved",
        actual: 800,
        slice: { ServiceName: EC2, SubAccountId: "1" },
      });
      expect(anomaly?.expected).toBeGreaterThan(180);
      expect(anomaly?.expected).toBeLessThan(220);
      expect(anomaly?.impact.value).toBeCloseTo(800 - (anomaly?.expected ?? 0), 9);
      expect(answer.totals).toEqual([{ currency: "USD", value: anomaly?.impact.value }]);
    });
  });

  test("keeps currencies apart", async () => {
    const rows = [
      ...dailyCharges(SPIKE),
      ...dailyCharges(steady(60, { 40: 300 }), { BillingCurrency: "EUR", SubAccountId: "2" }),
    ];
    await withBill(rows, [], (store) => {
      const { anomalies, totals, table } = list(contextOf(store, TODAY));
      expect(anomalies.map(({ impact }) => impact.currency).sort()).toEqual(["EUR", "USD"]);
      expect(totals).toHaveLength(2);
      expect(table?.columns.map(({ name }) => name)).toContain("BillingCurrency");
    });
  });

  test("says that there is nothing to look at", async () => {
    await withBill(dailyCharges(steady(5)), [], (store) => {
      const later = list(contextOf(store, TODAY), {
        period: { start: "2027-05-01", end: "2027-06-01" },
      });
      expect(later.status).toBe("no_data");
      expect(later.notes[0]).toContain("2026-09-01");
      const other = { dimension: "ServiceName", operator: "in", values: ["nothing"] };
      expect(list(contextOf(store, TODAY), { filters: [other] }).status).toBe("no_data");
    });
  });

  test("judges after twelve days, and nothing before the eleventh", async () => {
    const twelve = dailyCharges(steady(12, { 11: 500 }));
    await withBill(twelve, [], (store) => {
      const today = addDays(START, 14);
      expect(list(contextOf(store, today), {}).anomalies).toMatchObject([
        { start: addDays(START, 11), kind: "spike" },
      ]);
    });
    await withBill(dailyCharges(steady(9, { 8: 500 })), [], (store) => {
      expect(list(contextOf(store, addDays(START, 11)), {}).anomalies).toEqual([]);
    });
  });

  test("takes no refund, credit, tax or purchase for a change", async () => {
    const day = addDays(START, 50);
    const rows = [
      ...dailyCharges(steady(60)),
      chargeOn(day, -300, { ResourceId: "refund" }),
      chargeOn(addDays(START, 40), 900, { ChargeCategory: "Purchase" }),
      chargeOn(addDays(START, 41), 900, { ChargeCategory: "Tax" }),
      chargeOn(addDays(START, 42), -900, { ChargeCategory: "Credit" }),
    ];
    await withBill(rows, [], (store) => {
      const answer = list(contextOf(store, TODAY));
      expect(answer.anomalies).toEqual([]);
      expect(answer.notes.join(" ")).toContain("Refunds of 21 October 2026");
    });
  });

  test("takes days of which a provider's data are missing for no drop", async () => {
    const rows = [
      ...dailyCharges(steady(60, { 50: null, 51: null })),
      ...dailyCharges(steady(60), { ProviderName: "Microsoft", SubAccountId: "2" }),
    ];
    await withBill(rows, [], (store) => {
      expect(list(contextOf(store, TODAY)).anomalies).toEqual([]);
    });
  });

  test("doesn't take the days that aren't complete for a drop, but sees a rise on them", async () => {
    const low = dailyCharges(steady(60, { 59: 3 }));
    await withBill(low, [], (store) => {
      expect(list(contextOf(store, TODAY)).anomalies).toEqual([]);
    });
    const high = dailyCharges(steady(60, { 59: 900 }));
    await withBill(high, [], (store) => {
      expect(list(contextOf(store, TODAY)).anomalies).toMatchObject([
        { start: addDays(START, 59), course: "ongoing", end: null },
      ]);
    });
  });

  test("shows each person only what is theirs", async () => {
    const rows = [
      ...dailyCharges(SPIKE, { Tags: '{"team":"payments"}' }),
      ...dailyCharges(steady(60, { 40: 300 }), { SubAccountId: "2", Tags: '{"team":"data"}' }),
    ];
    await withBill(rows, [teamDimension()], (store) => {
      const scope = [{ dimension: "team", operator: "in" as const, values: ["data"] }];
      const answer = list(contextOf(store, TODAY, scope));
      expect(answer.anomalies).toMatchObject([{ start: addDays(START, 40), owner: "data" }]);
      expect(JSON.stringify(answer)).not.toContain("payments");
      expect(list(contextOf(store, TODAY)).anomalies).toHaveLength(2);
    });
  });

  test("finds the same again, until the bill changes", async () => {
    await withBill(dailyCharges(SPIKE), [], async (store, folder) => {
      const context = contextOf(store, TODAY);
      const first = list(context);
      expect(list(context)).toEqual(first);
      writeBill(join(folder, "bill.csv"), dailyCharges(steady(60, { 40: 400, 50: 400, 51: 400 })));
      const paths = [join(folder, "bill.csv")];
      await importBills(store, { paths, again: false, now: new Date("2026-11-21T09:00:00Z") });
      expect(list(context).anomalies).toHaveLength(2);
    });
  });

  test("has only the more severe ones, in one direction, and so many, where that is asked", async () => {
    const rows = [
      ...dailyCharges(SPIKE),
      ...dailyCharges(steady(60, { 40: 20 }), { SubAccountId: "2", ServiceName: "Storage" }),
    ];
    await withBill(rows, [], (store) => {
      const context = contextOf(store, TODAY);
      expect(list(context, { ...ALL, direction: "down" }).anomalies).toMatchObject([
        { kind: "drop" },
      ]);
      const one = list(context, { ...ALL, limit: 1 });
      expect(one.anomalies).toMatchObject([{ kind: "spike" }]);
      expect(one.totals).toEqual(list(context).totals);
      expect(list(context, { ...ALL, minimumSeverity: "critical" }).anomalies).toEqual([]);
    });
  });

  test("tells everything in text, and what can be done as buttons", async () => {
    await withBill(dailyCharges(SPIKE), [], (store) => {
      const input = listAnomalies.input.parse(ALL);
      const answer = list(contextOf(store, TODAY));
      const card = listAnomalies.present(answer, input);
      expect(cardText(card)).toContain(`${EC2} · account account-1`);
      const buttons = card.blocks.flatMap((block) =>
        block.type === "buttons" ? block.buttons : [],
      );
      expect(buttons.map(({ label }) => label)).toEqual(["Explain", "Expected", "Not useful"]);
      for (const { action } of buttons) {
        if (action.kind !== "call") throw new Error("a button asks");
        const skill = [explainAnomaly, resolveAnomaly].find(({ name }) => name === action.skill);
        expect(skill?.input.safeParse(action.input).success).toBe(true);
      }
    });
  });
});

describe("explain-anomaly", () => {
  test("has days that add up to what was expected and to what came, and parts that add up to the change", async () => {
    const rows = [
      ...dailyCharges(steady(60), { ResourceId: "i-1" }),
      ...dailyCharges(steady(60, { 50: 400, 51: 400 }), { ResourceId: "i-2" }),
    ];
    await withBill(rows, [], (store) => {
      const context = contextOf(store, TODAY);
      const input = explainAnomaly.input.parse({ period: ALL.period });
      const answer = explainedAnomalySchema.parse(explainAnomaly.run(context, input));
      const [anomaly] = answer.anomalies;
      const sum = (at: number) =>
        (answer.table?.rows ?? []).reduce((total, row) => total + Number(row[at]), 0);
      expect(answer.table?.rows).toHaveLength(2);
      expect(sum(1)).toBeCloseTo(anomaly?.expected ?? 0, 9);
      expect(sum(2)).toBeCloseTo(anomaly?.actual ?? 0, 9);
      const { explanation } = answer;
      const parts = (explanation?.drivers ?? []).reduce((total, { change }) => total + change, 0);
      expect(parts).toBeCloseTo(explanation?.change ?? 0, 9);
      expect(explanation?.drivers[0]?.slice).toEqual([
        { dimension: "ResourceId", value: "i-2", name: null },
      ]);
      expect(explanation?.resources[0]?.id).toBe("i-2");
      expect(anomaly?.cause?.slice).toMatchObject({ ResourceId: "i-2" });
      expect(cardText(explainAnomaly.present(answer, input))).toContain("Line chart");
    });
  });

  test("says where no anomaly is meant", async () => {
    await withBill(dailyCharges(steady(60)), [], (store) => {
      const input = explainAnomaly.input.parse({ words: "nothing of the kind" });
      const answer = explainedAnomalySchema.parse(
        explainAnomaly.run(contextOf(store, TODAY), input),
      );
      expect(answer.status).toBe("no_data");
      expect(cardText(explainAnomaly.present(answer, input))).toContain("no anomalies");
    });
  });
});

describe("resolve-anomaly", () => {
  const rows = dailyCharges(steady(90, { 50: 400, 51: 400, 80: 400, 81: 400 }));
  const first = { start: addDays(START, 45), end: addDays(START, 55) };
  const second = { start: addDays(START, 75), end: addDays(START, 85) };

  function say(context: SkillContext, said: object): AnomaliesAnswer {
    return anomaliesAnswerSchema.parse(
      resolveAnomaly.run(context, resolveAnomaly.input.parse(said)),
    );
  }

  test("silences the like of it until it expires, and says who said so", async () => {
    await withBill(rows, [], (store) => {
      const early = addDays(START, 60);
      const until = addDays(START, 90);
      const said = { period: first, verdict: "expected", until, note: "load tests" };
      say(contextOf(store, early, [], "a1"), said);
      const before = contextOf(store, addDays(START, 88));
      expect(list(before, { period: second }).anomalies).toEqual([]);
      expect(list(before, { period: second }).notes.join(" ")).toContain("1 anomaly is left out");
      const silenced = list(before, { period: second, states: ["expected"] });
      expect(silenced.anomalies).toMatchObject([
        { state: "expected", said: { person: "ann@example.com", note: "load tests", until } },
      ]);
      const after = contextOf(store, until);
      expect(list(after, { period: second }).anomalies).toMatchObject([
        { state: "resolved", said: null, history: [{ note: "load tests" }] },
      ]);
    });
  });

  test("acknowledges the one alone, and changes nothing when the action is repeated", async () => {
    await withBill(dailyCharges(steady(60, { 58: 400, 59: 400 })), [], (store) => {
      const act = contextOf(store, TODAY, [], "a1");
      const answer = say(act, { verdict: "acknowledged" });
      expect(answer.anomalies).toMatchObject([{ state: "acknowledged" }]);
      expect(say(act, { verdict: "acknowledged" }).anomalies).toEqual(answer.anomalies);
      expect(answer.anomalies[0]?.history).toHaveLength(1);
    });
  });

  test("opens again what was silenced", async () => {
    await withBill(rows, [], (store) => {
      const today = addDays(START, 88);
      const { id } = list(contextOf(store, today), { period: second }).anomalies[0] ?? {};
      say(contextOf(store, today, [], "a1"), { id, verdict: "not-useful" });
      expect(list(contextOf(store, today), { period: second }).anomalies).toEqual([]);
      say(contextOf(store, today, [], "a2"), { id, verdict: "reopened" });
      expect(list(contextOf(store, today), { period: second }).anomalies).toHaveLength(1);
    });
  });

  test("says what it will do before it does it, and refuses what isn't clear", async () => {
    await withBill(rows, [], (store) => {
      const context = contextOf(store, addDays(START, 88));
      const confirm = (said: object) =>
        resolveAnomaly.confirm?.(context, resolveAnomaly.input.parse(said)) ?? "";
      expect(confirm({ period: second, verdict: "expected", until: "2027-01-01" })).toContain(
        "until 1 January 2027",
      );
      const both = { start: START, end: addDays(START, 90) };
      expect(() => confirm({ period: both, verdict: "acknowledged" })).toThrow("2 anomalies fit");
      const past = { period: second, verdict: "expected", until: START };
      expect(() => confirm(past)).toThrow("later day");
      expect(context.anomalyFeedback.entries("2027-01-01")).toEqual([]);
    });
  });
});
