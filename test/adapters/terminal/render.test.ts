import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderCard, renderText } from "#src/adapters/terminal/render";
import { textWidth } from "#src/adapters/terminal/text-width";
import type { Card, ChartBlock, TableBlock } from "#src/cards/card";
import { cardText } from "#src/cards/fallback-text";
import { centsTable, randomCard } from "../../cards/random-card.ts";

const comparison: Card = {
  title: "Effective cost, October 2026",
  blocks: [
    {
      type: "figures",
      figures: [
        {
          label: "October 2026",
          value: 1234.5678,
          currency: "USD",
          change: { value: 134.5678, percent: 12.2334 },
        },
        { label: "September 2026", value: 1100, currency: "USD" },
      ],
    },
    { type: "context", lines: ["October 2026 in UTC days", "Data through 31 October 2026"] },
  ],
};

const shares: Card = {
  title: "Cost by service, October 2026",
  blocks: [
    {
      type: "table",
      columns: [
        { label: "Service", kind: "text" },
        { label: "Cost", kind: "money", currency: "USD" },
        { label: "Share", kind: "share" },
      ],
      rows: [
        ["Amazon Elastic Compute Cloud", 61_234.5, 61.2345],
        ["Amazon Relational Database Service for PostgreSQL with Extended Support", 20_000, 20],
        ["Amazon Simple Storage Service", 9000.25, 9.00025],
        ["AWS Support (Enterprise)", 5000, 5],
        ["AWS Lambda", 3000, 3],
        ["Amazon CloudWatch", 1500, 1.5],
        ["AWS Key Management Service", 265.245, 0.265245],
        [null, 0.005, 0.000005],
      ],
    },
  ],
};

const twoCurrencies: Card = {
  title: "Cost by account, October 2026",
  blocks: [
    {
      type: "figures",
      figures: [
        {
          label: "Total in USD",
          value: 5120.4,
          currency: "USD",
          change: { value: -80, percent: -1.538 },
        },
        { label: "Total in CHF", value: 990, currency: "CHF", change: { value: 0, percent: 0 } },
      ],
    },
    {
      type: "table",
      columns: [
        { label: "Account", kind: "text" },
        { label: "BillingCurrency", kind: "text" },
        { label: "Cost", kind: "money" },
      ],
      rows: [
        ["shop-production", "USD", 5000],
        ["shop-staging", "USD", 120.4],
        ["shop-zurich", "CHF", 990],
      ],
    },
  ],
};

const seriesWithGaps: Card = {
  title: "Daily cost, 1–14 October 2026",
  blocks: [
    {
      type: "chart",
      chart: "line",
      title: "Daily cost by service",
      unit: "USD",
      labels: Array.from({ length: 14 }, (_, day) => `2026-10-${String(day + 1).padStart(2, "0")}`),
      series: [
        { name: "Compute", values: [10, 12, 14, null, null, 40, 45, 80, 20, 18, 16, 12, 11, 10] },
        { name: "Storage", values: [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, null, null] },
      ],
    },
    {
      type: "chart",
      chart: "pie",
      title: "Cost by service",
      unit: "USD",
      labels: ["Compute", "Storage", "Credits"],
      series: [{ name: "Cost", values: [288, 30, -40.5] }],
    },
  ],
};

const tinyAndNegative: Card = {
  title: "Cost by SKU, 8 October 2026",
  blocks: [
    {
      type: "table",
      columns: [
        { label: "SKU", kind: "text" },
        { label: "Cost", kind: "money", currency: "USD" },
        { label: "Previous", kind: "money", currency: "USD" },
        { label: "Change", kind: "percent" },
      ],
      rows: [
        ["Requests, tier 1", 0.0034, 0.0017, 100],
        ["Data scanned", 0.0000021, 0, null],
        ["Refund", -1234.5, null, null],
        ["Free tier", 0, 0, null],
      ],
    },
  ],
};

