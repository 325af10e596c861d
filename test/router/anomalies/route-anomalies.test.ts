import { describe, expect, test } from "vitest";
import { anomalyListSchema } from "#skills/anomalies/anomaly-list";
import { explainAnomaly } from "#skills/anomalies/explain-anomaly";
import { resolveAnomaly } from "#skills/anomalies/resolve-anomaly";
import type { Turn } from "#src/conversation";
import type { Routing } from "#src/router/router";
import { ruleRouter } from "#src/router/rule-router";
import { company } from "../fixture-vocabulary.ts";

const TODAY = "2026-11-20";
const router = ruleRouter();
const EC2 = {
  dimension: "ServiceName",
  operator: "in",
  values: ["Amazon Elastic Compute Cloud"],
};
const PAYMENTS = { dimension: "team", operator: "in", values: ["payments"] };

const IDS = ["2026-11-04 USD up a", "2026-10-27 USD up b", "2026-10-07 USD down c"];
const LIST: Turn = {
  skill: "list-anomalies",
  input: anomalyListSchema.parse({ filters: [PAYMENTS] }),
  rows: { dimension: "anomaly", values: IDS },
};
const EXPLAINED: Turn = {
  skill: "explain-anomaly",
  input: explainAnomaly.input.parse({ filters: [EC2], list: LIST.input }),
  rows: LIST.rows,
};

function route(question: string, previous: Turn | null = null): Routing {
  const vocabulary = company;
  return router.route(question, { today: TODAY, fiscalYearStartMonth: 1, vocabulary, previous });
}

function inputOf(question: string, previous: Turn | null = null): unknown {
  const routing = route(question, previous);
  return routing.kind === "skill"
    ? { skill: routing.skill, ...(routing.input as object) }
    : routing;
}

describe("a question for anomalies", () => {
  test.each([
    ["any anomalies?", {}],
    ["are there any cost anomalies I should know about?", {}],
    ["anything unusual?", {}],
    ["what looks off?", {}],
    ["anything unusual yesterday?", { period: { start: "2026-11-19", end: "2026-11-20" } }],
    [
      "what spiked in October?",
      { direction: "up", period: { start: "2026-10-01", end: "2026-11-01" } },
    ],
    ["show high-severity cost spikes", { direction: "up", minimumSeverity: "high" }],
    ["anomalies for payments", { filters: [PAYMENTS] }],
    [
      "unusual EC2 costs over the last 3 months",
      { filters: [EC2], period: { start: "2026-08-01", end: "2026-11-01" } },
    ],
    ["show silenced anomalies", { states: ["expected", "snoozed"] }],
    ["show snoozed anomalies", { states: ["snoozed"] }],
    ["list acknowledged anomalies", { states: ["acknowledged"] }],
    ["which anomalies are still open?", { states: ["open"] }],
  ])("“%s” lists them", (question, input) => {
    const expected = { skill: "list-anomalies", filters: [], ...input };
    expect(inputOf(question)).toEqual(expected);
    expect(anomalyListSchema.safeParse(input).success).toBe(true);
  });

  test("an unknown name is asked about", () => {
    expect(route("any anomalies for frobnicator?")).toMatchObject({
      kind: "clarify",
      reason: "unknown-name",
    });
  });

  test.each([
    ["create Jira tickets for all cost anomalies", "work with tickets or pull requests yet"],
    [
      "alert me about anomalies",
      "send that; name a report and a time, such as “daily brief to #finops every working day at 9”",
    ],
  ])("“%s” is what can't be done", (question, wish) => {
    expect(route(question)).toEqual({ kind: "unsupported", wish });
  });

  test.each([
    ["what did we spend on EC2 last month?"],
    ["why did EC2 costs spike in October?"],
    ["explain the increase of EC2"],
    ["top 5 services in October"],
  ])("“%s” is none", (question) => {
    expect(inputOf(question)).not.toMatchObject({ skill: expect.stringContaining("anomal") });
  });
});

