import { describe, expect, test } from "vitest";
import { budgetsAnswerSchema } from "#skills/budgets/budget-answer";
import { budgetAmount, budgetPeriod } from "#skills/budgets/budget-period";
import { skills } from "#skills/index";
import { Access } from "#src/access";
import type { Answer } from "#src/answer";
import { Assistant } from "#src/assistant";
import { type Budget, budgetSchema } from "#src/budget-book";
import { conversationsInMemory } from "#src/conversation";
import { addDays } from "#src/focus/day";
import { ruleRouter } from "#src/router/rule-router";
import type { Filter } from "#src/store/cost-query";
import type { Store } from "#src/store/store";
import { knownPeople } from "../known-people.ts";
import { teamDimension, withBill } from "../store/store-with-bill.ts";
import { dailyCharges, START } from "./anomaly-bill.ts";

/** The 19th of November; the bill has 77 days of $100 for payments and of $50 and €10 for search. */
const TODAY = addDays(START, 79);
const DAYS = 78;
const of = (team: string): Filter => ({ dimension: "team", operator: "in", values: [team] });
const charges = (team: string, amount: number, currency = "USD") =>
  dailyCharges(new Array<number>(DAYS).fill(amount), {
    Tags: JSON.stringify({ team }),
    BillingCurrency: currency,
  });
const ROWS = [
  ...charges("payments", 100),
  ...charges("search", 50),
  ...charges("search", 10, "EUR"),
];

function budget(more: object = {}): Budget {
  return budgetSchema.parse({
    name: "Payments",
    filters: [of("payments")],
    currency: "USD",
    amount: 2_500,
    ...more,
  });
}

type Say = (text: string, user?: string) => Promise<Answer>;

async function asking(
  budgets: readonly Budget[],
  check: (say: Say, assistant: Assistant, store: Store) => Promise<void>,
): Promise<void> {
  await withBill(ROWS, [teamDimension()], async (store) => {
    const people = [
      { email: "ann@example.com", role: "finops" as const, scope: [] },
      { email: "dan@example.com", role: "finops" as const, scope: [of("search")] },
    ];
    const assistant = new Assistant({
      router: ruleRouter(),
      skills,
      access: new Access(store, knownPeople(people), { budgets, yearStartMonth: 1 }),
      conversations: conversationsInMemory(),
      completenessLagDays: 2,
      fiscalYearStartMonth: 1,
      reportBug: (error) => {
        throw error;
      },
    });
    const now = new Date(`${TODAY}T09:00:00Z`);
    await check(
      (text, user = "ann@example.com") => assistant.ask({ text, thread: "t", user, now }),
      assistant,
      store,
    );
  });
}

const budgetsIn = (answer: Answer) => budgetsAnswerSchema.parse(answer).budgets;

describe("a budget's status", () => {
  test("is what is spent, where it will end, and the day on which it runs out", async () => {
    await asking([budget()], async (say) => {
      const answer = await say("is payments over budget?");
      const [status] = budgetsIn(answer);
      expect(status).toMatchObject({
        name: "Payments",
        state: "at risk",
        period: { start: "2026-11-01", end: "2026-12-01" },
        amount: 2_500,
        actual: 1_700,
        remaining: 800,
        percentUsed: 68,
        overrunDay: "2026-11-26",
        dataThrough: "2026-11-17",
      });
      expect(status?.burnRatePerDay).toBeCloseTo(100, 6);
      expect(status?.forecast?.mean).toBeCloseTo(3_000, 0);
      expect(status?.variance).toBeCloseTo(500, 0);
      expect(status?.thresholdsPassed).toEqual([{ percent: 100, of: "forecast" }]);
      expect(answer.totals).toEqual([{ currency: "USD", value: 1_700 }]);
      expect(answer.text).toContain("26 November 2026");
      expect(answer.text).toContain("complete through 2026-11-17");
    });
  });

  test("is over once more is spent, and on track while enough is left", async () => {
    const given = [
      budget({ amount: 1_500 }),
      budget({ name: "Search", filters: [of("search")], amount: 9_000 }),
    ];
    await asking(given, async (say) => {
      const answer = await say("budgets");
      const states = budgetsIn(answer).map(({ name, state, overrunDay }) => [
        name,
        state,
        overrunDay,
      ]);
      expect(states).toEqual([
        ["Payments", "over", "2026-11-16"],
        ["Search", "on track", null],
      ]);
      const over = await say("which teams are over budget?");
      expect(budgetsIn(over).map(({ name }) => name)).toEqual(["Payments"]);
      expect(over.text).toContain("1 of 2 budgets is over");
    });
  });

  test("counts its own currency only, and says so", async () => {
    const given = [
      budget({ name: "Search", filters: [of("search")], amount: 9_000 }),
      budget({ name: "Search in euros", filters: [of("search")], amount: 100, currency: "EUR" }),
    ];
    await asking(given, async (say) => {
      const answer = await say("budgets");
      const actuals = budgetsIn(answer).map(({ name, actual }) => [name, actual]);
      expect(actuals).toEqual([
        ["Search in euros", 170],
        ["Search", 850],
      ]);
      expect(answer.totals).toEqual([
        { currency: "EUR", value: 170 },
        { currency: "USD", value: 850 },
      ]);
      expect(answer.notes).toContain("Search counts charges in USD only; there are others in EUR.");
    });
  });

  test("of a quarter and a year adds up their months", async () => {
    const given = [
      budget({ name: "Quarter", cadence: "quarterly", amount: 9_000 }),
      budget({ name: "Year", cadence: "yearly", amount: 20_000 }),
    ];
    await asking(given, async (say) => {
      const statuses = budgetsIn(await say("budgets"));
      const quarter = statuses.find(({ name }) => name === "Quarter");
      expect(quarter?.actual).toBe(4_800);
      expect(quarter?.forecast?.mean).toBeCloseTo(9_200, -1);
      expect(quarter?.state).toBe("at risk");
      const year = statuses.find(({ name }) => name === "Year");
      expect(year?.actual).toBe(7_800);
      expect(year?.state).toBe("on track");
    });
  });

  test("without any budget says how to make one", async () => {
    await asking([], async (say) => {
      const answer = await say("are we on budget this month?");
      expect(answer).toMatchObject({ status: "no_data", skill: "list-budgets" });
      expect(answer.text).toContain("set a budget of $50k a month");
      expect(answer.text).toContain("tally.yaml");
    });
  });

  test("of a name that nothing has is asked about", async () => {
    await asking([budget()], async (say) => {
      expect(await say("is frobnicator over budget?")).toMatchObject({ status: "clarify" });
      const other = await say("is search over budget?");
      expect(other).toMatchObject({ status: "no_data" });
      expect(other.text).toContain("There are Payments");
    });
  });

  test("is nobody's who doesn't see all of its charges", async () => {
    const given = [budget(), budget({ name: "All", filters: [] })];
    await asking(given, async (say) => {
      const answer = await say("budgets", "dan@example.com");
      expect(answer.status).toBe("no_data");
      expect(answer.text).not.toMatch(/Payments|All/);
      const set = await say("set a budget of $50 a month", "dan@example.com");
      expect(set.status).toBe("failed");
      const own = await say("set a budget of $50 a month for search", "dan@example.com");
      expect(own.status).toBe("confirm");
    });
  });
});

