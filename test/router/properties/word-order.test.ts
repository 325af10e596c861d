import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { summary } from "../routing-summary.ts";

const FRAMES = [
  "{what} cost {when} by {group}",
  "by {group} cost of {what} {when}",
  "{when}, {what}, by {group}: cost?",
  "cost by {group} for {what} {when}",
  "{when}: cost of {what} by {group}",
  "show {what} spend by {group} {when}",
  "what did {what} cost {when}, by {group}?",
  "{what}: {when} cost by {group}",
  "by {group}, {what}, {when}: what did we spend?",
  "cost of {what} by {group} {when}",
  "how much did we spend on {what} {when} by {group}?",
  "{when} {what} cost by {group}",
  "{when} cost by {group} for {what}",
  "break down {what} cost {when} by {group}",
  "{what}, {when}, cost by {group}",
  "spend, {what}, {when}, per {group}",
  "per {group} spend {when} on {what}",
  "{when} by {group}: {what} cost",
  "cost per {group} {when} of {what}",
  "what was the cost of {what} {when}? by {group} please",
];
/** After "by", a comma goes on to the next group: no name here is a dimension's or a resource's, too. */
const NAMES = [
  ...["EC2", "payments", "the payments team", "us-east-1", "AWS", "prod", "EC2 in us-east-1"],
  ...["shop-prod", "Azure Cosmos DB", "Cloud Run", "the data team", "Snowflake", "fraud-scoring"],
];
const PERIODS = [
  ...["last month", "in October", "this year", "last week", "in Q3", "since 1 October"],
  ...["last 30 days", "yesterday", "in the last 2 weeks", "from 3 to 9 October", "on 2026-10-05"],
  ...["year to date", "in October 2025", "last quarter", "this month so far"],
];
const GROUPS = ["region", "service", "account", "team", "environment", "day", "month", "provider"];

describe("the order of words", () => {
  test("is no matter", () => {
    const asked = fc.record({
      frame: fc.constantFrom(...FRAMES),
      what: fc.constantFrom(...NAMES),
      when: fc.constantFrom(...PERIODS),
      group: fc.constantFrom(...GROUPS),
    });
    fc.assert(
      fc.property(asked, ({ frame, ...parts }) => {
        expect(unordered(frame, parts)).toEqual(unordered(FRAMES[0] ?? "", parts));
      }),
      { numRuns: 1_500 },
    );
  });
});

function unordered(frame: string, parts: Readonly<Record<string, string>>): string[] {
  const question = frame.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? "");
  return summary(question).split(" · ").sort();
}
