import { expect, test } from "vitest";
import { budgetsAnswerSchema } from "#skills/budgets/budget-answer";
import { listBudgets } from "#skills/budgets/list-budgets";
import { Access } from "#src/access";
import { cardText } from "#src/cards/fallback-text";
import type { Recommendation } from "#src/recommendations/recommendation";
import { knownPeople } from "../../known-people.ts";
import { recommendation } from "../../recommendations/example.ts";
import { asking, budget } from "./budget-bill.ts";

/** Through the 19th; what is done then saves for 11 of 30 days. */
const SHARE = 11 / 30;

/** The payments budget's answer in words and as JSON, where these recommendations are found. */
async function answered(
  amount: number,
  found: readonly Recommendation[],
  names: readonly string[] = ["Payments"],
) {
  let text = "";
  let closing: unknown;
  const budgets = [budget({ amount }), budget({ name: "All", filters: [], amount: 5_000 })];
  await asking(budgets, ({ store, context }) => {
    const settings = { budgets, yearStartMonth: 1, findRecommendations: () => found };
    const view = new Access(store, knownPeople([]), settings).viewOf(null);
    const { recommendations, budgets: book } = view;
    const input = listBudgets.input.parse({ names });
    const output = listBudgets.run({ ...context(), recommendations, budgets: book }, input);
    const answer = budgetsAnswerSchema.parse(output);
    text = cardText(listBudgets.present(answer, input));
    closing = answer.budgets[0]?.closing;
  });
  return { text, closing };
}

const saving = (key: string, monthlySaving: number, more: Partial<Recommendation> = {}) =>
  recommendation(key, { monthlySaving, monthlyCost: monthlySaving, ...more });

test("a budget at risk has the open recommendations within its charges that close the gap", async () => {
  // $3,000 are expected.
  const { closing, text } = await answered(2_900, [
    saving("small", 10),
    saving("large", 300),
    saving("elsewhere", 9_000, { team: "search" }),
    saving("euros", 9_000, { currency: "EUR" }),
  ]);
  expect(closing).toEqual({
    recommendations: [{ number: 2, action: "Delete the volume large", monthlySaving: 300 }],
    saved: expect.closeTo(300 * SHARE, 6),
    left: 0,
  });
  expect(text).toContain(
    "Done today, these recommendations would save $110.00 by the end of 30 November 2026; that brings it back under budget:",
  );
  expect(text).toContain("2 (Delete the volume large) saves $300.00 a month");
});

test("they are three at most, a resource counts once, and what they leave is said", async () => {
  const { closing, text } = await answered(2_500, [
    saving("a", 90),
    saving("b", 80),
    saving("c", 70),
    saving("d", 60),
    saving("rightsize:a", 85, { resourceId: "a" }),
  ]);
  expect(closing).toMatchObject({
    recommendations: [{ number: 1 }, { number: 2 }, { number: 3 }],
    saved: expect.closeTo(240 * SHARE, 6),
    left: expect.closeTo(500 - 240 * SHARE, 6),
  });
  expect(text).toContain("$412.00 would still be over budget");
});

test("what is spent already isn't brought back", async () => {
  const { closing } = await answered(1_000, [saving("large", 90_000)]);
  // 17 days of $100 are charged.
  expect(closing).toMatchObject({ recommendations: [{ number: 1 }], left: 700 });
});

test("a budget that isn't over has none, nor has one of several; without any it is said", async () => {
  const large = saving("large", 300);
  expect((await answered(9_000, [large])).closing).toBeNull();
  const several = await answered(2_900, [large], ["Payments", "All"]);
  expect(several.closing).toBeNull();
  expect(several.text).not.toContain("Done today");
  const { closing, text } = await answered(2_900, []);
  expect(closing).toMatchObject({ recommendations: [], saved: 0 });
  expect(text).toContain("No open recommendation would save any of it in time.");
});