const otherScripts: Card = {
  title: "Cost by team, 8 October 2026",
  blocks: [
    {
      type: "table",
      columns: [
        { label: "Team", kind: "text" },
        { label: "Cost", kind: "money", currency: "JPY" },
      ],
      rows: [
        ["צוות תשלומים", 120_000],
        ["فريق البيانات", 8000],
        ["東京プラットフォーム", 7000],
        ["👩‍👩‍👧 family & 🚀 rockets", 600],
        ["e\u0301quipe données", 50],
        ["evil \u001b[31m\u001b]0;owned\u0007\u202etag\n$1,000,000", 4],
      ],
    },
  ],
};

const noData: Card = {
  title: "No cost data for December 2026",
  blocks: [
    { type: "figures", figures: [{ label: "Total", value: null, currency: "USD" }] },
    { type: "table", columns: [{ label: "Service", kind: "text" }], rows: [] },
    { type: "chart", chart: "line", title: "Cost", unit: "USD", labels: [], series: [] },
    {
      type: "text",
      text: "There are charges from 1 January 2026 to 18 November 2026.\nAsk about one of these days.",
    },
  ],
};

const longTable: Card = {
  title: "Cost by resource",
  blocks: [
    {
      type: "table",
      columns: [
        { label: "Resource", kind: "text" },
        { label: "BillingCurrency", kind: "text" },
        { label: "Cost", kind: "money" },
      ],
      rows: Array.from({ length: 45 }, (_, index) => [
        `resource-${index + 1}`,
        index % 3 === 0 ? "EUR" : "USD",
        (45 - index) * 1.1,
      ]),
    },
  ],
};

const cards = {
  comparison,
  shares,
  "two-currencies": twoCurrencies,
  "series-with-gaps": seriesWithGaps,
  "tiny-and-negative": tinyAndNegative,
  "other-scripts": otherScripts,
  "no-data": noData,
  "long-table": longTable,
};

describe("golden cards", () => {
  test.each(Object.entries(cards))("%s", async (name, card) => {
    const golden = `../../golden/terminal/${name}.txt`;
    await expect(`${renderCard(card, { width: 72, color: false })}\n`).toMatchFileSnapshot(golden);
  });

  test("a narrow terminal stacks what doesn't fit in columns", async () => {
    const text = renderCard(tinyAndNegative, { width: 30, color: false });
    await expect(`${text}\n`).toMatchFileSnapshot("../../golden/terminal/narrow.txt");
  });
});

describe("color", () => {
  test("is only added: without it the text is the same", () => {
    for (const card of Object.values(cards)) {
      const colored = renderCard(card, { width: 72, color: true });
      const plain = renderCard(card, { width: 72, color: false });
      const lines = stripVTControlCharacters(colored).split("\n");
      expect(lines.map((line) => line.trimEnd()).join("\n")).toBe(plain);
      expect(plain).not.toContain("\u001b");
    }
  });

  test("shows a rise red, a fall green, and nothing else of them", () => {
    expect(renderCard(comparison, { width: 72, color: true })).toContain(
      "\u001b[31m+$134.57 (+12.2%)\u001b[39m",
    );
    const colored = renderCard(twoCurrencies, { width: 72, color: true });
    expect(colored).toContain("\u001b[32m−$80.00 (−1.5%)\u001b[39m");
    expect(colored).not.toContain("\u001b[31m");
  });
});

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(
    "\u001b[2J\u001b[31m",
    "a\nb",
    "\u009b1A",
    "\u202eabc",
    "漢字".repeat(30),
    "\u1100".repeat(50),
    "",
  ),
);

