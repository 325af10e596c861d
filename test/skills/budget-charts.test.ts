import { describe, expect, test } from "vitest";
import { type BudgetsAnswer, budgetsAnswerSchema } from "#skills/budgets/budget-answer";
import { listBudgets } from "#skills/budgets/list-budgets";
import { type ForecastAnswer, forecastAnswerSchema } from "#skills/forecast/forecast-answer";
import { forecastSpend } from "#skills/forecast/forecast-spend";
import { type Budget, budgetSchema } from "#src/budget-book";
import type { ChartBlock } from "#src/cards/card";
import { addDays } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { StoredBudgets } from "#src/store/budgets";
import type { Filter } from "#src/store/cost-query";
import { makeScope } from "#src/store/scope";
import { teamDimension, withBill } from "../store/store-with-bill.ts";
import { dailyCharges, START } from "./anomaly-bill.ts";
import { readingContext } from "./reading-context.ts";

/** The 19th of November; the bill has 77 days of $100 for payments, of which the last two aren't complete. */
const TODAY = addDays(START, 79);
const LAST_COMPLETE = addDays(TODAY, -2);
const NOVEMBER = { start: "2026-11-01", end: "2026-12-01" };
const PAYMENTS: Filter = { dimension: "team", operator: "in", values: ["payments"] };
const ROWS = dailyCharges(new Array<number>(78).fill(100), {
  Tags: JSON.stringify({ team: "payments" }),
});

function budget(more: object = {}): Budget {
  const payments = { name: "Payments", filters: [PAYMENTS], currency: "USD", amount: 2_500 };
  return budgetSchema.parse({ ...payments, ...more });
}

function withBudgets(
  budgets: readonly Budget[],
  check: (context: SkillContext) => void,
): Promise<void> {
  return withBill(ROWS, [teamDimension()], (store) => {
    const book = new StoredBudgets(store.database, { budgets, yearStartMonth: 1 }, makeScope([]));
    check({ ...readingContext(store, TODAY), budgets: book });
  });
}

function forecast(context: SkillContext, question: object = {}): [ForecastAnswer, ChartBlock] {
  const input = forecastSpend.input.parse({ filters: [PAYMENTS], ...question });
  const answer = forecastAnswerSchema.parse(forecastSpend.run(context, input));
  return [answer, chartIn(forecastSpend.present(answer, input).blocks)];
}

function budgetsIn(context: SkillContext, list: object = {}): [BudgetsAnswer, ChartBlock[]] {
  const input = listBudgets.input.parse(list);
  const answer = budgetsAnswerSchema.parse(listBudgets.run(context, input));
  const { blocks } = listBudgets.present(answer, input);
  return [answer, blocks.flatMap((block) => (block.type === "chart" ? [block] : []))];
}

function chartIn(blocks: ReturnType<typeof forecastSpend.present>["blocks"]): ChartBlock {
  const chart = blocks.find((block) => block.type === "chart");
  if (chart === undefined) throw new Error("no chart");
  return chart;
}

const seriesOf = ({ series }: ChartBlock, role: "reference" | "low" | "high") =>
  series.find((one) => one.role === role);

