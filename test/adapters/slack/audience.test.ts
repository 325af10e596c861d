import { describe, expect, test } from "vitest";
import { ChannelMembers } from "#src/chat/members";
import type { Call, FakeSlack } from "./fake-slack.ts";
import { type SlackWorld, type WorldOptions, withSlack } from "./slack-world.ts";

const textOf = (call: Call | undefined) => String(call?.args["text"]);
const all = (call: Call | undefined) => JSON.stringify(call?.args);

/** Who is in C1, and what Slack knows of everybody. */
function channelOf(slack: FakeSlack, ...members: readonly string[]): void {
  slack.rule(({ method, args }) => {
    if (method !== "conversations.members") return null;
    const at = Number(args["cursor"] ?? 0);
    const end = at + Math.max(2, Math.ceil(members.length / 2));
    const next = { response_metadata: { next_cursor: end < members.length ? String(end) : "" } };
    return { body: { ok: true, members: members.slice(at, end), ...next } };
  });
  slack.rule(({ method, args }) => {
    const id = String(args["user"]);
    if (method !== "users.info") return null;
    const user = { id, team_id: id === "UEXTERNAL" ? "T9" : "T1", is_bot: id.startsWith("UBOT") };
    return { body: { ok: true, user: { ...user, is_restricted: id === "UGUEST" } } };
  });
}

function inChannelOf(...members: readonly string[]): WorldOptions {
  return { audience: "members", prepare: (slack) => channelOf(slack, ...members) };
}

interface Pressable {
  readonly action_id: string;
  readonly text?: { readonly text: string };
}

function press({ interact }: SlackWorld, message: Call | undefined, label: string, user: string) {
  const blocks = (message?.args["blocks"] ?? []) as { readonly elements?: Pressable[] }[];
  const buttons = blocks.flatMap(({ elements = [] }) => elements);
  const button = buttons.find(({ text }) => text?.text === label);
  if (button === undefined) throw new Error(`no button ${label}`);
  const isAlone = message?.method === "chat.postEphemeral";
  return interact({
    type: "block_actions",
    team: { id: "T1" },
    user: { id: user, team_id: "T1" },
    api_app_id: "A1",
    trigger_id: "trigger",
    response_url: "https://hooks.slack.com/actions/T1/2",
    container: { type: "message", channel_id: "C1", is_ephemeral: isAlone },
    channel: { id: "C1" },
    message: { type: "message", ts: "100.2", thread_ts: "100.1" },
    actions: [{ type: "button", block_id: "b", action_ts: "1", action_id: button.action_id }],
  });
}

const MORE = "Show me all that I may see";
const S3_ALONE = "$30.00";
const ALL = "$240.00";

