import { describe, expect, test } from "vitest";
import type { Turn } from "#src/conversation";
import { ruleRouter } from "#src/router/rule-router";
import { company } from "../fixture-vocabulary.ts";

const router = ruleRouter();
const shown: Turn = {
  skill: "list-recommendations",
  input: { filters: [] },
  rows: { dimension: "recommendation", values: ["4", "7", "9"] },
};
const route = (question: string, previous: Turn | null = null) =>
  router.route(question, {
    today: "2026-11-20",
    fiscalYearStartMonth: 1,
    vocabulary: company,
    previous,
  });

const payments = [{ dimension: "team", operator: "in", values: ["payments"] }];
const thisYear = { start: "2026-01-01", end: "2026-11-21" };

describe("what was saved", () => {
  test.each([
    ["what have we saved this year?", { period: thisYear, filters: [] }],
    ["how much did we save last month?", { period: { start: "2026-10-01", end: "2026-11-01" } }],
    ["what have we saved so far?", { filters: [] }],
    ["savings by team", { groupBy: "team" }],
    ["realised savings by month", { groupBy: "month" }],
    ["verified savings for payments this year", { period: thisYear, filters: payments }],
    ["estimated vs verified savings", { filters: [] }],
    ["show the savings ledger", { filters: [] }],
    ["how much have we saved by service?", { groupBy: "ServiceName" }],
  ])("%s", (question, input) => {
    expect(route(question)).toMatchObject({ kind: "skill", skill: "list-savings", input });
  });

  test.each([
    "how much did we save with reservations last month?",
    "how much did the payments team save from our savings plans?",
    "what was my savings rate last month?",
  ])("is not what discounts save: %s", (question) => {
    expect(route(question)).toMatchObject({ kind: "unsupported" });
  });

  test.each(["what can we save?", "savings over $200 a month", "biggest savings for payments"])(
    "is not what “%s” asks for",
    (question) => {
      expect(route(question)).toMatchObject({ kind: "skill", skill: "list-recommendations" });
    },
  );
});

describe("tickets", () => {
  test.each([
    ["open a ticket for rec 12", { numbers: [12] }],
    ["please create tickets for rec 3, 5 and 9", { numbers: [3, 5, 9] }],
    ["file a jira ticket for 12", { numbers: [12] }],
    [
      "open a ticket for any waste over $200 a month",
      { savings: [{ operator: "gt", value: 200 }], all: true },
    ],
    [
      "open a ticket for every idle resource over $50 a month for payments",
      { savings: [{ operator: "gt", value: 50 }], filters: payments },
    ],
    ["create a ticket for the idle RDS one", { kinds: ["delete-idle", "stop-idle"], all: false }],
  ])("%s", (question, input) => {
    expect(route(question)).toMatchObject({ kind: "skill", skill: "create-ticket", input });
  });

  test("are opened for what was shown", () => {
    expect(route("open a ticket for the second one", shown)).toMatchObject({
      skill: "create-ticket",
      input: { numbers: [7] },
    });
    expect(route("create tickets for all of them", shown)).toMatchObject({
      skill: "create-ticket",
      input: { numbers: [4, 7, 9] },
    });
  });

  test.each([
    "open a Jira ticket for the sandbox costs",
    "create a ticket to delete old-shop-2019",
    "Create Jira tickets for all cost anomalies",
  ])("are opened about recommendations alone: %s", (question) => {
    expect(route(question)).toMatchObject({ kind: "unsupported" });
  });

  test("are asked back about where nothing says which", () => {
    expect(route("open a ticket")).toMatchObject({ kind: "clarify" });
  });
});
