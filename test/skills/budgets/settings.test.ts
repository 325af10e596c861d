import { describe, expect, test } from "vitest";
import { budgetsAnswerSchema } from "#skills/budgets/budget-answer";
import type { Answer } from "#src/answer";
import { noteBudgetFile } from "#src/store/budget-file";
import { asking, budget, charges, NOW, ofTeam } from "./budget-bill.ts";

const budgetsIn = (answer: Answer) => budgetsAnswerSchema.parse(answer).budgets;

describe("a budget's settings in conversation", () => {
  test("change alone, each once that is confirmed, and leave the amount", async () => {
    await asking([budget({ growth: { percentPerYear: 0, fromYear: 2026 } })], async ({ say }) => {
      const shown = await say("alert the payments budget at 70 and 90 %");
      expect(shown).toMatchObject({ status: "confirm", skill: "set-budget" });
      expect(shown.text).toContain("stays $2,500.00 a month");
      expect(shown.text).toContain(
        "Alerts at: 70%, 90% spent; now 80%, 100% spent and 100% forecast.",
      );
      const [set] = budgetsIn(await say("yes"));
      expect(set).toMatchObject({
        amount: 2_500,
        thresholds: [
          { percent: 70, of: "actual" },
          { percent: 90, of: "actual" },
        ],
      });

      const owned = await say("make ana@example.com the owner of the payments budget");
      expect(owned.text).toContain("Owner: ana@example.com; now none.");
      expect(budgetsIn(await say("yes"))[0]?.owner).toBe("ana@example.com");

      await say("send its alerts to #payments");
      expect(budgetsIn(await say("yes"))[0]).toMatchObject({
        channel: "#payments",
        owner: "ana@example.com",
      });
      const told = await say("who is the owner of the payments budget?");
      expect(told.text).toContain("Owner: ana@example.com; alerts in #payments at: 70%, 90% spent");
    });
  });

  test("are part of a new budget", async () => {
    await asking([], async ({ say }) => {
      const text =
        "set a budget of $50k a month for payments, owner ana@example.com, alerts at 70%";
      const shown = await say(text);
      expect(shown.text).toContain("Owner: ana@example.com. Alerts at: 70% spent.");
      expect(budgetsIn(await say("yes"))[0]).toMatchObject({
        amount: 50_000,
        owner: "ana@example.com",
      });
      expect((await say("alert the search budget at 70%")).text).toContain(
        "There is no budget for team search",
      );
    });
  });

  test("right after a yes a follow-up is about the budget that was set", async () => {
    await asking([budget({ name: "Search", filters: [ofTeam("search")] })], async ({ say }) => {
      await say("set a budget of $50k a month for payments");
      await say("yes");
      expect((await say("raise it to 80k")).text).toContain("now it is $50,000.00 a month");
      await say("yes");
      expect((await say("mute it")).text).toContain("“payments” are silent until 1 December 2026");
      await say("yes");
      expect((await say("who changed it?")).text).toContain("$80,000.00 a month");
    });
  });

  test("after a no a follow-up is about what was before", async () => {
    await asking([budget()], async ({ say }) => {
      await say("is payments over budget?");
      await say("set a budget of $5k a month for search");
      await say("no");
      expect((await say("raise it to 4k")).text).toContain("“Payments”");
    });
  });
});

