import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withImage } from "#src/adapters/teams/render/image";
import { CARD_SIZES, CHART_LIMITS } from "#src/adapters/teams/render/limits";
import { renderMessage } from "#src/adapters/teams/render/message";
import type { ChartBlock } from "#src/cards/card";
import { randomChart } from "../../../cards/random-card.ts";
import { type JsonObject, literalTexts, objectsOf, tableTexts } from "./inspect-card.ts";

const DAYS = ["2026-10-01", "2026-10-02", "2026-10-03"];

function render(chart: Partial<ChartBlock>) {
  const block: ChartBlock = {
    type: "chart",
    chart: "line",
    title: "Daily cost",
    unit: "USD",
    labels: DAYS,
    series: [{ name: "EC2", values: [1, 2.345, 3] }],
    ...chart,
  };
  return renderMessage({ title: "Cost", blocks: [block] }, { issue: () => "id" });
}

function chartOf(chart: Partial<ChartBlock>): JsonObject | undefined {
  return objectsOf(render(chart).card).find(({ type }) => String(type).startsWith("Chart."));
}

function daysOf(count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
  );
}

describe("charts that Teams draws", () => {
  test("a line of days keeps ISO dates, a line of months has names", () => {
    expect(chartOf({})).toMatchObject({
      type: "Chart.Line",
      title: "Daily cost",
      yAxisTitle: "USD",
      data: [
        {
          legend: "EC2",
          values: [
            { x: "2026-10-01", y: 1 },
            { x: "2026-10-02", y: 2.35 },
            { x: "2026-10-03", y: 3 },
          ],
        },
      ],
    });
    const months = chartOf({ labels: ["2026-08-01", "2026-09-01", "2026-10-01"] });
    expect(months?.["data"]).toMatchObject([
      { values: [{ x: "Aug 2026" }, { x: "Sep 2026" }, { x: "Oct 2026" }] },
    ]);
  });

  test.each([
    ["bar", 1, DAYS, "Chart.VerticalBar", undefined],
    ["bar", 1, ["EC2", "S3", "RDS"], "Chart.HorizontalBar", undefined],
    ["bar", 2, DAYS, "Chart.VerticalBar.Grouped", undefined],
    ["stacked-bar", 2, DAYS, "Chart.VerticalBar.Grouped", true],
    ["stacked-bar", 2, ["EC2", "S3", "RDS"], "Chart.VerticalBar.Grouped", true],
    ["pie", 1, ["EC2", "S3", "RDS"], "Chart.Pie", undefined],
  ] as const)("%s of %i series over %j is %s", (chart, count, labels, type, stacked) => {
    const series = Array.from({ length: count }, (_, at) => ({
      name: `s${at}`,
      values: [1, 2, 3],
    }));
    const drawn = chartOf({ chart, labels, series });
    expect(drawn?.["type"]).toBe(type);
    expect(drawn?.["stacked"]).toBe(stacked);
  });

  test("what began later comes after what was there all along, so that the labels keep their order", () => {
    const labels = ["2026-08-01", "2026-09-01", "2026-10-01"];
    const series = [
      { name: "new", values: [null, 2, 3] },
      { name: "old", values: [1, 2, 3] },
    ];
    const bars = chartOf({ chart: "stacked-bar", labels, series });
    expect(bars?.["data"]).toMatchObject([
      { legend: "old", values: [{ x: "Aug 2026" }, {}, {}] },
      { legend: "new", values: [{ x: "Sep 2026" }, {}] },
    ]);
    const lines = chartOf({ labels, series });
    expect(lines?.["data"]).toMatchObject([
      { legend: "old", values: [{ x: "2026-08-01" }, {}, {}] },
      { legend: "new", values: [{ x: "2026-09-01" }, {}] },
    ]);
  });

  test("names that are the same once cut are told apart", () => {
    const series = [1, 2].map((at) => ({ name: `${"x".repeat(60)}${at}`, values: [1, 2, 3] }));
    const short = `${"x".repeat(39)}…`;
    expect(chartOf({ series })?.["data"]).toMatchObject([
      { legend: short },
      { legend: `${short} (2)` },
    ]);
  });

  test("of a waterfall are the steps by their size, the totals in words", () => {
    const labels = ["September", "EC2", "Credits", "October"];
    const waterfall = {
      chart: "waterfall" as const,
      labels,
      series: [{ name: "change", values: [100, 30.256, -10, 120.256] }],
    };
    const chart = chartOf(waterfall);
    expect(chart).toMatchObject({
      type: "Chart.HorizontalBar",
      xAxisTitle: "USD",
      data: [
        { x: "▲ EC2", y: 30.26, color: "divergingRed" },
        { x: "▼ Credits", y: 10, color: "divergingBlue" },
      ],
    });
    const [table] = objectsOf(chart?.["fallback"]).filter(({ type }) => type === "Table");
    expect(table === undefined ? [] : tableTexts(table).slice(1)).toEqual([
      ["EC2", "$30.26"],
      ["Credits", "−$10.00"],
    ]);
    expect(literalTexts(render(waterfall).card)).toContain(
      "The bars are the changes from $100.00 (September) to $120.26 (October).",
    );
  });

  test("what series are seen against has colours that no other one has", () => {
    const { data } = chartOf({
      series: [
        { name: "actual", values: [1, 2, null] },
        { name: "low", values: [null, 1, 2], role: "low" },
        { name: "high", values: [null, 3, 4], role: "high" },
        { name: "budget", values: [3, 3, 3], role: "reference" },
        { name: "forecast", values: [null, 2, 3] },
      ],
    }) as { readonly data: readonly JsonObject[] };
    expect(Object.fromEntries(data.map(({ legend, color }) => [legend, color]))).toEqual({
      actual: "categoricalBlue",
      forecast: "categoricalMarigold",
      low: "categoricalLightBlue",
      high: "categoricalLightBlue",
      budget: "neutral",
    });
    expect(data.every((series) => !("role" in series))).toBe(true);
  });

  test("a table stands for the chart where it can’t be drawn, and adds up", () => {
    const labels = daysOf(31);
    const values = labels.map(() => 10.5);
    const chart = chartOf({ labels, series: [{ name: "EC2", values }] });
    const [table] = objectsOf(chart?.["fallback"]).filter(({ type }) => type === "Table");
    const rows = table === undefined ? [] : tableTexts(table);
    expect(rows[0]).toEqual(["day", "EC2"]);
    expect(rows.at(-1)).toEqual([`… and ${31 - CARD_SIZES[0].fallbackRows} more`, "$199.50"]);
  });

  test("every chart has a fallback", () => {
    fc.assert(
      fc.property(randomChart, (chart) => {
        const { card, attachments } = renderMessage(
          { title: "", blocks: [chart] },
          { issue: () => "id" },
        );
        const charts = objectsOf(card).filter(({ type }) => String(type).startsWith("Chart."));
        for (const { fallback } of charts) {
          const items = (fallback as { items: unknown[] }).items;
          expect(items.length).toBeGreaterThan(0);
        }
        expect(charts.length + attachments.length).toBeLessThanOrEqual(1);
        expect(card.body.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe("charts that become images", () => {
  const series = (count: number, values: readonly (number | null)[]) =>
    Array.from({ length: count }, (_, at) => ({ name: `s${at}`, values }));

  test.each<[string, Partial<ChartBlock>]>([
    ["of too many series", { series: series(CHART_LIMITS.line.series + 1, [1, 2, 3]) }],
    [
      "of too many points",
      {
        labels: daysOf(CHART_LIMITS.line.points + 1),
        series: series(
          1,
          daysOf(CHART_LIMITS.line.points + 1).map(() => 1),
        ),
      },
    ],
    ["with a gap", { series: series(1, [1, null, 3]) }],
    [
      "with negative parts",
      { chart: "pie", labels: ["a", "b", "c"], series: series(1, [1, -2, 3]) },
    ],
    ["with bars below zero", { chart: "bar", series: series(1, [1, -2, 3]) }],
    [
      "whose labels no series has all of",
      {
        chart: "bar",
        series: [
          { name: "old", values: [1, 2, null] },
          { name: "new", values: [null, 2, 3] },
        ],
      },
    ],
    [
      "stacked with a line of reference",
      {
        chart: "stacked-bar",
        series: [...series(2, [1, 2, 3]), { name: "budget", values: [4, 4, 4], role: "reference" }],
      },
    ],
    ["stacked with negative parts", { chart: "stacked-bar", series: series(2, [1, -2, 3]) }],
  ])("one %s", (_why, chart) => {
    const { card, attachments } = render(chart);
    expect(attachments).toMatchObject([{ type: "chart", name: "cost" }]);
    expect(JSON.stringify(card)).not.toContain('"Chart.');
    expect(JSON.stringify(card)).toContain("highest");
  });

  test("a waterfall of which not all steps are known", () => {
    const { card, attachments } = render({
      chart: "waterfall",
      labels: ["September", "EC2", "October"],
      series: series(1, [1, null, 3]),
    });
    expect(attachments).toMatchObject([{ type: "chart", name: "cost" }]);
    expect(JSON.stringify(card)).not.toContain('"Chart.');
    expect(literalTexts(card.body)).toContain(
      "Waterfall chart from $1.00 (September) to $3.00 (October): EC2 no data",
    );
  });

  test("at the limit it is drawn; what is missing at the ends is no gap", () => {
    const { series: most } = CHART_LIMITS.line;
    expect(chartOf({ series: series(most, [1, 2, 3]) })?.["type"]).toBe("Chart.Line");
    expect(chartOf({ series: series(1, [null, 2, 3]) })?.["data"]).toMatchObject([
      { values: [{ x: "2026-10-02" }, { x: "2026-10-03" }] },
    ]);
  });

  test("the image goes above the words that stand for it, unless it is too large", () => {
    const { card, attachments } = render({ series: series(1, [1, null, 3]) });
    const [attachment] = attachments;
    if (attachment?.type !== "chart") throw new Error("no chart");
    const image = { type: "Image", url: "https://tally.example/f/1.png", size: "Stretch" };
    const shown = withImage(card, attachment, image.url);
    expect(shown?.body[2]).toMatchObject({
      type: "Container",
      items: [{ ...image, altText: expect.stringContaining("highest $3.00") }, {}],
    });
    expect(withImage(card, attachment, `data:image/png;base64,${"A".repeat(40_000)}`)).toBeNull();
    expect(withImage({ ...card, body: [] }, attachment, image.url)).toBeNull();
  });

  test("one without values is told in words", () => {
    const { card, attachments } = render({ series: series(1, [null, null, null]) });
    expect(attachments).toEqual([]);
    expect(JSON.stringify(card)).toContain("no data");
  });
});
