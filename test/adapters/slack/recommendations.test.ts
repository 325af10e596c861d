import { describe } from "vitest";
import { FINDING } from "../../skills/recommendations/small-waste.ts";
import {
  type Chat,
  type Pressed,
  type Somebody,
  testRecommendationFlows,
} from "../recommendation-flows.ts";
import type { Call } from "./fake-slack.ts";
import { type SlackWorld, withSlack } from "./slack-world.ts";

const USERS: Readonly<Record<Somebody, string>> = {
  ann: "UANN",
  bob: "UBOB",
  cat: "UCAT",
  dee: "UDEE",
  vic: "UVIC",
};
const OTHERS = [
  { email: "cat@example.com", role: "finops" as const, slack: "T1/UCAT" },
  { email: "dee@example.com", team: "data", slack: "T1/UDEE" },
  { email: "vic@example.com", role: "viewer" as const, slack: "T1/UVIC" },
];

interface Shown {
  readonly ts: string;
  readonly blocks: unknown;
}

describe("recommendations in Slack", () => {
  testRecommendationFlows((check) => {
    let now = new Date("2026-11-20T09:00:00Z").getTime();
    const clock = () => new Date(now);
    return withSlack({ access: FINDING, others: OTHERS, clock }, async (world) => {
      await check(chatIn(world, (minutes) => (now += minutes * 60_000)));
    });
  });
});

function chatIn(world: SlackWorld, pass: (minutes: number) => number): Chat {
  const { slack, store } = world;
  let shown: Shown = { ts: "", blocks: [] };
  let last: object = {};
  let wasForAll = true;
  const since = (method: string, from: number) => slack.of(method).slice(from);
  return {
    store,
    place: { from: "slack:T1/C1", thread: "C1/100.1" },
    later: (minutes) => void pass(minutes),
    mention: (person) => `<@${USERS[person]}>`,
    async say(person, text) {
      const posted = slack.of("chat.postMessage").length;
      const whispered = slack.of("chat.postEphemeral").length;
      await world.mention(`<@UBOT> ${text}`, { user: USERS[person] });
      await world.settled();
      const [call] = [
        ...since("chat.postMessage", posted),
        ...since("chat.postEphemeral", whispered),
      ];
      if (call === undefined) throw new Error(`nothing was shown for “${text}”`);
      wasForAll = call.method === "chat.postMessage";
      shown = { ts: `${slack.calls.length}.1`, blocks: call.args["blocks"] };
      return textIn(call);
    },
    wasForAll: () => wasForAll,
    press(person, label, menu) {
      last = actionOn(shown.blocks, label, menu);
      return pressed(person);
    },
    again: pressed,
    async fill(person, label, filled) {
      const opened = slack.of("views.open").length;
      await world.interact(
        pressing(actionOn(shown.blocks, label, undefined), USERS[person], shown.ts),
      );
      await world.settled();
      const [open] = since("views.open", opened);
      if (open === undefined) throw new Error(`${label} opened nothing`);
      let told = "";
      const came = await watched(async () => {
        const response = await world.interact(submitting(open.args["view"], filled, USERS[person]));
        told = await response.text();
      });
      return told === "" ? came : { redrawn: null, told };
    },
  };

  function pressed(person: Somebody): Promise<Pressed> {
    return watched(() => world.interact(pressing(last, USERS[person], shown.ts)));
  }

  async function watched(act: () => Promise<unknown>): Promise<Pressed> {
    const updated = slack.of("chat.update").length;
    const whispered = slack.of("chat.postEphemeral").length;
    const posted = slack.of("chat.postMessage").length;
    await act();
    await world.settled();
    const [update] = since("chat.update", updated);
    const [whisper] = since("chat.postEphemeral", whispered);
    const [post] = since("chat.postMessage", posted);
    if (update !== undefined) shown = { ts: shown.ts, blocks: update.args["blocks"] };
    if (post !== undefined) shown = { ts: `${slack.calls.length}.1`, blocks: post.args["blocks"] };
    return {
      redrawn: update === undefined ? null : textIn(update),
      told: whisper === undefined ? null : textIn(whisper),
      ...(post === undefined ? {} : { said: textIn(post) }),
    };
  }
}

/** A modal that is sent, with its fields as somebody filled them in. */
function submitting(view: unknown, filled: Readonly<Record<string, string>>, user: string): object {
  const inputs = partsOf(view).filter(({ type }) => type === "input");
  const state = inputs.map((input) => {
    const name = String(input["block_id"]);
    const value = filled[name] ?? null;
    const option = partsOf(input["element"]).find((part) => nameOf(part) === value);
    const element =
      option === undefined
        ? { type: "plain_text_input", value }
        : { type: "static_select", selected_option: option };
    return [name, { [name]: element }];
  });
  return {
    type: "view_submission",
    team: { id: "T1" },
    user: { id: user, team_id: "T1" },
    view: {
      id: "V1",
      callback_id: "form",
      private_metadata: Reflect.get(Object(view), "private_metadata"),
      state: { values: Object.fromEntries(state) },
    },
  };
}

function textIn({ args }: Call): string {
  return `${String(args["text"])}\n${JSON.stringify(args["blocks"] ?? [])}`;
}

function pressing(action: object, user: string, ts: string): object {
  return {
    type: "block_actions",
    team: { id: "T1" },
    user: { id: user, team_id: "T1" },
    api_app_id: "A1",
    trigger_id: "trigger",
    response_url: "https://hooks.slack.com/actions/T1/2",
    container: { type: "message", message_ts: ts, channel_id: "C1", is_ephemeral: false },
    channel: { id: "C1" },
    message: { type: "message", ts, thread_ts: "100.1" },
    actions: [{ block_id: "b", action_ts: "1", ...action }],
  };
}

/** The first button of a label, or the option of the first menu of a name. */
function actionOn(blocks: unknown, label: string, menu: string | undefined): object {
  const parts = partsOf(blocks);
  const within = menu === undefined ? parts : partsOf(parts.find((part) => isMenu(part, menu)));
  const found = within.find((part) => nameOf(part) === label);
  if (found === undefined) throw new Error(`there is no ${menu ?? "button"} ${label}`);
  return menu === undefined
    ? { type: "button", action_id: found["action_id"] }
    : { type: "static_select", action_id: "press:choice", selected_option: found };
}

type Part = Readonly<Record<string, unknown>>;

function isMenu(part: Part, name: string): boolean {
  return part["type"] === "section" && part["accessory"] !== undefined && nameOf(part) === name;
}

function nameOf({ text }: Part): unknown {
  return typeof text === "object" && text !== null ? Reflect.get(text, "text") : undefined;
}

/** All objects in a value, the outer ones first. */
function partsOf(value: unknown): Part[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(partsOf);
  return Array.isArray(value) ? inner : [value as Part, ...inner];
}
