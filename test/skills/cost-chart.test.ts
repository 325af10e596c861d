import { describe, expect, test } from "vitest";
import { costCharts } from "#skills/spend/cost-chart";
import type { AnswerTable, SkillAnswer } from "#src/answer";
import { type CostQuestion, costQuestionSchema } from "#src/cost-question";

const period = { start: "2026-10-01", end: "2026-11-01" };
const amount = { name: "EffectiveCost", kind: "measure", unit: "USD" } as const;
const service = { name: "ServiceName", kind: "dimension" } as const;
const day = { name: "day", kind: "time" } as const;

function chartsOf(
  columns: AnswerTable["columns"],
  rows: AnswerTable["rows"],
  asked: Partial<CostQuestion> = {},
  answered: Partial<SkillAnswer> = {},
) {
  const question = costQuestionSchema.parse({ period, ...asked });
  const at = columns.findIndex(({ kind }) => kind === "measure");
  const value = rows.reduce((sum, row) => sum + Number(row[at]), 0);
  const answer: SkillAnswer = {
    status: "answered",
    metric: "EffectiveCost",
    period,
    periodBasis: "charge",
    filters: [],
    groupBy: question.groupBy,
    granularity: question.granularity,
    totals: [{ currency: "USD", value }],
    comparison: null,
    table: { columns, rows },
    gross: null,
    dataThrough: null,
    assumptions: [],
    notes: [],
    suggestions: [],
    basis: { query: "", rows: 0 },
    ...answered,
  };
  return costCharts(answer, question, "Cost");
}

describe("over time", () => {
  const daily = { granularity: "day" } as const;

  test("a single series is a line, in which a day without charges is a gap", () => {
    const rows = [
      ["2026-10-01", 1],
      ["2026-10-04", 4],
    ];
    expect(chartsOf([day, amount], rows, daily)).toEqual([
      {
        type: "chart",
        chart: "line",
        title: "Cost",
        unit: "USD",
        labels: ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"],
        series: [{ name: "Total", values: [1, null, null, 4] }],
      },
    ]);
  });

  test("groups that make up the total are stacked, the smallest of many added up", () => {
    const rows = ["2026-10-01", "2026-10-02"].flatMap((date) =>
      Array.from({ length: 9 }, (_, at) => [date, `s${at}`, 10 - at]),
    );
    const [chart] = chartsOf([day, service, amount], rows, daily);
    expect(chart?.chart).toBe("stacked-bar");
    expect(chart?.series.map(({ name }) => name)).toEqual([
      ...["s0", "s1", "s2", "s3", "s4"],
      "Others (4)",
    ]);
    expect(chart?.series.at(-1)?.values).toEqual([14, 14]);
  });

  test("groups are lines where they aren't all of the total, or one is a credit", () => {
    const rows = ["2026-10-01", "2026-10-02"].flatMap((date) => [
      [date, "EC2", 3],
      [date, "S3", 1],
    ]);
    const totals = [{ currency: "USD", value: 1000 }];
    expect(chartsOf([day, service, amount], rows, daily, { totals })[0]?.chart).toBe("line");
    const credits = rows.map(([date, name, value]) => [date, name, name === "S3" ? -1 : value]);
    expect(chartsOf([day, service, amount], credits as typeof rows, daily)[0]?.chart).toBe("line");
  });

  test("a comparison is a line for each side", () => {
    const rows = [
      ["2026-10-01", 1, 10],
      ["2026-10-02", 2, 20],
    ];
    const comparison: SkillAnswer["comparison"] = {
      period: { start: "2026-09-01", end: "2026-10-01" },
      of: null,
      totals: [{ currency: "USD", value: 30 }],
      fullTotals: null,
      delta: [],
    };
    const columns = [day, amount, { ...amount, name: "previous" }];
    expect(chartsOf(columns, rows, daily, { comparison })[0]?.series).toEqual([
      { name: "October 2026", values: [1, 2] },
      { name: "September 2026", values: [10, 20] },
    ]);
  });

  test("days that were chosen by their amounts are no series", () => {
    const rows = [
      ["2026-10-09", 9],
      ["2026-10-01", 8],
    ];
    expect(chartsOf([day, amount], rows, { ...daily, limit: 2 })).toEqual([]);
  });

  test("each currency has its own chart", () => {
    const columns = [
      day,
      { name: "BillingCurrency", kind: "dimension" as const },
      { name: "EffectiveCost", kind: "measure" as const },
    ];
    const rows = ["2026-10-01", "2026-10-02"].flatMap((date, at) => [
      [date, "USD", at + 1],
      [date, "EUR", at + 10],
    ]);
    const totals = ["USD", "EUR"].map((currency) => ({ currency, value: 1 }));
    expect(
      chartsOf(columns, rows, daily, { totals }).map(({ title, unit, series }) => ({
        title,
        unit,
        values: series.map(({ name, values }) => [name, ...values]),
      })),
    ).toEqual([
      { title: "Cost, in USD", unit: "USD", values: [["Total", 1, 2]] },
      { title: "Cost, in EUR", unit: "EUR", values: [["Total", 10, 11]] },
    ]);
  });
});