describe("a channel", () => {
  test("whose people all see as much reads the answer as it is", () =>
    withSlack(inChannelOf("UANN", "UBOT", "UBOT2"), async ({ slack, mention, settled }) => {
      await mention("<@UBOT> cost in October");
      await settled();
      const [answer] = slack.of("chat.postMessage");
      expect(textOf(answer)).toContain(ALL);
      expect(all(answer)).not.toContain(MORE);
      expect(slack.of("chat.postEphemeral")).toEqual([]);
    }));

  test("reads what all of its people may see; whoever presses gets all of theirs alone", () =>
    withSlack(inChannelOf("UANN", "UBOT", "UBOB"), async (world) => {
      const { slack, mention, settled } = world;
      await mention("<@UBOT> cost in October");
      await settled();
      const [answer] = slack.of("chat.postMessage");
      expect(textOf(answer)).toContain(S3_ALONE);
      expect(all(answer)).toContain("This shows what everybody in this channel may see.");
      expect(all(answer)).not.toContain("240");
      await press(world, answer, MORE, "UANN");
      await press(world, answer, MORE, "UBOB");
      await settled();
      const alone = slack.of("chat.postEphemeral");
      expect(alone.map(({ args }) => args["user"])).toEqual(["UANN", "UBOB"]);
      expect(alone.map(textOf)).toEqual([
        expect.stringContaining(ALL),
        expect.stringContaining(S3_ALONE),
      ]);
      expect(slack.of("chat.postMessage")).toHaveLength(1);
    }));

  test.each(["UGUEST", "UEXTERNAL", "USTRANGER"])("with %s in it reads nothing", (somebody) =>
    withSlack(inChannelOf("UANN", "UBOT", somebody), async ({ slack, mention, settled }) => {
      await mention("<@UBOT> cost in October");
      await mention("<@UBOT> and in September?", { ts: "100.3", thread_ts: "100.1" });
      await settled();
      expect(slack.of("chat.postMessage").map(textOf)).toEqual(["Answered privately."]);
      const alone = slack.of("chat.postEphemeral");
      expect(alone.map(textOf)).toEqual([
        expect.stringContaining(ALL),
        expect.stringContaining("$155.00"),
      ]);
      expect(alone[0]?.args).toMatchObject({ channel: "C1", user: "UANN", thread_ts: "100.1" });
    }),
  );

  test("whose people aren't told reads nothing: without the right, and where it takes long", () =>
    withSlack(
      {
        audience: "members",
        prepare: (slack) => slack.always("conversations.members", "missing_scope"),
      },
      async ({ slack, mention, settled }) => {
        await mention("<@UBOT> cost in October");
        await settled();
        expect(slack.of("chat.postMessage").map(textOf)).toEqual(["Answered privately."]);
        expect(textOf(slack.of("chat.postEphemeral")[0])).toContain(ALL);
      },
    ));

  test("is looked at once, and again once somebody came", () =>
    withSlack({ audience: "members" }, async ({ slack, mention, event, settled }) => {
      const members = ["UANN", "UBOT"];
      slack.rule(({ method }) =>
        method === "conversations.members" ? { body: { ok: true, members } } : null,
      );
      await mention("<@UBOT> cost in October");
      await mention("<@UBOT> cost in September", { ts: "200.1" });
      await settled();
      expect(slack.of("conversations.members")).toHaveLength(1);
      members.push("USTRANGER");
      await event({ type: "member_joined_channel", user: "USTRANGER", channel: "C1", team: "T1" });
      await mention("<@UBOT> cost in October", { ts: "300.1" });
      await settled();
      expect(slack.of("conversations.members")).toHaveLength(2);
      expect(textOf(slack.of("chat.postEphemeral")[0])).toContain(ALL);
    }));

  test("is looked at again once Slack tells that somebody is a guest now", () => {
    const cat = { id: "UCAT", team_id: "T1", is_email_confirmed: true };
    const known = { ...cat, profile: { email: "cat@example.com" }, is_restricted: false };
    const prepare = (slack: FakeSlack) => {
      slack.rule(({ method, args }) =>
        method === "users.info" && args["user"] === "UCAT"
          ? { body: { ok: true, user: known } }
          : null,
      );
      channelOf(slack, "UANN", "UBOT", "UCAT");
    };
    const options = {
      audience: "members",
      others: [{ email: "cat@example.com" }],
      prepare,
    } as const;
    return withSlack(options, async ({ slack, mention, event, settled }) => {
      await mention("<@UBOT> cost in October");
      await settled();
      expect(textOf(slack.of("chat.postMessage")[0])).toContain(ALL);
      known.is_restricted = true;
      await event({ type: "user_change", user: known });
      await mention("<@UBOT> cost in September", { ts: "300.1" });
      await settled();
      expect(slack.of("chat.postMessage").map(textOf)).toEqual([
        expect.stringContaining(ALL),
        "Answered privately.",
      ]);
    });
  });

  test.each([
    ["D1", { ok: true, members: ["UBOT", "UBOB"] }, "UBOB"],
    ["D1", { ok: true, members: ["UBOT", "UGUEST"] }, "UGUEST"],
    ["UBOB", { ok: false, error: "channel_not_found" }, "UBOB"],
    // Without im:read.
    ["D1", { ok: false, error: "missing_scope" }, null],
  ])("%s is one person's, who is known where Slack tells", async (id, body, reader) => {
    const members = new ChannelMembers();
    const prepare = (slack: FakeSlack) => {
      slack.rule(({ method }) => (method === "conversations.members" ? { body } : null));
      channelOf(slack);
    };
    await withSlack({ parts: { members }, prepare }, async () => {
      const told = await members.of({ platform: "slack", tenant: "T1", id });
      expect(told).toEqual({ reader: reader && expect.objectContaining({ id: reader }) });
    });
  });

  test("a command is answered alone, whoever is there; so are its buttons", () =>
    withSlack(inChannelOf("UANN", "USTRANGER"), async ({ slack, command, settled }) => {
      await command("cost in October");
      await settled();
      expect(slack.of("conversations.members")).toEqual([]);
      expect(JSON.stringify(slack.calls.at(-1)?.args)).toContain(ALL);
      expect(slack.of("chat.postMessage")).toEqual([]);
    }));

  test("a direct conversation is nobody else's", () =>
    withSlack({ audience: "members" }, async ({ slack, direct, settled }) => {
      await direct("cost in October");
      await settled();
      expect(textOf(slack.of("chat.postMessage")[0])).toContain(ALL);
    }));

  test("of hundreds of people is looked up in a few calls", () => {
    const many = Array.from({ length: 300 }, (_, at) => `U${at}`);
    const others = many.map((id) => ({ email: `${id}@example.com`, slack: `T1/${id}` }));
    const users = [...many, "UANN"].map((id) => ({ id, team_id: "T1" }));
    const prepare = (slack: FakeSlack) => {
      channelOf(slack, ...many, "UANN", "UBOT");
      slack.rule(({ method, args }) => {
        if (method !== "users.list") return null;
        const at = Number(args["cursor"] ?? 0);
        const next = { response_metadata: { next_cursor: at === 0 ? "200" : "" } };
        return { body: { ok: true, members: users.slice(at, at + 200), ...next } };
      });
    };
    return withSlack({ audience: "members", others, prepare }, async (world) => {
      const { slack, mention, settled } = world;
      await mention("<@UBOT> cost in October");
      await settled();
      expect(textOf(slack.of("chat.postMessage")[0])).toContain(ALL);
      expect(slack.of("users.list")).toHaveLength(2);
      expect(slack.of("users.info").length).toBeLessThan(20);
    });
  });

  test("gets the files that all may see", () =>
    withSlack(inChannelOf("UANN", "UBOB"), async (world) => {
      const { slack, mention, settled } = world;
      await mention("<@UBOT> cost by service in October");
      await settled();
      await press(world, slack.of("chat.postMessage")[0], "Table as CSV", "UANN");
      await settled();
      const [upload, ...others] = slack.calls.filter(({ method }) => method.startsWith("upload/"));
      expect(others).toEqual([]);
      expect(all(upload)).toContain("Simple Storage");
      expect(all(upload)).not.toContain("Elastic Compute");
      const [done] = slack.of("files.completeUploadExternal");
      expect(done?.args["channel_id"]).toBe("C1");
    }));

  test("gets no others: they go to the presser directly", () =>
    withSlack({ audience: "members" }, async (world) => {
      const { slack, mention, event, settled } = world;
      const members = ["UANN", "UBOT"];
      slack.rule(({ method }) =>
        method === "conversations.members" ? { body: { ok: true, members } } : null,
      );
      await mention("<@UBOT> cost by service in October");
      await settled();
      members.push("USTRANGER");
      await event({ type: "member_joined_channel", user: "USTRANGER", channel: "C1", team: "T1" });
      await press(world, slack.of("chat.postMessage")[0], "Table as CSV", "UANN");
      await settled();
      const [done] = slack.of("files.completeUploadExternal");
      expect(done?.args["channel_id"]).toBe("DUANN");
      const [told] = slack.of("chat.postEphemeral");
      expect(textOf(told)).toContain("is in our direct conversation");
    }));
});
