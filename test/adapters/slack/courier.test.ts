import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import type { Channel } from "#src/channel";
import { CourierError } from "#src/chat/courier";
import type { Desk } from "#src/chat/desk";
import type { Drawable } from "#src/chat/message";
import type { DrawnFor } from "#src/chat/unasked";
import { type Call, FakeSlack } from "./fake-slack.ts";
import { type SlackWorld, withSlack } from "./slack-world.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const SINCE = new Date("2026-11-20T08:59:00Z");
const C1: Channel = { platform: "slack", tenant: "T1", id: "C1" };
const ANN: Channel = { platform: "slack", tenant: "T1", id: "UANN" };
const card: Drawable = { card: { title: "Budget of payments", blocks: [] }, issue: () => "id" };

/** The costs of October by service as a report, in the name of whoever sees everything. */
async function report(desk: Desk, more: Partial<DrawnFor> = {}): Promise<Drawable> {
  return desk.drawFor(await october(desk), { channel: C1, person: null, now: NOW, ...more });
}

async function october(desk: Desk): Promise<Answer> {
  const [reply] = await desk.answer({
    eventId: null,
    sender: { platform: "web", tenant: "local", id: "local" },
    thread: "elsewhere",
    text: "cost by service in October",
    now: NOW,
  });
  if (reply === undefined) throw new Error("no answer");
  return reply.answer;
}

/** Slack's own record of what was posted, from which it answers about its history. */
function remembering(slack: FakeSlack): void {
  slack.rule(({ method, args }) => {
    if (!/^conversations\.(history|replies)$/.test(method)) return null;
    const posted = slack.of("chat.postMessage").map((call, at) => ({
      ts: `1700000000.${String(at + 1).padStart(6, "0")}`,
      ...call.args,
    }));
    const ts = args["ts"];
    const messages = posted.filter((one) => (one as { thread_ts?: string }).thread_ts === ts);
    return { body: { ok: true, messages } };
  });
}

const textOf = (call: Call | undefined) => String(call?.args["text"]);

/** How bringing something failed. */
async function failureOf(bringing: Promise<unknown>): Promise<CourierError> {
  const error = await bringing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CourierError)) throw new Error(`not a CourierError: ${error}`);
  return error;
}

