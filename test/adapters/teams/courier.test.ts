import { describe, expect, test } from "vitest";
import type { Channel } from "#src/channel";
import { CourierError } from "#src/chat/courier";
import type { Drawable } from "#src/chat/message";
import type { DrawnFor } from "#src/chat/unasked";
import { type Answering, fakeConnector } from "./fake-connector.ts";
import {
  ANN,
  actionsOf,
  activity,
  cardOf,
  execute,
  hosts,
  TENANT,
  type TeamsBench,
  withTeams,
} from "./teams-bench.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const ROOT = "19:channel@thread.tacv2";
const inChannel: Channel = { platform: "teams", tenant: TENANT, id: ROOT };
const inPerson: Channel = { platform: "teams", tenant: TENANT, id: "a:personal" };
const card: Drawable = { card: { title: "Budget of payments", blocks: [] }, issue: () => "id" };

/** Remembers a channel and a person's chat, as if the bot had been spoken to there. */
function acquainted({ conversations, connector: { serviceUrl } }: TeamsBench): void {
  const place = { serviceUrl, tenantId: TENANT };
  conversations.save({ ...place, conversationId: ROOT, scope: "channel" }, NOW);
  conversations.save({ ...place, conversationId: "a:personal", scope: "personal" }, NOW);
}

/** The costs of October by service as a report, in the name of whoever sees everything. */
async function report({ desk }: TeamsBench, more: Partial<DrawnFor> = {}): Promise<Drawable> {
  const [reply] = await desk.answer({
    eventId: null,
    sender: { platform: "web", tenant: "local", id: "local" },
    thread: "elsewhere",
    text: "cost by service in October",
    now: NOW,
  });
  if (reply === undefined) throw new Error("no answer");
  return desk.drawFor(reply.answer, { channel: inChannel, person: null, now: NOW, ...more });
}

function inThread(rootId: string): object {
  const conversation = {
    id: `${ROOT};messageid=${rootId}`,
    tenantId: TENANT,
    conversationType: "channel",
    isGroup: true,
  };
  return { conversation };
}

/** How bringing something failed. */
async function failureOf(bringing: Promise<unknown>): Promise<CourierError> {
  const error = await bringing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CourierError)) throw new Error(`not a CourierError: ${error}`);
  return error;
}

