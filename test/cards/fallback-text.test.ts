import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "#src/cards/card";
import { cardText } from "#src/cards/fallback-text";

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
