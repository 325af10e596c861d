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