describe("a budget in conversation", () => {
  test("is made, raised and deleted, each once that is confirmed, and keeps its versions", async () => {
    await asking([], async (say) => {
      const made = await say("set a budget of $50k a month for payments");
      expect(made).toMatchObject({ status: "confirm", skill: "set-budget" });
      expect(made.text).toContain("$50,000.00 a month for team payments");
      expect(budgetsIn(await say("yes"))).toMatchObject([{ name: "payments", amount: 50_000 }]);

      await say("budgets");
      const raised = await say("raise it to 80k");
      expect(raised.text).toContain("will be $80,000.00 a month; now it is $50,000.00 a month");
      const [status] = budgetsIn(await say("yes"));
      expect(status?.history).toMatchObject([
        { person: "ann@example.com", amount: 50_000 },
        { person: "ann@example.com", amount: 80_000 },
      ]);

      expect((await say("delete the budget for payments")).text).toContain("will be deleted");
      expect((await say("no")).text).toContain("Nothing was changed");
      await say("delete the budget for payments");
      expect((await say("yes")).text).toContain("is deleted");
      expect((await say("budgets")).status).toBe("no_data");
    });
  });

  test("is set once by the same press", async () => {
    await asking([], async (_say, assistant, store) => {
      const call = { skill: "set-budget", input: { filters: [of("payments")], amount: 5_000 } };
      const by = {
        user: "ann@example.com",
        now: new Date(`${TODAY}T09:00:00Z`),
        actionId: "press",
      };
      const first = await assistant.call(call, by);
      const again = await assistant.call(call, by);
      expect(again.text).toBe(first.text);
      expect(budgetsIn(again)[0]?.history).toHaveLength(1);
      const drop = { skill: "set-budget", input: { change: "delete", name: "payments" } };
      const gone = await assistant.call(drop, { ...by, actionId: "drop" });
      expect((await assistant.call(drop, { ...by, actionId: "drop" })).text).toBe(gone.text);
      const count = store.database.prepare("SELECT COUNT(*) FROM budget_version").pluck().get();
      expect(count).toBe(2);
    });
  });

  test("takes the currency of its charges, and asks where there are several", async () => {
    await asking([], async (say) => {
      expect((await say("set a budget of 20k for payments")).text).toContain("$20,000.00 a month");
      const unclear = await say("set a budget of 20k for search");
      expect(unclear.text).toContain("the charges are in USD and EUR");
      const euros = await say("set a budget of €20k a quarter for search");
      expect(euros.text).toContain("€20,000.00 a quarter");
    });
  });

  test("isn't raised where there is none", async () => {
    await asking([budget()], async (say) => {
      const answer = await say("raise the search budget to 80k");
      expect(answer.text).toContain("There is no budget for team search. There are Payments.");
    });
  });
});

describe("a budget's period and amount", () => {
  test.each([
    ["monthly", 1, "2026-11-01", "2026-12-01"],
    ["quarterly", 1, "2026-10-01", "2027-01-01"],
    ["yearly", 1, "2026-01-01", "2027-01-01"],
    ["quarterly", 3, "2026-09-01", "2026-12-01"],
    ["yearly", 12, "2025-12-01", "2026-12-01"],
  ] as const)("%s, in years from month %i", (cadence, month, start, end) => {
    expect(budgetPeriod(cadence, "2026-11-19", month)).toEqual({ start, end });
  });

  test("are the month's own, or grow by year", () => {
    const grown = budget({
      amount: 100,
      amounts: { "2026-12": 70 },
      growth: { percentPerYear: 10, fromYear: 2025 },
    });
    const amountIn = (start: string) => budgetAmount(grown, { start, end: start });
    expect(amountIn("2025-11-01")).toBe(100);
    expect(amountIn("2026-11-01")).toBeCloseTo(110, 9);
    expect(amountIn("2027-11-01")).toBeCloseTo(121, 9);
    expect(amountIn("2026-12-01")).toBe(70);
  });

  test("by month are for monthly budgets", () => {
    const quarterly = { cadence: "quarterly", amounts: { "2026-10": 1 } };
    expect(() => budget(quarterly)).toThrow("only a monthly budget");
  });
});
