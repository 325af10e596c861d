import { describe, expect, test } from "vitest";
import { z } from "zod";
import { skills } from "#skills/index";
import { Access } from "#src/access";
import { blankAnswer, skillAnswerSchema } from "#src/answer";
import { Assistant } from "#src/assistant";
import type { AuditEvent } from "#src/audit/entry";
import { openAudiences } from "#src/chat/audience";
import { Desk } from "#src/chat/desk";
import { directoryOf } from "#src/chat/directory";
import type { Sender } from "#src/chat/message";
import { conversationsInMemory } from "#src/conversation";
import { AccessError } from "#src/errors";
import { ruleRouter } from "#src/router/rule-router";
import { defineSkill } from "#src/skill";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredHandledKeys } from "#src/store/chat/handled-keys";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import type { Store } from "#src/store/store";
import { withAssistant } from "../conversations/small-company.ts";
import { knownPeople } from "../known-people.ts";

const now = new Date("2026-11-20T09:00:00Z");
const ann: Sender = { platform: "slack", tenant: "T1", id: "U1" };
const eve: Sender = { platform: "slack", tenant: "T1", id: "U9", email: "eve@example.com" };
const channel = { platform: "slack", tenant: "T1", id: "C1" } as const;
const people = [{ email: "ann@example.com", scope: [], slack: "T1/U1" }];

const setLabel = defineSkill({
  name: "set-label",
  description: "Sets a label",
  examples: [],
  access: "write",
  input: z.object({ label: z.string() }),
  output: skillAnswerSchema,
  run(_context, { label }) {
    if (label === "theirs") throw new AccessError("That is another team's.");
    return blankAnswer();
  },
  present: () => ({ title: "Set", blocks: [] }),
});

interface Bench {
  readonly assistant: Assistant;
  readonly desk: Desk;
  readonly events: AuditEvent[];
}

function withDesk(check: (bench: Bench) => Promise<void>, isOpen = false): Promise<void> {
  return withAssistant(async (_assistant, _bugs, store: Store) => {
    const events: AuditEvent[] = [];
    const assistant = new Assistant({
      router: ruleRouter(),
      skills: [...skills, setLabel],
      access: new Access(store, knownPeople(people)),
      conversations: conversationsInMemory(),
      audit: { note: (event) => events.push(event) },
      completenessLagDays: 2,
      fiscalYearStartMonth: 1,
      reportBug: (error) => {
        throw error;
      },
    });
    const desk = new Desk({
      assistant,
      directory: directoryOf(knownPeople(people), isOpen),
      audiences: openAudiences,
      handled: new StoredHandledKeys(store.database),
      actions: new StoredIssuedActions(store.database),
      feedback: new StoredFeedback(store.database),
      examples: [],
      fileOf: async () => null,
      onAnswer: () => undefined,
    });
    await check({ assistant, desk, events });
  });
}

const message = { eventId: null, sender: ann, thread: "t", channel, now };

