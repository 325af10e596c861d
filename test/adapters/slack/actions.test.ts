import { describe, expect, test } from "vitest";
import type { IssuedAction } from "#src/chat/ports";
import { newThread } from "#src/conversation";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import type { Store } from "#src/store/store";
import type { Call } from "./fake-slack.ts";
import { type SlackWorld, withSlack } from "./slack-world.ts";

const now = new Date("2026-11-20T09:00:00Z");
const textOf = (call: Call | undefined) => String(call?.args["text"]);

const october = { start: "2026-10-01", end: "2026-11-01" };
const nowhere = { operator: "in", values: ["x"] };

interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly text?: { readonly text: string };
  readonly positive_button?: { readonly value: string };
  readonly negative_button?: { readonly value: string };
}

/** Everything that can be pressed in a message. */
function elementsOf(call: Call | undefined): Element[] {
  const blocks = (call?.args["blocks"] ?? []) as readonly { readonly elements?: Element[] }[];
  return blocks.flatMap(({ elements = [] }) => elements).filter((element) => element.action_id);
}

function pressing(action: object, more: object = {}): object {
  return {
    type: "block_actions",
    team: { id: "T1" },
    user: { id: "UANN", team_id: "T1" },
    api_app_id: "A1",
    trigger_id: "trigger",
    response_url: "https://hooks.slack.com/actions/T1/2",
    container: { type: "message", message_ts: "100.2", channel_id: "C1", is_ephemeral: false },
    channel: { id: "C1" },
    message: { type: "message", ts: "100.2", thread_ts: "100.1" },
    actions: [{ block_id: "b", action_ts: "1", ...action }],
    ...more,
  };
}

function issue(store: Store, action: IssuedAction["action"]): string {
  const issued = {
    action,
    thread: "slack:T1:C1:100.1",
    answerId: "a1",
    state: newThread,
    person: "",
  };
  return new StoredIssuedActions(store.database).keep(issued, now);
}

async function pressButton(world: SlackWorld, label: string): Promise<Element> {
  const buttons = elementsOf(world.slack.of("chat.postMessage")[0]);
  const button = buttons.find(({ text }) => text?.text === label);
  if (button === undefined) throw new Error(`no button ${label}`);
  await world.interact(pressing({ type: "button", action_id: button.action_id }));
  return button;
}

