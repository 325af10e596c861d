import { describe, expect, test } from "vitest";
import type { Call, FakeSlack } from "./fake-slack.ts";
import { withSlack } from "./slack-world.ts";

const textOf = (call: Call | undefined) => String(call?.args["text"]);

describe("a mention", () => {
  test("is followed up in its thread, by each person on their own", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      await mention("<@UBOT> cost in October");
      await mention("<@UBOT> and in September?", { ts: "100.5", thread_ts: "100.1" });
      await mention("<@UBOT> only S3", { ts: "100.6", thread_ts: "100.1" });
      await mention("<@UBOT> cost in September", { ts: "300.1" });
      await settled();
      const messages = slack.of("chat.postMessage");
      const inThread = messages.filter(({ args }) => args["thread_ts"] === "100.1");
      expect(inThread.map(textOf)).toEqual([
        expect.stringContaining("$240.00"),
        expect.stringContaining("$155.00"),
        expect.stringContaining("$25.00"),
      ]);
      expect(messages.filter(({ args }) => args["thread_ts"] === "300.1")).toHaveLength(1);
    });
  });

  test("of several questions gets several answers, in order", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      await mention("<@UBOT> what was the cost in October? what was the cost in September?");
      await settled();
      const texts = slack.of("chat.postMessage").map(textOf);
      expect(texts).toEqual([
        expect.stringContaining("$240.00"),
        expect.stringContaining("$155.00"),
      ]);
    });
  });

  test("without words, or for help, shows what can be asked", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      await mention(" <@UBOT> ", {}, { event_id: "Ev1" });
      await mention(" <@UBOT> ", {}, { event_id: "Ev1" });
      await mention("<@UBOT|tally> help");
      await settled();
      const messages = slack.of("chat.postMessage");
      expect(messages).toHaveLength(2);
      for (const message of messages)
        expect(textOf(message)).toContain("top 3 services in October");
    });
  });

  test("by a bot, in an edit or of a direct conversation is left alone", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      await mention("<@UBOT> cost", { bot_id: "B7" });
      await mention("<@UBOT> cost", { user: "UBOT" });
      await mention("<@UBOT> cost", { edited: { user: "UANN", ts: "101.1" } });
      await mention("<@UBOT> cost", { channel: "D1" });
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
    });
  });

  test("by somebody without rights is refused for their eyes alone", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      await mention("<@UBOT> cost in October", { user: "UEVE" });
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
      const [refusal] = slack.of("chat.postEphemeral");
      expect(refusal?.args).toMatchObject({ channel: "C1", user: "UEVE", thread_ts: "100.1" });
      expect(textOf(refusal)).toContain("slack: T1/UEVE");
    });
  });

  test("by people of other organisations is refused, also where the workspace is open", async () => {
    await withSlack({ isOpen: true }, async ({ slack, mention, settled }) => {
      const shared = { is_ext_shared_channel: true };
      await mention("<@UBOT> cost in October", { user: "UX", team: "T1", user_team: "T9" }, shared);
      await mention("<@UBOT> cost in October", { user: "UX", team: "T9" }, shared);
      await mention("<@UBOT> cost in October", { user: "UX", team: undefined }, shared);
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
      const refusals = slack.of("chat.postEphemeral");
      expect(refusals).toHaveLength(3);
      for (const refusal of refusals) expect(textOf(refusal)).toContain("workspace");
      await mention("<@UBOT> cost in October", { user: "UNEW" });
      await settled();
      expect(slack.of("chat.postMessage")).toHaveLength(1);
    });
  });

  test("in a channel shared with other organisations is answered for the asker's eyes alone", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      const shared = { is_ext_shared_channel: true };
      await mention("<@UBOT> daily cost from August to October by service", {}, shared);
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
      expect(slack.of("files.getUploadURLExternal")).toEqual([]);
      const [answer] = slack.of("chat.postEphemeral");
      expect(answer?.args).toMatchObject({ channel: "C1", user: "UANN", thread_ts: "100.1" });
      expect(textOf(answer)).toContain("$395.00");
    });
  });

  test("shows a person no more than is theirs", async () => {
    await withSlack({}, async ({ slack, mention, settled }) => {
      await mention("<@UBOT> cost in October", { user: "UBOB" });
      await settled();
      expect(textOf(slack.of("chat.postMessage")[0])).toContain("$30.00");
    });
  });
});

