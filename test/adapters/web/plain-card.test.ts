import fc from "fast-check";
import { expect, test } from "vitest";
import { plainCard } from "#src/adapters/web/plain-card";
import type { ChartBlock } from "#src/cards/card";
import { randomCard } from "../../cards/random-card.ts";

test("any card can be drawn, with every row, in texts that steer nothing", () => {
  fc.assert(
    fc.property(randomCard, (card) => {
      let issued = 0;
      const drawn = plainCard(card, () => {
        issued += 1;
        return `id-${issued}`;
      });
      expect(drawn.blocks.map(({ type }) => type)).toEqual(card.blocks.map(({ type }) => type));
      for (const [at, block] of card.blocks.entries()) {
        const shown = drawn.blocks[at];
        if (block.type !== "table" || shown?.type !== "table") continue;
        expect(shown.rows).toHaveLength(block.rows.length);
        expect(shown.rest === "").toBe(block.rows.length <= shown.firstRows);
        for (const row of shown.rows) expect(row).toHaveLength(block.columns.length);
      }
      const texts = JSON.stringify(drawn.blocks.filter(({ type }) => type !== "basis"));
      expect(texts).not.toMatch(/\\u001b|\\u202e|\\u0007/);
    }),
    { numRuns: 60 },
  );
});

test("figures say their change, its direction and what isn't known", () => {
  const figure = { label: "Total", currency: "USD" };
  const drawn = plainCard(
    {
      title: "Cost",
      blocks: [
        {
          type: "figures",
          figures: [
            { ...figure, value: 12, change: { value: 2, percent: 20 } },
            { ...figure, value: 8, change: { value: -2, percent: -20 } },
            { ...figure, value: null },
          ],
        },
      ],
    },
    () => "",
  );
  expect(drawn.blocks).toEqual([
    {
      type: "figures",
      figures: [
        { label: "Total", value: "$12.00", change: "+$2.00 (+20.0%)", direction: "up" },
        { label: "Total", value: "$8.00", change: "−$2.00 (−20.0%)", direction: "down" },
        { label: "Total", value: "no data", change: null, direction: "level" },
      ],
    },
  ]);
});

test("a waterfall says where its bars are, and its steps with their signs", () => {
  const chart: ChartBlock = {
    ...{ type: "chart", chart: "waterfall", title: "", unit: "USD" },
    labels: ["September", "EC2", "Credits", "October"],
    series: [{ name: "change", values: [100, 30, -10, 120] }],
  };
  expect(plainCard({ title: "", blocks: [chart] }, () => "").blocks).toMatchObject([
    {
      chart: "waterfall",
      series: [{ texts: ["$100.00", "+$30.00", "−$10.00", "$120.00"], role: null }],
      waterfall: {
        bars: [
          { kind: "total", from: 0, to: 100 },
          { kind: "up", from: 100, to: 130 },
          { kind: "down", from: 130, to: 120 },
          { kind: "total", from: 0, to: 120 },
        ],
        cut: { start: 5, end: 90 },
      },
    },
  ]);
});