function expectTidy(text: string, width: number): void {
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
  for (const line of text.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(width);
}

describe("any content", () => {
  const amount = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
  const width = fc.integer({ min: 20, max: 120 });

  test("keeps a table in its width, a row a line, and lets no escape through", () => {
    const rows = fc.array(fc.tuple(fc.option(anyText), fc.option(anyText), amount, amount), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(rows, anyText, anyText, width, (cells, label, title, columns) => {
        const table: TableBlock = {
          type: "table",
          columns: [
            { label, kind: "text" },
            { label: "Currency", kind: "text" },
            { label: "Cost", kind: "money" },
            { label: "Share", kind: "share" },
          ],
          rows: cells,
        };
        expectTidy(
          renderCard({ title, blocks: [table] }, { width: columns, color: false }),
          columns,
        );
        const wide = renderCard({ title: "Cost", blocks: [table] }, { width: 400, color: false });
        expect(wide.split("\n").length).toBe(2 + 2 + cells.length);
      }),
      { numRuns: 200 },
    );
  });

  test("keeps figures, texts and charts in their width", () => {
    const kind = fc.constantFrom<ChartBlock["chart"]>("line", "bar", "stacked-bar", "pie");
    const series = fc.array(fc.record({ name: anyText, values: fc.array(amount) }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(anyText, amount, kind, series, width, (text, value, chart, all, columns) => {
        const labels = Array.from({ length: 12 }, (_, index) => `${index} ${text}`);
        const card: Card = {
          title: text,
          blocks: [
            { type: "text", text },
            { type: "context", lines: [text, text] },
            { type: "figures", figures: [{ label: text, value, currency: text.slice(0, 3) }] },
            { type: "chart", chart, title: text, unit: "USD", labels, series: all },
          ],
        };
        expectTidy(renderCard(card, { width: columns, color: false }), columns);
        expectTidy(renderText(text, { width: columns, color: false }), columns);
      }),
      { numRuns: 200 },
    );
  });
});

test("of many series the smallest are one line", () => {
  const labels = ["2026-10-01", "2026-10-02"];
  const series = Array.from({ length: 40 }, (_, at) => ({ name: `s${at}`, values: [40 - at, 1] }));
  const chart = {
    type: "chart",
    chart: "line",
    title: "Cost",
    unit: "USD",
    labels,
    series,
  } as const;
  const lines = renderCard({ title: "", blocks: [chart] }, { width: 80, color: false }).split("\n");
  expect(lines.length).toBe(12 + 1);
  expect(lines[11]).toMatch(/^Others \(29\) {2}/);
  expect(lines[12]).toContain("high $435.00");
});

describe("a chart beside a table", () => {
  const columns = [
    { label: "Service", kind: "text" },
    { label: "Cost", kind: "money", currency: "USD" },
  ] as const;
  const table: TableBlock = { type: "table", columns, rows: [["EC2", 3]] };
  const chart = (labels: readonly string[], unit = "USD"): ChartBlock => ({
    ...{ type: "chart", chart: "bar", title: `Cost in ${unit}`, unit, labels },
    series: [{ name: "Cost", values: labels.map((_, at) => at + 1) }],
  });
  const draw = (...blocks: Card["blocks"]) =>
    renderCard({ title: "", blocks }, { width: 80, color: false });

  test("of the same parts isn't drawn", () => {
    expect(draw(chart(["EC2", "S3"]), table)).toBe(draw(table));
    expect(draw(chart(["EC2", "S3"]))).toContain("█");
  });

  test("over time is, with its title where there are several", () => {
    const days = ["2026-10-01", "2026-10-02"];
    expect(draw(chart(days), table)).toContain("▅█\n1 Oct 2026");
    expect(draw(chart(days), table)).not.toContain("Cost in USD");
    expect(draw(chart(days), chart(days, "EUR"))).toContain("Cost in EUR\n\n▅█");
  });
});

describe("a waterfall", () => {
  const waterfall = (values: readonly number[]): ChartBlock => ({
    ...{ type: "chart", chart: "waterfall", title: "", unit: "USD" },
    labels: ["September", "EC2", "Credits", "October"],
    series: [{ name: "change", values }],
  });
  const draw = (values: readonly number[], width = 60) =>
    renderCard({ title: "", blocks: [waterfall(values)] }, { width, color: false }).split("\n");

  test("has steps that begin where the ones above them end", () => {
    expect(draw([100, 100, -40, 160])).toEqual([
      "September   $100.00  ███████████████",
      "EC2        +$100.00                 ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓",
      "Credits     −$40.00                          ░░░░░░",
      "October     $160.00  ████████████████████████",
    ]);
  });

  test("goes below zero", () => {
    expect(draw([10, -30, 10, -10])).toEqual([
      "September   $10.00                      ██████████",
      "EC2        −$30.00  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
      "Credits    +$10.00  ▓▓▓▓▓▓▓▓▓▓",
      "October    −$10.00            ██████████",
    ]);
  });

  test("says what it leaves out where its steps would be too short", () => {
    expect(draw([1_000, 20, -10, 1_010])).toEqual([
      "September  $1,000.00  █╱█████████",
      "EC2          +$20.00             ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓",
      "Credits      −$10.00                       ░░░░░░░░░",
      "October    $1,010.00  █╱███████████████████",
      "╱ leaves out what lies below $990.00",
    ]);
  });

  test("is drawn beside the table that lists its steps, which a text isn't told twice", () => {
    const columns = [{ label: "driver", kind: "text" }] as const;
    const table: TableBlock = { type: "table", columns, rows: [["EC2"], ["Credits"]] };
    const card = { title: "", blocks: [waterfall([100, 100, -40, 160]), table] };
    expect(renderCard(card, { width: 60, color: false })).toContain("▓");
    expect(cardText(card)).not.toContain("Waterfall");
  });
});

test("a line of reference that stays the same is an amount below the sparklines", () => {
  const chart: ChartBlock = {
    ...{ type: "chart", chart: "line", title: "", unit: "USD" },
    labels: ["2026-09-01", "2026-10-01"],
    series: [
      { name: "actual", values: [1, 2] },
      { name: "budget", values: [3, 3], role: "reference" },
    ],
  };
  expect(renderCard({ title: "", blocks: [chart] }, { width: 80, color: false })).toBe(
    "▅█\nSep 2026 – Oct 2026, low $1.00, high $2.00, budget $3.00",
  );
});

test("any card is drawn within its width, and lets no escape through", () => {
  fc.assert(
    fc.property(randomCard, fc.integer({ min: 20, max: 120 }), (card, width) => {
      expectTidy(renderCard(card, { width, color: false }), width);
    }),
    { numRuns: 100 },
  );
});

describe("folded rows", () => {
  test("of a table of any length add up to the total with those shown", () => {
    fc.assert(
      fc.property(centsTable, (table) => {
        const total = table.rows.reduce((sum, row) => sum + Math.round(Number(row[1]) * 100), 0);
        const card = { title: "Cost", blocks: [table] };
        expect(shownCents(renderCard(card, { width: 80, color: false }))).toBe(total);
      }),
      { numRuns: 100 },
    );
  });

  const cents = fc.integer({ min: -10_000_000, max: 1_000_000_00 });
  const amounts = fc.array(cents, { minLength: 1, maxLength: 80 });

  test("of a table add up to the total with those shown", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 24, max: 100 }), (parts, width) => {
        const table: TableBlock = {
          type: "table",
          columns: [
            { label: "Service", kind: "text" },
            { label: "Cost", kind: "money", currency: "USD" },
          ],
          rows: parts.map((part) => ["name", part / 100]),
        };
        const text = renderCard({ title: "Cost", blocks: [table] }, { width, color: false });
        expect(shownCents(text)).toBe(parts.reduce((sum, part) => sum + part, 0));
        expect(text.includes("more")).toBe(parts.length > 30);
      }),
      { numRuns: 100 },
    );
  });

  test("of a pie add up to the total with those shown", () => {
    fc.assert(
      fc.property(amounts, (parts) => {
        const chart: ChartBlock = {
          type: "chart",
          chart: "pie",
          title: "Cost",
          unit: "USD",
          labels: parts.map(() => "name"),
          series: [{ name: "Cost", values: parts.map((part) => part / 100) }],
        };
        const text = renderCard({ title: "Cost", blocks: [chart] }, { width: 80, color: false });
        expect(shownCents(text)).toBe(parts.reduce((sum, part) => sum + part, 0));
      }),
      { numRuns: 100 },
    );
  });
});

function shownCents(text: string): number {
  return [...text.matchAll(/(\u2212?)\$([\d,]+)\.(\d\d)/g)]
    .map(([, sign, whole, cents]) => Number(`${sign && "-"}${whole?.replaceAll(",", "")}${cents}`))
    .reduce((sum, amount) => sum + amount, 0);
}
