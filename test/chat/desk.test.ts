import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import type { CardAction, CardBlock } from "#src/cards/card";
import { openAudiences } from "#src/chat/audience";
import { Desk } from "#src/chat/desk";
import { directoryOf } from "#src/chat/directory";
import type { Message, Reply, Sender } from "#src/chat/message";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredHandledKeys } from "#src/store/chat/handled-keys";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import { withAssistant } from "../conversations/small-company.ts";
import { knownPeople } from "../known-people.ts";

const now = new Date("2026-11-20T09:00:00Z");
const ann: Sender = { platform: "slack", tenant: "T1", id: "U1" };
const bob: Sender = { platform: "teams", tenant: "tenant", id: "object" };
const eve: Sender = { platform: "slack", tenant: "T1", id: "U9", email: "eve@example.com" };

const channel = { platform: "slack", tenant: "T1", id: "C1" } as const;

const people = [
  { email: "ann@example.com", slack: "T1/U1", team: "payments" },
  { email: "bob@example.com", teams: "Tenant/Object" },
];

interface Bench {
  readonly desk: Desk;
  /** Another process on the same store. */
  readonly second: Desk;
  readonly answers: Answer[];
  verdicts(): unknown[];
}

async function withDesk(check: (bench: Bench) => Promise<void>, isOpen = false): Promise<void> {
  await withAssistant(async (assistant, bugs, store) => {
    const answers: Answer[] = [];
    const makeDesk = () =>
      new Desk({
        assistant,
        directory: directoryOf(knownPeople(people), isOpen),
        audiences: openAudiences,
        handled: new StoredHandledKeys(store.database),
        actions: new StoredIssuedActions(store.database),
        feedback: new StoredFeedback(store.database),
        examples: ["cost in October"],
        fileOf: async ({ table }, format) => ({
          name: `costs.${format}`,
          mediaType: "text/csv",
          content: new TextEncoder().encode(JSON.stringify(table?.rows)),
          description: "costs",
        }),
        onAnswer: (answer) => answers.push(answer),
      });
    await check({
      desk: makeDesk(),
      second: makeDesk(),
      answers,
      verdicts: () =>
        store.database.prepare("SELECT answer_id, person, verdict, note FROM feedback").raw().all(),
    });
    expect(bugs).toEqual([]);
  });
}

function says(text: string, part: Partial<Message> = {}): Message {
  return { eventId: null, sender: ann, thread: "slack:T1:C1:1", text, now, ...part };
}

function only(replies: readonly Reply[]): Reply {
  const [first] = replies;
  if (first === undefined || replies.length !== 1) throw new Error(`${replies.length} replies`);
  return first;
}

function actionOf(blocks: readonly CardBlock[], label: RegExp): CardAction {
  const buttons = blocks.flatMap((block) => (block.type === "buttons" ? block.buttons : []));
  const button = buttons.find((candidate) => label.test(candidate.label));
  if (button === undefined) throw new Error(`no button ${label}`);
  return button.action;
}

const total = (reply: Reply) => reply.answer.totals[0]?.value;

