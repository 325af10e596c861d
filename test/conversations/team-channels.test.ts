import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import type { Channel } from "#src/channel";
import { withAssistant } from "./small-company.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const data: Channel = { platform: "slack", tenant: "T1", id: "CDATA" };
const general: Channel = { platform: "slack", tenant: "T1", id: "CGENERAL" };
const teams = { teamOf: ({ id }: Channel) => (id === "CDATA" ? "data" : null) };
const ofData = { dimension: "team", operator: "in", values: ["data"] };

/** Runs a check with the team data's channel. */
async function withChannels(check: (assistant: Assistant) => Promise<void>): Promise<void> {
  await withAssistant(
    async (assistant, bugs) => {
      await check(assistant);
      expect(bugs).toEqual([]);
    },
    undefined,
    teams,
  );
}

function ask(assistant: Assistant, text: string, channel: Channel = data): Promise<Answer> {
  return assistant.ask({ text, channel, now: NOW });
}

const total = ({ totals }: Answer) => totals[0]?.value;

describe("in a team's channel", () => {
  test.each([
    ["what did we spend in October?", "we", 90],
    ["our S3 spend in October", "our", 30],
    ["What did Virtual Machines cost us in October?", "cost us", 60],
    ["what did our team spend in October?", "our team", 90],
    ["what have we spent in September?", "we", 75],
  ])("“%s” is about the team, and says so", (question, said, cost) =>
    withChannels(async (assistant) => {
      const answer = await ask(assistant, question);
      expect(total(answer)).toBe(cost);
      expect(answer.filters).toContainEqual(ofData);
      expect(answer.assumptions.join("\n")).toMatch(new RegExp(`“${said}.*read as team data`));
    }),
  );

  test.each([
    ["what is the total for October?", 240],
    ["what did the whole company spend in October? we need it", 240],
    ["what did all of our teams spend in October", 240],
    ["our spend by team in October", 240],
    ["our spend of team payments in October", 140],
    ["spend in us-east-1 in October", 180],
    ["spend for us-east-1 in October", 180],
  ])("“%s” isn't about the team alone", (question, cost) =>
    withChannels(async (assistant) => {
      const answer = await ask(assistant, question);
      const sum = (answer.totals[0]?.value ?? 0) as number;
      expect(sum).toBe(cost);
      expect(answer.filters).not.toContainEqual(ofData);
    }),
  );

  test.each([
    "why did our costs go up in October?",
    "what will we spend this month?",
    "compare our spend in October to September",
    "any anomalies in our spend?",
  ])("“%s” is about the team's charges, too", (question) =>
    withChannels(async (assistant) => {
      const answer = await ask(assistant, question);
      expect(answer.filters).toContainEqual(ofData);
    }),
  );

  test("a follow-up stays with the team, and one about the company leaves it", () =>
    withChannels(async (assistant) => {
      const say = (text: string) =>
        assistant.ask({ text, channel: data, thread: "t", user: "ann@example.com", now: NOW });
      expect(total(await say("what did we spend in October?"))).toBe(90);
      expect(total(await say("and in September?"))).toBe(75);
      expect(total(await say("what did the whole company spend in October?"))).toBe(240);
    }));

  test("a budget is made for the team, once that is confirmed", () =>
    withChannels(async (assistant) => {
      const answer = await ask(assistant, "set our budget to $5000 a month");
      expect(answer.status).toBe("confirm");
      expect(answer.text).toContain("data");
      expect(answer.input).toMatchObject({ filters: [ofData] });
    }));

  test("somebody still sees no more than they may", () =>
    withChannels(async (assistant) => {
      const text = "what did we spend in October?";
      const byBob = { text, channel: data, user: "bob@example.com", now: NOW };
      expect(total(await assistant.ask(byBob))).toBe(30);
    }));

  test("whether the data is complete is asked of the whole bill", () =>
    withChannels(async (assistant) => {
      const { skill, filters } = await ask(assistant, "is our data complete?");
      expect(skill).toBe("get-freshness");
      expect(filters).toEqual([]);
    }));
});

test("in any other channel “we” is everybody", () =>
  withChannels(async (assistant) => {
    expect(total(await ask(assistant, "what did we spend in October?", general))).toBe(240);
  }));
