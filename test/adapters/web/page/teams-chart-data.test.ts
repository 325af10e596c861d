import { describe, expect, test } from "vitest";
import {
  type ChartKind,
  type ChartSource,
  drawnChart,
} from "#src/adapters/web/page/teams-chart-data";

describe("a chart of Teams is drawn from its own data", () => {
  test.each<[ChartKind, ChartSource, object]>([
    [
      "Chart.Line",
      {
        title: "Cost",
        data: [
          {
            legend: "A",
            values: [
              { x: "1", y: 5 },
              { x: "2", y: 6 },
            ],
          },
          { legend: "B", values: [{ x: "2", y: 7 }] },
        ],
      },
      {
        kind: "line",
        labels: ["1", "2"],
        series: [
          { name: "A", values: [5, 6] },
          { name: "B", values: [null, 7] },
        ],
      },
    ],
    [
      "Chart.VerticalBar.Grouped",
      { stacked: true, data: [{ legend: "A", values: [{ x: "1", y: 5 }] }] },
      { kind: "stacked-bar", labels: ["1"], series: [{ name: "A", values: [5] }] },
    ],
    [
      "Chart.HorizontalBar",
      {
        data: [
          { x: "EC2", y: 5 },
          { x: "S3", y: -1 },
        ],
      },
      {
        kind: "bar",
        isHorizontal: true,
        labels: ["EC2", "S3"],
        series: [{ name: "", values: [5, -1] }],
      },
    ],
    [
      "Chart.HorizontalBar.Stacked",
      {
        data: [
          {
            title: "Oct",
            data: [
              { legend: "EC2", value: 5 },
              { legend: "S3", value: 1 },
            ],
          },
          { title: "Nov", data: [{ legend: "EC2", value: 6 }] },
        ],
      },
      {
        kind: "stacked-bar",
        isHorizontal: true,
        labels: ["Oct", "Nov"],
        series: [
          { name: "EC2", values: [5, 6] },
          { name: "S3", values: [1, null] },
        ],
      },
    ],
    [
      "Chart.Pie",
      { data: [{ legend: "EC2", value: 5 }] },
      { kind: "pie", labels: ["EC2"], series: [{ name: "", values: [5] }] },
    ],
  ])("%s", (kind, source, expected) => {
    expect(drawnChart(kind, source)).toMatchObject(expected);
  });

  test("without data nothing is drawn, and nothing breaks", () => {
    expect(drawnChart("Chart.Line", {})).toMatchObject({ labels: [], series: [] });
    expect(drawnChart("Chart.Donut", {})).toMatchObject({ kind: "donut", labels: [] });
  });
});
