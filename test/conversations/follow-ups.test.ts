import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ShownRows, Turn } from "#src/conversation";
import { compareQuestionSchema, costQuestionSchema } from "#src/cost-question";
import { routed, summaryOf } from "../router/routing-summary.ts";
import { type ScriptedTurn, scripts } from "./scripts.ts";

const SHOWN: Readonly<Record<NonNullable<ScriptedTurn["shows"]>, ShownRows>> = {
  services: {
    dimension: "ServiceName",
    values: ["Amazon Elastic Compute Cloud", "Amazon Simple Storage Service", null],
  },
  accounts: { dimension: "SubAccountId", values: ["210000000011", "210000000014"] },
  environments: { dimension: "environment", values: ["production", "staging"] },
};

/** Routes a question after a turn, and gives the turn that comes of it. */
function follow(question: string, before: Turn | null, rows: ShownRows | null = null) {
  const routing = routed(question, before);
  if (routing.kind !== "skill") return { routing, turn: before };
  const kept = routing.followsUp === true ? (before?.rows ?? null) : null;
  const turn: Turn = { skill: routing.skill, input: routing.input, rows: rows ?? kept };
  return { routing, turn };
}

describe.each(Object.entries(scripts))("%s", (_, script) => {
  test("reads as scripted", () => {
    let turn: Turn | null = null;
    const read: string[] = [];
    for (const { question, shows } of script) {
      const next = follow(question, turn, shows === undefined ? null : SHOWN[shows]);
      const isFollowUp = next.routing.kind === "skill" && next.routing.followsUp === true;
      read.push(`${question} → ${isFollowUp ? "→ " : ""}${summaryOf(next.routing)}`);
      turn = next.turn;
    }
    expect(read).toEqual(script.map(({ question, routing }) => `${question} → ${routing}`));
  });
});

const FIRST_QUESTIONS = [
  "EC2 cost for prod in June by account",
  "daily AWS cost without tax in June",
  "top 3 services for payments in June as billed",
  "services over $500 in us-east-1 in June",
  "list cost by team and region in June",
];
const PERIODS = [
  "last month",
  "in October",
  "in Q2",
  "last 7 days",
  "on 8 April",
  "since September",
];

describe("a follow-up", () => {
  test("that names only a period changes only the period", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIRST_QUESTIONS),
        fc.constantFrom(...PERIODS),
        fc.constantFrom(
          "and PERIOD?",
          "what about PERIOD?",
          "same for PERIOD",
          "PERIOD",
          "now PERIOD",
        ),
        (first, period, form) => {
          const { turn } = follow(first, null);
          const { routing } = follow(form.replace("PERIOD", period), turn);
          const before = costQuestionSchema.parse(turn?.input);
          const alone = routed(`cost ${period}`);
          expect(routing).toMatchObject({ kind: "skill", skill: "get-spend", followsUp: true });
          if (routing.kind !== "skill" || alone.kind !== "skill") return;
          const after = costQuestionSchema.parse(routing.input);
          const named = costQuestionSchema.parse(alone.input);
          expect(after).toEqual({
            ...before,
            period: named.period,
            periodWords: named.periodWords,
          });
        },
      ),
    );
  });

  test.each([
    "what did we spend in August?",
    "how much did S3 cost last week?",
    "top 5 regions in July",
    "compare September to August by team",
    "Snowflake in May",
  ])("“%s” is none, whatever came before", (question) => {
    for (const first of FIRST_QUESTIONS) {
      const { turn } = follow(first, null);
      expect(routed(question, turn)).toEqual(routed(question));
    }
  });

  test("says that it is read as one, and what it no longer holds to", () => {
    const { turn } = follow("EC2 cost in October", null);
    const { routing } = follow("what about Azure?", turn);
    expect(routing.kind === "skill" ? routing.assumptions : null).toEqual([
      "read as a follow-up to the question before",
      "“Azure” read as Microsoft",
      "no longer limited to service Amazon Elastic Compute Cloud",
    ]);
  });

  test("keeps the days of a period whose words mean others by now", () => {
    const turn: Turn = {
      skill: "get-spend",
      input: costQuestionSchema.parse({
        period: { start: "2026-09-01", end: "2026-10-01" },
        periodWords: "last month",
      }),
      rows: null,
    };
    const { routing } = follow("vs the month before", turn);
    const input = routing.kind === "skill" ? compareQuestionSchema.parse(routing.input) : null;
    expect(input?.period).toEqual({ start: "2026-09-01", end: "2026-10-01" });
    expect(input?.compare).toEqual({
      kind: "period",
      period: { start: "2026-08-01", end: "2026-09-01" },
      running: false,
    });
  });

  test("of a running month is compared like for like", () => {
    const { turn } = follow("EC2 cost this month", null);
    const { routing } = follow("how does it compare to October?", turn);
    expect(summaryOf(routing)).toBe(
      "compare-spend · this month · ServiceName in Amazon Elastic Compute Cloud · vs October running",
    );
  });

  test("of a skill that isn't known is read by itself", () => {
    const turn: Turn = { skill: "list-budgets", input: { anything: 1 }, rows: null };
    expect(routed("by account", turn)).toEqual(routed("by account"));
  });

  test("about the answer says what it holds", () => {
    const explained = (first: string, question: string) => {
      const { routing } = follow(question, follow(first, null).turn);
      return routing.kind === "skill" ? routing.assumptions : null;
    };
    expect(explained("cost in October", "does that include tax?")).toEqual([
      "charges of every category are included (usage, purchases, tax, credits, adjustments), support fees too",
    ]);
    expect(explained("cost in October without tax", "is tax included?")).toEqual([
      "charges of every category but Tax are included",
    ]);
    expect(explained("only usage in October", "what's included in that?")).toEqual([
      "of the charge categories only Usage is included",
    ]);
    expect(explained("EC2 cost on the October invoice", "how did you calculate that?")).toEqual([
      "calculated as the sum of BilledCost over the charges whose BillingPeriodStart lies in the period and that the filters let through",
    ]);
    expect(explained("top 3 services in October", "which rows did you leave out?")).toEqual([
      "no charge of the period was left out; groups that aren't listed still count in the total",
    ]);
  });
});

describe("hostile text", () => {
  const { turn } = follow("EC2 cost for prod in October by account", null);
  const words =
    "the second one that account same for and only remove filters all of it instead of vs include tax total by in $1 ' \" ( #3 number 99".split(
      " ",
    );

  test("every follow-up gets a routing that its skill can take", () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "grapheme" })), {
        maxLength: 40,
      })
      .map((parts) => parts.join(" ").slice(0, 2000));
    fc.assert(
      fc.property(text, (question) => {
        expect(summaryOf(routed(question, turn))).toBeTypeOf("string");
      }),
    );
  });

  test.each([
    "that ",
    "all ",
    "the same ",
    "remove x ",
    "the first ",
    "and by ",
    "include tax, ",
    "how did you ",
  ])("“%s” over and over is read in no time", (part) => {
    const start = performance.now();
    routed(part.repeat(2000).slice(0, 2000), turn);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
