import { describe, expect, test } from "vitest";
import type { Turn } from "#src/conversation";
import { ruleRouter } from "#src/router/rule-router";
import { company } from "../fixture-vocabulary.ts";
import { routed, summary, summaryOf } from "../routing-summary.ts";

const router = ruleRouter();

/** The routing of a question where some budgets are there and were shown. */
function afterList(shown: readonly string[], question: string): string {
  return after(
    { skill: "list-budgets", input: {}, rows: { dimension: "budget", values: shown } },
    question,
  );
}

function after(previous: Turn, question: string): string {
  return summaryOf(
    router.route(question, {
      today: "2026-11-20",
      fiscalYearStartMonth: 1,
      vocabulary: company,
      previous,
      budgets: ["Team payments", "Core infra (EU)"],
    }),
  );
}

describe("a question for budgets", () => {
  test.each([
    ["budgets", "list-budgets"],
    ["are we on budget this month?", "list-budgets"],
    ["is payments over budget?", "list-budgets · team in payments"],
    ["which teams are over budget?", "list-budgets · of each team · over"],
    ["which budgets will be exceeded?", "list-budgets · over · at risk"],
    ["which budgets are on track?", "list-budgets · on track"],
    ["how much of the payments budget is left?", "list-budgets · team in payments"],
    ["show yearly budgets above $1m", "list-budgets · yearly · gt 1000000"],
    ["why is payments over budget?", "list-budgets · team in payments"],
    [
      "which recommendations would bring payments back under budget?",
      "list-budgets · team in payments",
    ],
    ["what would bring payments back under its budget?", "list-budgets · team in payments"],
    ["how can we keep payments within budget?", "list-budgets · team in payments"],
    [
      "which savings would close the gap of the payments budget?",
      "list-budgets · team in payments",
    ],
    [
      "which recommendations would bring us back under budget?",
      "unsupported: bring several budgets back together; ask about one by its name",
    ],
    ["were we over budget in October?", "unsupported: look back on budgets yet"],
    [
      "notify me when payments is over budget",
      "unsupported: send that; name a report and a time, such as “daily brief to #finops every working day at 9”",
    ],
    ["how much did AWS Budgets cost", "get-spend · this month · ServiceName in AWS Budgets"],
  ])("“%s”", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });

  test("an unknown name is asked about", () => {
    expect(summary("is frobnicator over budget?")).toMatch(/^clarify: I don't know “frobnicator”/);
  });
});

describe("a budget that is set", () => {
  test.each([
    [
      "set a budget of $50k a month for payments",
      "set-budget · set · team in payments · 50000 · USD · monthly",
    ],
    ["please create a €1.5m yearly budget", "set-budget · set · 1500000 · EUR · yearly"],
    [
      "raise the payments budget to 80,000 EUR",
      "set-budget · change · team in payments · 80000 · EUR",
    ],
    ["delete the budget for payments", "set-budget · delete · team in payments"],
    [
      'set a budget called "Core infra" of 10k for EC2',
      "set-budget · set · Core infra · ServiceName in Amazon Elastic Compute Cloud · 10000",
    ],
  ])("“%s”", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });

  test.each([
    ["raise the payments budget", "To how much?"],
    ["increase the payments budget by 10%", "clarify"],
    ["set a budget of 5k for payments blub", "“blub”"],
    ["set the payments budget for December to 5k", "December"],
    ["delete the budget", "Which budget?"],
  ])("“%s” is asked back about rather than half read", (question, expected) => {
    expect(summary(question)).toMatch(/^clarify: /);
    expect(summary(question)).toContain(expected);
  });
});

