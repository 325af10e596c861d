import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Budget, budgetSchema } from "#src/budget-book";
import { readBudgetCsv, writeBudgetCsv } from "#src/budget-csv/budget-csv";
import { CsvParser } from "#src/sources/files/csv-parser";

const none = () => undefined;
const budgetsIn = (csv: string, known: (name: string) => Budget | undefined = none) =>
  readBudgetCsv("budgets.csv", csv, known).map(({ budget }) => budget);

const amount = fc.double({ min: 0.01, max: 1e12, noNaN: true });
const percent = fc.double({ min: 0.1, max: 1000, noNaN: true });
const words = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.constantFrom("=HYPERLINK(1)", "'=1+1", "-5", "@team", "a,b", 'a"b', "a\nb", "ünï ＝1"),
  )
  .filter((text) => text.trim() !== "" && !text.includes("\r"));
const threshold = fc.record({ percent, of: fc.constantFrom("actual", "forecast") });
const month = fc
  .record({ year: fc.integer({ min: 2020, max: 2030 }), month: fc.integer({ min: 1, max: 12 }) })
  .map((date) => `${date.year}-${String(date.month).padStart(2, "0")}`);
const budget = fc
  .record({
    name: words,
    filters: fc.array(
      fc.record({
        dimension: fc.constantFrom("team", "tag:cost centre", "ServiceName"),
        operator: fc.constantFrom("in", "not_contains"),
        values: fc.array(words, { minLength: 1, maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
    metric: fc.constantFrom("EffectiveCost", "BilledCost"),
    currency: fc.constantFrom("USD", "EUR"),
    cadence: fc.constant("monthly"),
    amount,
    amounts: fc.dictionary(month, amount, { maxKeys: 2 }),
    growth: fc.option(
      fc.record({
        percentPerYear: fc.double({ min: 0.5, max: 90, noNaN: true }).map((value) => value - 40),
        fromYear: fc.integer({ min: 2000, max: 2030 }),
      }),
    ),
    rollOver: fc.option(fc.record({ since: month })),
    owner: fc.option(words),
    channel: fc.option(words),
    thresholds: fc.array(threshold, { maxLength: 3 }),
  })
  .map((one) => budgetSchema.parse(one));

describe("budgets as CSV", () => {
  test("are read back as they were, and no cell is taken for a formula", () => {
    fc.assert(
      fc.property(fc.uniqueArray(budget, { selector: ({ name }) => name.toLowerCase() }), (all) => {
        const csv = writeBudgetCsv(all);
        expect(budgetsIn(csv.slice(1))).toEqual(all);
        const cells = new CsvParser("budgets.csv").push(csv.slice(1)).flat();
        expect(cells.filter((cell) => /^[=+\-@\t\n＝＋－＠]/u.test(cell ?? ""))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("have the rest of a new budget where a column or a cell says nothing", () => {
    const [one] = budgetsIn("Name;Amount;Currency;filters\nPayments;2500;USD;team = payments\n");
    expect(one).toEqual(
      budgetSchema.parse({
        name: "Payments",
        amount: 2_500,
        currency: "USD",
        filters: [{ dimension: "team", operator: "in", values: ["payments"] }],
      }),
    );
  });

  test("leave what a budget has in columns that aren't there", () => {
    const before = budgetSchema.parse({
      name: "Payments",
      amount: 1,
      currency: "USD",
      owner: "ana@example.com",
      thresholds: [{ percent: 70, of: "actual" }],
      amounts: { "2026-12": 3 },
    });
    const csv = "name,amount,currency,thresholds\nPayments,2,USD,\n";
    const [after] = budgetsIn(csv, (name) => (name === "Payments" ? before : undefined));
    expect(after).toMatchObject({ amount: 2, owner: "ana@example.com", amounts: { "2026-12": 3 } });
    expect(after?.thresholds).toHaveLength(3);
  });

  test.each([
    ["name,amount\nA,1\n", "budgets.csv, line 1: there is no column currency. There may be name,"],
    ["name,amount,currency,colour\nA,1,USD,red\n", "line 1: there is no column “colour”"],
    ["name,amount,currency\nA,1,USD\nB,5k,USD\n", "line 3: column amount: “5k” is no number"],
    [
      'name,amount,currency,owner\n"A\nA",1,USD,\n\nB,,USD,\n',
      "line 5: column amount: it is empty",
    ],
    ["name,amount,currency\nA,0,USD\n", "line 2: column amount:"],
    ["name,amount,currency\nA,1,USD\nB,1,USD\na,1,USD\n", "line 4: “a” is on line 2, too."],
    [
      "name,amount,currency,filters\nA,1,USD,payments\n",
      "line 2: column filters: “payments” can't be read",
    ],
    ["name,amount,currency,cadence\nA,1,USD,weekly\n", "line 2: column cadence:"],
    ["name,amount,currency,roll_over_since\nA,1,USD,October\n", "line 2: column roll_over_since:"],
    [
      "name,amount,currency,thresholds\nA,1,USD,80\n",
      "line 2: column thresholds: “80” can't be read",
    ],
    [
      "name,amount,currency,cadence,amounts\nA,1,USD,yearly,2026-12 = 5\n",
      "line 2: column amounts:",
    ],
  ])("%j is refused with its line", (csv, problem) => {
    expect(() => budgetsIn(csv)).toThrow(problem);
  });
});
