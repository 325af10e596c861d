import { describe, expect, test } from "vitest";
import type { ChartBlock } from "#src/cards/card";
import { chartText, labelGranularity, unitText } from "#src/cards/chart-text";

function chart(parts: Partial<ChartBlock>): ChartBlock {
  return {
    type: "chart",
    chart: "line",
    title: "Cost",
    unit: "USD",
    labels: [],
    series: [],
    ...parts,
  };
}

describe("labelGranularity", () => {
  test.each([
    [["2026-10-01", "2026-10-02"], "day"],
    [["2026-10-05", "2026-10-12"], "week"],
    [["2026-10-01", "2026-10-08"], "day"],
    [["2026-10-05", "2026-10-06"], "day"],
    [["2026-09-01", "2026-10-01"], "month"],
    [["2026-01-01", "2026-02-01", "2026-12-01"], "month"],
    [["2026-07-01", "2026-10-01"], "quarter"],
    [["2025-01-01", "2026-01-01"], "year"],
    [["2026-10-01"], "day"],
    [["2026-10-05T14:00:00Z", "2026-10-05T15:00:00Z"], "hour"],
    [["2026-10-01", "Amazon EC2"], null],
    [["2026"], null],
    [[], null],
  ])("%j is by %s", (labels, granularity) => {
    expect(labelGranularity(labels)).toBe(granularity);
  });
});

describe("chartText", () => {
  test("says span, highest, lowest and gaps of a series", () => {
    const labels = ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"];
    const series = [{ name: "Cost", values: [10, null, 45.2, 1.2] }];
    expect(chartText(chart({ labels, series }))).toBe(
      "Line chart of 4 days, from 1 Oct 2026 to 4 Oct 2026, " +
        "highest $45.20 (3 Oct 2026), lowest $1.20 (4 Oct 2026), 1 without data",
    );
  });

  test("describes every series", () => {
    const labels = ["2026-09-01", "2026-10-01"];
    const series = [
      { name: "EC2", values: [1, 2] },
      { name: "S3", values: [null, null] },
    ];
    expect(chartText(chart({ chart: "bar", labels, series }))).toBe(
      [
        "Bar chart of 2 months, from Sep 2026 to Oct 2026, 2 series",
        "EC2: highest $2.00 (Oct 2026), lowest $1.00 (Sep 2026)",
        "S3: no data",
      ].join("\n"),
    );
  });

  test("describes parts of a whole without an order", () => {
    const series = [{ name: "Cost", values: [3, 1] }];
    expect(chartText(chart({ chart: "pie", labels: ["EC2", "S3"], series }))).toBe(
      "Pie chart of 2 parts, highest $3.00 (EC2), lowest $1.00 (S3)",
    );
  });

  test("tells a waterfall from its first total by its steps to its last one", () => {
    const labels = ["September 2026", "EC2", "Credits", "October 2026"];
    const series = [{ name: "change", values: [100, 30.5, -10, 120.5] }];
    expect(chartText(chart({ chart: "waterfall", labels, series }))).toBe(
      "Waterfall chart from $100.00 (September 2026) to $120.50 (October 2026): EC2 +$30.50, Credits −$10.00",
    );
    const many = Array.from({ length: 14 }, (_, at) => `s${at}`);
    const steps = [{ name: "change", values: many.map(() => 1) }];
    expect(chartText(chart({ chart: "waterfall", labels: many, series: steps }))).toMatch(
      /: s1 \+\$1\.00, .*, s10 \+\$1\.00, … and 2 more steps$/,
    );
  });

  test("tells a band by where it ends, and a line of reference by its amount", () => {
    const labels = ["2026-09-01", "2026-10-01", "2026-11-01"];
    const series: ChartBlock["series"] = [
      { name: "actual", values: [90, 100, null] },
      { name: "80% low", values: [null, 95, 105], role: "low" },
      { name: "80% high", values: [null, 105, 125], role: "high" },
      { name: "budget", values: [110, 110, 110], role: "reference" },
      { name: "pace", values: [1, 2, 3], role: "reference" },
    ];
    expect(chartText(chart({ labels, series })).split("\n")).toEqual([
      "Line chart of 3 months, from Sep 2026 to Nov 2026, 1 series",
      "actual: highest $100.00 (Oct 2026), lowest $90.00 (Sep 2026), 1 without data",
      "80% low to 80% high: $105.00 to $125.00 (Nov 2026)",
      "budget: $110.00",
      "pace: highest $3.00 (Nov 2026), lowest $1.00 (Sep 2026)",
    ]);
  });

  test("an edge of a band that has no other one is a series like any other", () => {
    const labels = ["2026-09-01", "2026-10-01"];
    const series: ChartBlock["series"] = [
      { name: "actual", values: [90, 100] },
      { name: "low", values: [80, 85], role: "low" },
    ];
    expect(chartText(chart({ labels, series }))).toContain("low: highest $85.00 (Oct 2026)");
  });

  test("says when there is nothing to draw", () => {
    expect(chartText(chart({}))).toBe("Line chart of 0 points, no data");
  });
});

test.each([
  [12.5, "%", "12.5%"],
  [12.5, "EUR", "€12.50"],
  [12.5, "XXX", "12.50"],
  [1200, "hours", "1,200 hours"],
  [null, "USD", "no data"],
])("%s in %s is %s", (value, unit, text) => {
  expect(unitText(value, unit)).toBe(text);
});