describe("Desk", () => {
  test("answers a known person, with buttons and the basis under it", () =>
    withDesk(async ({ desk, answers }) => {
      const reply = only(await desk.answer(says("cost by service in October")));
      expect(total(reply)).toBe(240);
      expect(reply.isPrivate).toBe(false);
      expect(reply.card.blocks.map(({ type }) => type)).toContain("basis");
      expect(answers).toHaveLength(1);
    }));

  test("shows each person what they may see", () =>
    withDesk(async ({ desk }) => {
      const question = says("cost in October", { sender: bob });
      expect(total(only(await desk.answer(question)))).toBe(30);
    }));

  test("refuses a stranger privately, by the id that an administrator needs", () =>
    withDesk(async ({ desk }) => {
      const reply = only(await desk.answer(says("cost in October", { sender: eve })));
      expect(reply.answer.status).toBe("refused");
      expect(reply.isPrivate).toBe(true);
      expect(reply.answer.text).toContain("slack: T1/U9");
      expect(reply.answer.totals).toEqual([]);
    }));

  test("answers a stranger where the bill is open to the workspace", () =>
    withDesk(async ({ desk }) => {
      expect(total(only(await desk.answer(says("cost in October", { sender: eve }))))).toBe(240);
    }, true));

  test("takes an event once, also in another process", () =>
    withDesk(async ({ desk, second }) => {
      const event = says("cost in October", { eventId: "Ev1" });
      expect(await desk.answer(event)).toHaveLength(1);
      expect(await desk.answer(event)).toEqual([]);
      expect(await second.answer(event)).toEqual([]);
      expect(await second.answer({ ...event, eventId: "Ev2" })).toHaveLength(1);
    }));

  test("a button goes on from the card that it stands on, not from what was said last", () =>
    withDesk(async ({ desk }) => {
      const old = only(await desk.answer(says("cost in September")));
      await desk.answer(says("cost in October"));
      const actionId = old.issue({ kind: "ask", question: "by team" });
      const pressed = await desk.press({ actionId, sender: ann, now });
      if (pressed.kind !== "replies") throw new Error(pressed.kind);
      expect(pressed.thread).toBe("slack:T1:C1:1");
      const { answer } = only(pressed.replies);
      expect(answer.period).toEqual({ start: "2026-09-01", end: "2026-10-01" });
      expect(answer.groupBy).toEqual(["team"]);
    }));

  test("a press has the rights of the one who presses", () =>
    withDesk(async ({ desk }) => {
      const shown = only(await desk.answer(says("cost by service in October")));
      const actionId = shown.issue({ kind: "ask", question: "by account" });
      const byBob = await desk.press({ actionId, sender: bob, now });
      expect(byBob.kind === "replies" && total(only(byBob.replies))).toBe(30);
      const byEve = await desk.press({ actionId, sender: eve, now });
      expect(byEve.kind === "replies" && only(byEve.replies).answer.status).toBe("refused");
    }));

  test("a double click acts once; the same button later acts again", () =>
    withDesk(async ({ desk, second }) => {
      const shown = only(await desk.answer(says("cost in October")));
      const actionId = shown.issue({ kind: "ask", question: "by account" });
      const press = { actionId, sender: ann, now };
      expect((await desk.press(press)).kind).toBe("replies");
      expect((await second.press(press)).kind).toBe("repeated");
      const later = new Date(now.getTime() + 60_000);
      expect((await desk.press({ ...press, now: later })).kind).toBe("replies");
    }));

  test("a button expires, and a made-up id does nothing", () =>
    withDesk(async ({ desk }) => {
      const shown = only(await desk.answer(says("cost in October")));
      const actionId = shown.issue({ kind: "ask", question: "by account" });
      const later = new Date("2026-12-20T09:00:00Z");
      expect((await desk.press({ actionId, sender: ann, now: later })).kind).toBe("notice");
      expect((await desk.press({ actionId: "made-up", sender: ann, now })).kind).toBe("notice");
    }));

  test("a card is drawn anew with the rights of whoever asked, and says what was done", () =>
    withDesk(async ({ desk }) => {
      const shown = only(await desk.answer(says("cost in October")));
      const call = { skill: "get-spend", input: shown.answer.input };
      const actionId = shown.issue({ kind: "call", ...call, redraw: call });
      const channel = { platform: "slack", tenant: "T1", id: "C1" } as const;
      const here = { channel, thread: "slack:T1:C1:1" };
      const pressed = await desk.press({ actionId, sender: bob, ...here, now });
      if (pressed.kind !== "redrawn") throw new Error(pressed.kind);
      expect(pressed.answerId).toBe(shown.answer.id);
      expect(pressed.done).toContain("$30.00");
      expect(total(pressed.reply)).toBe(240);
    }));

  test("where nothing was done the card stays, and the presser is told why", () =>
    withDesk(async ({ desk }) => {
      const shown = only(await desk.answer(says("cost in October")));
      const call = {
        skill: "get-spend",
        input: { ...Object(shown.answer.input), groupBy: ["no"] },
      };
      const actionId = shown.issue({ kind: "call", ...call, redraw: call });
      const pressed = await desk.press({ actionId, sender: ann, now });
      expect(pressed).toEqual({ kind: "notice", text: expect.stringContaining("no dimension") });
    }));

  test("a chosen day goes into the question", () =>
    withDesk(async ({ desk }) => {
      const shown = only(await desk.answer(says("cost in October")));
      const actionId = shown.issue({ kind: "ask", question: "since {date}" });
      const pressed = await desk.press({ actionId, sender: ann, date: "2026-10-06", now });
      if (pressed.kind !== "replies") throw new Error(pressed.kind);
      expect(only(pressed.replies).answer.period?.start).toBe("2026-10-06");
    }));

  test("a file holds what the presser may see", () =>
    withDesk(async ({ desk }) => {
      const shown = only(await desk.answer(says("cost by service in October")));
      const action = actionOf(shown.card.blocks, /CSV/);
      const rowsFor = async (sender: Sender) => {
        const pressed = await desk.press({ actionId: shown.issue(action), sender, now });
        if (pressed.kind !== "file") return pressed.kind;
        return JSON.parse(new TextDecoder().decode(pressed.file.content)).length;
      };
      expect(await rowsFor(ann)).toBe(3);
      expect(await rowsFor(bob)).toBe(1);
      expect(await rowsFor(eve)).toBe("notice");
    }));

  test("home shows a person's team's month beside the last one", () =>
    withDesk(async ({ desk }) => {
      const { answer } = only(await desk.home(ann, now));
      expect(answer.totals).toEqual([{ currency: "USD", value: 55 }]);
      expect(answer.filters).toEqual([{ dimension: "team", operator: "in", values: ["payments"] }]);
      expect(only(await desk.home(eve, now)).answer.status).toBe("refused");
    }));

  test("help is a card whose examples can be pressed", () =>
    withDesk(async ({ desk }) => {
      const { card, issue } = desk.help("slack:T1:C1:1", now);
      const actionId = issue(actionOf(card.blocks, /October/));
      const pressed = await desk.press({ actionId, sender: ann, now });
      expect(pressed.kind === "replies" && total(only(pressed.replies))).toBe(240);
    }));

  test("draws an answer for a channel: with its buttons, its basis and the files that were asked for", () =>
    withDesk(async ({ desk }) => {
      const { answer } = only(await desk.answer(says("cost by service in October")));
      const drawn = await desk.drawFor(answer, { channel, person: null, now, files: ["csv"] });
      expect(drawn.card.blocks.map(({ type }) => type)).toContain("basis");
      expect(drawn.feedbackId).toBe(answer.id);
      expect(drawn.files?.map(({ name }) => name)).toEqual(["costs.csv"]);
    }));

  test("a button of a card for a channel belongs to the thread in which it is pressed", () =>
    withDesk(async ({ desk }) => {
      const { answer } = only(await desk.answer(says("cost by service in October")));
      const drawn = await desk.drawFor(answer, { channel, person: null, now });
      const actionId = drawn.issue({ kind: "ask", question: "and in September?" });
      const press = { actionId, sender: ann, channel, thread: "slack:T1:C1:7", now };
      const pressed = await desk.press(press);
      expect(pressed).toMatchObject({ kind: "replies", thread: "slack:T1:C1:7" });
      const next = only(await desk.answer(says("only S3", { thread: "slack:T1:C1:7" })));
      expect(total(next)).toBe(25);
    }));

  test("a button of an answer stays with the thread that it was given in", () =>
    withDesk(async ({ desk }) => {
      const shown = only(await desk.answer(says("cost in October")));
      const actionId = shown.issue({ kind: "ask", question: "by account" });
      const pressed = await desk.press({ actionId, sender: ann, thread: "slack:T1:C1", now });
      expect(pressed).toMatchObject({ thread: "slack:T1:C1:1" });
    }));

  test("whoever goes on from a posted card does so with their own rights", () =>
    withDesk(async ({ desk }) => {
      const { answer } = only(await desk.answer(says("cost by service in October")));
      const drawn = await desk.drawFor(answer, { channel, person: null, now });
      drawn.standsIn?.(["slack:T1:C1:7"]);
      const asked = { thread: "slack:T1:C1:7" };
      const byAnn = only(await desk.answer(says("and in September?", asked)));
      const byBob = only(await desk.answer(says("and in September?", { ...asked, sender: bob })));
      expect([total(byAnn), total(byBob)]).toEqual([155, 25]);
      const byEve = only(await desk.answer(says("and in September?", { ...asked, sender: eve })));
      expect(byEve.answer.status).toBe("refused");
    }));

  test("a card that is no answer can be followed up by what it is about", () =>
    withDesk(async ({ desk }) => {
      const { answer } = only(await desk.answer(says("cost of S3 in October")));
      const turn = { skill: "get-spend", input: answer.input, rows: null };
      const card = { title: "S3 costs more", blocks: [] };
      const alert = await desk.drawFor(card, { channel, person: null, now, id: "alert/1", turn });
      expect(alert).toMatchObject({ card, feedbackId: "alert/1", files: [] });
      alert.standsIn?.(["slack:T1:C1:8"]);
      const next = only(await desk.answer(says("and in September?", { thread: "slack:T1:C1:8" })));
      expect(total(next)).toBe(25);
    }));

  test("a report that is drawn anew keeps the id that feedback goes under", () =>
    withDesk(async ({ desk }) => {
      const { answer } = only(await desk.answer(says("cost in October")));
      const drawn = await desk.drawFor(answer, { channel, person: null, now, id: "weekly/1" });
      const call = { skill: "get-spend", input: answer.input };
      const actionId = drawn.issue({ kind: "call", ...call, redraw: call });
      const pressed = await desk.press({ actionId, sender: ann, thread: "slack:T1:C1:7", now });
      if (pressed.kind !== "redrawn") throw new Error(pressed.kind);
      expect(pressed).toMatchObject({ answerId: "weekly/1", thread: "slack:T1:C1:7" });
      expect(pressed.reply.answer.id).toBe("weekly/1");
    }));

  test("keeps the last feedback of a person, and their note", () =>
    withDesk(async ({ desk, verdicts }) => {
      desk.giveFeedback({ answerId: "a", sender: ann, verdict: "bad", note: "too high", now });
      desk.giveFeedback({ answerId: "a", sender: ann, verdict: "good", now });
      desk.giveFeedback({ answerId: "a", sender: eve, verdict: "bad", now });
      expect(verdicts()).toEqual([
        ["a", "T1/U9", "bad", null],
        ["a", "ann@example.com", "good", "too high"],
      ]);
    }));

  test("keeps 2,000 characters of a note", () =>
    withDesk(async ({ desk, verdicts }) => {
      const note = "x".repeat(1_000_000);
      desk.giveFeedback({ answerId: "a", sender: ann, verdict: "bad", note, now });
      expect(verdicts()).toEqual([["a", "ann@example.com", "bad", "x".repeat(2000)]]);
    }));
});
