import { describe, expect, test } from "vitest";
import { budgetsAnswerSchema } from "#skills/budgets/budget-answer";
import { suggestBudgetsAnswerSchema } from "#skills/budgets/suggest-budgets";
import type { Answer } from "#src/answer";
import type { CallAction, Card } from "#src/cards/card";
import { asking, budget, charges, keepAtProvider, NOW, ofTeam, ROWS } from "./budget-bill.ts";

const proposedIn = (answer: Answer) => suggestBudgetsAnswerSchema.parse(answer).proposed;
const budgetsIn = (answer: Answer) => budgetsAnswerSchema.parse(answer).budgets;

function callIn(card: Card | undefined): CallAction {
  const actions = (card?.blocks ?? []).flatMap((block) =>
    block.type === "buttons" ? block.buttons.map(({ action }) => action) : [],
  );
  const [call] = actions.filter((action) => action.kind === "call");
  if (call === undefined) throw new Error("the card has no button that calls a skill");
  return call;
}

describe("what has no budget", () => {
  test("is each value that costs something and that no budget names, with an amount and its reason", async () => {
    await asking([budget()], async ({ say }) => {
      const answer = await say("which teams have no budget?");
      expect(proposedIn(answer)).toMatchObject([
        {
          value: "search",
          name: "search",
          currency: "USD",
          filters: [ofTeam("search")],
          months: [null, 1_500, 1_550],
          amount: 1_700,
          maySet: true,
        },
      ]);
      expect(proposedIn(answer)[0]?.forecast).toBeCloseTo(1_500, 0);
      expect(answer.text).toContain("1 of 2 by team have no budget");
      expect(answer.table?.rows[0]?.slice(0, 2)).toEqual(["search", 1_700]);
    });
  });

  test("isn't what a wider budget holds by name, nor what a provider has a budget for", async () => {
    const both = { ...ofTeam("search"), values: ["payments", "search"] };
    await asking([budget({ filters: [both] })], async ({ say }) => {
      expect((await say("which teams have no budget?")).text).toContain(
        "All 2 by team have a budget of their own",
      );
    });
    await asking([budget()], async ({ say, store }) => {
      keepAtProvider(store, { filters: [ofTeam("search")] });
      expect(proposedIn(await say("which teams have no budget?"))).toEqual([]);
    });
  });

  test("is what a budget for everything, or for a part of it, doesn't name as a whole", async () => {
    const part = [
      ofTeam("search"),
      { dimension: "RegionId", operator: "in", values: ["us-east-1"] },
    ];
    const given = [budget({ name: "All", filters: [] }), budget({ name: "Part", filters: part })];
    await asking(given, async ({ say }) => {
      const values = proposedIn(await say("which teams have no budget?")).map(({ value }) => value);
      expect(values).toEqual(["payments", "search"]);
    });
  });

  test("is set all at once, after a yes that shows each amount, and only once", async () => {
    await asking([], async ({ say, store }) => {
      await say("suggest a budget for each team");
      const shown = await say("yes");
      expect(shown).toMatchObject({ status: "confirm", skill: "set-suggested-budgets" });
      expect(shown.text).toContain("“payments”: $3,400.00 a month for team payments");
      expect(shown.text).toContain("“search”: $1,700.00 a month for team search");
      const made = await say("yes");
      expect(new Map(budgetsIn(made).map(({ name, amount }) => [name, amount]))).toEqual(
        new Map([
          ["payments", 3_400],
          ["search", 1_700],
        ]),
      );
      expect(made.text).toContain("2 budgets are set.");
      const again = await say("set the suggested budgets for all teams");
      expect(again.text).toContain("There is no budget to suggest that you may set.");
      const count = store.database.prepare("SELECT COUNT(*) FROM budget_version").pluck().get();
      expect(count).toBe(2);
    });
  });

  test("is set as shown, also where the bill has changed by the time of the yes", async () => {
    await asking([], async ({ say, assistant }) => {
      const shown = await say("set the suggested budgets for all teams");
      const { input } = shown;
      expect(input).toMatchObject({
        budgets: [
          { name: "payments", amount: 3_400 },
          { name: "search", amount: 1_700 },
        ],
      });
      const changed = {
        ...(input as object),
        budgets: [{ name: "x", filters: [ofTeam("search")], currency: "USD", amount: 7 }],
      };
      const by = { user: "ann@example.com", now: NOW, actionId: "press" };
      const call = { skill: "set-suggested-budgets", input: changed };
      expect(budgetsIn(await assistant.call(call, by))).toMatchObject([{ name: "x", amount: 7 }]);
      expect(budgetsIn(await assistant.call(call, by))[0]?.history).toHaveLength(1);
      const other = await assistant.call(call, { ...by, actionId: "another" });
      expect(other).toMatchObject({ status: "failed" });
      expect(other.text).toContain("There is a budget “x” by now");
    });
  });

  test("is set by its button, and by nobody for charges that they don't see", async () => {
    await asking([], async ({ say, assistant }) => {
      const ofAnn = callIn((await say("which teams have no budget?")).card);
      const by = { user: "dan@example.com", now: NOW, actionId: "press" };
      const refused = await assistant.call(ofAnn, by);
      expect(refused.text).toContain("hold charges that you don't see, so none was set");
      const own = await say("which teams have no budget?", "dan@example.com");
      expect(proposedIn(own).map(({ value }) => value)).toEqual(["search"]);
      const services = await say("which services have no budget?", "dan@example.com");
      expect(proposedIn(services).map(({ maySet }) => maySet)).toEqual([false]);
      expect(services.text).toContain("you can't set");
      const made = await assistant.call(callIn(own.card), by);
      expect(budgetsIn(made)).toMatchObject([{ name: "search", amount: 1_700 }]);
    });
  });

  test("is told apart by currency, and has a name of its own", async () => {
    const euros = charges("search", 10, { BillingCurrency: "EUR" });
    await asking(
      [budget({ name: "search", filters: [] })],
      async ({ say }) => {
        const proposed = proposedIn(await say("which teams have no budget?"));
        expect(proposed.map(({ name, currency }) => [name, currency])).toEqual([
          ["payments", "USD"],
          ["search USD", "USD"],
          ["search EUR", "EUR"],
        ]);
      },
      [...ROWS, ...euros],
    );
  });

  test("is what some charges hold, where only those are asked about", async () => {
    const aws = { dimension: "ServiceProviderName", operator: "in", values: ["AWS"] };
    await asking([], async ({ say }) => {
      const proposed = proposedIn(await say("which AWS accounts have no budget?"));
      expect(proposed).toMatchObject([
        {
          value: "1",
          name: "account-1",
          filters: [{ dimension: "SubAccountId", values: ["1"] }, aws],
        },
      ]);
    });
  });
});