describe("by part", () => {
  const parts = (...amounts: readonly number[]) =>
    amounts.map((value, at) => [`s${at}`, value]) satisfies AnswerTable["rows"];

  test("a few parts that make up the total are slices", () => {
    const [chart] = chartsOf([service, amount], parts(3, 2, 1));
    expect(chart?.chart).toBe("pie");
    expect(chart?.labels).toEqual(["s0", "s1", "s2"]);
    expect(chart?.series).toEqual([{ name: "EffectiveCost", values: [3, 2, 1] }]);
  });

  test("many are bars, the smallest added up", () => {
    const [chart] = chartsOf(
      [service, amount],
      parts(...Array.from({ length: 20 }, (_, at) => 20 - at)),
    );
    expect(chart?.chart).toBe("bar");
    expect(chart?.labels.length).toBe(9);
    expect(chart?.labels.at(-1)).toBe("Others (12)");
    expect(chart?.series[0]?.values.at(-1)).toBe(78);
  });

  test("credits, and the first few of a ranking, are bars", () => {
    expect(chartsOf([service, amount], parts(3, -1))[0]?.chart).toBe("bar");
    const totals = [{ currency: "USD", value: 1000 }];
    expect(chartsOf([service, amount], parts(3, 1), {}, { totals })[0]?.chart).toBe("bar");
  });

  test("a single part needs no chart", () => {
    expect(chartsOf([service, amount], parts(3))).toEqual([]);
  });

  test("a comparison shows what changed", () => {
    const measure = (name: string) => ({ ...amount, name });
    const columns = [service, amount, measure("previous"), measure("delta")];
    const rows = [
      ["EC2", 5, 3, 2],
      ["S3", 1, 4, -3],
    ];
    const comparison: SkillAnswer["comparison"] = {
      period: { start: "2026-09-01", end: "2026-10-01" },
      of: null,
      totals: [],
      fullTotals: null,
      delta: [],
    };
    const [chart] = chartsOf(columns, rows, {}, { comparison });
    expect(chart?.title).toBe("Change from September 2026: Cost");
    expect(chart?.chart).toBe("bar");
    expect(chart?.series).toEqual([{ name: "change", values: [2, -3] }]);
  });

  test("parts go by their names rather than their ids, unless two have the same", () => {
    const columns = [
      { name: "SubAccountId", kind: "dimension" as const },
      { name: "SubAccountName", kind: "dimension" as const },
      { name: "team", kind: "dimension" as const },
      amount,
    ];
    const rows = [
      ["1", "shop", "web", 3],
      ["2", null, null, 2],
    ];
    expect(chartsOf(columns, rows)[0]?.labels).toEqual(["shop · web", "2 · (none)"]);
    const alike = [
      ["1", "shop", "web", 3],
      ["2", "shop", "web", 2],
    ];
    expect(chartsOf(columns, alike)[0]?.labels).toEqual(["1 · shop · web", "2 · shop · web"]);
  });
});