describe("a button", () => {
  test("asks its question in the thread, once for a double click", async () => {
    await withSlack({}, async (world) => {
      const { slack, store, interact, settled } = world;
      const id = issue(store, { kind: "ask", question: "cost in September" });
      const press = pressing({ type: "button", action_id: `press:${id}` });
      await Promise.all([interact(press), interact(press)]);
      await settled();
      const messages = slack.of("chat.postMessage");
      expect(messages).toHaveLength(1);
      expect(messages[0]?.args).toMatchObject({ channel: "C1", thread_ts: "100.1" });
      expect(textOf(messages[0])).toContain("$155.00");
    });
  });

  test("gives the answer's table as a file in the thread", async () => {
    await withSlack({}, async (world) => {
      const { slack, mention, settled } = world;
      await mention("<@UBOT> cost in October by service");
      await settled();
      await pressButton(world, "Table as CSV");
      await settled();
      const [upload] = slack.calls.filter(({ method }) => method.startsWith("upload/"));
      expect(upload?.args["body"]).toContain("Amazon Simple Storage Service");
      const [done] = slack.of("files.completeUploadExternal");
      expect(done?.args).toMatchObject({ channel_id: "C1", thread_ts: "100.1" });
    });
  });

  test("says what is missing where the app may not send files", async () => {
    await withSlack({}, async (world) => {
      const { slack, mention, settled } = world;
      slack.always("files.getUploadURLExternal", "missing_scope");
      await mention("<@UBOT> cost in October by service");
      await settled();
      await pressButton(world, "Table as CSV");
      await settled();
      expect(textOf(slack.of("chat.postMessage")[1])).toContain("files:write");
    });
  });

  test("acts with the rights of whoever presses it", async () => {
    await withSlack({}, async (world) => {
      const { slack, store, interact, settled } = world;
      const id = issue(store, { kind: "ask", question: "cost in October" });
      const action = { type: "button", action_id: `press:${id}` };
      await interact(pressing(action, { user: { id: "UBOB", team_id: "T1" } }));
      await interact(pressing(action, { user: { id: "UEVE", team_id: "T1" } }));
      await interact(pressing(action, { user: { id: "UX", team_id: "T9" } }));
      await settled();
      expect(slack.of("chat.postMessage").map(textOf)).toEqual([expect.stringContaining("$30.00")]);
      expect(slack.of("chat.postEphemeral").map(({ args }) => args["user"])).toEqual(
        expect.arrayContaining(["UEVE", "UX"]),
      );
    });
  });

  test("that redraws its card does so in its place, for all", async () => {
    await withSlack({}, async ({ slack, store, interact, settled }) => {
      const cost = { skill: "get-spend", input: { period: october } };
      const id = issue(store, { kind: "call", ...cost, redraw: cost });
      await interact(pressing({ type: "button", action_id: `press:${id}` }));
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
      const [updated] = slack.of("chat.update");
      expect(updated?.args).toMatchObject({ channel: "C1", ts: "100.2" });
      expect(textOf(updated)).toContain("$240.00");
    });
  });

  test("that redraws a card of one person does so for their eyes alone", async () => {
    await withSlack({}, async ({ slack, store, interact, settled }) => {
      const cost = { skill: "get-spend", input: { period: october } };
      const id = issue(store, { kind: "call", ...cost, redraw: cost });
      const container = { type: "message", message_ts: "1", channel_id: "C1", is_ephemeral: true };
      await interact(pressing({ type: "button", action_id: `press:${id}` }, { container }));
      await settled();
      expect(slack.of("chat.update")).toEqual([]);
      expect(slack.of("actions/T1/2")[0]?.args).toMatchObject({ replace_original: true });
    });
  });

  test("that can't do its work leaves its card alone, and tells the presser why", async () => {
    await withSlack({}, async ({ slack, store, interact, settled }) => {
      const input = { period: october, filters: [{ ...nowhere, dimension: "Nowhere" }] };
      const cost = { skill: "get-spend", input };
      const id = issue(store, { kind: "call", ...cost, redraw: cost });
      await interact(pressing({ type: "button", action_id: `press:${id}` }));
      await settled();
      expect(slack.of("chat.update")).toEqual([]);
      expect(slack.of("chat.postEphemeral").map(textOf)).toEqual([
        expect.stringContaining("no dimension"),
      ]);
    });
  });

  test("that is unknown or expired says so to its presser alone", async () => {
    await withSlack({}, async ({ slack, interact, settled }) => {
      await interact(pressing({ type: "button", action_id: "press:forged" }));
      await interact(pressing({ type: "button", action_id: "foreign" }));
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
      expect(slack.of("chat.postEphemeral").map(textOf)).toEqual([
        expect.stringContaining("expired"),
      ]);
    });
  });

  test("of a card that only its presser sees is answered for their eyes alone", async () => {
    await withSlack({}, async ({ slack, store, interact, settled }) => {
      const ask = issue(store, { kind: "ask", question: "cost in October" });
      const container = { type: "message", message_ts: "1", channel_id: "C1", is_ephemeral: true };
      await interact(pressing({ type: "button", action_id: `press:${ask}` }, { container }));
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
      const [answer] = slack.of("actions/T1/2");
      expect(answer?.args).toMatchObject({ response_type: "ephemeral", replace_original: false });
      expect(textOf(answer)).toContain("$240.00");
    });
  });

  test("of the App Home is answered in the direct conversation", async () => {
    await withSlack({}, async ({ slack, store, interact, settled }) => {
      const ask = issue(store, { kind: "ask", question: "cost in October" });
      const home = { channel: undefined, message: undefined, container: { type: "view" } };
      await interact(pressing({ type: "button", action_id: `press:${ask}` }, home));
      await settled();
      expect(slack.of("chat.postMessage")[0]?.args).toMatchObject({ channel: "UANN" });
    });
  });
});

test("a file asked for in the App Home goes to the direct conversation", async () => {
  await withSlack({}, async (world) => {
    const { slack, mention, interact, settled } = world;
    await mention("<@UBOT> cost in October by service");
    await settled();
    const buttons = elementsOf(slack.of("chat.postMessage")[0]);
    const csv = buttons.find(({ text }) => text?.text === "Table as CSV");
    const home = { channel: undefined, message: undefined, container: { type: "view" } };
    await interact(pressing({ type: "button", action_id: csv?.action_id }, home));
    await settled();
    expect(slack.of("chat.postMessage")[1]?.args).toMatchObject({ channel: "UANN" });
    const [done] = slack.of("files.completeUploadExternal");
    expect(done?.args).toMatchObject({ channel_id: "DUANN" });
    expect(done?.args).not.toHaveProperty("thread_ts");
  });
});

