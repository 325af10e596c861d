import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "#src/cards/card";
import { cardText } from "#src/cards/fallback-text";
import { centsTable, randomCard } from "./random-card.ts";

describe("cardText", () => {
  test("holds the whole card", () => {
    const card: Card = {
      title: "Cost in October 2026",
      blocks: [
        { type: "text", text: "More than in September." },
        {
          type: "figures",
          figures: [
            {
              label: "Total",
              value: 1234.5678,
              currency: "USD",
              change: { value: 134.5678, percent: 12.2334 },
            },
            { label: "Credits", value: null, currency: "USD" },
          ],
        },
        {
          type: "table",
          columns: [
            { label: "Service", kind: "text" },
            { label: "Cost", kind: "money", currency: "USD" },
            { label: "Share", kind: "share" },
          ],
          rows: [
            ["Amazon EC2", 1000, 81],
            [null, 234.5678, 19],
          ],
        },
        {
          type: "chart",
          chart: "line",
          title: "Cost",
          unit: "USD",
          labels: ["2026-10-01", "2026-10-02"],
          series: [{ name: "Cost", values: [1000, 234.5678] }],
        },
        { type: "context", lines: ["October 2026 in UTC days", "effective cost"] },
      ],
    };
    expect(cardText(card)).toBe(`Cost in October 2026

More than in September.

Total: $1,234.57, +$134.57 (+12.2%)
Credits: no data

Amazon EC2: $1,000.00 (81.0%)
(none): $234.57 (19.0%)

Line chart of 2 days, from 1 Oct 2026 to 2 Oct 2026, highest $1,000.00 (1 Oct 2026), lowest $234.57 (2 Oct 2026)

October 2026 in UTC days
effective cost`);
  });

  test("says what can be pressed and chosen, and how it was computed", () => {
    const ask = (question: string) => ({ kind: "ask", question }) as const;
    const card: Card = {
      title: "Cost in October 2026",
      blocks: [
        { type: "fields", fields: [{ label: "Owner", value: "platform team" }] },
        {
          type: "buttons",
          buttons: [
            { label: "by account", action: ask("by account") },
            { label: "Table as CSV", action: { kind: "file", format: "csv" } },
            { label: "daily", action: ask("daily costs") },
          ],
        },
        { type: "buttons", buttons: [{ label: "CSV", action: { kind: "file", format: "csv" } }] },
        {
          type: "select",
          label: "Group by",
          options: [
            { label: "service", action: ask("by service") },
            { label: "team", action: ask("by team") },
          ],
        },
        {
          type: "date",
          label: "Another day",
          action: ask("cost on {date}"),
          initial: "2026-10-08",
        },
        { type: "date", label: "Any other", action: ask("cost on {date}") },
        { type: "divider" },
        {
          type: "basis",
          fields: [
            { label: "Metric", value: "EffectiveCost" },
            { label: "Charge rows read", value: "1,234" },
          ],
          query: "SELECT 1",
        },
      ],
    };
    expect(cardText(card)).toBe(`Cost in October 2026

Owner: platform team

You can ask: by account; daily

Group by: service, team

Another day: any day, such as 8 October 2026

Any other: any day

How this was computed
Metric: EffectiveCost
Charge rows read: 1,234`);
  });

  test("writes numbers and dates as a locale does", () => {
    const card: Card = {
      title: "Cost",
      blocks: [
        {
          type: "figures",
          figures: [
            {
              label: "Total",
              value: 1234.5,
              currency: "EUR",
              change: { value: -1000, percent: -44.7 },
            },
          ],
        },
        {
          type: "table",
          columns: [
            { label: "day", kind: "time" },
            { label: "Cost", kind: "money", currency: "EUR" },
            { label: "share", kind: "share" },
          ],
          rows: [
            ["2026-10-01", 1234.5, 12.5],
            ...Array.from({ length: 50 }, () => ["2026-10-02", 1000, 1.5]),
          ],
        },
      ],
    };
    const text = cardText(card, "de-DE");
    expect(text).toContain("Total: 1.234,50 €, \u22121.000,00 € (\u221244,7 %)");
    expect(text).toContain("1 Okt 2026: 1.234,50 € (12,5 %)");
    expect(text).toContain("… and 1 more, 1.000,00 € together (1,5 %)");
  });

  test("takes any card and lets no control character through", () => {
    fc.assert(
      fc.property(randomCard, (card) => {
        const text = cardText(card);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test("shows parts of a table of any length that add up", () => {
    fc.assert(
      fc.property(centsTable, (table) => {
        const total = table.rows.reduce((sum, row) => sum + Math.round(Number(row[1]) * 100), 0);
        expect(shownCents(cardText({ title: "Cost", blocks: [table] }), "$")).toBe(total);
      }),
      { numRuns: 100 },
    );
  });

  test("says so when a table has no rows", () => {
    const columns = [{ label: "Service", kind: "text" }] as const;
    expect(cardText({ title: "Cost", blocks: [{ type: "table", columns, rows: [] }] })).toBe(
      "Cost\n\nno rows",
    );
  });

  test("shows at most 50 rows, which add up to the total together with the rest", () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000_00 });
    const rows = fc.array(fc.tuple(cents, fc.constantFrom("USD", "EUR")), { maxLength: 120 });
    fc.assert(
      fc.property(rows, (amounts) => {
        const text = cardText({
          title: "Cost",
          blocks: [
            {
              type: "table",
              columns: [
                { label: "Service", kind: "text" },
                { label: "BillingCurrency", kind: "text" },
                { label: "Cost", kind: "money" },
              ],
              rows: amounts.map(([amount, currency]) => ["name", currency, amount / 100]),
            },
          ],
        });
        expect(text.split("\n").length).toBeLessThanOrEqual(2 + 51);
        for (const [currency, symbol] of [
          ["USD", "$"],
          ["EUR", "€"],
        ] as const) {
          const total = amounts
            .filter((row) => row[1] === currency)
            .reduce((sum, [amount]) => sum + amount, 0);
          expect(shownCents(text, symbol)).toBe(total);
        }
      }),
      { numRuns: 50 },
    );
  });
});

function shownCents(text: string, symbol: string): number {
  const shown = [...text.matchAll(/(\u2212?)([$€])([\d,]+)\.(\d\d)/g)];
  return shown
    .filter((match) => match[2] === symbol)
    .map(([, sign, , whole, cents]) =>
      Number(`${sign && "-"}${whole?.replaceAll(",", "")}${cents}`),
    )
    .reduce((sum, amount) => sum + amount, 0);
}