describe("what is said of an anomaly", () => {
  test.each([
    ["explain the EC2 anomaly", { skill: "explain-anomaly", filters: [EC2], words: null }],
    ["tell me more about the ABC123 anomaly", { skill: "explain-anomaly", words: "ABC123" }],
    ["acknowledge the EC2 anomaly", { verdict: "acknowledged", filters: [EC2] }],
    [
      "mark the EC2 anomaly as expected until January",
      { verdict: "expected", until: "2027-01-01", filters: [EC2] },
    ],
    [
      "dismiss the payments anomaly because it was a load test",
      { verdict: "not-useful", filters: [PAYMENTS], note: "it was a load test" },
    ],
    [
      "the payments anomaly was planned, it was a migration",
      { verdict: "expected", filters: [PAYMENTS] },
    ],
    [
      "snooze the EC2 anomaly for a week",
      { verdict: "snoozed", until: "2026-11-27", filters: [EC2] },
    ],
    ["reopen the EC2 anomaly", { verdict: "reopened", filters: [EC2] }],
  ])("“%s”", (question, input) => {
    expect(inputOf(question)).toMatchObject(input);
    expect([explainAnomaly, resolveAnomaly].some((s) => s.input.safeParse(input).success)).toBe(
      true,
    );
  });

  test.each([["acknowledge that spike"], ["dismiss anomaly 42"]])(
    "“%s” is asked back where none was shown",
    (question) => {
      expect(route(question)).toMatchObject({ kind: "clarify", suggestions: ["Any anomalies?"] });
    },
  );

  test("a recommendation is made of one that is named, without a thread", () => {
    expect(inputOf("make a recommendation of the EC2 anomaly")).toMatchObject({
      skill: "suggest-recommendation",
      filters: [EC2],
    });
    expect(route("make a recommendation of this anomaly")).toMatchObject({ kind: "clarify" });
  });

  test("a day that isn't one is asked back", () => {
    expect(route("mark the EC2 anomaly as expected until the cows come home")).toMatchObject({
      kind: "clarify",
      text: expect.stringContaining("cows come home"),
    });
  });
});

describe("after a list of anomalies", () => {
  test.each([
    ["explain the second one", { skill: "explain-anomaly", id: IDS[1] }],
    ["the second anomaly", { skill: "explain-anomaly", id: IDS[1] }],
    ["number 3", { skill: "explain-anomaly", id: IDS[2] }],
    ["acknowledge the last one", { skill: "resolve-anomaly", id: IDS[2] }],
    ["snooze the last one", { skill: "resolve-anomaly", id: IDS[2], verdict: "snoozed" }],
    ["anomaly 2 is a false alarm", { skill: "resolve-anomaly", id: IDS[1], verdict: "not-useful" }],
    ["the EC2 one is planned", { skill: "resolve-anomaly", verdict: "expected", filters: [EC2] }],
    ["acknowledge the gizmo one", { skill: "resolve-anomaly", words: "gizmo" }],
    ["make a recommendation of the second one", { skill: "suggest-recommendation", id: IDS[1] }],
    ["turn the EC2 one into a recommendation", { skill: "suggest-recommendation", filters: [EC2] }],
  ])("“%s” picks from it", (question, input) => {
    expect(inputOf(question, LIST)).toMatchObject({ ...input, list: { filters: [PAYMENTS] } });
  });

  test.each([
    [
      "and last month?",
      { filters: [PAYMENTS], period: { start: "2026-10-01", end: "2026-11-01" } },
    ],
    ["what about mobile?", { filters: [{ ...PAYMENTS, values: ["mobile"] }] }],
    ["only critical ones", { filters: [PAYMENTS], minimumSeverity: "critical" }],
    ["show silenced ones", { filters: [PAYMENTS], states: ["expected", "snoozed"] }],
    ["any anomalies?", { filters: [] }],
  ])("“%s” lists again", (question, input) => {
    expect(inputOf(question, LIST)).toMatchObject({ skill: "list-anomalies", ...input });
  });

  test("“it” is the one that was explained", () => {
    const routing = inputOf("mark it as expected until next month", EXPLAINED);
    expect(routing).toMatchObject({ verdict: "expected", until: "2026-12-01", filters: [EC2] });
  });

  test.each([
    ["make a recommendation of it"],
    ["make it a recommendation"],
    ["create a recommendation for this anomaly"],
    ["turn that into a recommendation please"],
  ])("“%s” makes one of what was explained", (question) => {
    expect(inputOf(question, EXPLAINED)).toMatchObject({
      skill: "suggest-recommendation",
      filters: [EC2],
      words: null,
    });
  });

  test("“it” is the only one that was shown", () => {
    const rows = { dimension: "anomaly", values: IDS.slice(0, 1) };
    expect(inputOf("acknowledge it", { ...LIST, rows })).toMatchObject({ id: IDS[0] });
  });

  test.each([
    ["what did we spend last month?"],
    ["how fresh is the data?"],
    ["top 5 services"],
    ["why did EC2 costs go up in October?"],
  ])("“%s” asks for something else", (question) => {
    expect(inputOf(question, LIST)).not.toMatchObject({
      skill: expect.stringContaining("anomal"),
    });
  });
});
