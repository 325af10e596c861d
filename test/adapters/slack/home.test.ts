import { describe, expect, test } from "vitest";
import { checkBlocks } from "#src/adapters/slack/block-kit/check-blocks";
import { withSlack } from "./slack-world.ts";

const opened = { type: "app_home_opened", user: "UANN", channel: "D1", event_ts: "1" };

describe("the App Home", () => {
  test("shows what concerns its person", async () => {
    await withSlack({}, async ({ slack, event }) => {
      await event({ ...opened, tab: "home" });
      await expect.poll(() => slack.of("views.publish")).toHaveLength(1);
      const [published] = slack.of("views.publish");
      expect(published?.args["user_id"]).toBe("UANN");
      const view = published?.args["view"] as { readonly blocks: object[] };
      expect(checkBlocks(view.blocks as never, "home")).toEqual([]);
      expect(JSON.stringify(view)).toContain("$55.00");
    });
  });

  test("tells a stranger how to be let in", async () => {
    await withSlack({}, async ({ slack, event }) => {
      await event({ ...opened, user: "UEVE", tab: "home" });
      await expect.poll(() => slack.of("views.publish")).toHaveLength(1);
      expect(JSON.stringify(slack.of("views.publish")[0]?.args)).toContain("T1/UEVE");
    });
  });

  test("suggests questions in the messages tab, outside of any thread", async () => {
    await withSlack({}, async ({ slack, event }) => {
      await event({ ...opened, tab: "messages" });
      const prompts = () => slack.of("assistant.threads.setSuggestedPrompts");
      await expect.poll(prompts).toHaveLength(1);
      const [suggested] = prompts();
      expect(suggested?.args).toMatchObject({
        channel_id: "D1",
        prompts: [
          { title: "what did we spend last month?", message: "what did we spend last month?" },
          { title: "top 3 services in October" },
        ],
      });
      expect(suggested?.args).not.toHaveProperty("thread_ts");
      expect(slack.of("views.publish")).toEqual([]);
    });
  });
});