describe.each(hosts)("Teams' courier on %s", (host) => {
  test("begins a thread in a channel, goes on in it, and puts a card in a card's place", () =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      const { courier } = bench.app;
      const root = await courier.post(inChannel, card, { mark: "1" });
      const below = await courier.post(inChannel, card, { mark: "2", thread: root });
      const belowThat = await courier.post(inChannel, card, { mark: "3", thread: below });
      await courier.update(inChannel, root, card);
      await courier.update(inChannel, below, card);
      const under = `/teams/v3/conversations/${ROOT};messageid=m1/activities`;
      expect([root, below, belowThat]).toEqual(["m1", "m1/m2", "m1/m3"]);
      expect(bench.connector.taken.map(({ method, path }) => `${method} ${path}`)).toEqual([
        `POST /teams/v3/conversations/${ROOT}/activities`,
        `POST ${under}`,
        `POST ${under}`,
        `PUT ${under}/m1`,
        `PUT ${under}/m2`,
      ]);
      expect(JSON.stringify(bench.connector.taken[0]?.body)).toContain("Budget of payments");
    }));

  test("writes to a person, whose chat has no threads", () =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      const first = await bench.app.courier.post(inPerson, card, { mark: "1" });
      await bench.app.courier.post(inPerson, card, { mark: "2", thread: first });
      const paths = bench.connector.taken.map(({ path }) => path);
      expect(new Set(paths)).toEqual(new Set(["/teams/v3/conversations/a:personal/activities"]));
    }));

  test("writes to a person by their object id, whose chat is opened once", () =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      const person: Channel = { platform: "teams", tenant: TENANT, id: ANN };
      const first = await bench.app.courier.post(person, card, { mark: "1" });
      await bench.app.courier.update(person, first, card);
      const [opening] = bench.connector.taken;
      expect(opening?.body).toMatchObject({ members: [{ id: ANN }], tenantId: TENANT });
      expect(bench.connector.taken.map(({ method, path }) => `${method} ${path}`)).toEqual([
        "POST /teams/v3/conversations",
        "POST /teams/v3/conversations/m1/activities",
        "PUT /teams/v3/conversations/m1/activities/m2",
      ]);
    }));

  test("nothing has arrived where a person's chat can't be opened", () =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      const person: Channel = { platform: "teams", tenant: TENANT, id: ANN };
      bench.connector.next.push({ status: 500 }, { status: 403 });
      const post = () => failureOf(bench.app.courier.post(person, card, { mark: "1" }));
      expect([(await post()).failure, (await post()).failure]).toEqual(["later", "impossible"]);
      expect(bench.connector.taken).toEqual([]);
    }));

  test("asks for thumbs under a report, and keeps them under its id", () =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      await bench.app.courier.post(inChannel, card, { mark: "1" });
      const id = await bench.app.courier.post(inChannel, await report(bench, { id: "weekly/1" }), {
        mark: "2",
      });
      const [plain, shown] = bench.connector.taken;
      expect(plain?.body.channelData?.feedbackLoop).toBeUndefined();
      expect(shown?.body.channelData.feedbackLoop).toEqual({ type: "default" });
      await bench.send(
        activity(bench.connector.serviceUrl, {
          ...inThread(id),
          type: "invoke",
          name: "message/submitAction",
          replyToId: id,
          value: {
            actionName: "feedback",
            actionValue: { reaction: "dislike", feedback: '{"feedbackText":"too long"}' },
          },
        }),
      );
      expect(bench.verdicts()).toEqual([["weekly/1", "ann@example.com", "bad", "too long"]]);
    }));

  test("what follows a report in its thread is about it", () =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      const id = await bench.app.courier.post(inChannel, await report(bench), { mark: "1" });
      const { serviceUrl } = bench.connector;
      await bench.send(activity(serviceUrl, { text: "and in September?", ...inThread(id) }));
      const [, followUp] = await bench.connector.waitFor(2);
      expect(followUp?.body.summary).toContain("$155.00");
      expect(followUp?.path).toContain(`;messageid=${id}`);
      await bench.send(activity(serviceUrl, { text: "only S3", ...inThread("m9") }));
      const [, , apart] = await bench.connector.waitFor(3);
      expect(apart?.body.summary).not.toContain("October");
    }));

  test("a press on a report is answered in its thread, where it can be followed up", () =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      const id = await bench.app.courier.post(inChannel, await report(bench), { mark: "1" });
      const { serviceUrl } = bench.connector;
      const [shown] = bench.connector.taken;
      const ask = actionsOf(shown && cardOf(shown)).find(({ title }) => !/CSV|image/.test(title));
      await bench.send(execute(serviceUrl, ask.data, { ...inThread(id), replyToId: id }));
      const [, pressed] = await bench.connector.waitFor(2);
      expect(pressed?.path).toContain(`;messageid=${id}`);
      await bench.send(activity(serviceUrl, { text: "only S3", ...inThread(id) }));
      const [, , followUp] = await bench.connector.waitFor(3);
      expect(followUp?.body.summary).toContain("October 2026");
    }));

  test("files that were asked for follow the message where Teams can fetch them", () =>
    withTeams(
      host,
      async (bench) => {
        acquainted(bench);
        const drawable = await report(bench, { files: ["csv"] });
        const id = await bench.app.courier.post(inChannel, drawable, { mark: "1" });
        const [, file] = await bench.connector.waitFor(2);
        expect(file?.path).toContain(`;messageid=${id}`);
        expect(JSON.stringify(file?.body)).toContain("https://tally.example.com/costs.csv");
      },
      { parts: { fileUrl: ({ name }) => `https://tally.example.com/${name}` } },
    ));

  test("a message can't be looked for by its mark", () =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      expect(await bench.app.courier.find(inChannel, "1", NOW)).toBe("unknown");
    }));

  test.each<[string, Answering, string, number | null]>([
    ["is asked to wait", { status: 429, headers: { "retry-after": "2" } }, "later", 2000],
    ["isn't let in for now", { status: 412 }, "later", null],
    ["fails", { status: 500 }, "unsure", null],
    ["fails on its way", { status: 504 }, "unsure", null],
    ["may not write there", { status: 403 }, "impossible", null],
    ["finds nothing there", { status: 404 }, "impossible", null],
  ])("where it %s, it is tried once, and told what that means", (_what, answering, failure, wait) =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      bench.connector.next.push(answering);
      const failed = await failureOf(bench.app.courier.post(inChannel, card, { mark: "1" }));
      expect(failed).toMatchObject({ failure, retryAfter: wait });
      expect(bench.connector.sent).toHaveLength(1);
    }),
  );

  test("an update may be made again, so it is never unsure", () =>
    withTeams(host, async (bench) => {
      acquainted(bench);
      bench.connector.next.push({ status: 502 });
      const failed = await failureOf(bench.app.courier.update(inChannel, "m1", card));
      expect(failed.failure).toBe("later");
    }));

  test("where Teams isn't reached nothing has arrived", () =>
    withTeams(host, async (bench) => {
      const gone = await fakeConnector();
      await gone.close();
      const place = { conversationId: ROOT, tenantId: TENANT, scope: "channel" } as const;
      bench.conversations.save({ ...place, serviceUrl: gone.serviceUrl }, NOW);
      const failed = await failureOf(bench.app.courier.post(inChannel, card, { mark: "1" }));
      expect(failed.failure).toBe("later");
    }));

  test("says what to do where the bot never was, was taken out, or may not write to", () =>
    withTeams(host, async (bench) => {
      const { courier } = bench.app;
      const never = await failureOf(courier.post(inChannel, card, { mark: "1" }));
      expect(never.failure).toBe("impossible");
      expect(never.message).toContain("add the app there");
      acquainted(bench);
      const foreign = { ...inChannel, tenant: ANN };
      expect((await failureOf(courier.post(foreign, card, { mark: "1" }))).failure).toBe(
        "impossible",
      );
      const place = { conversationId: ROOT, tenantId: TENANT, scope: "channel" } as const;
      bench.conversations.save({ ...place, serviceUrl: "https://evil.example/" }, NOW);
      const evil = await failureOf(courier.post(inChannel, card, { mark: "1" }));
      expect(evil.failure).toBe("impossible");
      expect(bench.connector.sent).toEqual([]);
    }));
});