describe("Slack's courier", () => {
  test("posts a card to a channel, marked, with thumbs under the report's id", () =>
    withSlack({}, async ({ slack, desk, app }) => {
      const id = await app.courier.post(C1, await report(desk, { id: "weekly/1" }), { mark: "m1" });
      expect(id).toBe("C1/1700000000.000001");
      const [posted, ...others] = slack.of("chat.postMessage");
      expect(others).toEqual([]);
      expect(posted?.args).toMatchObject({
        channel: "C1",
        unfurl_links: "false",
        metadata: { event_type: "tally_delivery", event_payload: { mark: "m1" } },
      });
      expect(posted?.args).not.toHaveProperty("thread_ts");
      expect(textOf(posted)).toContain("$240.00");
      expect(JSON.stringify(posted?.args["blocks"])).toContain("good:weekly/1");
    }));

  test("asks for no thumbs where nothing is to be judged", () =>
    withSlack({}, async ({ slack, app }) => {
      await app.courier.post(C1, card, { mark: "m1" });
      const [posted] = slack.of("chat.postMessage");
      expect(JSON.stringify(posted?.args)).not.toContain("feedback");
    }));

  test("posts into the thread of a former message", () =>
    withSlack({}, async ({ slack, app }) => {
      const thread = await app.courier.post(C1, card, { mark: "m1" });
      await app.courier.post(C1, card, { mark: "m2", thread });
      expect(slack.of("chat.postMessage")[1]?.args["thread_ts"]).toBe("1700000000.000001");
    }));

  test("brings something to a person in their direct conversation, and keeps on there", () =>
    withSlack({}, async ({ slack, app }) => {
      const id = await app.courier.post(ANN, card, { mark: "m1" });
      expect(id).toBe("DUANN/1700000000.000001");
      await app.courier.update(ANN, id, card);
      expect(slack.of("chat.update")[0]?.args).toMatchObject({
        channel: "DUANN",
        ts: "1700000000.000001",
      });
      await app.courier.post(ANN, card, { mark: "m2", thread: id });
      expect(slack.of("chat.postMessage")[1]?.args["channel"]).toBe("DUANN");
    }));

  test("puts files into the thread under the message", () =>
    withSlack({}, async ({ slack, desk, app, settled }) => {
      await app.courier.post(C1, await report(desk, { files: ["csv"] }), { mark: "m1" });
      await settled();
      const [sent] = slack.of("files.completeUploadExternal");
      expect(sent?.args).toMatchObject({ channel_id: "C1", thread_ts: "1700000000.000001" });
      const [asked] = slack.of("files.getUploadURLExternal");
      expect(String(asked?.args["filename"])).toMatch(/\.csv$/);
    }));

  test("the message stands where its files can't be sent", () =>
    withSlack({}, async ({ slack, desk, app, settled, lines }) => {
      slack.always("files.getUploadURLExternal", "missing_scope");
      await app.courier.post(C1, await report(desk, { files: ["csv"] }), { mark: "m1" });
      await settled();
      expect(lines.join("\n")).toContain("a file wasn't sent");
    }));

  test("has less in it as long as Slack refuses its blocks", () =>
    withSlack({}, async ({ slack, desk, app }) => {
      slack.rule(({ method, args }) =>
        method === "chat.postMessage" && JSON.stringify(args).includes("data_visualization")
          ? { body: { ok: false, error: "invalid_blocks" } }
          : null,
      );
      const id = await app.courier.post(C1, await report(desk), { mark: "m1" });
      expect(slack.of("chat.postMessage")).toHaveLength(2);
      expect(id).toBe("C1/1700000000.000001");
    }));

  test("speaks in the workspace of its token, and in no other", () =>
    withSlack({}, async ({ app }) => {
      const elsewhere = { ...C1, tenant: "T2" };
      const posting = app.courier.post(elsewhere, card, { mark: "m1" });
      const { failure, message } = await failureOf(posting);
      expect(failure).toBe("impossible");
      expect(message).toContain("isn’t installed in T2");
    }));
});

describe("what went wrong", () => {
  const posting = async (prepare: (slack: FakeSlack) => void) => {
    let failed: CourierError | null = null;
    await withSlack({}, async ({ slack, app }) => {
      prepare(slack);
      failed = await failureOf(app.courier.post(C1, card, { mark: "m1" }));
      expect(slack.of("chat.postMessage")).toHaveLength(1);
    });
    return failed as CourierError | null;
  };

  test("Slack asks to wait: later, as long as it says, without waiting here", async () => {
    const failed = await posting((slack) =>
      slack.next("chat.postMessage", { status: 429, headers: { "retry-after": "30" }, body: {} }),
    );
    expect(failed).toMatchObject({ failure: "later", retryAfter: 30_000 });
  });

  test.each([
    ["a server error", (slack: FakeSlack) => slack.next("chat.postMessage", { status: 503 })],
    [
      "an error inside Slack",
      (slack: FakeSlack) => slack.always("chat.postMessage", "internal_error"),
    ],
  ])("%s: it may have arrived", async (_what, prepare) => {
    expect((await posting(prepare))?.failure).toBe("unsure");
  });

  test("no answer in time: it may have arrived", () =>
    withSilence(async ({ app }) => {
      const failed = await failureOf(app.courier.post(C1, card, { mark: "m1" }));
      expect(failed.failure).toBe("unsure");
    }));

  test("a page of a proxy in the place of an answer: it may have arrived", async () => {
    const failed = await posting((slack) =>
      slack.always("chat.postMessage", "<html>504 Gateway Time-out</html>"),
    );
    expect(failed?.failure).toBe("unsure");
    expect(failed?.message).not.toContain("html");
  });

  test("Slack isn't there: it certainly hasn't arrived", async () => {
    const gone = new FakeSlack();
    await gone.start();
    const { slackApiUrl } = gone.clientOptions;
    await gone.stop();
    await withSlack({ settings: { clientOptions: { slackApiUrl } } }, async ({ app }) => {
      const failed = await failureOf(app.courier.post(C1, card, { mark: "m1" }));
      expect(failed).toMatchObject({ failure: "later", retryAfter: null });
    });
  });

  test.each([
    ["channel_not_found", "/invite @tally"],
    ["not_in_channel", "/invite @tally"],
    ["is_archived", "archived"],
    ["account_inactive", "removed"],
    ["missing_scope", "missing_scope"],
  ])("%s: there is no use in trying, and what to do is said", async (code, told) => {
    const failed = await posting((slack) => slack.always("chat.postMessage", code));
    expect(failed?.failure).toBe("impossible");
    expect(failed?.message).toContain(told);
  });

  test("an update may be made again, so it is never unsure; a deleted message can't be updated", () =>
    withSlack({}, async ({ slack, app }) => {
      slack.next("chat.update", { status: 500 });
      expect((await failureOf(app.courier.update(C1, "C1/1.1", card))).failure).toBe("later");
      slack.always("chat.update", "message_not_found");
      expect((await failureOf(app.courier.update(C1, "C1/1.1", card))).failure).toBe("impossible");
    }));
});

