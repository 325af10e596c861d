import type { LineSeriesOption, SeriesOption } from "echarts";
import { describe, expect, test } from "vitest";
import { type ChartLook, chartOption, type DrawnChart } from "#src/adapters/web/page/chart-option";

const LOOK: ChartLook = {
  colors: ["#000001", "#000002"],
  ink: "#111111",
  soft: "#222222",
  line: "#333333",
  surface: "#ffffff",
  rise: "#aa0000",
  fall: "#00aa00",
  font: "sans-serif",
  width: 600,
};

/** What is looked at of an option; echarts' own type has each part as one or many. */
interface Drawn {
  readonly series: readonly SeriesOption[];
  readonly legend: { readonly data: readonly { readonly name: string }[] };
  readonly xAxis: object;
  readonly tooltip: { readonly formatter: (points: readonly object[]) => string };
}

function drawn(chart: Partial<DrawnChart>): Drawn {
  const empty = { kind: "line", labels: [], series: [], description: "" } as const;
  return chartOption({ ...empty, ...chart }, LOOK) as unknown as Drawn;
}

describe("what series are seen against, on the page", () => {
  const forecast = drawn({
    labels: ["2026-10-01", "2026-11-01"],
    series: [
      { name: "actual", values: [10, null], role: null },
      { name: "80% low", values: [null, 8], role: "low" },
      { name: "80% high", values: [null, 13], role: "high" },
      { name: "budget", values: [11, 11], role: "reference" },
    ],
  });

  test("is an area between two edges, named once", () => {
    const [, low, high] = forecast.series as LineSeriesOption[];
    expect(low).toMatchObject({ stack: "band", data: [null, 8] });
    expect(high).toMatchObject({ stack: "band", data: [null, 5], areaStyle: { color: LOOK.soft } });
    const names = forecast.legend.data.map(({ name }) => name);
    expect(names).toEqual(["actual", "80% low to 80% high", "budget"]);
  });

  test("is a dashed line without points", () => {
    expect(forecast.series[3]).toMatchObject({
      type: "line",
      symbol: "none",
      lineStyle: { type: "dashed" },
      data: [11, 11],
    });
  });

  test("is told by its own amounts", () => {
    const points = [0, 1, 2, 3].map((seriesIndex) => ({ name: "Nov", seriesIndex, dataIndex: 1 }));
    expect(forecast.tooltip.formatter(points).split("\n")).toEqual([
      ...["Nov", "80% low  8", "80% high  13", "budget  11"],
    ]);
  });
});

test("a waterfall's steps stand on what isn't seen, in their colours, with their amounts", () => {
  const option = drawn({
    kind: "waterfall",
    isHorizontal: true,
    labels: ["September", "EC2", "October"],
    series: [{ name: "change", values: [100, -10, 90], texts: ["$100.00", "−$10.00", "$90.00"] }],
    waterfall: {
      bars: [
        { kind: "total", from: 0, to: 100 },
        { kind: "down", from: 100, to: 90 },
        { kind: "total", from: 0, to: 90 },
      ],
      cut: { start: 5, end: 80 },
    },
  });
  expect(option.series).toMatchObject([
    { type: "bar", data: [0, 100, 0], itemStyle: { color: "transparent" } },
    {
      type: "bar",
      data: [{ value: 100 }, { value: -10, itemStyle: { color: LOOK.fall } }, { value: 90 }],
    },
  ]);
  expect(option.xAxis).toMatchObject({ breaks: [{ start: 5, end: 80 }] });
  const points = [0, 1].map((seriesIndex) => ({ name: "EC2", seriesIndex, dataIndex: 1 }));
  expect(option.tooltip.formatter(points)).toBe("EC2\n−$10.00");
});
