import { describe, expect, test } from "vitest";
import { type FakeSlack, TEAM } from "./fake-slack.ts";
import { FakeSocket } from "./fake-socket.ts";
import { withSlack } from "./slack-world.ts";

const eventOf = (text: string, id: string) => ({
  type: "event_callback",
  team_id: TEAM,
  api_app_id: "A1",
  event_id: id,
  authorizations: [{ team_id: TEAM, enterprise_id: null, user_id: "UBOT" }],
  event: { type: "app_mention", user: "UANN", team: TEAM, channel: "C1", ts: `${id}.1`, text },
});

describe("Socket Mode", () => {
  test("acknowledges, answers and follows a request to connect anew", async () => {
    const socket = new FakeSocket();
    await socket.start();
    const settings = { mode: "socket", signingSecret: undefined, appToken: "xapp-1" } as const;
    await withSlack(
      {
        settings,
        thinkMilliseconds: 300,
        prepare: (slack) =>
          slack.rule(({ method }) =>
            method === "apps.connections.open" ? { body: { ok: true, url: socket.url } } : null,
          ),
      },
      async ({ slack, app, settled }) => {
        expect(app.router).toBeNull();
        expect(app.problem()).toBeNull();
        expect(slack.of("apps.connections.open")[0]?.token).toBe("xapp-1");
        const first = socket.send("events_api", eventOf("<@UBOT> cost in October", "1"));
        await expect.poll(() => socket.acknowledged).toMatchObject([{ envelope_id: first }]);
        expect(slack.of("chat.postMessage")).toEqual([]);
        await expect.poll(() => slack.of("chat.postMessage")).toHaveLength(1);
        socket.refresh();
        await expect.poll(() => app.problem()).toBe("the socket to Slack is closed");
        // The client takes its time before it connects anew.
        await expect.poll(() => socket.connections, { timeout: 15_000 }).toBe(2);
        socket.send("events_api", eventOf("<@UBOT> cost in October", "1"));
        socket.send("events_api", eventOf("<@UBOT> cost in September", "2"));
        await expect.poll(() => slack.of("chat.postMessage")).toHaveLength(2);
        const view = {
          id: "V1",
          callback_id: "explain-cost",
          private_metadata: "{}",
          state: { values: {} },
        };
        const user = { id: "UANN", team_id: TEAM };
        const submitted = { type: "view_submission", team: { id: TEAM }, user, view };
        const id = socket.send("interactive", submitted);
        await expect
          .poll(() => socket.acknowledged.find((one) => one.envelope_id === id))
          .toMatchObject({ payload: { response_action: "errors" } });
        await settled();
      },
    );
    await socket.stop();
  });

  test("doesn't start with an app token that Slack refuses", async () => {
    const settings = { mode: "socket", appToken: "xapp-1" } as const;
    const prepare = (slack: FakeSlack) => slack.always("apps.connections.open", "invalid_auth");
    await expect(withSlack({ settings, prepare }, async () => undefined)).rejects.toThrow(
      "SLACK_APP_TOKEN: invalid_auth",
    );
  });
});
