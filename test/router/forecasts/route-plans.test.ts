import { describe, expect, test } from "vitest";
import { planChangeSchema } from "#skills/forecast/plan-change-input";
import { ruleRouter } from "#src/router/rule-router";
import { company } from "../fixture-vocabulary.ts";

const router = ruleRouter();

/** A message of 20 November 2026, in a line of what it would plan. */
function told(message: string, plans: readonly string[] = []): string {
  const routing = router.route(message, {
    today: "2026-11-20",
    fiscalYearStartMonth: 1,
    vocabulary: company,
    previous: null,
    plans,
  });
  if (routing.kind !== "skill") return routing.kind === "clarify" ? routing.text : routing.kind;
  if (routing.skill !== "plan-change") return routing.skill;
  const { change, name, filters, kind, size, currency, period, stays, probability } =
    planChangeSchema.parse(routing.input);
  const end = stays ? "on" : period?.end;
  return [
    change,
    name,
    ...filters.map(({ dimension, values }) => `${dimension} ${values.join(" or ")}`),
    kind,
    size === null ? null : Math.round(100 * size) / 100,
    currency,
    period === undefined ? null : `${period.start} ${kind === "one-off" ? period.end : end}`,
    probability,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

const EC2 = "ServiceName Amazon Elastic Compute Cloud";

describe("something planned is understood:", () => {
  test.each([
    [
      "new region from 1 March, about $12k a month",
      "plan · new region · monthly · 12000 · USD · 2027-03-01 on",
    ],
    ["we expect EC2 to grow 5% a month from January", `plan · ${EC2} · growth · 5 · 2027-01-01 on`],
    [
      "one-off of $30k in December for the migration",
      "plan · migration · one-off · 30000 · USD · 2026-12-01 2027-01-01",
    ],
    [
      "data centre move ends 1 Feb: -8k a month",
      "plan · data centre move · monthly · -8000 · 2027-02-01 on",
    ],
    [
      "our Datadog contract ends on 1 February, $8k a month",
      "plan · ServiceProviderName Datadog · monthly · -8000 · USD · 2027-02-01 on",
    ],
    [
      "plan a launch of $5k a month for team payments from 1 January until 30 June",
      "plan · launch · team payments · monthly · 5000 · USD · 2027-01-01 2027-07-01",
    ],
    [
      "Snowflake renewal: 40k one-off on 15 January",
      "plan · Snowflake renewal · one-off · 40000 · 2027-01-15 2027-01-16",
    ],
    [
      "expect S3 to shrink by 10% from Q1",
      "plan · ServiceName Amazon Simple Storage Service · percent · -10 · 2027-01-01 on",
    ],
    ["EC2 will grow 10% from next month", `plan · ${EC2} · percent · 10 · 2026-12-01 on`],
    ["we plan to double EC2 in Q2", `plan · ${EC2} · percent · 100 · 2027-04-01 on`],
    ["we expect our costs to grow 20% a year from January", "plan · growth · 1.53 · 2027-01-01 on"],
    [
      "new office €1,200 per week from the end of December, 70% likely",
      "plan · new office · monthly · 5214.29 · EUR · 2026-12-31 on · 0.7",
    ],
    [
      "new cluster from November to March, $900 a month",
      "plan · new cluster · monthly · 900 · USD · 2026-11-01 2027-04-01",
    ],
  ])("“%s”", (message, expected) => {
    expect(told(message)).toBe(expected);
  });
});

describe("plans there are", () => {
  const plans = ["new region", "data centre move"];
  test.each([
    ["what's planned?", "list-plans"],
    ["show the planned changes", "list-plans"],
    ["which plans do we have?", "list-plans"],
    ["forget the plan for the new region", "forget · new region"],
    ["cancel the data centre move", "forget · data centre move"],
    ["change the plan for the new region to 15k a month", "change · new region · monthly · 15000"],
    ["move the new region to 1 May", "change · new region · 2027-05-01 on"],
  ])("“%s”", (message, expected) => {
    expect(told(message, plans)).toBe(expected);
  });
});

describe("what is no plan stays what it is:", () => {
  test.each([
    ["services over $10k a month in October", "get-spend"],
    ["what will EC2 cost in December?", "forecast-spend"],
    ["set a budget of $50k a month for payments", "set-budget"],
    ["cancel the savings plan", "unsupported"],
    ["we're going to spend more on AI from January", "forecast-spend"],
  ])("“%s”", (message, expected) => {
    expect(told(message)).toBe(expected);
  });

  test("an amount that may be meant a month or once is asked about", () => {
    expect(told("we expect the migration to cost $30k from January")).toContain("a month, or once");
  });

  test("a percentage of nothing that is known is asked about", () => {
    expect(told("we expect flurbs to grow 5% from January")).toContain("I don't know “flurbs”");
  });
});
