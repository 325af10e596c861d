import fc from "fast-check";
import { checkMessage } from "#src/adapters/slack/block-kit/check-blocks";
import type { IssuedAction } from "#src/chat/ports";
import { newThread } from "#src/conversation";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import type { Store } from "#src/store/store";
import { BOT_TOKEN, type Call, TEAM } from "../../adapters/slack/fake-slack.ts";
import { type SlackWorld, withSlack } from "../../adapters/slack/slack-world.ts";
import { ASKED, WORDS } from "../asked.ts";
import { type FuzzTarget, holds } from "../fuzz-target.ts";
import { hold } from "../held.ts";
import { addHiddenCharges } from "../hidden-bill.ts";
import { type Json, mutatedJson } from "../mutated-json.ts";
import { mutatedText } from "../mutated-text.ts";
import { tellsNothing } from "../planted.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const FORM = "application/x-www-form-urlencoded";
/** Stands in an input for what has to be another one each time. */
const EVENT_ID = "{event}";
const BUTTONS = { "{ask}": "ask", "{call}": "call", "{file}": "file" } as const;
const STATUSES = new Set([200, 400, 401, 404, 413, 415]);

/** A request as Slack sends it: what it holds, and how that is written. */
interface Input {
  readonly as: "event" | "interaction" | "command" | "text";
  readonly payload: Json;
  /** Whether only its words are strange, and it has the shape that Slack gives it. */
  readonly isShaped: boolean;
}

const OCTOBER = { period: { start: "2026-10-01", end: "2026-11-01" } };
const ACTIONS: Readonly<Record<"ask" | "call" | "file", IssuedAction["action"]>> = {
  ask: { kind: "ask", question: "cost by service in October {date}" },
  call: {
    kind: "call",
    skill: "get-spend",
    input: OCTOBER,
    redraw: { skill: "get-spend", input: OCTOBER },
  },
  file: { kind: "file", format: "csv" },
};

/** Slack's events, presses, forms and commands, rightly signed: of somebody who may see some of the bill. */
export const slackRequests: FuzzTarget = {
  name: "slack-requests",
  weight: 10,
  async open() {
    const { world, close } = await hold<SlackWorld>((use) =>
      withSlack({ clock: hourByHour() }, use),
    );
    await addHiddenCharges(world.store);
    return {
      inputs: inputs(),
      async fuzz(input: Input) {
        world.slack.calls.length = 0;
        world.lines.length = 0;
        const response = await send(world, input);
        holds(STATUSES.has(response.status), `it answers ${response.status}`);
        tellsNothing(await response.text());
        await world.settled();
        for (const call of world.slack.calls) isHarmless(call, input);
        for (const line of world.lines) isQuiet(line, input);
      },
      close,
    };
  },
};

/** Nobody asks so often that they are asked to wait. */
function hourByHour(): () => Date {
  let hours = 0;
  return () => new Date(NOW.getTime() + 3_600_000 * hours++);
}

function inputs(): fc.Arbitrary<Input> {
  const asked = mutatedText(ASKED, WORDS).map((text) => text.slice(0, 3_000));
  const question = fc.oneof(asked, fc.constant("cost by service in October"));
  const of = (as: Input["as"], seeds: readonly Json[]): fc.Arbitrary<Input> =>
    fc.oneof(
      fc.record({
        as: fc.constant(as),
        payload: withQuestion(fc.constantFrom(...seeds), question),
        isShaped: fc.constant(as !== "text"),
      }),
      fc.record({
        as: fc.constant(as),
        payload: withQuestion(mutatedJson(seeds, 2), question),
        isShaped: fc.constant(false),
      }),
    );
  return fc.oneof(
    { weight: 4, arbitrary: of("event", EVENTS) },
    { weight: 4, arbitrary: of("interaction", INTERACTIONS) },
    { weight: 2, arbitrary: of("command", [COMMAND]) },
    { weight: 1, arbitrary: of("text", [...EVENTS, ...INTERACTIONS]) },
  );
}

/** Puts a question where a payload has none of its own. */
function withQuestion(payload: fc.Arbitrary<Json>, question: fc.Arbitrary<string>) {
  return fc
    .record({ payload, question })
    .map(
      ({ payload: json, question: words }): Json =>
        JSON.parse(
          JSON.stringify(json, (_key, value) =>
            typeof value === "string" ? value.replaceAll("{question}", () => words) : value,
          ),
        ),
    );
}

function send({ store, post }: SlackWorld, { as, payload }: Input): Promise<Response> {
  const text = JSON.stringify(payload).replaceAll(EVENT_ID, crypto.randomUUID());
  const body = Object.entries(BUTTONS).reduce(
    (rest, [mark, kind]) =>
      rest.includes(mark) ? rest.replaceAll(mark, issued(store, kind)) : rest,
    text,
  );
  if (as === "event") return post(body, "application/json");
  if (as === "text") return post(body, body.length % 2 === 0 ? FORM : "text/plain");
  if (as === "interaction") return post(new URLSearchParams({ payload: body }).toString(), FORM);
  const fields: unknown = JSON.parse(body);
  const pairs = typeof fields === "object" && fields !== null ? Object.entries(fields) : [];
  return post(
    new URLSearchParams(
      pairs.map(([name, value]) => [name, String(value)] as [string, string]),
    ).toString(),
    FORM,
  );
}

