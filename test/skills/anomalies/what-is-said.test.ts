import { describe, expect, test } from "vitest";
import { type AnomaliesAnswer, anomaliesAnswerSchema } from "#skills/anomalies/anomaly-answer";
import { explainAnomaly, explainedAnomalySchema } from "#skills/anomalies/explain-anomaly";
import { listAnomalies } from "#skills/anomalies/list-anomalies";
import { resolveAnomaly } from "#skills/anomalies/resolve-anomaly";
import type { AnomalyVerdict } from "#src/anomaly-feedback";
import { cardText } from "#src/cards/fallback-text";
import { addDays, type Day } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import type { Store } from "#src/store/store";
import { teamDimension, withBill } from "../../store/store-with-bill.ts";
import { contextOf, dailyCharges, START, steady } from "../anomaly-bill.ts";

const TODAY = addDays(START, 60);
const ALL = { period: { start: START, end: TODAY } };
const ONGOING = dailyCharges(steady(60, { 56: 400, 57: 400, 58: 400, 59: 400 }));

function list(context: SkillContext, question: object = ALL): AnomaliesAnswer {
  return anomaliesAnswerSchema.parse(
    listAnomalies.run(context, listAnomalies.input.parse(question)),
  );
}

function statesOf(store: Store, today: Day, scope: readonly Filter[] = []): string[] {
  const states = ["open", "acknowledged", "snoozed", "expected", "resolved"];
  return list(contextOf(store, today, scope), { ...ALL, states }).anomalies.map(
    ({ state }) => state,
  );
}

function say(
  store: Store,
  verdict: AnomalyVerdict,
  {
    day = TODAY,
    scope = [] as readonly Filter[],
    ...more
  }: Record<string, unknown> & {
    readonly day?: Day;
    readonly scope?: readonly Filter[];
  },
): AnomaliesAnswer {
  const context = contextOf(store, day, scope, `${verdict} ${day}`);
  const states = ["open", "acknowledged", "snoozed", "expected", "resolved"];
  const input = resolveAnomaly.input.parse({ list: { ...ALL, states }, verdict, ...more });
  return anomaliesAnswerSchema.parse(resolveAnomaly.run(context, input));
}

describe("snoozing", () => {
  test("keeps this one quiet until its day, and a week where none is named", async () => {
    await withBill(ONGOING, [], (store) => {
      say(store, "snoozed", {});
      expect(list(contextOf(store, TODAY)).anomalies).toEqual([]);
      expect(list(contextOf(store, TODAY)).notes.join(" ")).toContain("1 anomaly is left out");
      expect(statesOf(store, TODAY)).toEqual(["snoozed"]);
      expect(statesOf(store, addDays(TODAY, 6))).toEqual(["snoozed"]);
      expect(statesOf(store, addDays(TODAY, 7))).toEqual(["open"]);
    });
  });

  test("lasts as many days as are asked for, and then what was said before holds again", async () => {
    await withBill(ONGOING, [], (store) => {
      say(store, "acknowledged", { day: addDays(TODAY, -1) });
      const { anomalies } = say(store, "snoozed", { days: 14 });
      expect(anomalies[0]?.said).toMatchObject({ verdict: "snoozed", until: addDays(TODAY, 14) });
      expect(statesOf(store, addDays(TODAY, 14))).toEqual(["acknowledged"]);
    });
  });

  test("says nothing of the next one like it", async () => {
    const twice = dailyCharges(steady(60, { 40: 400, 41: 400, 55: 400, 56: 400 }));
    await withBill(twice, [], (store) => {
      const first = { start: addDays(START, 38), end: addDays(START, 45) };
      say(store, "snoozed", { list: { period: first }, days: 30 });
      expect(statesOf(store, TODAY).toSorted()).toEqual(["resolved", "snoozed"]);
    });
  });

  test("can be chosen on the card, for days that the skill takes", async () => {
    await withBill(ONGOING, [], (store) => {
      const input = explainAnomaly.input.parse({ list: ALL });
      const answer = explainedAnomalySchema.parse(
        explainAnomaly.run(contextOf(store, TODAY), input),
      );
      const { blocks } = explainAnomaly.present(answer, input);
      const options = blocks.flatMap((block) => (block.type === "select" ? block.options : []));
      expect(options.map(({ label }) => label)).toEqual(["1 week", "2 weeks", "30 days"]);
      for (const { action } of options) {
        if (action.kind !== "call") throw new Error("a choice asks");
        expect(resolveAnomaly.input.safeParse(action.input).success).toBe(true);
      }
      expect(blocks.find(({ type }) => type === "date")).toMatchObject({
        action: { kind: "ask", question: "snooze it until {date}" },
      });
    });
  });
});