describe("a direct message", () => {
  test("is one conversation, and each thread in it another", async () => {
    await withSlack({}, async ({ slack, direct, settled }) => {
      await direct("cost in October");
      await direct("and in September?", { ts: "200.2" });
      await direct("only S3", { ts: "200.3", thread_ts: "200.1" });
      await settled();
      const messages = slack.of("chat.postMessage");
      const outside = messages.filter(({ args }) => !("thread_ts" in args));
      expect(outside.map(textOf)).toEqual([
        expect.stringContaining("$240.00"),
        expect.stringContaining("$155.00"),
      ]);
      const inside = messages.filter(({ args }) => args["thread_ts"] === "200.1");
      expect(inside).toHaveLength(1);
      expect(textOf(inside[0])).not.toContain("$25.00");
    });
  });

  test("that was edited, deleted or sent by a bot, or in a channel, is left alone", async () => {
    await withSlack({}, async ({ slack, direct, settled }) => {
      await direct("cost", { subtype: "message_changed" });
      await direct("cost", { subtype: "message_deleted" });
      await direct("cost", { subtype: "bot_message", bot_id: "B1" });
      await direct("cost", { bot_id: "B1" });
      await direct("cost", { user: "UBOT" });
      await direct("cost", { channel_type: "channel", channel: "C1" });
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
    });
  });

  test("shows an agent's session with its title and status", async () => {
    await withSlack({}, async ({ slack, direct }) => {
      await direct("cost in October");
      await expect.poll(() => slack.of("agents.sessions.setStatus")).toHaveLength(2);
      const [begun, ended] = slack.of("agents.sessions.setStatus");
      const session = { channel_id: "D1", thread_ts: "200.1" };
      expect(begun?.args).toMatchObject({
        ...session,
        status: "processing",
        title: "cost in October",
      });
      expect(ended?.args).toMatchObject({ ...session, status: "active" });
    });
  });

  test("shows an assistant's status where there are no sessions, and clears it", async () => {
    await withSlack({}, async ({ slack, direct }) => {
      slack.always("agents.sessions.setStatus", "not_allowed");
      await direct("cost in October", { ts: "200.3", thread_ts: "200.1" });
      await expect.poll(() => slack.of("assistant.threads.setStatus")).toHaveLength(2);
      const [begun, ended] = slack.of("assistant.threads.setStatus");
      expect(begun?.args).toMatchObject({ channel_id: "D1", thread_ts: "200.1" });
      expect(begun?.args["status"]).not.toBe("");
      expect(ended?.args["status"]).toBe("");
    });
  });

  test("is answered where sessions are refused, and they aren't tried again", async () => {
    await withSlack({}, async ({ slack, direct }) => {
      slack.always("agents.sessions.setStatus", "not_allowed");
      slack.always("assistant.threads.setStatus", "missing_scope");
      await direct("cost in October");
      await expect.poll(() => slack.of("assistant.threads.setStatus")).toHaveLength(1);
      await direct("cost in September", { ts: "200.2" });
      await expect.poll(() => slack.of("chat.postMessage")).toHaveLength(2);
      expect(slack.of("agents.sessions.setStatus")).toHaveLength(1);
    });
  });

  test("knows people by their confirmed address, where it may be read", async () => {
    await withSlack({}, async ({ slack, direct, settled }) => {
      const user = { is_email_confirmed: true, profile: { email: "Bob@example.com" } };
      slack.next(
        "users.info",
        { body: { ok: true, user } },
        { body: { ok: true, user: { ...user, is_email_confirmed: false } } },
      );
      await direct("cost in October", { user: "U77", channel: "D7" });
      await settled();
      await direct("cost in September", { user: "U77", channel: "D7", ts: "200.2" });
      await direct("cost in October", { user: "U78", channel: "D8" });
      await settled();
      const messages = slack.of("chat.postMessage");
      expect(messages.filter(({ args }) => args["channel"] === "D7").map(textOf)).toEqual([
        expect.stringContaining("$30.00"),
        expect.stringContaining("$25.00"),
      ]);
      const [unknown] = messages.filter(({ args }) => args["channel"] === "D8");
      expect(textOf(unknown)).toContain("T1/U78");
      expect(slack.of("users.info")).toHaveLength(2);
    });
  });
});

