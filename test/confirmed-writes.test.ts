import { describe, expect, test } from "vitest";
import { z } from "zod";
import { skillAnswerSchema } from "#src/answer";
import { Assistant } from "#src/assistant";
import { conversationsInMemory } from "#src/conversation";
import { rightsOf } from "#src/people/rights";
import { plainAnswer } from "#src/plain-answer";
import { type Act, defineSkill } from "#src/skill";
import { yesOrNo } from "#src/thread-state";

const NOW = new Date("2026-11-20T09:00:00Z");

/** An assistant whose one skill writes down who did what. */
function writing() {
  const acts: Act[] = [];
  const note = defineSkill({
    name: "note",
    description: "Notes something.",
    examples: ["note it"],
    access: "write",
    input: z.object({ what: z.string() }),
    output: skillAnswerSchema,
    confirm: (_context, { what }) => `This notes “${what}”. Go on?`,
    run({ act }) {
      if (act === null) throw new Error("ran unconfirmed");
      if (!acts.some(({ actionId }) => actionId === act.actionId)) acts.push(act);
      const {
        id: _id,
        skill: _skill,
        input: _input,
        text: _text,
        ...rest
      } = plainAnswer("", "answered", "");
      return skillAnswerSchema.parse(rest);
    },
    present: (_answer, { what }) => ({ title: `Noted: ${what}`, blocks: [] }),
  });
  const access = {
    viewOf: () => ({
      costs: {},
      vocabulary: {},
      budgets: { held: () => [] },
      plans: { held: () => [] },
      rights: rightsOf(null),
    }),
  } as unknown as ConstructorParameters<typeof Assistant>[0]["access"];
  const assistant = new Assistant({
    router: {
      route: (question) =>
        question.startsWith("note ")
          ? { kind: "skill", skill: "note", input: { what: question.slice(5) }, assumptions: [] }
          : { kind: "unsupported", wish: null },
    },
    skills: [note],
    access,
    conversations: conversationsInMemory(),
    completenessLagDays: 2,
    fiscalYearStartMonth: 1,
    reportBug: (error) => {
      throw error;
    },
  });
  const say = (text: string, user = "ann@example.com") =>
    assistant.ask({ text, thread: "t", user, now: NOW });
  return { assistant, acts, say };
}

describe("a skill that writes", () => {
  test("shows what it will do, and does it after a yes", async () => {
    const { say, acts } = writing();
    const shown = await say("note milk");
    expect(shown).toMatchObject({ status: "confirm", skill: "note", input: { what: "milk" } });
    expect(shown.text).toContain("milk");
    expect(acts).toEqual([]);
    expect(await say("Yes!")).toMatchObject({ status: "answered", skill: "note" });
    expect(acts).toEqual([{ actionId: shown.id, person: "ann@example.com", now: NOW }]);
  });

  test("does nothing after a no, another question or somebody else’s yes", async () => {
    const { say, acts } = writing();
    await say("note milk");
    expect((await say("no")).text).toContain("Nothing was changed");
    await say("yes");
    await say("note bread");
    await say("hello");
    await say("yes");
    await say("note salt");
    expect(await say("yes", "bob@example.com")).toMatchObject({
      status: "clarify",
      text: "Nothing of yours waits for a yes here.",
    });
    expect(acts).toEqual([]);
  });

  test("does once what two buttons of one card confirm", async () => {
    const { assistant, say, acts } = writing();
    const { state } = await say("note milk");
    const press = { text: "Yes", thread: "t", user: "ann@example.com", now: NOW };
    if (state === undefined) throw new Error("no state");
    await assistant.ask({ ...press, state });
    await assistant.ask({ ...press, state });
    expect(acts).toHaveLength(1);
  });

  test("is confirmed by a button that calls it, and never by asking for its file", async () => {
    const { assistant, acts } = writing();
    const call = { skill: "note", input: { what: "milk" } };
    expect((await assistant.call(call, { now: NOW })).status).toBe("confirm");
    expect((await assistant.call(call, { now: NOW, actionId: "a" })).status).toBe("answered");
    expect(acts).toEqual([{ actionId: "a", person: "", now: NOW }]);
  });
});

test.each([
  ["yes", "yes"],
  ["OK.", "yes"],
  ["Yes, please", "yes"],
  ["No", "no"],
  ["never mind", "no"],
  ["yes and by account", null],
  ["norway", null],
])("%s is read as %s", (text, word) => {
  expect(yesOrNo(text)).toBe(word);
});
