import { describe, expect, test } from "vitest";
import { type AnomaliesAnswer, anomaliesAnswerSchema } from "#skills/anomalies/anomaly-answer";
import { explainAnomaly, explainedAnomalySchema } from "#skills/anomalies/explain-anomaly";
import { listAnomalies } from "#skills/anomalies/list-anomalies";
import { resolveAnomaly } from "#skills/anomalies/resolve-anomaly";
import type { AnomalyVerdict } from "#src/anomaly-feedback";
import { cardText } from "#src/cards/fallback-text";
import { addDays } from "#src/focus/day";
import type { ProviderAnomaly } from "#src/provider-items";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { FeedLog } from "#src/store/providers/feed-log";
import { WriteBackLog } from "#src/store/providers/write-back-log";
import type { Store } from "#src/store/store";
import { teamDimension, withBill } from "../../store/store-with-bill.ts";
import { contextOf, dailyCharges, START, steady } from "../anomaly-bill.ts";

const EC2 = "Amazon Elastic Compute Cloud";
const TODAY = addDays(START, 60);
const NOW = new Date(`${TODAY}T06:00:00Z`);
const ALL = { period: { start: START, end: TODAY } };
const BILL = [
  ...dailyCharges(steady(60, { 50: 400, 51: 400 }), { Tags: '{"team":"payments"}' }),
  ...dailyCharges(steady(60), { SubAccountId: "2", ServiceName: "Storage" }),
];

function filter(dimension: string, value: string) {
  return { dimension, operator: "in" as const, values: [value] };
}

/** What AWS says of the spike on the days 50 and 51. */
function sighting(more: Partial<ProviderAnomaly> = {}): ProviderAnomaly {
  return {
    id: "anomaly-1",
    provider: "AWS",
    url: "https://example.com/anomaly-1",
    start: addDays(START, 50),
    end: addDays(START, 52),
    currency: "USD",
    impact: 590,
    actual: 800,
    expected: 210,
    filters: [filter("ServiceName", EC2)],
    causes: ["BoxUsage in us-east-1"],
    feedback: null,
    ...more,
  };
}

function listed(store: Store, items: readonly ProviderAnomaly[]): void {
  const feed = new FeedLog(store.database);
  const kind = "anomaly" as const;
  feed.keep({ source: "aws", feed: "f", kind, items, listed: null, memory: null, now: NOW });
}

function list(context: SkillContext, question: object = ALL): AnomaliesAnswer {
  return anomaliesAnswerSchema.parse(
    listAnomalies.run(context, listAnomalies.input.parse(question)),
  );
}

function say(store: Store, verdict: AnomalyVerdict, actionId: string, more: object = {}) {
  const input = resolveAnomaly.input.parse({ ...ALL, verdict, ...more });
  return resolveAnomaly.run(contextOf(store, TODAY, [], actionId), input);
}

describe("an anomaly that a provider found, too", () => {
  test("is one, and says by whom and at what", async () => {
    await withBill(BILL, [], (store) => {
      listed(store, [sighting()]);
      const answer = list(contextOf(store, TODAY));
      expect(answer.anomalies).toMatchObject([
        { foundHere: true, actual: 800, sightings: [{ provider: "AWS", impact: 590 }] },
      ]);
      const card = listAnomalies.present(answer, listAnomalies.input.parse(ALL));
      expect(cardText(card)).toContain("Also found by AWS, at $590.00 more.");
      expect(answer.table?.columns.at(-1)?.name).toBe("found by");
      expect(answer.table?.rows[0]?.at(-1)).toBe("Tally, AWS");
    });
  });

  test.each<[string, Partial<ProviderAnomaly>]>([
    ["other days", { start: addDays(START, 30), end: addDays(START, 32) }],
    ["another account", { filters: [filter("ServiceName", EC2), filter("SubAccountId", "2")] }],
    ["charges that it isn't in", { filters: [filter("RegionId", "eu-central-1")] }],
    ["another direction", { impact: -590 }],
    ["another currency", { currency: "EUR" }],
    ["much more money", { impact: 59_000 }],
    ["another provider", { provider: "Microsoft" }],
  ])("isn't the same with %s", async (_, more) => {
    await withBill(BILL, [], (store) => {
      listed(store, [sighting(more)]);
      const own = list(contextOf(store, TODAY)).anomalies.find(({ foundHere }) => foundHere);
      expect(own?.sightings).toEqual([]);
    });
  });

  test("is told what is said of it, once, and the outcome shows", async () => {
    await withBill(BILL, [], (store) => {
      listed(store, [sighting()]);
      const { id } = list(contextOf(store, TODAY)).anomalies[0] ?? {};
      say(store, "expected", "a1", { id });
      say(store, "expected", "a1", { id });
      const log = new WriteBackLog(store.database);
      const [waiting, ...others] = log.waiting("aws");
      expect(others).toEqual([]);
      expect(waiting?.writeBack).toEqual({ kind: "anomaly", id: "anomaly-1", feedback: "planned" });
      const input = explainAnomaly.input.parse({ list: { ...ALL, states: ["expected"] } });
      const explained = () =>
        explainedAnomalySchema.parse(explainAnomaly.run(contextOf(store, TODAY), input));
      const text = () => cardText(explainAnomaly.present(explained(), input));
      expect(explained().anomalies[0]?.sightings[0]?.told).toMatchObject([
        { feedback: "planned", person: "ann@example.com", status: "waiting" },
      ]);
      expect(text()).toContain("goes out with the next sync");
      log.settle(waiting?.id ?? 0, "refused", "its monitor is gone", NOW);
      expect(text()).toContain("not taken: its monitor is gone");
    });
  });

  test("hears what fits: yes, no, and yes again when it is reopened", async () => {
    await withBill(BILL, [], (store) => {
      listed(store, [sighting()]);
      const told = () =>
        contextOf(store, TODAY)
          .providers.told("aws", "anomaly", "anomaly-1")
          .map(({ writeBack }) => "feedback" in writeBack && writeBack.feedback);
      const { id } = list(contextOf(store, TODAY)).anomalies[0] ?? {};
      say(store, "acknowledged", "a1", { id });
      say(store, "snoozed", "a2", { id });
      say(store, "reopened", "a3", { id });
      expect(told()).toEqual(["yes"]);
      say(store, "not-useful", "a4", { id });
      say(store, "reopened", "a5", { id });
      expect(told()).toEqual(["yes", "no", "yes"]);
    });
  });

  test("says beforehand that the provider is told", async () => {
    await withBill(BILL, [], (store) => {
      listed(store, [sighting()]);
      const confirm = (verdict: AnomalyVerdict) =>
        resolveAnomaly.confirm?.(
          contextOf(store, TODAY),
          resolveAnomaly.input.parse({ ...ALL, verdict }),
        );
      expect(confirm("expected")).toContain("AWS will be told with the next sync.");
      expect(confirm("snoozed")).not.toContain("will be told");
    });
  });
});

