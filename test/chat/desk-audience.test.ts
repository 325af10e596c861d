import { describe, expect, test } from "vitest";
import type { Pressed, Reply } from "#src/chat/message";
import type { PeopleBook } from "#src/people/person";
import { answerReporter } from "#src/schedule/answer-reporter";
import type { Schedule } from "#src/schedule-book";
import { EC2, S3 } from "../conversations/small-company.ts";
import { knownPeople } from "../known-people.ts";
import {
  buttonsOf,
  C1,
  MORE,
  NOW,
  PEOPLE,
  THREAD,
  userOf,
  withChannel,
} from "./channel-company.ts";

const total = ({ answer }: Reply) => answer.totals[0]?.value;
const labels = ({ card }: Pick<Reply, "card">) => buttonsOf(card.blocks).map(({ label }) => label);

function only(pressed: Pressed): Reply {
  const [first] = pressed.kind === "replies" ? pressed.replies : [];
  if (first === undefined) throw new Error(pressed.kind);
  return first;
}

const october = { start: "2026-10-01", end: "2026-11-01" };
const byService = { skill: "get-spend", input: { period: october, groupBy: ["ServiceName"] } };

describe("a desk before others who read along", () => {
  test("says what all may see, without a hole, and offers the rest", () =>
    withChannel(async ({ inChannel, ask }) => {
      inChannel("UANN", "UBOB");
      const reply = await ask("UANN", "cost by service in October");
      expect(total(reply)).toBe(30);
      expect(reply.isPrivate).toBe(false);
      expect(reply.answer.table?.rows).toHaveLength(1);
      expect(JSON.stringify(reply.card)).toContain("This shows what everybody in this channel may");
      expect(labels(reply)).toContain(MORE);
      const same = await ask("UBOB", "cost by service in October");
      expect(total(same)).toBe(30);
      expect(labels(same)).not.toContain(MORE);
    }));

  test("says nothing of what single ones may see", () => {
    const team = { dimension: "team", operator: "in", values: ["data", "secret"] } as const;
    const ann = { email: "ann@example.com", slack: "T1/UANN", scope: [team] };
    return withChannel(
      async ({ inChannel, ask, press }) => {
        inChannel("UANN", "UBOB");
        const cost = await ask("UANN", "cost in October");
        expect(total(cost)).toBe(30);
        const who = await ask("UANN", "who am I?");
        expect(JSON.stringify([cost, who])).not.toContain("secret");
        const all = only(await press("UANN", who, MORE));
        expect(JSON.stringify(all.card)).toContain("Charges for team data or secret");
      },
      { people: [ann, ...PEOPLE.slice(1)] },
    );
  });

  test("shows the rest to whoever presses, alone and with their own rights", () =>
    withChannel(async ({ inChannel, ask, press }) => {
      inChannel("UANN", "UBOB");
      const reply = await ask("UANN", "cost by service in October");
      const anns = only(await press("UANN", reply, MORE));
      expect([total(anns), anns.isPrivate]).toEqual([240, true]);
      const bobs = only(await press("UBOB", reply, MORE));
      expect([total(bobs), bobs.isPrivate]).toEqual([30, true]);
      const eves = only(await press("UEVE", reply, MORE));
      expect([eves.answer.status, eves.isPrivate]).toEqual(["refused", true]);
      // What goes on from there stays alone.
      const onwards = only(await press("UANN", anns, labels(anns)[0] ?? ""));
      expect(onwards.isPrivate).toBe(true);
    }));

  test("goes on in the presser's own conversation, where the rest was brought to", () =>
    withChannel(async ({ desk, inChannel, ask, press, act }) => {
      inChannel("UANN", "UBOB");
      const reply = await ask("UANN", "cost in October");
      const alone = only(await press("UANN", reply, MORE));
      const own = {
        thread: "slack:T1:D1",
        channel: { ...C1, id: "D1", audience: "direct" },
      } as const;
      const id = alone.issue({ kind: "ask", question: "by service" });
      expect(total(only(await act("UANN", id, own)))).toBe(240);
      const asked = { eventId: null, sender: userOf("UANN"), text: "and in September?" };
      const [next] = await desk.answer({ ...asked, ...own, now: new Date("2026-11-20T10:00:00Z") });
      expect(next?.answer.totals[0]?.value).toBe(155);
      expect(next?.answer.groupBy).toEqual(["ServiceName"]);
    }));

  test("puts a follow-up again as it was put", () =>
    withChannel(async ({ inChannel, ask, press }) => {
      inChannel("UANN", "UBOB");
      await ask("UANN", "cost in October");
      const reply = await ask("UANN", "and the month before?");
      expect(total(reply)).toBe(25);
      expect(total(only(await press("UANN", reply, MORE)))).toBe(155);
      expect(total(only(await press("UANN", reply, MORE)))).toBe(155);
    }));

  test("also where all together know nothing of what is asked", () =>
    withChannel(async ({ inChannel, ask, press }) => {
      inChannel("UANN", "UBOB");
      const reply = await ask("UANN", `cost of ${EC2} in October`);
      expect(JSON.stringify(reply.answer.totals)).not.toContain("140");
      expect(total(only(await press("UANN", reply, MORE)))).toBe(150);
    }));

  test("answers alone what can't be said before them, and goes on from it alone", () =>
    withChannel(async ({ inChannel, ask }) => {
      inChannel("UANN", "UEVE");
      const first = await ask("UANN", "cost by service in October");
      expect([total(first), first.isPrivate]).toEqual([240, true]);
      const next = await ask("UANN", "only the first one");
      expect([total(next), next.isPrivate]).toEqual([150, true]);
      // Once all may see it, what was said alone is no part of what is said to all.
      inChannel("UANN");
      const open = await ask("UANN", "and in September?");
      expect(open.isPrivate).toBe(false);
      expect(JSON.stringify(open.answer.filters)).not.toContain(EC2);
    }));

  test("goes on alone from what was said to all", () =>
    withChannel(async ({ inChannel, ask }) => {
      inChannel("UANN");
      await ask("UANN", "cost by service in October");
      inChannel("UANN", "UEVE");
      const next = await ask("UANN", "and in September?");
      expect([total(next), next.isPrivate]).toEqual([155, true]);
    }));

  test("draws and files what all may see, and other files for the presser alone", () =>
    withChannel(async ({ inChannel, ask, press, act }) => {
      inChannel("UANN", "UBOB");
      const reply = await ask("UANN", "cost by service in October");
      const csv = await press("UANN", reply, "Table as CSV");
      if (csv.kind !== "file") throw new Error(csv.kind);
      const text = new TextDecoder().decode(csv.file.content);
      expect([csv.isPrivate, text.includes(S3), text.includes(EC2)]).toEqual([false, true, false]);
      inChannel("UANN", "UEVE");
      const alone = await press("UANN", reply, "Table as CSV");
      if (alone.kind !== "file") throw new Error(alone.kind);
      expect(alone.isPrivate).toBe(true);
      expect(new TextDecoder().decode(alone.file.content)).toContain(EC2);
      // By Slack's word that nobody else sees the card.
      inChannel("UANN", "UBOB");
      const csvId = reply.issue({ kind: "file", format: "csv" });
      const hidden = await act("UANN", csvId, { isAlone: true });
      expect(hidden).toMatchObject({ kind: "file", isPrivate: true });
    }));

  test("redraws a card for all as all may see it, and not where they mayn't", () =>
    withChannel(async ({ inChannel, ask, act }) => {
      inChannel("UANN");
      const reply = await ask("UANN", "cost by service in October");
      const id = reply.issue({ kind: "call", ...byService, redraw: byService });
      const whole = await act("UANN", id);
      expect(whole).toMatchObject({ kind: "redrawn", reply: { isPrivate: false } });
      if (whole.kind === "redrawn") expect(total(whole.reply)).toBe(240);
      inChannel("UANN", "UBOB");
      const limited = await act("UANN", id);
      if (limited.kind !== "redrawn") throw new Error(limited.kind);
      expect(total(limited.reply)).toBe(30);
      inChannel("UANN", "UEVE");
      expect((await act("UANN", id)).kind).toBe("notice");
    }));

  const own = {
    thread: "slack:T1:D2",
    channel: { ...C1, id: "D2", audience: "direct" },
  } as const;
  const redrawing = { kind: "call", ...byService, redraw: byService } as const;

  test("redraws a card with the presser's rights where it isn't for all to see", () =>
    withChannel(
      async ({ ask, act }) => {
        const id = (await ask("UANN", "cost by service in October")).issue(redrawing);
        const here = await act("UBOB", id);
        expect(here.kind === "redrawn" && total(here.reply)).toBe(240);
        const elsewhere = { channel: { ...C1, id: "C2" }, thread: "slack:T1:C2:1" };
        const home = { channel: undefined, thread: undefined } as object;
        for (const where of [own, elsewhere, home, { isAlone: true }]) {
          const pressed = await act("UBOB", id, where);
          expect(pressed.kind === "redrawn" && total(pressed.reply)).toBe(30);
        }
      },
      { rule: "asker" },
    ));

  test("redraws what nobody has asked for with the presser's rights", () =>
    withChannel(
      async ({ desk, act }) => {
        const alert = { title: "Something rose", blocks: [] };
        const toBob = { ...C1, id: "UBOB" };
        for (const [channel, where] of [[toBob, own] as const, [C1, {}] as const]) {
          const { issue } = await desk.drawFor(alert, { channel, person: null, now: NOW });
          const pressed = await act("UBOB", issue(redrawing), where);
          expect(pressed.kind === "redrawn" && total(pressed.reply)).toBe(30);
        }
      },
      { rule: "asker" },
    ));

  test("leaves a card as it is that was drawn for somebody who has gone", () => {
    let people = knownPeople(PEOPLE);
    const book: PeopleBook = {
      get generation() {
        return String(people.list().length);
      },
      list: () => people.list(),
      find: (email) => people.find(email),
    };
    return withChannel(
      async ({ ask, act }) => {
        const id = (await ask("UANN", "cost by service in October")).issue(redrawing);
        people = knownPeople(PEOPLE.slice(1));
        expect(await act("UBOB", id)).toMatchObject({
          kind: "notice",
          text: expect.stringContaining("$30.00"),
        });
      },
      { rule: "asker", book },
    );
  });

  test("does what was agreed to once, and offers no more of that", () =>
    withChannel(async ({ inChannel, ask }) => {
      inChannel("UANN", "UBOB");
      const asked = await ask("UANN", "set a budget of $100 a month for S3");
      expect(asked.answer.status).toBe("confirm");
      const done = await ask("UANN", "yes");
      expect(done.answer.status).toBe("answered");
      expect(labels(done)).not.toContain(MORE);
    }));
});