describe("a message by its mark", () => {
  test("is found in a channel, in a thread and in a direct conversation; another isn't", () =>
    withSlack({}, async ({ slack, app: { courier } }) => {
      slack.next("conversations.open", { body: { ok: true, channel: { id: "DUANN" } } });
      remembering(slack);
      const root = await courier.post(C1, card, { mark: "m1" });
      const reply = await courier.post(C1, card, { mark: "m2", thread: root });
      const direct = await courier.post(ANN, card, { mark: "m3" });
      expect(await courier.find(C1, "m1", SINCE)).toBe(root);
      expect(await courier.find(C1, "m2", SINCE)).toBeNull();
      expect(await courier.find(C1, "m2", SINCE, root)).toBe(reply);
      expect(await courier.find(ANN, "m3", SINCE)).toBe(direct);
      expect(await courier.find(C1, "m9", SINCE)).toBeNull();
      const [asked] = slack.of("conversations.history");
      expect(Number(asked?.args["oldest"])).toBe(SINCE.getTime() / 1000 - 300);
      expect(asked?.args["include_all_metadata"]).toBe("true");
    }));

  test("that was posted by a process that is gone is found", () =>
    withSlack({}, async (world) => {
      remembering(world.slack);
      await world.app.courier.post(C1, card, { mark: "m1" });
      await world.restart();
      expect(await world.app.courier.find(C1, "m1", SINCE)).toBe("C1/1700000000.000001");
    }));

  test("that was lost on its way is found after a doubtful outcome", () =>
    withSlack({}, async ({ slack, app: { courier } }) => {
      remembering(slack);
      slack.next("chat.postMessage", { status: 504 });
      expect((await failureOf(courier.post(C1, card, { mark: "m1" }))).failure).toBe("unsure");
      expect(await courier.find(C1, "m1", SINCE)).toBe("C1/1700000000.000001");
    }));

  test("is looked for on every page, up to a limit", () =>
    withSlack({}, async ({ slack, app: { courier } }) => {
      const page = (cursor: string, messages: object[] = []) => ({
        body: { ok: true, messages, response_metadata: { next_cursor: cursor } },
      });
      const metadata = { event_type: "tally_delivery", event_payload: { mark: "m1" } };
      const ofAnother = { event_type: "other", event_payload: { mark: "m1" } };
      slack.next(
        "conversations.history",
        page("a", [{ ts: "1.0", metadata: ofAnother }]),
        page("", [{ ts: "2.0", metadata }]),
      );
      expect(await courier.find(C1, "m1", SINCE)).toBe("C1/2.0");
      expect(slack.of("conversations.history")[1]?.args["cursor"]).toBe("a");
      slack.rule(({ method }) => (method === "conversations.history" ? page("more") : null));
      expect(await courier.find(C1, "m1", SINCE)).toBe("unknown");
    }));

  test("can't be looked for without the scope to read", () =>
    withSlack({}, async ({ slack, app: { courier } }) => {
      slack.always("conversations.history", "missing_scope");
      expect(await courier.find(C1, "m1", SINCE)).toBe("unknown");
      slack.always("conversations.open", "missing_scope");
      expect(await courier.find(ANN, "m1", SINCE)).toBe("unknown");
    }));

  test("is looked for later when Slack can't say now", () =>
    withSlack({}, async ({ slack, app: { courier } }) => {
      slack.next("conversations.history", { status: 500 });
      expect((await failureOf(courier.find(C1, "m1", SINCE))).failure).toBe("later");
    }));
});

