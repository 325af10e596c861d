import { describe, expect, test } from "vitest";
import { checkBlocks } from "#src/adapters/slack/block-kit/check-blocks";
import type { SlackBlock } from "#src/adapters/slack/block-kit/shapes";
import {
  explainCostView,
  readExplainCost,
} from "#src/adapters/slack/listeners/views/explain-cost-view";
import { feedbackNoteView } from "#src/adapters/slack/listeners/views/feedback-note-view";
import { withSlack } from "./slack-world.ts";

const shortcut = (text: string, message: object = {}) => ({
  type: "message_action",
  callback_id: "explain-cost",
  trigger_id: "trigger",
  team: { id: "T1" },
  user: { id: "UANN", team_id: "T1" },
  channel: { id: "C1" },
  message: { type: "message", ts: "90.1", text, ...message },
  response_url: "https://hooks.slack.com/actions/T1/3",
});

const submission = (question: string | null, period: string) => ({
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
        period: { period: { type: "static_select", selected_option: { value: period } } },
      },
    },
  },
});

describe("“Explain this cost”", () => {
  test("opens a modal with the message's words as a question", async () => {
    await withSlack({}, async ({ slack, interact }) => {
      const text = "<@U7> why did <https://aws.example|EC2> cost &gt; $100 in <#C1|ops>?";
      expect((await interact(shortcut(text, { thread_ts: "80.1" }))).status).toBe(200);
      await expect.poll(() => slack.of("views.open")).toHaveLength(1);
      const [opened] = slack.of("views.open");
      expect(opened?.args["trigger_id"]).toBe("trigger");
      expect(opened?.args["view"]).toMatchObject({
        private_metadata: JSON.stringify({ channel: "C1", threadTs: "80.1" }),
        blocks: [
          { element: { initial_value: "why did EC2 cost > $100 in #ops?" } },
          { block_id: "period" },
        ],
      });
    });
  });

  test("answers in the message's thread, once for a repeat", async () => {
    await withSlack({}, async ({ slack, interact, settled }) => {
      const response = await interact(submission("EC2 cost?", "last month"));
      expect(await response.text()).toBe("");
      await interact(submission("EC2 cost?", "last month"));
      await settled();
      const messages = slack.of("chat.postMessage");
      expect(messages).toHaveLength(1);
      expect(messages[0]?.args).toMatchObject({ channel: "C1", thread_ts: "90.1" });
      expect(messages[0]?.args["text"]).toContain("$150.00");
    });
  });

  test("answers directly where the app isn't in the channel", async () => {
    await withSlack({}, async ({ slack, interact, settled }) => {
      slack.rule(({ method, args }) =>
        method === "chat.postMessage" && args["channel"] === "C1"
          ? { body: { ok: false, error: "not_in_channel" } }
          : null,
      );
      await interact(submission("EC2 cost", "last month"));
      await settled();
      const [, direct] = slack.of("chat.postMessage");
      expect(direct?.args).toMatchObject({ channel: "UANN" });
      expect(direct?.args).not.toHaveProperty("thread_ts");
      expect(direct?.args["text"]).toContain("$150.00");
    });
  });

  test("says which field is wrong, and asks nothing then", async () => {
    await withSlack({}, async ({ slack, interact, settled }) => {
      const empty = await interact(submission("  ", "last month"));
      expect(await empty.json()).toEqual({
        response_action: "errors",
        errors: { question: expect.stringContaining("Please write") },
      });
      const period = await interact(submission("cost", "yesteryear"));
      expect(await period.json()).toMatchObject({ errors: { period: expect.any(String) } });
      const long = await interact(submission("x".repeat(1995), "last month"));
      expect(await long.json()).toMatchObject({
        errors: { question: "Please shorten the question by 6 characters." },
      });
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
    });
  });

  test("leaves a question as it is written where no period is chosen", () => {
    const asWritten = readExplainCost(" cost in May? ", "as-written");
    expect(asWritten).toEqual({ question: "cost in May?" });
    expect(readExplainCost("cost?!", "last month")).toEqual({ question: "cost last month" });
  });
});

test("modals are what Slack takes, whatever the message", () => {
  for (const text of ["", "why?", "x".repeat(10_000)]) {
    const view = explainCostView(text, { channel: "C1", threadTs: "1.1" });
    expect(checkBlocks(view.blocks as SlackBlock[], "modal")).toEqual([]);
    expect(view.title.text.length).toBeLessThanOrEqual(24);
  }
  const { blocks } = feedbackNoteView("a1");
  expect(checkBlocks(blocks as SlackBlock[], "modal")).toEqual([]);
});
