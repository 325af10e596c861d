import { describe, expect, test } from "vitest";
import type { Turn } from "#src/conversation";
import { ruleRouter } from "#src/router/rule-router";
import { company } from "../fixture-vocabulary.ts";
import { summary, summaryOf } from "../routing-summary.ts";

const router = ruleRouter();

/** The routing of a question where some budgets are there and were shown. */
function afterList(shown: readonly string[], question: string): string {
  const previous: Turn = {
    skill: "list-budgets",
    input: {},
    rows: { dimension: "budget", values: shown },
  };
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
    [
      "were we over budget in October?",
      "unsupported: explain, suggest or look back on budgets yet",
    ],
    ["notify me when payments is over budget", "unsupported: send or schedule reports yet"],
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

describe("after budgets were shown", () => {
  test.each([
    ["raise it to 60k", "set-budget · change · Team payments · 60000"],
    ["delete it", "set-budget · delete · Team payments"],
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