function issued(store: Store, kind: keyof typeof ACTIONS): string {
  const turn = { skill: "get-spend", input: OCTOBER, assumptions: [], rows: null };
  const state = kind === "file" ? { ...newThread, turn } : newThread;
  const action = { action: ACTIONS[kind], thread: "slack:T1:C1:100.1", answerId: "a1", state };
  return new StoredIssuedActions(store.database).keep({ ...action, person: "" }, NOW);
}

/** What is sent is what Slack takes, and tells nothing that isn't the asker's. */
function isHarmless({ method, args }: Call, input: Input): void {
  const said = JSON.stringify(args);
  tellsNothing(said, JSON.stringify(input));
  holds(!said.includes(BOT_TOKEN), "it tells the bot's token");
  const { blocks, text } = args;
  if (!method.startsWith("chat.") || !Array.isArray(blocks)) return;
  const problems = checkMessage({ text: String(text), blocks, attachments: [] } as never);
  holds(problems.length === 0, `Slack doesn't take it: ${problems.join("; ")}`);
}

/** The log has no secret, and tells of nothing that failed inside where a request was as Slack sends it. */
function isQuiet(line: string, { isShaped }: Input): void {
  holds(!line.includes(BOT_TOKEN), "the log has the bot's token");
  if (!isShaped) return;
  const isBug = /"level":"error"/.test(line) || /(Type|Range|Reference)Error/.test(line);
  holds(!isBug, `the log says ${line}`);
}

function eventOf(event: Json): Json {
  return {
    type: "event_callback",
    team_id: TEAM,
    api_app_id: "A1",
    event_id: EVENT_ID,
    event_time: 1,
    authorizations: [{ team_id: TEAM, enterprise_id: null, user_id: "UBOT", is_bot: true }],
    event,
  };
}

const EVENTS: readonly Json[] = [
  eventOf({
    type: "app_mention",
    user: "UBOB",
    team: TEAM,
    channel: "C1",
    ts: "100.1",
    text: "<@UBOT> {question}",
  }),
  eventOf({
    type: "message",
    channel_type: "im",
    user: "UBOB",
    team: TEAM,
    channel: "D1",
    ts: "200.1",
    thread_ts: "199.1",
    text: "{question}",
  }),
  eventOf({
    type: "message",
    channel_type: "im",
    subtype: "file_share",
    user: "UEVE",
    team: TEAM,
    channel: "D2",
    ts: "200.2",
    text: "{question} <@UANN> <#C1|general> <https://example.com|x>",
  }),
  eventOf({ type: "app_home_opened", user: "UBOB", channel: "D1", tab: "home" }),
  eventOf({ type: "app_home_opened", user: "UBOB", channel: "D1", tab: "messages" }),
  eventOf({ type: "tokens_revoked", tokens: { oauth: ["U1"], bot: [] } }),
  { type: "url_verification", challenge: "abc" },
];

function pressOf(action: Json): Json {
  return {
    type: "block_actions",
    team: { id: TEAM },
    user: { id: "UBOB", team_id: TEAM },
    api_app_id: "A1",
    trigger_id: "trigger",
    response_url: "https://hooks.slack.com/actions/T1/2",
    container: { type: "message", message_ts: "100.2", channel_id: "C1", is_ephemeral: false },
    channel: { id: "C1" },
    message: { type: "message", ts: "100.2", thread_ts: "100.1" },
    actions: [action],
  };
}

const button = { type: "button", block_id: "b", action_ts: "1" };

function formOf(callback: string, metadata: string, values: Json): Json {
  return {
    type: "view_submission",
    team: { id: TEAM },
    user: { id: "UBOB", team_id: TEAM },
    view: { id: EVENT_ID, callback_id: callback, private_metadata: metadata, state: { values } },
  };
}

const INTERACTIONS: readonly Json[] = [
  pressOf({ ...button, action_id: "press:{ask}" }),
  pressOf({ ...button, action_id: "press:{call}" }),
  pressOf({ ...button, action_id: "press:{file}" }),
  pressOf({
    ...button,
    type: "static_select",
    action_id: "press:any",
    selected_option: { value: "{ask}" },
  }),
  pressOf({
    ...button,
    type: "datepicker",
    action_id: "press:{ask}",
    selected_date: "2026-10-05",
  }),
  pressOf({ ...button, type: "feedback_buttons", action_id: "feedback", value: "bad:a1" }),
  formOf("explain-cost", JSON.stringify({ channel: "C1", threadTs: "90.1" }), {
    question: { question: { type: "plain_text_input", value: "{question}" } },
    period: { period: { type: "static_select", selected_option: { value: "last month" } } },
  }),
  formOf("feedback-note", "a1", {
    reason: { reason: { type: "radio_buttons", selected_option: { value: "wrong" } } },
    note: { note: { type: "plain_text_input", value: "{question}" } },
  }),
  {
    type: "message_action",
    callback_id: "explain-cost",
    trigger_id: "trigger",
    team: { id: TEAM },
    user: { id: "UBOB" },
    channel: { id: "C1" },
    message: { type: "message", ts: "1.1", text: "{question}" },
  },
];

const COMMAND: Json = {
  command: "/tally",
  text: "{question}",
  team_id: TEAM,
  user_id: "UBOB",
  channel_id: "C1",
  trigger_id: EVENT_ID,
  response_url: "https://hooks.slack.com/commands/T1/1",
};
