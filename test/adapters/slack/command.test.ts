import { describe, expect, test } from "vitest";
import { questionOfCommand } from "#src/adapters/slack/listeners/commands/command-question";
import type { Call } from "./fake-slack.ts";
import { withSlack } from "./slack-world.ts";

const textOf = (call: Call | undefined) => String(call?.args["text"]);

describe("/tally", () => {
  test("answers for the asker alone, and follows up", async () => {
    await withSlack({}, async ({ slack, command, settled }) => {
      const first = await command("ask cost in October");
      expect(first.status).toBe(200);
      expect(await first.text()).toBe("");
      await command("and in September?");
      await command("and in September?", { user_id: "UBOB" });
      await settled();
      expect(slack.of("chat.postMessage")).toEqual([]);
      const answers = slack.of("commands/T1/1");
      expect(answers[0]?.args).toMatchObject({ response_type: "ephemeral" });
      expect(answers.map(textOf)).toEqual(
        expect.arrayContaining([
          expect.stringContaining("$240.00"),
          expect.stringContaining("$155.00"),
        ]),
      );
    });
  });

  test("is answered once for a repeat of the same command", async () => {
    await withSlack({}, async ({ slack, command, settled }) => {
      await command("cost in October", { trigger_id: "t1" });
      await command("cost in October", { trigger_id: "t1" });
      await settled();
      expect(slack.of("commands/T1/1")).toHaveLength(1);
    });
  });

  test("without words, or for help, shows what can be asked", async () => {
    await withSlack({}, async ({ slack, command, settled }) => {
      await command("");
      await command("help");
      await settled();
      const texts = slack.of("commands/T1/1").map(textOf);
      expect(texts).toHaveLength(2);
      for (const text of texts) expect(text).toContain("top 3 services in October");
    });
  });

  test("sends no more than a response_url takes, and says so", async () => {
    await withSlack({}, async ({ slack, command, settled }) => {
      const months = ["May", "June", "July", "August", "September", "October"];
      await command(months.map((month) => `what was the cost in ${month}?`).join(" "));
      await settled();
      const texts = slack.of("commands/T1/1").map(textOf);
      expect(texts).toHaveLength(5);
      expect(texts[4]).toContain("more than fits");
    });
  });

  test("waits when Slack asks to, and falls back to words where blocks are refused", async () => {
    await withSlack({}, async ({ slack, command, settled }) => {
      const refused = { body: { ok: false, error: "invalid_blocks" } };
      const wait = { status: 429, headers: { "retry-after": "1" }, body: {} };
      slack.next("commands/T1/1", wait, refused, refused, refused);
      await command("cost in October by service");
      await settled();
      const calls = slack.of("commands/T1/1");
      expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(990);
      expect(calls.at(-1)?.args["blocks"]).toBeUndefined();
      expect(textOf(calls.at(-1))).toContain("$240.00");
    });
  });

  test("answers nowhere but at Slack's own addresses", async () => {
    await withSlack({}, async ({ slack, command, lines }) => {
      await command("cost in October", { response_url: `${slack.url}/evil` });
      await expect.poll(() => lines.join("")).toContain("a listener failed");
      expect(slack.of("evil")).toEqual([]);
    });
  });

  test("turns its other words into questions", () => {
    expect(questionOfCommand("ask: cost in October")).toBe("cost in October");
    expect(questionOfCommand("budget")).toContain("budgets?");
    expect(questionOfCommand("subscribe")).toContain("weekly");
    expect(questionOfCommand("recommendations")).toContain("savings");
    expect(questionOfCommand("budget of team data")).toBe("budget of team data");
    expect(questionOfCommand("askance")).toBe("askance");
  });
});