describe("what a budget has beside its amount", () => {
  test.each([
    [
      "alert the payments budget at 70 and 90 %",
      "set-budget · change · team in payments · 70% actual · 90% actual",
    ],
    [
      "warn me when the payments budget is at 80% and at 100% of the forecast",
      "set-budget · change · team in payments · 80% actual · 100% forecast",
    ],
    [
      "set the alert thresholds of the payments budget to 50, 75 and 100 percent",
      "set-budget · set · team in payments · 50% actual · 75% actual · 100% actual",
    ],
    [
      "send alerts of the payments budget to #payments-finops",
      "set-budget · change · team in payments · #payments-finops",
    ],
    [
      "make ana@example.com the owner of the payments budget",
      "set-budget · set · team in payments · ana@example.com",
    ],
    [
      "the owner of the payments budget is Ana.Lima@example.com",
      "set-budget · change · team in payments · ana.lima@example.com",
    ],
    ["let the payments budget roll over", "set-budget · change · team in payments · rolls over"],
    [
      "the payments budget should no longer roll over",
      "set-budget · change · team in payments · doesn't roll over",
    ],
    [
      "set a budget of $50k a month for payments, owner ana@example.com, alerts at 70% and 90%",
      "set-budget · set · team in payments · 50000 · USD · monthly · ana@example.com · 70% actual · 90% actual",
    ],
  ])("“%s”", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });

  test("alerts are turned off", () => {
    const routing = routed("turn off the alerts of the payments budget");
    expect(routing).toMatchObject({ skill: "set-budget", input: { thresholds: [] } });
  });

  test("isn't changed where a word isn't understood", () => {
    expect(summary("remove the alerts of the payments budget")).toMatch(/^clarify: .*“alerts”/);

    expect(summary("alert the blub budget at 70%")).toMatch(/^clarify: .*blub/);
    expect(summary("alert the budget at 70%")).toMatch(/^clarify: Which budget/);
  });
});

describe("who changed budgets, and which are silent", () => {
  test.each([
    ["who changed the payments budget?", "budget-history · team in payments"],
    ["show the history of the payments budget", "budget-history · team in payments"],
    ["when was the payments budget last raised?", "budget-history · team in payments"],
    ["budget history", "budget-history"],
    ["mute the payments budget", "mute-budget · mute · team in payments"],
    ["please unmute the alerts of the payments budget", "mute-budget · unmute · team in payments"],
    ["mute the budget", "clarify: Which budget? Say its name, or what it is for."],
  ])("“%s”", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });
});

describe("what has no budget", () => {
  test.each([
    ["which subscriptions have no budget?", "suggest-budgets · SubAccountId"],
    ["which teams don't have a budget yet?", "suggest-budgets · team"],
    ["services without a budget", "suggest-budgets · ServiceName"],
    ["do all teams have a budget?", "suggest-budgets · team"],
    ["suggest a budget for each team", "suggest-budgets · team"],
    ["what should the budget for payments be?", "suggest-budgets · team · team in payments"],
    [
      "which AWS accounts have no budget",
      "suggest-budgets · SubAccountId · ServiceProviderName in AWS",
    ],
    ["set the suggested budgets for all teams", "set-suggested-budgets · team"],
  ])("“%s”", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });

  const suggested: Turn = {
    skill: "suggest-budgets",
    input: { dimension: "team", filters: [] },
    rows: { dimension: "team", values: ["payments", "search"] },
  };
  test.each([
    ["yes", "set-suggested-budgets · team"],
    ["Set them all", "set-suggested-budgets · team"],
    ["ok, create them all please", "set-suggested-budgets · team"],
    ["suggest a budget for each", "suggest-budgets · team"],
    ["suggest a budget for each service", "suggest-budgets · ServiceName"],
    ["how much did payments cost in October?", "get-spend · October · team in payments"],
  ])("then “%s”", (question, expected) => {
    expect(after(suggested, question)).toBe(expected);
  });
});

describe("after budgets were shown", () => {
  test.each([
    ["raise it to 60k", "set-budget · change · Team payments · 60000"],
    ["delete it", "set-budget · delete · Team payments"],
    ["raise it to 3100 USD", "set-budget · change · Team payments · 3100 · USD"],
    ["set its owner to ana@example.com", "set-budget · set · Team payments · ana@example.com"],
    ["alert at 70%", "set-budget · change · Team payments · 70% actual"],
    ["mute it", "mute-budget · mute · Team payments"],
    ["what should the Core infra (EU) budget be?", "list-budgets · Core infra (EU)"],
    ["who changed it?", "budget-history · Team payments"],
    ["and the Core infra (EU) one?", "list-budgets · Core infra (EU)"],
    ["what about payments?", "list-budgets · team in payments"],
    [
      "how much did EC2 cost in October?",
      "get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    ],
  ])("“%s”", (question, expected) => {
    expect(afterList(["Team payments"], question)).toBe(expected);
  });

  test("it isn't guessed which of several is meant", () => {
    expect(afterList(["Team payments", "Core infra (EU)"], "delete it")).toMatch(
      /^clarify: Which budget/,
    );
  });
});