describe("the life of an anomaly", () => {
  test("has each thing that was said, and what happened by itself", async () => {
    await withBill(ONGOING, [], (store) => {
      say(store, "acknowledged", { note: "on it", day: addDays(TODAY, 1) });
      say(store, "snoozed", { day: addDays(TODAY, 2), days: 3 });
      const [anomaly] = list(contextOf(store, addDays(TODAY, 8))).anomalies;
      const [found, ...later] = anomaly?.stateHistory ?? [];
      expect(found).toEqual({ state: "open", at: anomaly?.raised, said: null });
      expect(later).toMatchObject([
        { state: "acknowledged", said: { person: "ann@example.com", note: "on it" } },
        { state: "snoozed", said: { until: addDays(TODAY, 5) } },
        { state: "acknowledged", at: addDays(TODAY, 5), said: null },
      ]);
    });
  });

  test("ends by itself when the cost is back, and is told in words", async () => {
    await withBill(dailyCharges(steady(60, { 50: 400, 51: 400 })), [], (store) => {
      const input = explainAnomaly.input.parse({ list: ALL });
      const answer = explainedAnomalySchema.parse(
        explainAnomaly.run(contextOf(store, TODAY), input),
      );
      expect(answer.anomalies[0]?.stateHistory.map(({ state, at }) => [state, at])).toEqual([
        ["open", addDays(START, 50)],
        ["resolved", addDays(START, 52)],
      ]);
      const text = cardText(explainAnomaly.present(answer, input));
      expect(text).toContain("History: open on 21 October 2026");
      expect(text).toContain("History: back to usual on 23 October 2026");
    });
  });

  test("goes on under the id that was given for it while its first day was a little later", async () => {
    await withBill(ONGOING, [], (store) => {
      const { id = "" } = list(contextOf(store, TODAY)).anomalies[0] ?? {};
      const later = `${addDays(START, 58)}${id.slice("2026-10-01".length)}`;
      const input = explainAnomaly.input.parse({ id: later });
      expect(explainAnomaly.run(contextOf(store, TODAY), input)).toMatchObject({
        anomalies: [{ id }],
      });
      const other = explainAnomaly.input.parse({ id: `${addDays(START, 30)}${id.slice(10)}` });
      expect(explainAnomaly.run(contextOf(store, TODAY), other)).toMatchObject({
        status: "no_data",
      });
    });
  });
});

describe("who it holds for", () => {
  const payments: Filter = { dimension: "team", operator: "in", values: ["payments"] };
  const data: Filter = { dimension: "team", operator: "in", values: ["data"] };
  const account: Filter = { dimension: "SubAccountId", operator: "in", values: ["1"] };
  // So many teams that none of them is the anomaly: it is that of the service that they share.
  const bill = ["payments", "data", "web", "search", "mobile"].flatMap((team) =>
    dailyCharges(steady(60, { 56: 400, 57: 400, 58: 400, 59: 400 }), {
      Tags: JSON.stringify({ team }),
      ResourceId: `i-${team}`,
    }),
  );
  const teams = [teamDimension()];

  test("what somebody says who sees a part holds for that part alone", async () => {
    await withBill(bill, teams, (store) => {
      say(store, "expected", { scope: [payments] });
      expect(statesOf(store, TODAY, [payments])).toEqual(["expected"]);
      expect(statesOf(store, TODAY, [payments, account])).toEqual(["expected"]);
      expect(statesOf(store, TODAY, [data])).toEqual(["open"]);
      expect(statesOf(store, TODAY)).toEqual(["open"]);
    });
  });

  test("what somebody says who sees all of an anomaly holds for everybody", async () => {
    await withBill(bill, teams, (store) => {
      say(store, "acknowledged", { scope: [account] });
      expect(statesOf(store, TODAY)).toEqual(["acknowledged"]);
      expect(statesOf(store, TODAY, [payments])).toEqual(["acknowledged"]);
    });
  });

  test("what somebody says who sees everything holds for those who see less", async () => {
    await withBill(bill, teams, (store) => {
      say(store, "expected", { note: "a migration" });
      expect(statesOf(store, TODAY, [data])).toEqual(["expected"]);
    });
  });

  test("the history of one part says nothing of another", async () => {
    await withBill(bill, teams, (store) => {
      say(store, "expected", { scope: [payments], note: "a secret of payments" });
      expect(JSON.stringify(list(contextOf(store, TODAY, [data])))).not.toContain("secret");
    });
  });
});