describe("a choice", () => {
  test("of an option asks what the option stands for", async () => {
    await withSlack({}, async ({ slack, store, interact, settled }) => {
      const value = issue(store, { kind: "ask", question: "cost in September" });
      const selected = { type: "static_select", action_id: "press:choice" };
      await interact(pressing({ ...selected, selected_option: { value } }));
      await settled();
      expect(textOf(slack.of("chat.postMessage")[0])).toContain("$155.00");
    });
  });

  test("of a day asks about that day", async () => {
    await withSlack({}, async ({ slack, store, interact, settled }) => {
      const id = issue(store, { kind: "ask", question: "cost on {date}" });
      const picked = { type: "datepicker", action_id: `press:${id}` };
      await interact(pressing({ ...picked, selected_date: "2026-10-05" }));
      await interact(pressing({ ...picked, selected_date: "2026-10-07" }));
      await settled();
      expect(slack.of("chat.postMessage").map(textOf)).toEqual([
        expect.stringContaining("$100.00"),
        expect.stringContaining("$60.00"),
      ]);
    });
  });
});

describe("feedback", () => {
  const feedback = (store: Store) =>
    store.database.prepare("SELECT answer_id, person, verdict, note FROM feedback").all();

  async function answered(world: SlackWorld): Promise<Element> {
    await world.mention("<@UBOT> cost in October");
    await world.settled();
    const thumbs = elementsOf(world.slack.of("chat.postMessage")[0]).find(
      ({ type }) => type === "feedback_buttons",
    );
    if (thumbs === undefined) throw new Error("no thumbs");
    return thumbs;
  }

  test("good is kept, with a word of thanks", async () => {
    await withSlack({}, async (world) => {
      const { slack, store, interact } = world;
      const { action_id: actionId, positive_button: button } = await answered(world);
      const action = { type: "feedback_buttons", action_id: actionId, value: button?.value };
      await interact(pressing(action));
      await expect.poll(() => slack.of("chat.postEphemeral")).toHaveLength(1);
      expect(textOf(slack.of("chat.postEphemeral")[0])).toContain("Thank you");
      expect(feedback(store)).toEqual([
        { answer_id: expect.any(String), person: "ann@example.com", verdict: "good", note: null },
      ]);
    });
  });

  test("bad asks why, and keeps what is said", async () => {
    await withSlack({}, async (world) => {
      const { slack, store, interact } = world;
      const { action_id: actionId, negative_button: button } = await answered(world);
      const action = { type: "feedback_buttons", action_id: actionId, value: button?.value };
      await interact(pressing(action));
      await expect.poll(() => slack.of("views.open")).toHaveLength(1);
      await expect.poll(() => feedback(store)).toMatchObject([{ verdict: "bad", note: null }]);
      const view = slack.of("views.open")[0]?.args["view"] as { readonly private_metadata: string };
      const submission = (value: string | null, reason?: string) => ({
        type: "view_submission",
        team: { id: "T1" },
        user: { id: "UANN", team_id: "T1" },
        view: {
          id: "V1",
          callback_id: "feedback-note",
          private_metadata: view.private_metadata,
          state: {
            values: {
              note: { note: { type: "plain_text_input", value } },
              reason: {
                reason: {
                  type: "radio_buttons",
                  selected_option: reason === undefined ? null : { value: reason },
                },
              },
            },
          },
        },
      });
      expect((await interact(submission(null))).status).toBe(200);
      await interact(submission("I expected $200"));
      await expect.poll(() => feedback(store)).toMatchObject([{ note: "I expected $200" }]);
      await interact(submission(null, "too long"));
      await expect.poll(() => feedback(store)).toMatchObject([{ note: "too long" }]);
      await interact(submission(" half would do ", "too long"));
      await expect.poll(() => feedback(store)).toMatchObject([{ note: "too long: half would do" }]);
    });
  });

  test("of strangers, or made up, isn't kept", async () => {
    await withSlack({}, async (world) => {
      const { store, slack, interact } = world;
      const { action_id: actionId, positive_button: button } = await answered(world);
      const thumb = { type: "feedback_buttons", action_id: actionId };
      const stranger = { user: { id: "UX", team_id: "T9" } };
      await interact(pressing({ ...thumb, value: button?.value }, stranger));
      await interact(pressing({ ...thumb, value: "excellent:1" }));
      await interact(pressing({ ...thumb, value: button?.value }));
      await expect.poll(() => slack.of("chat.postEphemeral")).toHaveLength(1);
      expect(feedback(store)).toHaveLength(1);
    });
  });
});
