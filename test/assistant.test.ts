import { describe, expect, test } from "vitest";
import { Access } from "#src/access";
import { answerJson } from "#src/answer";
import { Assistant } from "#src/assistant";
import { conversationsInMemory } from "#src/conversation";
import { withAssistant } from "./conversations/small-company.ts";
import { knownPeople } from "./known-people.ts";

const now = new Date("2026-11-20T09:00:00Z");

describe("the assistant", () => {
  test("answers with what the skill read and ran", async () => {
    await withAssistant(async (assistant) => {
      const answer = await assistant.ask({ id: "q1", text: "EC2 cost in October", now });
      expect(answer).toMatchObject({
        id: "q1",
        status: "answered",
        skill: "get-spend",
        period: { start: "2026-10-01", end: "2026-11-01" },
        totals: [{ currency: "USD", value: 150 }],
        assumptions: expect.arrayContaining(["“EC2” read as Amazon Elastic Compute Cloud"]),
      });
      expect(answer.text).toContain("$150.00");
      expect(Object.keys(JSON.parse(answerJson(answer)))).not.toContain("card");
    });
  });

  test("makes up an id where none is given", async () => {
    await withAssistant(async (assistant) => {
      const { id: first } = await assistant.ask({ text: "cost", now });
      const { id: second } = await assistant.ask({ text: "cost", now });
      expect(first).toMatch(/^[\da-f-]{36}$/);
      expect(first).not.toBe(second);
    });
  });

  test("asks back, with choices", async () => {
    await withAssistant(async (assistant) => {
      const answer = await assistant.ask({ text: "cost of team paymentz-core", now });
      expect(answer).toMatchObject({ status: "clarify", skill: null, totals: [] });
      expect(answer.suggestions.length).toBeGreaterThan(0);
    });
  });

  test("says what it can't do, and what it can", async () => {
    await withAssistant(async (assistant) => {
      const answer = await assistant.ask({ text: "cost per request", now });
      expect(answer.status).toBe("unsupported");
      expect(answer.text).toContain("I can't work out unit costs yet. You can ask");
    });
  });

  test("shows a person what is theirs, and strangers nothing", async () => {
    await withAssistant(async (assistant) => {
      const ask = (user: string) => assistant.ask({ text: "cost in October", user, now });
      expect((await ask("bob@example.com")).totals).toEqual([{ currency: "USD", value: 30 }]);
      expect(await ask("eve@example.com")).toMatchObject({ status: "refused", totals: [] });
    });
  });

  test("says what is too long to be kept", async () => {
    await withAssistant(async (assistant) => {
      const text = `one-off of $30k in December for the migration ${"of an old database ".repeat(5)}`;
      const answer = await assistant.ask({ text, now });
      expect(answer).toMatchObject({
        status: "failed",
        text: "The name may have 80 characters; please say it shorter.",
      });
    });
  });

  test("takes no question that is too long, also in parts", async () => {
    await withAssistant(async (assistant) => {
      const text = "what did we spend? ".repeat(120);
      expect((await assistant.ask({ text, now })).text).toContain("2000 characters");
      const answers = await assistant.askAll({ text, now });
      expect(answers.map(({ status }) => status)).toEqual(["failed"]);
    });
  });

  test("turns a bug into an answer without numbers, and reports it", async () => {
    await withAssistant(async (_assistant, _bugs, store) => {
      const bugs: string[] = [];
      const broken = new Assistant({
        router: { route: () => ({ kind: "skill", skill: "none", input: {}, assumptions: [] }) },
        skills: [],
        access: new Access(store, knownPeople([])),
        conversations: conversationsInMemory(),
        completenessLagDays: 2,
        fiscalYearStartMonth: 1,
        reportBug: (_error, id) => bugs.push(id),
      });
      const answer = await broken.ask({ id: "q", text: "cost", now });
      expect(answer).toMatchObject({ status: "failed", totals: [] });
      expect(answer.text).toContain("under q");
      expect(bugs).toEqual(["q"]);
    });
  });
});