describe("what follows a report", () => {
  const inThread = { ts: "1700000009.000001", thread_ts: "1700000000.000001" };

  test("in its thread is about it, with the rights of whoever asks", () =>
    withSlack({}, async ({ slack, desk, app, mention, settled }) => {
      await app.courier.post(C1, await report(desk), { mark: "m1" });
      await mention("<@UBOT> and in September?", inThread);
      await mention("<@UBOT> and in September?", { ...inThread, user: "UBOB" });
      await settled();
      const [, byAnn, byBob] = slack.of("chat.postMessage");
      expect(textOf(byAnn)).toContain("$155.00");
      expect(textOf(byBob)).not.toContain("$155.00");
      expect(byBob?.args["thread_ts"]).toBe("1700000000.000001");
    }));

  test("elsewhere isn't about it", () =>
    withSlack({}, async ({ slack, desk, app, mention, settled }) => {
      await app.courier.post(C1, await report(desk), { mark: "m1" });
      await mention("<@UBOT> only S3", { ts: "1700000009.000001" });
      await settled();
      expect(textOf(slack.of("chat.postMessage")[1])).not.toContain("October");
    }));

  test("in a direct conversation needs no thread", () =>
    withSlack({}, async ({ slack, desk, app, direct, settled }) => {
      await app.courier.post(ANN, await report(desk, { channel: ANN }), { mark: "m1" });
      await direct("and in September?", { channel: "DUANN" });
      await settled();
      expect(textOf(slack.of("chat.postMessage")[1])).toContain("$155.00");
    }));

  test("by a press goes into its thread, where it can be followed up", () =>
    withSlack({}, async ({ slack, desk, app, interact, mention, settled }) => {
      const drawable = await report(desk, { id: "weekly/1" });
      await app.courier.post(C1, drawable, { mark: "m1" });
      const action_id = `press:${drawable.issue({ kind: "ask", question: "only S3" })}`;
      await interact({
        type: "block_actions",
        team: { id: "T1" },
        user: { id: "UANN", team_id: "T1" },
        channel: { id: "C1" },
        container: { type: "message", channel_id: "C1", message_ts: "1700000000.000001" },
        message: { ts: "1700000000.000001" },
        trigger_id: "trigger",
        actions: [{ type: "button", action_id, block_id: "b" }],
      });
      await settled();
      const pressed = slack.of("chat.postMessage")[1];
      expect(pressed?.args["thread_ts"]).toBe("1700000000.000001");
      expect(textOf(pressed)).toContain("$30.00");
      await mention("<@UBOT> and in September?", inThread);
      await settled();
      expect(textOf(slack.of("chat.postMessage")[2])).toMatch(/S3|Simple Storage/);
    }));
});

/** Runs a check while Slack takes requests and doesn't answer in time. */
async function withSilence(check: (world: SlackWorld) => Promise<void>): Promise<void> {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const clientOptions = {
    slackApiUrl: `http://127.0.0.1:${port}/api/`,
    timeout: 100,
    retryConfig: { retries: 0 },
  };
  await withSlack({ settings: { clientOptions } }, check);
  silent.closeAllConnections();
  silent.close();
}