describe("a forecast's chart", () => {
  test("has the band, and the budget of exactly its charges, spread over its days", async () => {
    const inDecember = budget({ amounts: { "2026-12": 3_100 } });
    await withBudgets([inDecember], (context) => {
      const [answer, chart] = forecast(context, {
        period: { start: "2026-11-01", end: "2026-12-06" },
      });
      expect(chart.series.map(({ name }) => name)).toEqual([
        ...["actual", "forecast", "80% low", "80% high", "budget a day"],
      ]);
      const line = seriesOf(chart, "reference")?.values ?? [];
      const allowed = (day: string) => line[chart.labels.indexOf(day)];
      expect(allowed("2026-10-31")).toBeCloseTo(2_500 / 31, 9);
      expect(allowed("2026-11-01")).toBeCloseTo(2_500 / 30, 9);
      expect(allowed("2026-12-05")).toBeCloseTo(100, 9);
      const { forecast: [first] = [] } = answer;
      expect(seriesOf(chart, "low")?.values).toEqual(first?.course.points.map(({ lo80 }) => lo80));
      const { blocks } = forecastSpend.present(answer, forecastSpend.input.parse({}));
      expect(blocks.at(-1)).toMatchObject({
        lines: expect.arrayContaining([
          "the budget line is Payments (monthly), spread evenly over its days",
        ]),
      });
    });
  });

  test("of months has a yearly budget's part of each", async () => {
    await withBudgets([budget({ cadence: "yearly", amount: 36_500 })], (context) => {
      const [answer, chart] = forecast(context, {
        period: { start: "2026-11-01", end: "2027-02-01" },
      });
      expect(answer.budgetLines).toMatchObject([{ name: "Payments", cadence: "yearly" }]);
      expect(seriesOf(chart, "reference")?.name).toBe("budget a month");
      const months = chart.labels.map((month) => month.slice(0, 7));
      const line = seriesOf(chart, "reference")?.values ?? [];
      expect(line[months.indexOf("2026-11")]).toBeCloseTo(3_000, 9);
      expect(line[months.indexOf("2027-01")]).toBeCloseTo(3_100, 9);
    });
  });

  test.each<[string, Budget]>([
    ["other charges", budget({ filters: [] })],
    ["a part of them", budget({ filters: [PAYMENTS, { ...PAYMENTS, dimension: "RegionId" }] })],
    ["another metric", budget({ metric: "ListCost" })],
    ["another currency", budget({ currency: "EUR" })],
  ])("has no line of a budget for %s", async (_, other) => {
    await withBudgets([other], (context) => {
      const [answer, chart] = forecast(context);
      expect(answer.budgetLines).toEqual([]);
      expect(seriesOf(chart, "reference")).toBeUndefined();
    });
  });

  test("takes the budget that begins anew most often, and one in the question's own currency", async () => {
    const budgets = [
      budget({ name: "Year", cadence: "yearly" }),
      budget({ name: "Month" }),
      budget({ name: "Quarter", cadence: "quarterly" }),
    ];
    const inDollars = { dimension: "BillingCurrency", operator: "in", values: ["USD"] };
    await withBudgets(budgets, (context) => {
      const [answer] = forecast(context, { filters: [PAYMENTS, inDollars] });
      expect(answer.budgetLines.map(({ name }) => name)).toEqual(["Month"]);
    });
  });
});

describe("a budget's chart", () => {
  test("adds up what came and what is expected, and ends where the forecast does", async () => {
    await withBudgets([budget()], (context) => {
      const [answer, [chart, ...others]] = budgetsIn(context, { names: ["Payments"] });
      const [status] = answer.budgets;
      if (chart === undefined || status === undefined) throw new Error("no budget");
      expect(others).toEqual([]);
      expect(chart.title).toBe("Payments, spent and expected, added up, November 2026");
      expect([chart.labels.at(0), chart.labels.at(-1)]).toEqual([NOVEMBER.start, "2026-11-30"]);
      const [spent, expected] = chart.series;
      const at = chart.labels.indexOf(LAST_COMPLETE);
      expect(spent?.values.slice(0, 3)).toEqual([100, 200, 300]);
      expect(spent?.values[at]).toBe(100 * (at + 1));
      expect(spent?.values[at + 1]).toBeNull();
      expect(expected?.values[at - 1]).toBeNull();
      expect(expected?.values[at]).toBe(spent?.values[at]);
      expect(expected?.values.at(-1)).toBeCloseTo(status.forecast?.mean ?? 0, 6);
      expect(seriesOf(chart, "low")?.values.at(-1)).toBeCloseTo(status.forecast?.lo80 ?? 0, 6);
      expect(seriesOf(chart, "high")?.values.at(-1)).toBeCloseTo(status.forecast?.hi80 ?? 0, 6);
      expect(seriesOf(chart, "reference")?.values).toEqual(chart.labels.map(() => 2_500));
    });
  });

  test("is crossed by what is expected on the day of the overrun", async () => {
    await withBudgets([budget()], (context) => {
      const [{ budgets, course }] = budgetsIn(context);
      const over = course.find(({ actual, mean }) => (mean ?? actual ?? 0) > 2_500);
      expect(budgets[0]?.overrunDay).toBe("2026-11-26");
      expect(over?.day).toBe("2026-11-26");
    });
  });

  test("is drawn of one budget alone", async () => {
    await withBudgets([budget(), budget({ name: "All", filters: [] })], (context) => {
      const [answer, charts] = budgetsIn(context);
      expect(answer.course).toEqual([]);
      expect(charts.map(({ chart }) => chart)).toEqual(["bar"]);
    });
  });
});