describe("what is recorded of questions", () => {
  test("who asked, where, and on what basis it was answered; no numbers, and no words beside the text", () =>
    withDesk(async ({ desk, events }) => {
      const text = "cost of EC2 by team in October";
      const [reply] = await desk.answer({ ...message, text });
      expect(events).toEqual([
        {
          at: now,
          kind: "question",
          person: "ann@example.com",
          platform: "slack",
          channel: "slack:T1/C1",
          what: {
            answer: reply?.answer.id,
            skill: "get-spend",
            status: "answered",
            metric: "EffectiveCost",
            period: { start: "2026-10-01", end: "2026-11-01" },
            groupBy: ["team"],
            filteredBy: ["ServiceName"],
            rows: expect.any(Number),
            milliseconds: expect.any(Number),
            asked: "in words",
          },
          text: expect.stringContaining(text),
        },
      ]);
      const [event] = events;
      const facts = JSON.stringify(event?.what);
      expect(facts).not.toContain("EC2");
      expect(facts).not.toContain("Elastic Compute Cloud");
      const total = String(reply?.answer.totals[0]?.value);
      expect(total).toBe("150");
      expect(`${facts} ${event?.text}`).not.toMatch(/\b150\b/);
      expect(JSON.parse(event?.text ?? "")).toMatchObject({ text, input: { groupBy: ["team"] } });
    }));

  test("each question of a message", () =>
    withDesk(async ({ desk, events }) => {
      await desk.answer({ ...message, text: "cost in October? and what about September?" });
      expect(events.map(({ kind }) => kind)).toEqual(["question", "question"]);
    }));

  test("that a stranger was turned away, by the id that the platform vouches for", () =>
    withDesk(async ({ desk, events }) => {
      await desk.answer({ ...message, sender: eve, text: "cost in October" });
      await desk.home(eve, now);
      expect(events).toMatchObject([
        { kind: "access", person: "slack:T1/U9", channel: "slack:T1/C1", text: null },
        { kind: "access", person: "slack:T1/U9", channel: null, text: null },
      ]);
    }));

  test("who it was, also where the bill is open to all of a workspace", () =>
    withDesk(async ({ desk, events }) => {
      await desk.answer({ ...message, sender: eve, text: "cost in October" });
      expect(events).toMatchObject([{ kind: "question", person: "slack:T1/U9" }]);
    }, true));

  test("not which conversation it was, where only one person reads it", () =>
    withDesk(async ({ desk, events }) => {
      const direct = { platform: "slack", tenant: "T1", id: "D77" } as const;
      const chat = { platform: "teams", tenant: "t", id: "19:x", audience: "direct" } as const;
      await desk.answer({ ...message, channel: direct, text: "cost in October" });
      await desk.answer({ ...message, channel: chat, text: "cost in October" });
      expect(events.map((event) => event.channel)).toEqual(["slack:T1/direct", "teams:t/direct"]);
    }));
});

describe("what is recorded of actions", () => {
  test("a write by its action's id, also one that was refused", () =>
    withDesk(async ({ assistant, events }) => {
      const by = { user: "ann@example.com", channel, sender: ann, now };
      const call = (label: string, actionId: string) =>
        assistant.call({ skill: "set-label", input: { label } }, { ...by, actionId });
      await call("ours", "a1");
      await call("theirs", "a2");
      expect(events).toMatchObject([
        {
          kind: "action",
          person: "ann@example.com",
          what: { skill: "set-label", status: "answered", action: "a1" },
          text: '{"input":{"label":"ours"}}',
        },
        { kind: "access", what: { skill: "set-label", status: "refused", action: "a2" } },
      ]);
    }));

  test("a write that was confirmed in words, beside the yes", () =>
    withDesk(async ({ assistant, events }) => {
      const pending = { skill: "set-label", input: { label: "ours" }, actionId: "a3" };
      const state = { turn: null, open: null, pending };
      await assistant.ask({ text: "yes", user: "ann@example.com", state, now });
      expect(events.map(({ kind, what }) => [kind, what["action"]])).toEqual([
        ["action", "a3"],
        ["question", undefined],
      ]);
    }));

  test("what was shown by a button; nothing of what Tally works out by itself", () =>
    withDesk(async ({ assistant, desk, events }) => {
      const [reply] = await desk.answer({ ...message, text: "cost in October" });
      const turn = { skill: "get-spend", input: reply?.answer.input };
      await assistant.call(turn, { user: "ann@example.com", now });
      expect(events).toHaveLength(1);
      await assistant.call(turn, { user: "ann@example.com", sender: ann, now });
      expect(events[1]).toMatchObject({ kind: "question", what: { asked: "by a button" } });
      await assistant.call(turn, { user: "eve@example.com", now });
      expect(events[2]).toMatchObject({ kind: "access", person: "eve@example.com" });
    }));

  test("an answer stands where nothing can be recorded", () =>
    withAssistant(async (_assistant, _bugs, store) => {
      const problems: unknown[] = [];
      const assistant = new Assistant({
        router: ruleRouter(),
        skills,
        access: new Access(store, knownPeople(people)),
        conversations: conversationsInMemory(),
        audit: {
          note() {
            throw new Error("disk full");
          },
        },
        completenessLagDays: 2,
        fiscalYearStartMonth: 1,
        reportBug: (error) => problems.push(error),
      });
      expect((await assistant.ask({ text: "cost in October", now })).status).toBe("answered");
      expect(problems).toHaveLength(1);
    }));
});