describe("a budget that rolls over", () => {
  const rows = [...charges("payments", 100)];

  test("has what former periods left, or less by what they overspent", async () => {
    const since = { since: "2026-09" };
    const given = [
      budget({ name: "Left", amount: 3_200, rollOver: since }),
      budget({ name: "Overspent", amount: 3_000, rollOver: { since: "2026-10" } }),
      budget({ name: "Begins", rollOver: { since: "2026-11" } }),
      budget({ name: "Not", amount: 2_500 }),
    ];
    await asking(
      given,
      async ({ say }) => {
        const answer = await say("budgets");
        const amounts = budgetsIn(answer).map(({ name, carried, amount }) => [
          name,
          carried,
          amount,
        ]);
        // September cost $3,000, October $3,100.
        expect(amounts.toSorted()).toEqual([
          ["Begins", 0, 2_500],
          ["Left", 300, 3_500],
          ["Not", null, 2_500],
          ["Overspent", -100, 2_900],
        ]);
      },
      rows,
    );
  });

  test("is told with what it holds, counts from when that is said, and each period with its own amount", async () => {
    await asking(
      [budget({ amount: 3_500, rollOver: { since: "2026-09" } })],
      async ({ say, store }) => {
        noteBudgetFile(
          store.database,
          [budget({ amount: 3_200 })],
          new Date("2026-09-02T00:00:00Z"),
        );
        noteBudgetFile(
          store.database,
          [budget({ amount: 3_500 })],
          new Date("2026-10-02T00:00:00Z"),
        );
        const [status] = budgetsIn(await say("is payments over budget?"));
        expect(status?.carried).toBe(200 + 400);
        expect((await say("is payments over budget?")).text).toContain(
          "It holds $600.00 that former periods left.",
        );
        await say("the payments budget should no longer roll over");
        expect(budgetsIn(await say("yes"))[0]?.carried).toBeNull();
        const shown = await say("let the payments budget roll over");
        expect(shown.text).toContain("Rolls over: since 2026-11; now no.");
        expect(budgetsIn(await say("yes"))[0]?.carried).toBe(0);
      },
      rows,
    );
  });

  test("never has less than nothing", async () => {
    await asking(
      [budget({ amount: 100, rollOver: { since: "2026-09" } })],
      async ({ say }) => {
        const [status] = budgetsIn(await say("is payments over budget?"));
        expect(status).toMatchObject({ amount: 0, state: "over", percentUsed: null });
      },
      rows,
    );
  });
});

describe("the history of budgets", () => {
  test("tells who changed what and when, deleted ones included", async () => {
    await asking([budget()], async ({ say, store }) => {
      noteBudgetFile(store.database, [budget()], new Date("2026-11-01T08:00:00Z"));
      await say("raise the payments budget to 3000");
      await say("yes");
      await say("make ana@example.com the owner of the payments budget");
      await say("yes");
      await say("delete the budget for payments");
      await say("yes");
      const answer = await say("who changed the payments budget?");
      expect(answer.table?.rows.map((row) => row.slice(1))).toEqual([
        ["2026-11-19 09:00 UTC", "ann@example.com", "“Payments” deleted."],
        [
          "2026-11-19 09:00 UTC",
          "ann@example.com",
          "“Payments” changed. Owner: ana@example.com; before none.",
        ],
        [
          "2026-11-19 09:00 UTC",
          "ann@example.com",
          "“Payments” changed. $3,000.00 a month for team payments; before $2,500.00 a month for team payments.",
        ],
        [
          "2026-11-01 08:00 UTC",
          "tally.yaml",
          "“Payments” made: $2,500.00 a month for team payments.",
        ],
      ]);
      const hidden = await say("budget history", "dan@example.com");
      expect(hidden).toMatchObject({ status: "no_data", table: null });
      expect(hidden.text).not.toContain("Payments");
    });
  });
});

describe("muting a budget", () => {
  test("holds until the period's end, once by the same press, and is taken back", async () => {
    await asking([budget()], async ({ say, assistant, context }) => {
      const call = { skill: "mute-budget", input: { name: "Payments" } };
      const by = { user: "ann@example.com", now: NOW, actionId: "press" };
      const muted = await assistant.call(call, by);
      expect(muted.text).toContain("silent until 1 December 2026");
      const { mutes } = context().budgets;
      const run = { name: "payments", periodStart: "2026-11-01" };
      expect(mutes.isSilent(run)).toBe(true);
      await say("unmute the payments budget");
      await say("yes");
      await assistant.call(call, by);
      expect(mutes.isSilent(run)).toBe(false);
      expect((await say("mute the search budget")).text).toContain("There is no budget");
    });
  });
});
