import { readFileSync } from "node:fs";
import type { App } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { registerListeners } from "#src/adapters/slack/listeners/index";
import type { Listening } from "#src/adapters/slack/listening";
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from "#src/adapters/slack/scopes";
import { slackManifestSchema } from "./slack-manifest-schema.ts";

const text = readFileSync("manifest/slack.yaml", "utf8");
const manifest = slackManifestSchema.parse(parse(text));

/** What the app listens to, by kind. */
function listenedTo(): Readonly<Record<"event" | "command" | "shortcut", readonly string[]>> {
  const heard = { event: [] as string[], command: [] as string[], shortcut: [] as string[] };
  const none = () => undefined;
  const app = {
    event: (name: string) => heard.event.push(name),
    command: (name: string) => heard.command.push(name),
    shortcut: (where: { callback_id: string }) => heard.shortcut.push(where.callback_id),
    action: none,
    view: none,
  };
  registerListeners({ app: app as unknown as App } as Listening);
  return heard;
}

describe("the Slack manifest", () => {
  test("asks for the scopes that the app knows, optional ones marked", () => {
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    expect(bot.toSorted()).toEqual([...REQUIRED_SCOPES, ...OPTIONAL_SCOPES].toSorted());
    expect(optional?.toSorted()).toEqual([...OPTIONAL_SCOPES].toSorted());
  });

  test("subscribes to what is listened to, and to nothing else", () => {
    const { event, command, shortcut } = listenedTo();
    const { bot_events: events } = manifest.settings.event_subscriptions;
    expect(events.toSorted()).toEqual(
      event.map((name) => (name === "message" ? "message.im" : name)).toSorted(),
    );
    expect(manifest.features.slash_commands.map((one) => one.command)).toEqual(command);
    expect(manifest.features.shortcuts.map((one) => one.callback_id)).toEqual(shortcut);
  });

  test("is for Socket Mode as it stands, and for HTTP as its comment says", () => {
    const { settings, features } = manifest;
    expect(settings.socket_mode_enabled).toBe(true);
    const url = "https://tally.example.com/slack/events";
    expect(text.split(url)).toHaveLength(4);
    const http = {
      ...manifest,
      oauth_config: {
        ...manifest.oauth_config,
        redirect_urls: ["https://tally.example.com/slack/oauth_redirect"],
      },
      features: {
        ...features,
        slash_commands: features.slash_commands.map((command) => ({ ...command, url })),
      },
      settings: {
        ...settings,
        socket_mode_enabled: false,
        event_subscriptions: { ...settings.event_subscriptions, request_url: url },
        interactivity: { ...settings.interactivity, request_url: url },
      },
    };
    expect(slackManifestSchema.safeParse(http).success).toBe(true);
  });

  test.each([
    ["a long name", { display_information: { name: "x".repeat(36) } }],
    ["an unknown section", { extras: {} }],
    ["a fifth prompt", { features: prompts(5) }],
    ["an event twice", { settings: events("app_mention", "app_mention") }],
  ])("is checked: %s isn't taken", (_what, change) => {
    expect(slackManifestSchema.safeParse({ ...manifest, ...change }).success).toBe(false);
  });
});

function prompts(count: number): object {
  const suggested = Array.from({ length: count }, () => ({ title: "t", message: "m" }));
  return { ...manifest.features, agent_view: { suggested_prompts: suggested } };
}

function events(...names: readonly string[]): object {
  return { ...manifest.settings, event_subscriptions: { bot_events: names } };
}
