import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TableBlock } from "#src/cards/card";
import { tableCsv } from "#src/charts/table-csv";
import { randomTable } from "../cards/random-card.ts";

function table(columns: TableBlock["columns"], rows: TableBlock["rows"]): TableBlock {
  return { type: "table", columns, rows };
}

const service = { label: "ServiceName", kind: "text" } as const;
const cost = { label: "EffectiveCost", kind: "money" } as const;

test("holds every row in full, with the currency beside the amounts", () => {
  const share = { label: "share", kind: "share" } as const;
  const rows = [
    ["Amazon EC2", 1234.567_890_123, 99.9],
    [null, -0.000_000_1, null],
    ['a "quoted", one', 0, 0.1],
  ];
  expect(tableCsv(table([service, { ...cost, currency: "USD" }, share], rows))).toBe(
    "\ufeffServiceName,BillingCurrency,EffectiveCost,share\r\n" +
      "Amazon EC2,USD,1234.567890123,99.9\r\n" +
      ",USD,-1e-7,\r\n" +
      '"a ""quoted"", one",USD,0,0.1\r\n',
  );
});

test("keeps the currency that each row has, and times as they are", () => {
  const columns = [
    { label: "day", kind: "time" },
    { label: "BillingCurrency", kind: "text" },
    cost,
  ] as const;
  expect(tableCsv(table(columns, [["2026-10-08", "CHF", 12]]))).toBe(
    "\ufeffday,BillingCurrency,EffectiveCost\r\n2026-10-08,CHF,12\r\n",
  );
});

describe("a cell that a spreadsheet would run", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ['=HYPERLINK("https://evil.example")', '"\'=HYPERLINK(""https://evil.example"")"'],
    ["+SUM(A1)", "'+SUM(A1)"],
    ["-2+3", "'-2+3"],
    ["@now", "'@now"],
    ["\t=1", '"\'\t=1"'],
    ["＝1+1", "'＝1+1"],
  ])("%j becomes a text", (cell, written) => {
    expect(tableCsv(table([service], [[cell]]))).toBe(`\ufeffServiceName\r\n${written}\r\n`);
  });

  test.each([
    [-5, "-5"],
    ["-5", "-5"],
    ["+49.50", "+49.50"],
    ["a=b", "a=b"],
    ["a;=1", '"a;=1"'],
  ])("%j stays what it is", (cell, written) => {
    expect(tableCsv(table([service], [[cell]]))).toBe(`\ufeffServiceName\r\n${written}\r\n`);
  });

  test("is harmless in a column's name too", () => {
    const hostile = { label: "=1+1", kind: "text" } as const;
    expect(tableCsv(table([hostile], []))).toBe("\ufeff'=1+1\r\n");
  });
});

test("any table is read back with all its rows, cells and amounts", () => {
  fc.assert(
    fc.property(randomTable, (random) => {
      const [header = [], ...rows] = parsed(tableCsv(random).slice(1));
      expect(rows.length).toBe(random.rows.length);
      for (const row of rows) expect(row.length).toBe(header.length);
      const at = random.columns.findIndex(({ kind }) => kind === "money");
      if (at === -1) return;
      const shift = header.length - random.columns.length;
      random.rows.forEach((row, index) => {
        const cell = rows[index]?.[at + shift] ?? "";
        expect(cell === "" ? null : Number(cell) + 0).toBe(
          row[at] === null ? null : Number(row[at]) + 0,
        );
      });
    }),
    { numRuns: 60 },
  );
});

/** The fields of an RFC 4180 text, line by line. */
function parsed(csv: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    lines.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") lines.push([]);
  }
  return lines.slice(0, -1);
}
