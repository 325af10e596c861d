import { WebClient } from "@slack/web-api";
import { describe, expect, test } from "vitest";
import { ChannelOutlet } from "#src/adapters/slack/channel-outlet";
import { Outbox } from "#src/adapters/slack/outbox";
import { plainMessage } from "#src/adapters/slack/outlet";
import { silentLog } from "#src/log";
import { type Call, FakeSlack } from "./fake-slack.ts";
import { withSlack } from "./slack-world.ts";

const textOf = (call: Call | undefined) => String(call?.args["text"]);
const tooMany = { status: 429, headers: { "retry-after": "1" }, body: {} };

describe("what goes out", () => {
  test("waits as long as Slack asks to, in order, and no other channel waits for it", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      let isRefused = false;
      slack.rule(({ method, args }) => {
        const isHit = method === "chat.postMessage" && args["channel"] === "C1" && !isRefused;
        if (isHit) isRefused = true;
        return isHit ? tooMany : null;
      });
      await mention("<@UBOT> cost in October", { ts: "1.1" });
      await mention("<@UBOT> cost in September", { ts: "2.1" });
      await mention("<@UBOT> cost in November", { ts: "3.1", channel: "C2" });
      await settled();
      const calls = slack.of("chat.postMessage");
      const first = calls.filter(({ args }) => args["channel"] === "C1");
      expect(first.map(({ args }) => args["thread_ts"])).toEqual(["1.1", "1.1", "2.1"]);
      const [refused, again, next] = first.map(({ at }) => at);
      expect((again ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(990);
      // A channel about which Slack complained gets a message a second.
      expect((next ?? 0) - (again ?? 0)).toBeGreaterThanOrEqual(990);
      const other = calls.find(({ args }) => args["channel"] === "C2");
      expect(other?.at).toBeLessThan(again ?? 0);
    });
  });

  test("waits for `ratelimited` in an answer too", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      slack.next("chat.postMessage", { body: { ok: false, error: "ratelimited" } });
      await mention("<@UBOT> cost in October");
      await settled();
      const [refused, again] = slack.of("chat.postMessage");
      expect((again?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990);
      expect(textOf(again)).toContain("$240.00");
    });
  });

  test("is sent again after a fault of the server", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      slack.next("chat.postMessage", { status: 503 });
      await mention("<@UBOT> cost in October");
      await settled();
      expect(slack.of("chat.postMessage")).toHaveLength(2);
    });
  });

  test("has less in it as long as Slack refuses its blocks, down to words", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      slack.rule(({ method, args }) =>
        method === "chat.postMessage" && JSON.stringify(args).includes("data_visualization")
          ? { body: { ok: false, error: "invalid_blocks" } }
          : null,
      );
      await mention("<@UBOT> cost in October by service");
      await settled();
      const [whole, bare, ...others] = slack.of("chat.postMessage");
      expect(others).toEqual([]);
      expect(JSON.stringify(whole?.args)).toContain("data_visualization");
      expect(bare?.args["blocks"]).not.toEqual([]);
      expect(slack.of("files.completeUploadExternal")).toHaveLength(1);
    });
    await withSlack({}, async ({ slack, mention, settled }) => {
      slack.rule(({ method, args }) =>
        method === "chat.postMessage" && "blocks" in args
          ? { body: { ok: false, error: "invalid_blocks" } }
          : null,
      );
      await mention("<@UBOT> cost in October");
      await settled();
      const last = slack.of("chat.postMessage").at(-1);
      expect(last?.args).not.toHaveProperty("blocks");
      expect(textOf(last)).toContain("$240.00");
    });
  });

  test("ends when the token was revoked, which is told once", async () => {
    await withSlack({}, async ({ slack, mention, settled, lines, app }) => {
      expect(app.problem()).toBeNull();
      slack.always("chat.postMessage", "token_revoked");
      await mention("<@UBOT> cost in October", { ts: "1.1" });
      await mention("<@UBOT> cost in September", { ts: "2.1" });
      await expect.poll(() => app.problem()).toBe("Slack refuses the bot token: token_revoked");
      await settled();
      expect(lines.filter((line) => line.includes("token has ended"))).toHaveLength(1);
      expect(slack.of("chat.postEphemeral")).toEqual([]);
    });
  });

  test("apologises where an answer didn't get through", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      slack.always("chat.postMessage", "internal_error");
      await mention("<@UBOT> cost in October");
      await settled();
      expect(textOf(slack.of("chat.postEphemeral")[0])).toContain("ask again");
    });
  });
});

describe("a status", () => {
  async function withOutlet(check: (outlet: ChannelOutlet, slack: FakeSlack) => Promise<void>) {
    const slack = new FakeSlack();
    await slack.start();
    const none = () => undefined;
    const outbox = new Outbox({
      log: silentLog,
      counts: { acknowledged: none, sent: none, retried: none, rateLimited: none },
      onTokenEnded: none,
    });
    const client = new WebClient("xoxb-1", slack.clientOptions);
    const place = { team: "T1", channel: "C1", threadTs: "1.1", isDirect: false, user: "UANN" };
    await check(new ChannelOutlet(client, outbox, place), slack);
    await slack.stop();
  }

  test("is taken back before a word to the asker alone", async () => {
    await withOutlet(async (outlet, slack) => {
      await outlet.working();
      await outlet.whisper(plainMessage("<!channel> no"));
      await outlet.close();
      const methods = slack.calls.map(({ method }) => method);
      expect(methods).toEqual(["chat.postMessage", "chat.delete", "chat.postEphemeral"]);
      expect(textOf(slack.of("chat.postEphemeral")[0])).toBe("&lt;!channel&gt; no");
    });
  });

  test("is taken back where no answer follows, and only then", async () => {
    await withOutlet(async (outlet, slack) => {
      await outlet.close();
      expect(slack.calls).toEqual([]);
      await outlet.working();
      await outlet.close();
      expect(slack.of("chat.delete")).toHaveLength(1);
    });
  });
});