describe("an anomaly that a provider alone found", () => {
  const alone = sighting({
    id: "anomaly-2",
    start: addDays(START, 40),
    end: addDays(START, 42),
    impact: 300,
    expected: null,
    actual: null,
    filters: [filter("ServiceName", "Storage")],
  });

  test("is listed with the provider's figures, which aren't in ours", async () => {
    await withBill(BILL, [], (store) => {
      listed(store, [sighting(), alone]);
      const answer = list(contextOf(store, TODAY));
      expect(answer.anomalies).toHaveLength(2);
      const [own, theirs] = answer.anomalies;
      expect(theirs).toMatchObject({
        foundHere: false,
        expected: null,
        interval: null,
        kind: null,
        state: "resolved",
        impact: { currency: "USD", value: 300, percent: null },
      });
      expect(answer.totals).toEqual([{ currency: "USD", value: own?.impact.value }]);
      expect(answer.notes.join(" ")).toContain("1 anomaly was found by AWS alone");
      const card = listAnomalies.present(answer, listAnomalies.input.parse(ALL));
      expect(cardText(card)).toContain("Found by AWS alone: the figures are AWS's.");
    });
  });

  test("is explained from the charges, and silenced like any other", async () => {
    await withBill(BILL, [], (store) => {
      listed(store, [alone]);
      const theirs = list(contextOf(store, TODAY)).anomalies.find(({ foundHere }) => !foundHere);
      const input = explainAnomaly.input.parse({ id: theirs?.id });
      const answer = explainedAnomalySchema.parse(
        explainAnomaly.run(contextOf(store, TODAY), input),
      );
      expect(answer.explanation?.after).toBeGreaterThan(0);
      expect(answer.table).toBeNull();
      expect(cardText(explainAnomaly.present(answer, input))).toContain("AWS says");
      say(store, "not-useful", "a1", { id: theirs?.id });
      expect(list(contextOf(store, TODAY)).anomalies.map(({ foundHere }) => foundHere)).toEqual([
        true,
      ]);
    });
  });

  test("isn't for those who don't see its charges, nor for a list of others", async () => {
    await withBill(BILL, [teamDimension()], (store) => {
      listed(store, [sighting(), alone]);
      const sees = (scope: readonly Filter[]) =>
        list(contextOf(store, TODAY, scope)).anomalies.flatMap(({ sightings }) =>
          sightings.map(({ id }) => id),
        );
      expect(sees([filter("team", "payments")])).toEqual([]);
      expect(sees([filter("ServiceName", "Storage")])).toEqual(["anomaly-2"]);
      const ofEc2 = list(contextOf(store, TODAY), {
        ...ALL,
        filters: [filter("ServiceName", EC2)],
      });
      expect(ofEc2.anomalies).toMatchObject([{ foundHere: true }]);
    });
  });

  test("has to reach the thresholds, too", async () => {
    await withBill(BILL, [], (store) => {
      listed(store, [{ ...alone, impact: 3 }]);
      expect(list(contextOf(store, TODAY)).anomalies).toMatchObject([{ foundHere: true }]);
    });
  });
});