describe("who somebody is", () => {
  const ann = { is_email_confirmed: true, profile: { email: "ann@example.com" } };

  /** Slack says this of everybody. */
  const telling = (user: object) => (slack: FakeSlack) =>
    slack.rule(({ method }) => (method === "users.info" ? { body: { ok: true, user } } : null));

  test("is never said by a name", async () => {
    const names = { name: "ann@example.com", real_name: "Ann", display_name: "ann@example.com" };
    const user = {
      ...names,
      is_email_confirmed: true,
      profile: { ...names, email: "eve@example.com", display_name: "Ann", team: "T1" },
    };
    await withSlack({ prepare: telling(user) }, async ({ slack, direct, settled }) => {
      await direct("cost in October", { user: "UEVE", channel: "D9", username: "Ann" });
      await settled();
      expect(slack.of("chat.postMessage").map(textOf)).toEqual([
        expect.stringContaining("aren't known here"),
      ]);
    });
  });

  test.each([
    ["a guest", { is_restricted: true }],
    ["a guest of one channel", { is_restricted: true, is_ultra_restricted: true }],
    ["of elsewhere", { is_stranger: true }],
    ["of another workspace", { team_id: "T9" }],
    ["a bot", { is_bot: true }],
    ["deactivated", { deleted: true }],
  ])("isn't said by an address, where they are %s", async (_what, flags) => {
    const options = { prepare: telling({ ...ann, ...flags }) };
    await withSlack(options, async ({ slack, direct, settled }) => {
      await direct("cost in October", { user: "U77", channel: "D7" });
      await settled();
      for (const text of slack.of("chat.postMessage").map(textOf)) expect(text).not.toContain("$");
      expect(slack.of("chat.postMessage")).toHaveLength(1);
    });
  });

  test("is said by an id that was written down for them, but for bots and former colleagues", async () => {
    await withSlack({ prepare: telling({ is_restricted: true }) }, async ({ slack, direct }) => {
      await direct("cost in October");
      await expect.poll(() => slack.of("chat.postMessage")).toHaveLength(1);
      expect(textOf(slack.of("chat.postMessage")[0])).toContain("$240.00");
    });
    for (const flags of [{ is_bot: true }, { deleted: true }]) {
      await withSlack({ prepare: telling(flags) }, async ({ slack, direct, settled }) => {
        await direct("cost in October");
        await settled();
        expect(slack.of("chat.postMessage").map(textOf).join()).not.toContain("$");
      });
    }
  });

  test("opens no workspace to its guests, nor to whoever Slack doesn't vouch for just now", async () => {
    const guest = { isOpen: true, prepare: telling({ is_restricted: true }) };
    await withSlack(guest, async ({ slack, direct, settled }) => {
      await direct("cost in October", { user: "U77", channel: "D7" });
      await settled();
      expect(textOf(slack.of("chat.postMessage")[0])).toContain("let a guest in");
    });
    const failing = {
      isOpen: true,
      prepare: (slack: FakeSlack) => slack.always("users.info", "fatal_error"),
    };
    await withSlack(failing, async ({ slack, direct, settled }) => {
      await direct("cost in October", { user: "U77", channel: "D7" });
      await settled();
      expect(textOf(slack.of("chat.postMessage")[0])).toContain("aren't known here");
    });
  });

  test("is forgotten when Slack tells that they changed, else after an hour", async () => {
    let now = new Date("2026-11-20T09:00:00Z");
    let user: object = ann;
    const prepare = (slack: FakeSlack) =>
      slack.rule(({ method }) => (method === "users.info" ? { body: { ok: true, user } } : null));
    await withSlack({ prepare, clock: () => now }, async ({ slack, direct, event }) => {
      const asked = async (ts: string) => {
        const before = slack.of("chat.postMessage").length;
        await direct("cost in October", { user: "U77", channel: "D7", ts });
        await expect.poll(() => slack.of("chat.postMessage")).toHaveLength(before + 1);
        return textOf(slack.of("chat.postMessage")[before]);
      };
      expect(await asked("1.1")).toContain("$240.00");
      user = { ...ann, is_restricted: true };
      expect(await asked("1.2")).toContain("$240.00");
      await event({ type: "user_change", user: { id: "U77", team_id: "T1" } });
      await expect.poll(() => asked(`2.${slack.calls.length}`)).toContain("let a guest in");
      user = ann;
      expect(await asked("1.4")).toContain("let a guest in");
      now = new Date(now.getTime() + 3_600_001);
      expect(await asked("1.5")).toContain("$240.00");
    });
  });
});

describe("an answer that takes its time", () => {
  const settings = { statusAfterMilliseconds: 30 };

  test("is preceded by a status, and takes its place", async () => {
    await withSlack({ settings, thinkMilliseconds: 150 }, async ({ slack, mention, settled }) => {
      await mention("<@UBOT> what was the cost in October? what was the cost in September?");
      await settled();
      const [status, second, ...others] = slack.of("chat.postMessage");
      expect(textOf(status)).toContain("Looking it up");
      expect(textOf(second)).toContain("$155.00");
      expect(others).toEqual([]);
      const [update] = slack.of("chat.update");
      expect(update?.args).toMatchObject({ channel: "C1", ts: "1700000000.000001" });
      expect(textOf(update)).toContain("$240.00");
    });
  });

  test("is posted anew when somebody deleted the status", async () => {
    await withSlack({ settings, thinkMilliseconds: 150 }, async ({ slack, mention, settled }) => {
      slack.always("chat.update", "message_not_found");
      await mention("<@UBOT> cost in October");
      await settled();
      expect(textOf(slack.of("chat.postMessage")[1])).toContain("$240.00");
    });
  });
});
