import { describe, expect, test } from "vitest";
import type { Turn } from "#src/conversation";
import { routed, summary, summaryOf } from "../routing-summary.ts";

const turn = (skill: string, values: string[], input: object = { filters: [] }): Turn => ({
  skill,
  input,
  rows: { dimension: "recommendation", values },
});
const three = turn("list-recommendations", ["4", "7", "9"]);
const one = turn("decide-recommendation", ["12"]);
const anomalies: Turn = {
  skill: "list-anomalies",
  input: { filters: [] },
  rows: { dimension: "anomaly", values: ["2026-11-01 x", "2026-11-02 y"] },
};

describe("what is to be decided", () => {
  test.each([
    ["what can we save?", "list-recommendations"],
    ["savings over $200 a month", "list-recommendations · gt 200"],
    ["what can payments save?", "list-recommendations · team in payments"],
    [
      "idle RDS",
      "list-recommendations · delete-idle, stop-idle · ServiceName in Amazon Relational Database Service",
    ],
    [
      "find idle load balancers",
      "list-recommendations · delete-idle, stop-idle · called load balancer",
    ],
    ["which have no owner?", "list-recommendations · owner nobody"],
    ["recommendations assigned to ana", "list-recommendations · owner ana"],
    ["my recommendations", "list-recommendations · owner me"],
    ["what waits for my approval?", "list-recommendations · waits for me"],
    ["what is waiting for approval?", "list-recommendations · awaiting-approval"],
    ["rec 12", "list-recommendations · 12 · in detail"],
    ["why 12?", "list-recommendations · 12 · in detail"],
    ["is rec 12 done?", "list-recommendations · 12 · in detail"],
    [
      "who dismissed the NAT one and why?",
      "list-recommendations · called nat · dismiss by anybody · in detail",
    ],
    [
      "what did I accept last month and is it done?",
      "list-recommendations · accept by me · October",
    ],
    ["what was dismissed?", "list-recommendations · dismissed"],
    ["what was dismissed last month?", "list-recommendations · dismiss by anybody · October"],
    ["recommendations accepted in October", "list-recommendations · accept by anybody · October"],
    ["what did bob accept?", "list-recommendations · accept by bob"],
    ["what's my idle spend?", "list-recommendations · delete-idle, stop-idle"],
    ["savings opportunities by team", "list-recommendations · by team"],
    ["recommendations by kind", "list-recommendations · by kind"],
    ["top 3 recommendations", "list-recommendations · top 3"],
    ["which recommendations were verified?", "list-recommendations · verified"],
    ["what got verified last month?", "list-recommendations · verify by anybody · October"],
    ["what is accepted but not done?", "list-recommendations · accepted"],
    ["what's still snoozed?", "list-recommendations · snoozed"],
    [
      "what did ana decide in October?",
      "list-recommendations · accept, done, snooze, dismiss, reopen, approve, decline by ana · October",
    ],
    ["which savings came back?", "list-recommendations · reopen by anybody"],
    [
      "which recommendations did we turn down and why?",
      "list-recommendations · dismiss by anybody · in detail",
    ],
    ["how much of what we accepted was really saved?", "list-savings"],
    ["show me quick wins", "list-recommendations · low effort · low risk"],
    ["low risk savings over $300", "list-recommendations · gt 300 · low risk"],
    ["recommendations that need no restart", "list-recommendations · without a restart"],
    ["the oldest open recommendations", "list-recommendations · by age"],
    ["how much would we save if we did everything?", "list-recommendations"],
    ["who owns the biggest saving?", "list-recommendations"],
  ])("%s", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });
});

describe("a decision", () => {
  test.each([
    ["accept 12", "decide-recommendation · accept · 12"],
    ["rec 12 is done", "decide-recommendation · done · 12"],
    ["mark rec 12 as done", "decide-recommendation · done · 12"],
    ["snooze 12 for 2 weeks", "decide-recommendation · snooze · 12 · until 2026-12-04"],
    ["snooze rec 12 for a month", "decide-recommendation · snooze · 12 · until 2026-12-20"],
    [
      "Snooze rec 12 until after Black Friday",
      "decide-recommendation · snooze · 12 · until 2026-11-28",
    ],
    [
      "snooze rec 12 until after Christmas",
      "decide-recommendation · snooze · 12 · until 2026-12-26",
    ],
    ["snooze rec 12 until it exceeds $1.5k", "decide-recommendation · snooze · 12 · above 1500"],
    ["dismiss 3, 5 and 9: planned", "decide-recommendation · dismiss · 3, 5, 9 · planned"],
    ["dismiss rec 12: not worth it", "decide-recommendation · dismiss · 12 · not-worth-the-effort"],
    [
      "dismiss rec 12 because we need it for disaster recovery",
      "decide-recommendation · dismiss · 12 · needed-for-peak-or-recovery · “we need it for disaster recovery”",
    ],
    [
      "dismiss the NAT one because the vendor needs it",
      "decide-recommendation · dismiss · called nat · other · “the vendor needs it”",
    ],
    ["reopen rec 12", "decide-recommendation · reopen · 12"],
    ["approve #12", "decide-recommendation · approve · 12"],
    ["decline rec 12", "decide-recommendation · decline · 12"],
    ["undo", "decide-recommendation · undo"],
  ])("%s", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });

  test.each([
    ["take 12", "assign-recommendation · 12 · to me"],
    ["release rec 12", "assign-recommendation · 12 · to nobody"],
    ["hand rec 12 over to ana@example.com", "assign-recommendation · 12 · to ana@example.com"],
    ["assign rec 12 to ana please", "assign-recommendation · 12 · to ana"],
    ["make ana the owner of rec 12", "assign-recommendation · 12 · to ana"],
    [
      "assign the idle RDS one to <@ana@example.com>",
      "assign-recommendation · delete-idle, stop-idle · ServiceName in Amazon Relational Database Service · to ana@example.com",
    ],
  ])("%s", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });

  test.each([
    ["snooze rec 12 until the cows come home", /which day/],
    ["assign rec 12", /To whom/],
  ])("%s is asked back about", (question, text) => {
    expect(routed(question)).toMatchObject({ kind: "clarify", text: expect.stringMatching(text) });
  });
});

