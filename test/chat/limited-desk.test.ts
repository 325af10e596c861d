import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import { openAudiences } from "#src/chat/audience";
import { directoryOf } from "#src/chat/directory";
import { LimitedDesk } from "#src/chat/limited-desk";
import type { Sender } from "#src/chat/message";
import { RateLimits } from "#src/chat/rate-limits";
import { limitsSchema } from "#src/limits/settings";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredHandledKeys } from "#src/store/chat/handled-keys";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import { withAssistant } from "../conversations/small-company.ts";
import { knownPeople } from "../known-people.ts";

const now = new Date("2026-11-20T09:00:00Z");
const ann: Sender = { platform: "slack", tenant: "T1", id: "U1" };
const bob: Sender = { platform: "slack", tenant: "T1", id: "U2" };
const eve: Sender = { platform: "slack", tenant: "T2", id: "U9" };
const page: Sender = { platform: "web", tenant: "local", id: "page" };

interface Bench {
  readonly desk: LimitedDesk;
  readonly answers: readonly Answer[];
  pass(milliseconds: number): void;
  /** Of which answers feedback is kept. */
  judged(): unknown[];
  /** What somebody's question is answered with: its status, or why it isn't taken. */
  ask(sender: Sender): Promise<string>;
}

async function withDesk(
  limits: Parameters<typeof limitsSchema.parse>[0],
  check: (bench: Bench) => Promise<void>,
): Promise<void> {
  await withAssistant(async (assistant, _bugs, store) => {
    let time = 0;
    const answers: Answer[] = [];
    const parts = {
      assistant,
      directory: directoryOf(knownPeople([]), true),
      audiences: openAudiences,
      handled: new StoredHandledKeys(store.database),
      actions: new StoredIssuedActions(store.database),
      feedback: new StoredFeedback(store.database),
      examples: [],
      fileOf: async () => ({
        name: "costs.csv",
        mediaType: "text/csv" as const,
        content: new Uint8Array(),
        description: "costs",
      }),
      onAnswer: (answer: Answer) => void answers.push(answer),
    };
    const desk = new LimitedDesk(parts, new RateLimits(limitsSchema.parse(limits), () => time));
    await check({
      desk,
      answers,
      pass: (milliseconds) => {
        time += milliseconds;
      },
      judged: () => store.database.prepare("SELECT answer_id FROM feedback").pluck().all(),
      async ask(sender) {
        const text = "cost in October";
        const replies = await desk.answer({ eventId: null, sender, thread: "t", text, now });
        const [reply] = replies;
        if (reply === undefined || replies.length > 1) throw new Error("no single reply");
        expect(reply.isPrivate).toBe(reply.answer.status === "refused");
        return reply.answer.status === "refused" ? reply.answer.text : reply.answer.status;
      },
    });
  });
}

describe("the desk's limits", () => {
  test("keep one person's questions, tell them alone when to come again, and then take them", () =>
    withDesk({ questions: { person: 2 } }, async ({ ask, pass, answers }) => {
      expect([await ask(ann), await ask(ann)]).toEqual(["answered", "answered"]);
      expect(await ask(ann)).toBe(
        "I take 2 messages a minute from one person. Please come again in 30 seconds.",
      );
      expect(answers.at(-1)).toMatchObject({ status: "refused", skill: null });
      expect(await ask(bob)).toBe("answered");
      pass(29_500);
      expect(await ask(ann)).toMatch(/come again in a second\.$/);
      pass(500);
      expect(await ask(ann)).toBe("answered");
      expect(await ask(ann)).toMatch(/come again in 30 seconds\.$/);
    }));

  test("keep a workspace's questions, without those that one person asks too many", () =>
    withDesk({ questions: { person: 2, workspace: 3 } }, async ({ ask }) => {
      for (let at = 0; at < 10; at++) await ask(ann);
      expect(await ask(bob)).toBe("answered");
      expect(await ask(bob)).toBe(
        "I take 3 messages a minute from all of you together. Please come again in 20 seconds.",
      );
      expect(await ask(eve)).toBe("answered");
    }));

  test("take all who have the page as one workspace, and as no single person", () =>
    withDesk({ questions: { person: 1, workspace: 3 } }, async ({ ask }) => {
      const asked = [await ask(page), await ask(page), await ask(page), await ask(page)];
      expect(asked.slice(0, 3)).toEqual(["answered", "answered", "answered"]);
      expect(asked[3]).toMatch(/^I take 3 messages/);
    }));

  test("keep presses and files, each by themselves, before anything is done", () =>
    withDesk({ presses: { person: 1 }, files: { person: 1 } }, async ({ desk }) => {
      const question = { eventId: null, sender: ann, thread: "t", text: "cost in October", now };
      const [reply] = await desk.answer(question);
      const file = reply?.issue({ kind: "file", format: "csv" }) ?? "";
      const again = reply?.issue({ kind: "ask", question: "cost in October by service" }) ?? "";
      const press = (actionId: string) => desk.press({ actionId, sender: ann, now });
      expect((await press(file)).kind).toBe("file");
      expect((await press(again)).kind).toBe("replies");
      expect(await press(file)).toEqual({
        kind: "notice",
        text: "I take one file a minute from one person. Please come again in 60 seconds.",
      });
      expect(await press(again)).toMatchObject({
        kind: "notice",
        text: expect.stringContaining("I take one press of a button a minute"),
      });
    }));

  test("count thumbs as presses, and keep none beyond them", () =>
    withDesk({ presses: { person: 2 } }, async ({ desk, judged, pass }) => {
      const judge = (answerId: string) =>
        desk.giveFeedback({ answerId, sender: ann, verdict: "good", now });
      for (const id of ["a", "b", "c"]) judge(id);
      expect(judged()).toEqual(["a", "b"]);
      pass(30_000);
      judge("d");
      expect(judged()).toEqual(["a", "b", "d"]);
    }));

  test("hold for a person's home too", () =>
    withDesk({ questions: { person: 1 } }, async ({ desk }) => {
      expect((await desk.home(ann, now))[0]?.answer.status).toBe("answered");
      expect((await desk.home(ann, now))[0]?.answer.text).toMatch(/^I take one message/);
    }));
});
