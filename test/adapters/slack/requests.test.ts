import { describe, expect, test } from "vitest";
import { withSlack } from "./slack-world.ts";

const mention = { type: "app_mention", user: "UANN", team: "T1", channel: "C1", ts: "100.1" };
const event = { ...mention, text: "<@UBOT> cost in October" };

describe("Slack's requests", () => {
  test("are taken with the right signature, and answered in the thread", async () => {
    await withSlack({}, async ({ slack, event: send, settled }) => {
      const response = await send(event);
      expect(response.status).toBe(200);
      await settled();
      const [message] = slack.of("chat.postMessage");
      expect(message?.args).toMatchObject({
        channel: "C1",
        thread_ts: "100.1",
        unfurl_links: "false",
        unfurl_media: "false",
      });
      expect(message?.args["text"]).toContain("$240.00");
      expect(message?.token).toBe("xoxb-test-token-of-one-workspace");
    });
  });

  test("are refused with a wrong signature, an old timestamp or none", async () => {
    await withSlack({}, async ({ slack, event: send, post, settled }) => {
      const old = Math.floor(Date.now() / 1000) - 6 * 60;
      expect((await send(event, {}, { secret: "wrong" })).status).toBe(401);
      expect((await send(event, {}, { timestamp: old })).status).toBe(401);
      const headers = { "x-slack-signature": "", "x-slack-request-timestamp": "" };
      expect((await post("{}", "application/json", { headers })).status).toBe(401);
      await settled();
      expect(slack.calls.map(({ method }) => method)).toEqual(["auth.test"]);
    });
  });

  test("that somebody has listened to are refused five minutes later", async () => {
    await withSlack({}, async ({ slack, event: send, settled }) => {
      const heard = Math.floor(Date.now() / 1000) - 5 * 60;
      expect((await send(event, { event_id: "Ev1" }, { timestamp: heard - 2 })).status).toBe(401);
      expect((await send(event, { event_id: "Ev2" }, { timestamp: heard + 30 })).status).toBe(200);
      await settled();
      expect(slack.of("chat.postMessage")).toHaveLength(1);
    });
  });

  test("are taken up to four megabytes, and no more, rightly signed or not", async () => {
    await withSlack({}, async ({ slack, event: send, settled }) => {
      const padded = (id: string, megabytes: number) => ({
        ...{ event_id: id, padding: "x".repeat(megabytes * 1024 * 1024) },
      });
      expect((await send(event, padded("Ev1", 3))).status).toBe(200);
      const statuses = [
        (await send(event, padded("Ev2", 5))).status,
        (await send(event, padded("Ev3", 5), { secret: "wrong" })).status,
      ];
      expect(statuses).toEqual([413, 413]);
      await settled();
      expect(slack.of("chat.postMessage")).toHaveLength(1);
    });
  });

  test("answer Slack's check of the address", async () => {
    await withSlack({}, async ({ post }) => {
      const body = JSON.stringify({ type: "url_verification", challenge: "abc" });
      const response = await post(body, "application/json");
      expect(await response.json()).toEqual({ challenge: "abc" });
      expect((await post(body, "application/json", { secret: "wrong" })).status).toBe(401);
    });
  });

  test("that come twice are answered once, also after a restart", async () => {
    await withSlack({}, async ({ slack, event: send, settled, restart }) => {
      const envelope = { event_id: "Ev1" };
      const retry = { headers: { "x-slack-retry-num": "1", "x-slack-retry-reason": "timeout" } };
      await send(event, envelope);
      expect((await send(event, envelope, retry)).status).toBe(200);
      await restart();
      expect((await send(event, envelope, retry)).status).toBe(200);
      await settled();
      expect(slack.of("chat.postMessage")).toHaveLength(1);
    });
  });

  test("are acknowledged at once, however long the answer takes", async () => {
    const settings = { statusAfterMilliseconds: 60_000 };
    const options = { settings, thinkMilliseconds: 1500 };
    await withSlack(options, async ({ slack, mention: ask, command, interact, settled }) => {
      for (const send of [
        () => ask("<@UBOT> cost in October"),
        () => command("cost in October"),
        () => interact(submission("cost")),
      ]) {
        expect((await send()).status).toBe(200);
      }
      expect(slack.of("chat.postMessage")).toEqual([]);
      await settled();
      expect(slack.of("chat.postMessage")).toHaveLength(2);
      expect(slack.of("commands/T1/1")).toHaveLength(1);
    });
  });

  test("for another workspace than the token's come to nothing", async () => {
    await withSlack({}, async ({ slack, event: send, lines, settled }) => {
      const authorizations = [{ team_id: "T9", enterprise_id: null, user_id: "UBOT" }];
      expect((await send(event, { team_id: "T9", authorizations })).status).toBe(200);
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
      expect(lines.join("")).toContain("T9");
    });
  });

  test("leave no words and no secrets in the log", async () => {
    await withSlack({}, async ({ slack, mention: ask, lines, settled }) => {
      slack.always("chat.postMessage", "fatal_error");
      await ask("<@UBOT> cost of project nightingale in October");
      await settled();
      const log = lines.join("\n");
      expect(log).toContain("fatal_error");
      expect(log).not.toMatch(/nightingale|xoxb-/);
    });
  });

  test.each([
    ["a view's own text", { private_metadata: { answer: "a1" } }],
    ["a view's own text", { private_metadata: null }],
    ["an id", { id: ["V1"] }],
  ])("takes nothing where %s is no text", async (_, more) => {
    await withSlack({}, async ({ slack, lines, interact, settled }) => {
      const { view, ...rest } = submission("AWS costs");
      const response = await interact({ ...rest, view: { ...view, ...more } });
      await settled();
      expect(response.status).toBe(200);
      expect(slack.calls.map(({ method }) => method)).toEqual(["auth.test"]);
      expect(lines.join("\n")).toContain("an event could not be taken");
      expect(lines.join("\n")).not.toContain('"level":"error"');
    });
  });
});

function submission(question: string) {
  return {
    type: "view_submission",
    team: { id: "T1" },
    user: { id: "UANN", team_id: "T1" },
    view: {
      id: "V1",
      callback_id: "explain-cost",
      private_metadata: JSON.stringify({ channel: "C1", threadTs: "90.1" }),
      state: {
        values: {
          question: { question: { type: "plain_text_input", value: question } },
          period: {
            period: { type: "static_select", selected_option: { value: "last month" } },
          },
        },
      },
    },
  };
}
