import { describe, expect, test } from "vitest";
import type { Turn } from "#src/conversation";
import { forecastQuestionSchema } from "#src/forecast-question";
import { routed } from "../routing-summary.ts";

/** A question of 20 November 2026, in a line of its period, its filters and what it imagines. */
function imagined(question: string, previous: Turn | null = null): string {
  const routing = routed(question, previous);
  if (routing.kind !== "skill") return routing.kind;
  if (routing.skill !== "forecast-spend") return routing.skill;
  const { period, filters, whatIf } = forecastQuestionSchema.parse(routing.input);
  const named = (all: typeof filters) => all.map(({ operator, values }) => `${operator} ${values}`);
  return [
    period === undefined ? "this month" : `${period.start}..${period.end}`,
    ...named(filters),
    whatIf === null ? "as it stands" : `if ${whatIf.kind}`,
    ...named(whatIf?.filters ?? []),
    ...[whatIf?.size, whatIf?.currency, whatIf?.from].filter((part) => part != null),
  ].join(" · ");
}

const EC2 = "in Amazon Elastic Compute Cloud";
const S3 = "in Amazon Simple Storage Service";

describe("a condition is understood:", () => {
  test.each([
    ["what if EC2 grows 15%?", `this month · if percent · ${EC2} · 15`],
    ["what happens to our bill if EC2 doubles?", `this month · if percent · ${EC2} · 100`],
    [
      "what will December cost if EC2 grows by 15%?",
      `2026-12-01..2027-01-01 · if percent · ${EC2} · 15`,
    ],
    [
      "if we cut S3 by 20%, what will next year cost?",
      `2027-01-01..2028-01-01 · if percent · ${S3} · -20`,
    ],
    ["what if costs grow 10%?", "this month · if percent · 10"],
    [
      "what if we add $5k a month for payments from January?",
      "2027-01-01..2027-04-01 · if monthly · in payments · 5000 · USD · 2027-01-01",
    ],
    [
      "forecast EC2 for the payments team if S3 drops 10%",
      `this month · ${EC2} · in payments · if percent · ${S3} · -10`,
    ],
    [
      "what would we spend next quarter without the shop-staging account?",
      "2027-01-01..2027-04-01 · if without · in 210000000012",
    ],
    [
      "how much would we spend if shop-staging was shut down?",
      "this month · if without · in 210000000012",
    ],
    [
      "what if we had bought the savings plan?",
      "this month · if commitment · contains Savings Plan",
    ],
    [
      "forecast without the shop-staging account",
      "this month · not_in 210000000012 · if with · in 210000000012",
    ],
  ])("“%s”", (question, expected) => {
    expect(imagined(question)).toBe(expected);
  });

  test("of what was forecast before", () => {
    const before: Turn = {
      skill: "forecast-spend",
      input: { period: { start: "2026-12-01", end: "2027-01-01" }, groupBy: ["team"] },
      rows: null,
    };
    expect(imagined("what if EC2 grows 15%?", before)).toBe(
      `2026-12-01..2027-01-01 · if percent · ${EC2} · 15`,
    );
    expect(imagined("without the shop-staging account", before)).toBe(
      "2026-12-01..2027-01-01 · not_in 210000000012 · if with · in 210000000012",
    );
  });
});

test.each([
  ["what did we spend without tax last month?", "get-spend"],
  ["if we deprecate the ap-northeast-2 AWS region, how much could we save?", "unsupported"],
  ["what if flurbs grow 10%?", "unsupported"],
  ["forecast without tax", "this month · not_in Tax · as it stands"],
])("“%s” imagines nothing that can be reckoned", (question, expected) => {
  expect(imagined(question)).toBe(expected);
});