const weekly: Schedule = {
  ...{ name: "EC2 weekly", kind: "answer", team: null, filters: [], call: byService },
  channel: "slack:T1/C1",
  times: { rhythm: { every: "week", weekday: "monday" }, time: "09:00", timeZone: "UTC" },
  files: ["csv"],
  person: "ann@example.com",
};

describe("what is posted unasked", () => {
  test("shows what all in the channel may see, or only that there is something", () =>
    withChannel(async ({ inChannel, assistant, desk, audiences, press, act }) => {
      const report = answerReporter(assistant, desk, (call) => call, audiences);
      const drawn = async () => {
        const request = { id: "r1", schedule: weekly, period: "2026-11-20", mayWait: false };
        const one = await report({ ...request, dueAt: NOW, now: NOW });
        if (one === null || one === "wait") throw new Error("nothing");
        return one;
      };
      inChannel("UANN");
      const whole = await drawn();
      expect(JSON.stringify(whole.card)).toContain(EC2);
      inChannel("UANN", "UBOB");
      const limited = await drawn();
      expect(JSON.stringify([limited.card, limited.files])).not.toContain(EC2);
      expect(total(only(await press("UANN", limited, MORE)))).toBe(240);
      inChannel("UANN", "UEVE");
      const hidden = await drawn();
      expect(hidden.card.blocks[0]).toMatchObject({
        text: "It isn’t certain that everybody in this channel may see this.",
      });
      expect([hidden.card.title, labels(hidden), hidden.files]).toEqual(["", [MORE], []]);
      const own = only(await press("UBOB", hidden, MORE));
      expect([total(own), own.isPrivate]).toEqual([30, true]);
      // What follows it up is answered alone as well.
      hidden.standsIn?.([THREAD]);
      const text = "and in September?";
      const asked = { eventId: null, sender: userOf("UANN"), thread: THREAD, channel: C1 };
      const [next] = await desk.answer({ ...asked, text, now: NOW });
      expect(next?.isPrivate).toBe(true);
      expect(next?.answer.totals[0]?.value).toBe(155);
      const id = hidden.issue({ kind: "file", format: "csv" });
      expect(await act("UANN", id)).toMatchObject({ kind: "file", isPrivate: true });
    }));
});
