import { describe, expect, test } from "vitest";
import type { TableBlock } from "#src/cards/card";
import { restOfTable, restText, rowText } from "#src/cards/table-text";

const services: TableBlock = {
  type: "table",
  columns: [
    { label: "Service", kind: "text" },
    { label: "Cost", kind: "money", currency: "USD" },
    { label: "Share", kind: "share" },
  ],
  rows: [
    ["Amazon EC2", 700.5, 70.05],
    [null, 200.1, 20.01],
    ["Amazon S3", 99.4, 9.94],
    ["AWS Lambda", null, null],
  ],
};

const byCurrency: TableBlock = {
  type: "table",
  columns: [
    { label: "Service", kind: "text" },
    { label: "BillingCurrency", kind: "text" },
    { label: "Cost", kind: "money" },
  ],
  rows: [
    ["Compute", "USD", 10],
    ["Compute", "EUR", 8],
    ["Storage", "USD", 2.25],
    ["Storage", "EUR", 1.5],
    ["Network", "USD", 0.5],
  ],
};

const compared: TableBlock = {
  type: "table",
  columns: [
    { label: "Month", kind: "time" },
    { label: "Team", kind: "text" },
    { label: "Cost", kind: "money", currency: "USD" },
    { label: "Previous", kind: "money", currency: "USD" },
    { label: "Change", kind: "percent" },
  ],
  rows: [
    ["2026-10-01", "payments", 120, 100, 20],
    ["2026-10-01", "data", 5, 0, null],
    ["2026-09-01", "data", 0.1, 0.2, -50],
  ],
};

function texts(table: TableBlock): readonly string[] {
  return table.rows.map((row) => rowText(table, row));
}

describe("rowText", () => {
  test("reads label: amount (share), a null name as (none) and a null amount as no data", () => {
    expect(texts(services)).toEqual([
      "Amazon EC2: $700.50 (70.1%)",
      "(none): $200.10 (20.0%)",
      "Amazon S3: $99.40 (9.9%)",
      "AWS Lambda: no data (n/a)",
    ]);
  });

  test("shows each row in its own currency", () => {
    expect(texts(byCurrency).slice(0, 2)).toEqual(["Compute: $10.00", "Compute: €8.00"]);
  });

  test("names several amounts and formats time by the column's granularity", () => {
    expect(texts(compared)).toEqual([
      "Oct 2026, payments: Cost $120.00, Previous $100.00 (20.0%)",
      "Oct 2026, data: Cost $5.00, Previous $0.00 (n/a)",
      "Sep 2026, data: Cost $0.10, Previous $0.20 (−50.0%)",
    ]);
  });

  test("keeps a row on one line and its blank name visible", () => {
    const table: TableBlock = {
      type: "table",
      columns: [
        { label: "Owner", kind: "text" },
        { label: "Since", kind: "time" },
        { label: "Resources", kind: "text" },
      ],
      rows: [
        ["a\nb\u001b[31m", "2026-10-08", 1234],
        [" ", "soon", null],
      ],
    };
    expect(texts(table)).toEqual(["a b, 8 October 2026, 1,234", "(blank), soon, (none)"]);
  });
});

describe("restText", () => {
  test("is empty when every row was shown", () => {
    expect(restText(services, 4)).toBe("");
  });

  test("adds up amounts and shares", () => {
    expect(restText(services, 1)).toBe("… and 3 more, $299.50 together (30.0%)");
  });

  test("adds up by currency", () => {
    expect(restText(byCurrency, 1)).toBe("… and 4 more, €9.50 and $2.75 together");
  });

  test("names several amounts, and doesn't add up percentages", () => {
    expect(restText(compared, 1)).toBe("… and 2 more, Cost $5.10, Previous $0.20 together");
  });

  test("only counts where there are no amounts", () => {
    const names: TableBlock = {
      type: "table",
      columns: [{ label: "Name", kind: "text" }],
      rows: [["a"], ["b"], ["c"]],
    };
    expect(restText(names, 1)).toBe("… and 2 more");
  });

  test("has no amount where no row has one", () => {
    expect(restText(services, 3)).toBe("… and 1 more, no data together (n/a)");
  });
});

test("restOfTable is one group without a currency column", () => {
  expect(restOfTable(services, 2)).toEqual([
    { count: 2, currency: null, sums: [undefined, 99.4, 9.94] },
  ]);
});
