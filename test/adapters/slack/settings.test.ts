import { describe, expect, test } from "vitest";
import {
  checkSlackSettings,
  oauthSettings,
  type SlackSettings,
} from "#src/adapters/slack/settings";
import type { FakeSlack } from "./fake-slack.ts";
import { withSlack } from "./slack-world.ts";

const http: SlackSettings = { mode: "http", teams: [], signingSecret: "s", botToken: "xoxb-1" };
const socket: SlackSettings = { mode: "socket", teams: [], appToken: "xapp-1", botToken: "xoxb-1" };
const oauth = { clientId: "1", clientSecret: "2", stateSecret: "3" };

describe("settings", () => {
  test("that are whole are taken", () => {
    for (const settings of [http, socket, { ...http, botToken: undefined, ...oauth }]) {
      expect(() => checkSlackSettings(settings)).not.toThrow();
    }
    expect(oauthSettings({ ...http, ...oauth })).toEqual(oauth);
    expect(oauthSettings(http)).toBeNull();
  });

  test("that lack a secret name it", () => {
    const missing = (settings: SlackSettings) => () => checkSlackSettings(settings);
    expect(missing({ ...http, signingSecret: "" })).toThrow("SLACK_SIGNING_SECRET");
    expect(missing({ ...socket, appToken: undefined })).toThrow("SLACK_APP_TOKEN");
    expect(missing({ ...http, botToken: undefined })).toThrow("SLACK_BOT_TOKEN");
    expect(missing({ ...http, clientId: "1" })).toThrow("SLACK_CLIENT_SECRET");
    expect(missing({ ...http, ...oauth })).toThrow("twice");
  });

  test("for several workspaces need a key and an address", async () => {
    const settings = { botToken: undefined, ...oauth, publicUrl: "https://tally.example" };
    await expect(withSlack({ settings }, async () => undefined)).rejects.toThrow(
      "TALLY_ENCRYPTION_KEY",
    );
  });

  test("with a token that Slack refuses don't start", async () => {
    const prepare = (slack: FakeSlack) => slack.always("auth.test", "invalid_auth");
    await expect(withSlack({ prepare }, async () => undefined)).rejects.toThrow(
      "Slack refuses SLACK_BOT_TOKEN: invalid_auth.",
    );
  });

  test("start without Slack in reach, and work once it is", async () => {
    const prepare = (slack: FakeSlack) => slack.always("auth.test", "internal_error");
    await withSlack({ prepare }, async ({ slack, mention, settled }) => {
      await mention("<@UBOT> cost in October");
      await settled();
      expect(slack.of("chat.postMessage")).toHaveLength(1);
    });
  });
});
