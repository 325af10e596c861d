import { describe, expect, test } from "vitest";
import type { Turn } from "#src/conversation";
import { routed, summaryOf } from "../routing-summary.ts";

const costs: Turn = {
  skill: "get-spend",
  input: { period: { start: "2026-10-01", end: "2026-11-01" }, periodWords: "last month" },
  rows: null,
};
const payments = { dimension: "team", operator: "in", values: ["payments"] };
const digest: Turn = { skill: "weekly-digest", input: { filters: [payments] }, rows: null };
const schedules: Turn = {
  skill: "list-schedules",
  input: {},
  rows: { dimension: "schedule", values: ["Daily brief"] },
};
const write: Turn = { skill: "set-budget", input: {}, rows: null };

describe("reports are shown", () => {
  test.each([
    ["weekly digest", "weekly-digest"],
    ["Show me the weekly digest for payments", "weekly-digest · team in payments"],
    ["weekly report on payments", "weekly-digest · team in payments"],
    ["what's in the daily brief?", "daily-brief"],
    ["give me the morning briefing", "daily-brief"],
    ["monthly report for October", "monthly-report · through 2026-10-31"],
    ["showback report", "monthly-report"],
    ["exec summary for payments", "executive-report · team in payments"],
    ["weekly digest for last week", "weekly-digest · through 2026-11-15"],
  ])("%s", (question, expected) => {
    expect(summaryOf(routed(question))).toBe(expected);
  });
});

describe("reports are scheduled", () => {
  test.each([
    ["weekly digest for payments here", "schedule-report · weekly-digest · team in payments"],
    ["daily brief at 8:30 Berlin time", "schedule-report · daily-brief · at 08:30 · Europe/Berlin"],
    [
      "send the monthly report to #finance on the 3rd of every month",
      "schedule-report · monthly-report · to #finance · every month 3",
    ],
    [
      "post the weekly digest here on Fridays at 5pm",
      "schedule-report · weekly-digest · every week friday · at 17:00",
    ],
    [
      "subscribe me to the daily brief every weekday at 7:15 New York time",
      "schedule-report · daily-brief · every working day · at 07:15 · America/New_York",
    ],
    [
      "executive report to <#C0123|board> on the last day of every month with png",
      "schedule-report · executive-report · to <#C0123|board> · every month last · png",
    ],
    [
      "weekly digest at noon CET here",
      "schedule-report · weekly-digest · at 12:00 · Europe/Berlin",
    ],
  ])("%s", (question, expected) => {
    expect(summaryOf(routed(question))).toBe(expected);
  });

  test("as the thread has them", () => {
    const say = (question: string, previous: Turn | null) => summaryOf(routed(question, previous));
    expect(say("send this to #data every Monday at 8", costs)).toBe(
      "schedule-report · answer of get-spend · to #data · every week monday · at 08:00",
    );
    expect(say("post it here daily", digest)).toBe(
      "schedule-report · weekly-digest · every day · team in payments",
    );
    expect(say("send this here every Monday", write)).toMatch(/^clarify: What is to be sent\?/);
  });

  test.each([
    [
      "send the costs of payments by service last month to #data every Monday at 8",
      "schedule-report · answer of get-spend · to #data · every week monday · at 08:00",
    ],
    [
      "post this month's EC2 costs here daily at 9:30",
      "schedule-report · answer of get-spend · every day · at 09:30",
    ],
    [
      "send us any anomalies to <#C0123|data> every working day",
      "schedule-report · answer of list-anomalies · to <#C0123|data> · every working day",
    ],
    [
      "please share the forecast for payments with csv in #finance on the 1st of every month",
      "schedule-report · answer of forecast-spend · to #finance · every month 1 · csv",
    ],
    [
      "Send me a daily Slack report of costs and budgets to #finops",
      "schedule-report · daily-brief · to #finops",
    ],
    ["send a weekly summary to Slack", "schedule-report · weekly-digest"],
  ])("as they are asked for: %s", (question, expected) => {
    expect(summaryOf(routed(question))).toBe(expected);
  });

  test("what can't be sent again and again is what it was", () => {
    expect(summaryOf(routed("set up a monthly budget of 500 USD for payments"))).toMatch(
      /^set-budget/,
    );
    expect(summaryOf(routed("share of EC2 this month"))).not.toMatch(/^schedule/);
  });

  test("not in words that aren't understood", () => {
    expect(summaryOf(routed("weekly digest for the flurbs here"))).toMatch(/^clarify: /);
  });
});

describe("reports are stopped and listed", () => {
  test("by name, or as the thread has them", () => {
    const say = (question: string, previous: Turn | null = null) =>
      summaryOf(routed(question, previous));
    expect(say("stop the weekly digest for payments")).toBe(
      "stop-report · weekly-digest · team in payments",
    );
    expect(say("stop it", digest)).toBe("stop-report · weekly-digest · team in payments");
    expect(say("stop it", schedules)).toBe("stop-report · Daily brief");
    expect(say("stop sending this", costs)).toBe("stop-report · answer · get-spend");
    expect(say("what's scheduled here?")).toBe("list-schedules · here");
    expect(say("which reports are scheduled?")).toBe("list-schedules");
    expect(say("when is the next digest?")).toBe("list-schedules");
    expect(routed("which reports go to #data?")).toMatchObject({
      skill: "list-schedules",
      input: { channel: "#data" },
    });
    expect(say("pause the daily brief")).toBe("stop-report · daily-brief");
  });

  test("“stop it” means nothing of the kind elsewhere", () => {
    expect(summaryOf(routed("stop it", costs))).toMatch(/^unsupported/);
    expect(summaryOf(routed("stop the instance web-1"))).toMatch(/^unsupported/);
  });
});

describe("other questions stay what they are", () => {
  test.each([
    "daily costs for payments",
    "monthly report of costs by team",
    "what did we spend on EC2 every month this year",
    "share of EC2 this month",
    "which subscriptions have no budget?",
  ])("%s", (question) => {
    const routing = routed(question);
    const skill = routing.kind === "skill" ? routing.skill : "";
    expect(skill).not.toMatch(/digest|brief|report|schedule/);
  });
});

describe("whose a channel is", () => {
  test.each([
    ["this is team payments' channel", "payments"],
    ["this channel is team payments' channel", "payments"],
    ["This channel belongs to payments", "payments"],
    ["make this the payments team's channel", "payments"],
    ["bind this channel to team payments", "payments"],
    ["unbind this channel", null],
    ["this channel is nobody's", null],
    ["this is no team's channel any more", null],
  ])("%s", (question, team) => {
    expect(routed(question)).toMatchObject({ skill: "bind-channel", input: { team } });
  });

  test("is asked, and isn't guessed", () => {
    for (const question of ["whose channel is this?", "which team does this channel belong to?"]) {
      expect(routed(question)).toMatchObject({ skill: "show-channel" });
    }
    expect(routed("this is the flurbs' channel")).toMatchObject({ kind: "clarify" });
  });
});

describe("what people think of what is sent", () => {
  test.each([
    "what do people think of the digests?",
    "what do people say about the weekly digest",
    "show me the feedback on the reports",
    "feedback",
    "digest feedback",
    "how useful are our daily briefs?",
    "does anybody read the weekly digest?",
    "do teams find the digests and alerts useful?",
  ])("%s", (question) => {
    expect(routed(question)).toMatchObject({ skill: "list-feedback", input: {} });
  });
});
