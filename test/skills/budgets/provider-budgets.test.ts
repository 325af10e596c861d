import { describe, expect, test } from "vitest";
import { budgetsAnswerSchema } from "#skills/budgets/budget-answer";
import type { Answer } from "#src/answer";
import { asking, budget, keepAtProvider, ofTeam } from "./budget-bill.ts";

const keptIn = (answer: Answer) => budgetsAnswerSchema.parse(answer).providerBudgets;

describe("budgets that a provider keeps", () => {
  test("are beside ours with both sides' figures, and in no sum", async () => {
    await asking([budget()], async ({ say, store }) => {
      const alone = await say("budgets");
      keepAtProvider(store, {});
      const answer = await say("budgets");
      expect(answer.totals).toEqual(alone.totals);
      expect(keptIn(answer)).toMatchObject([
        {
          name: "Payments at AWS",
          source: "aws",
          state: "at risk",
          actual: 1_650,
          forecast: 2_950,
          sameAs: "Payments",
          ours: { actual: 1_700, dataThrough: "2026-11-17" },
        },
      ]);
      expect(keptIn(answer)[0]?.ours?.forecast).toBeCloseTo(3_000, 0);
      expect(answer.text).toContain("1 budget is kept at the providers and counted in no sum here");
      expect(answer.text).toContain(
        "$1,700.00 billed ($50.00 more) and $3,000.00 forecast ($50.00 more)",
      );
      expect(answer.text).toContain("Here “Payments” is for the same charges.");
      expect(answer.table?.columns.map(({ name }) => name)).toContain("kept at");
      expect(answer.table?.rows.map((row) => row.slice(0, 2))).toEqual([
        ["Payments", "Tally"],
        ["Payments at AWS", "AWS"],
      ]);
    });
  });

  test("have the provider's figures alone where our dimensions can't say what they are for", async () => {
    await asking([], async ({ say, store }) => {
      keepAtProvider(store, {
        filters: null,
        scope: "linked accounts in unit Retail",
        actual: 2_100,
      });
      const answer = await say("budgets");
      expect(answer.status).toBe("answered");
      expect(keptIn(answer)).toMatchObject([{ ours: null, sameAs: null, state: "over" }]);
      expect(answer.text).toContain("can't be compared here: linked accounts in unit Retail");
      expect(answer.totals).toEqual([]);
    });
  });

  test("are each listed once, however many sources read them, as far as they are asked for", async () => {
    await asking([budget()], async ({ say, store }) => {
      keepAtProvider(store, {}, "aws-a");
      keepAtProvider(store, {}, "aws-b");
      keepAtProvider(store, {
        id: "b-2",
        name: "Daily",
        cadence: "daily",
        amount: null,
        forecast: null,
      });
      keepAtProvider(store, { id: "b-3", name: "Search", filters: [ofTeam("search")], actual: 1 });
      const names = (answer: Answer) => keptIn(answer).map(({ name }) => name);
      expect(names(await say("budgets"))).toEqual(["Daily", "Search", "Payments at AWS"]);
      expect(names(await say("is search over budget?"))).toEqual(["Search"]);
      expect(names(await say("which budgets are over?"))).toEqual([]);
      const daily = keptIn(await say("budgets")).find(({ name }) => name === "Daily");
      expect(daily).toMatchObject({ state: "no data", ours: null });
    });
  });

  test("are hidden from those who don't see all of their charges, and changed where they are kept", async () => {
    await asking([], async ({ say, store, assistant }) => {
      keepAtProvider(store, {});
      expect((await say("budgets", "dan@example.com")).status).toBe("no_data");
      const input = { change: "change", name: "Payments at AWS", amount: 5 };
      const now = new Date("2026-11-19T09:00:00Z");
      const answer = await assistant.call({ skill: "set-budget", input }, { now });
      expect(answer.text).toBe("“Payments at AWS” is kept at AWS; change it there.");
    });
  });
});
