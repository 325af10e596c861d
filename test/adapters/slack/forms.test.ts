import { describe, expect, test } from "vitest";
import { checkView } from "#src/adapters/slack/block-kit/check-blocks";
import { heldIn, SUBSCRIBING } from "../subscribing.ts";
import type { Call } from "./fake-slack.ts";
import { type SlackWorld, type WorldOptions, withSlack } from "./slack-world.ts";

type View = Parameters<typeof checkView>[0] & { readonly private_metadata: string };

const options: WorldOptions = { desk: SUBSCRIBING };
const MONDAYS = '{"every":"week","weekday":"monday"}';

function buttonIn(call: Call | undefined, label: string): string {
  const blocks = (call?.args["blocks"] ?? []) as readonly {
    readonly elements?: readonly {
      readonly action_id: string;
      readonly text?: { readonly text: string };
    }[];
  }[];
  const buttons = blocks.flatMap(({ elements = [] }) => elements);
  return buttons.find(({ text }) => text?.text === label)?.action_id ?? "";
}

function pressing(actionId: string, more: object = {}): object {
  return {
    type: "block_actions",
    team: { id: "T1" },
    user: { id: "UANN", team_id: "T1" },
    api_app_id: "A1",
    trigger_id: "trigger-1",
    response_url: "https://hooks.slack.com/actions/T1/2",
    container: { type: "message", message_ts: "100.2", channel_id: "C1", is_ephemeral: false },
    channel: { id: "C1" },
    message: { ts: "100.2", thread_ts: "100.1" },
    actions: [{ type: "button", action_id: actionId, block_id: "b", action_ts: "1" }],
    ...more,
  };
}

const select = (value: number) => ({
  type: "static_select",
  selected_option: { value: String(value) },
});
const FILLED = {
  rhythm: select(4),
  time: { type: "timepicker", selected_time: "08:30" },
  timeZone: select(0),
  channel: { type: "conversations_select", selected_conversation: "C7" },
  files: { type: "checkboxes", selected_options: [{ value: "0" }] },
};

function submitting(view: View, filled: object, user = "UANN"): object {
  const values = Object.fromEntries(
    Object.entries(filled).map(([name, element]) => [name, { [name]: element }]),
  );
  return {
    type: "view_submission",
    team: { id: "T1" },
    user: { id: user, team_id: "T1" },
    view: {
      id: "V1",
      callback_id: "form",
      private_metadata: view.private_metadata,
      state: { values },
    },
  };
}

/** Asks in a channel, presses “Subscribe to this”, and gives the modal that opens. */
async function opened({ slack, mention, interact }: SlackWorld): Promise<View> {
  await mention("<@UBOT> cost by service last month");
  await expect.poll(() => slack.of("chat.postMessage").length).toBe(1);
  const [answer] = slack.of("chat.postMessage");
  await interact(pressing(buttonIn(answer, "Subscribe to this")));
  await expect.poll(() => slack.of("views.open").length).toBe(1);
  const [open] = slack.of("views.open");
  expect(open?.args["trigger_id"]).toBe("trigger-1");
  return open?.args["view"] as View;
}

describe("“Subscribe to this” in Slack", () => {
  test("opens a form that Slack takes, with what is usual", async () => {
    await withSlack(options, async (world) => {
      const view = await opened(world);
      expect(checkView(view)).toEqual([]);
      const inputs = view.blocks.filter(({ type }) => type === "input");
      expect(inputs).toMatchObject([
        { block_id: "rhythm", element: { initial_option: { text: { text: "Every Monday" } } } },
        { block_id: "time", element: { type: "timepicker", initial_time: "09:00" } },
        { block_id: "timeZone", element: { initial_option: { text: { text: "UTC" } } } },
        { block_id: "channel", optional: true, element: { initial_conversation: "C1" } },
        { block_id: "files", optional: true, element: { type: "checkboxes" } },
      ]);
      expect(world.slack.of("chat.postMessage")).toHaveLength(1);
    });
  });

  test("keeps what is filled in, once for a repeat, and answers in the thread", async () => {
    await withSlack(options, async (world) => {
      const { slack, interact, settled, store } = world;
      const view = await opened(world);
      const response = await interact(submitting(view, FILLED));
      expect([response.status, await response.text()]).toEqual([200, ""]);
      await interact(submitting(view, FILLED));
      await settled();
      expect(heldIn(store)).toEqual([
        `["get-spend","slack:T1/C7",{"every":"week","weekday":"friday"},"08:30","UTC",["csv"],"ann@example.com"]`,
      ]);
      const [, said, ...others] = slack.of("chat.postMessage");
      expect(others).toEqual([]);
      expect(said?.args).toMatchObject({ channel: "C1", thread_ts: "100.1" });
      expect(said?.args["text"]).toContain("every Friday at 08:30, UTC");
    });
  });

  test("without a channel it is here, and opened again it can be another one", async () => {
    await withSlack(options, async (world) => {
      const { interact, settled, store, slack } = world;
      const { channel: _channel, files: _files, ...least } = FILLED;
      const view = await opened(world);
      await interact(submitting(view, { ...least, rhythm: select(0) }));
      const [answer] = slack.of("chat.postMessage");
      await new Promise((resolve) => setTimeout(resolve, 20));
      await interact(
        pressing(buttonIn(answer, "Subscribe to this"), { user: { id: "UBOB", team_id: "T1" } }),
      );
      await expect.poll(() => slack.of("views.open").length).toBe(2);
      const second = slack.of("views.open")[1]?.args["view"] as View;
      await interact(submitting(second, least, "UBOB"));
      await settled();
      expect(heldIn(store)).toEqual([
        `["get-spend","slack:T1/C1",${MONDAYS},"08:30","UTC",[],"ann@example.com"]`,
        `["get-spend","slack:T1/C1",{"every":"week","weekday":"friday"},"08:30","UTC",[],"bob@example.com"]`,
      ]);
    });
  });

  test("says which field is empty, and does nothing then", async () => {
    await withSlack(options, async (world) => {
      const view = await opened(world);
      const response = await world.interact(
        submitting(view, { ...FILLED, time: { type: "timepicker", selected_time: null } }),
      );
      expect(await response.json()).toEqual({
        response_action: "errors",
        errors: { time: "Please fill this in." },
      });
      const mended = await world.interact(submitting(view, FILLED));
      expect(await mended.text()).toBe("");
      await world.settled();
      expect(heldIn(world.store)).toHaveLength(1);
    });
  });

  test("stays open with the reason where it may not be done", async () => {
    const eve = { email: "eve@example.com", slack: "T1/UEVE", role: "viewer", scope: [] } as const;
    await withSlack({ ...options, others: [eve] }, async (world) => {
      const view = await opened(world);
      const response = await world.interact(submitting(view, FILLED, "UEVE"));
      const { response_action: action, view: again } = (await response.json()) as {
        response_action: string;
        view: View;
      };
      expect(action).toBe("update");
      expect(checkView(again)).toEqual([]);
      expect(JSON.stringify(again.blocks[0])).toContain("change nothing");
      expect(again.private_metadata).toBe(view.private_metadata);
      await world.settled();
      expect(heldIn(world.store)).toEqual([]);
    });
  });
});