describe("in a thread about them", () => {
  test.each([
    ["snooze the second one for a month", "decide-recommendation · snooze · 7 · until 2026-12-20"],
    ["dismiss them all: not relevant", "decide-recommendation · dismiss · 4, 7, 9 · not-relevant"],
    ["assign the last one to me", "assign-recommendation · 9 · to me"],
    ["why the first one?", "list-recommendations · 4 · in detail"],
    ["only AWS", "list-recommendations · ServiceProviderName in AWS"],
    ["and for payments?", "list-recommendations · team in payments"],
    ["over $500", "list-recommendations · gt 500"],
    ["what was dismissed?", "list-recommendations · dismissed"],
    ["accept the NAT one", "decide-recommendation · accept · called nat"],
    ["thanks", "thanks"],
    ["give me 5 services by cost", "get-spend · this month · by ServiceName"],
    [
      "what did EC2 cost in October?",
      "get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    ],
  ])("%s", (question, expected) => {
    expect(summaryOf(routed(question, three))).toBe(expected);
  });

  test("“it” is the only one that was shown; of several it is asked which", () => {
    expect(summaryOf(routed("it's done", one))).toBe("decide-recommendation · done · 12");
    expect(summaryOf(routed("why?", one))).toBe("list-recommendations · 12 · in detail");
    expect(summaryOf(routed("give it to bob", one))).toBe("assign-recommendation · 12 · to bob");
    expect(routed("dismiss it: planned", three).kind).toBe("clarify");
  });

  test("a filter is added to those before", () => {
    const payments = { dimension: "team", operator: "in", values: ["payments"] };
    const list = turn("list-recommendations", ["1", "2"], { filters: [payments] });
    expect(summaryOf(routed("only AWS", list))).toBe(
      "list-recommendations · team in payments · ServiceProviderName in AWS",
    );
  });
});

describe("what isn't flagged", () => {
  test.each([
    [
      "never flag the dev environment for 6 months",
      "suppress-recommendations · add · environment in dev · until 2027-05-20",
    ],
    [
      "stop flagging idle resources in staging",
      "suppress-recommendations · add · delete-idle, stop-idle · environment in staging",
    ],
    ["flag the dev environment again", "suppress-recommendations · take-back · environment in dev"],
    ["take back rule 2", "suppress-recommendations · take-back · 2"],
    ["what do you not flag?", "list-suppressions"],
  ])("%s", (question, expected) => {
    expect(summary(question)).toBe(expected);
  });

  test("is read to the last word, or not at all", () => {
    expect(routed("never flag the frobnicated widgets").kind).toBe("clarify");
  });
});

describe("other things keep their words", () => {
  test.each([
    ["delete the idle volumes", "unsupported"],
    ["open a ticket for rec 12", "create-ticket"],
    ["snooze the RDS anomaly for a week", "resolve-anomaly"],
    ["make ana@example.com the owner of the payments budget", "set-budget"],
    ["give me the cost of EC2", "get-spend"],
    ["ignore tax", "get-spend"],
    ["why did costs go up on 12 November?", "explain-change"],
    ["show 5 services", "get-spend"],
    ["cost of rec-engine", "clarify"],
    ["EC2 cost <@bob@example.com>", "get-spend"],
  ])("%s", (question, skill) => {
    const routing = routed(question);
    expect(routing.kind === "skill" ? routing.skill : routing.kind).toBe(skill);
  });

  test("in a thread about anomalies those are meant", () => {
    for (const question of ["dismiss the first one", "snooze it", "acknowledge the second one"]) {
      expect(routed(question, anomalies)).toMatchObject({ skill: "resolve-anomaly" });
    }
  });
});
