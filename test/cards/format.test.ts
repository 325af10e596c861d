import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBucket,
  formatBytes,
  formatChange,
  formatCount,
  formatDay,
  formatDuration,
  formatMoney,
  formatPercent,
  formatPeriod,
} from "#src/cards/format";

const amount = fc
  .double({ min: -1e300, max: 1e300, noNaN: true })
  .filter((value) => value === 0 || Math.abs(value) > 1e-300);
const ordinaryAmount = fc.double({ min: -1e12, max: 1e12, noNaN: true });

/** Reads a shown amount back, and how far it may be off: half of its last shown digit. */
function parse(text: string): { value: number; halfDigit: number } {
  const plain = text.replaceAll("\u2212", "-").replaceAll(",", "");
  const match = /^(-?)\D*?(\d+(?:\.(\d+))?)(?:E(-?\d+))?$/.exec(plain);
  if (match === null) throw new Error(`not an amount: ${text}`);
  const [, sign = "", digits = "", decimals = "", exponent = "0"] = match;
  const halfDigit = 0.5 * 10 ** (Number(exponent) - decimals.length);
  return { value: Number(`${sign}${digits}E${exponent}`), halfDigit };
}

describe("formatMoney", () => {
  test.each([
    [1234.5678, "USD", "$1,234.57"],
    [0, "USD", "$0.00"],
    [-0, "USD", "$0.00"],
    [0.0034, "USD", "$0.0034"],
    [0.0000021, "USD", "$0.0000021"],
    [0.00996, "USD", "$0.010"],
    [0.01, "USD", "$0.01"],
    [-5.2, "USD", "−$5.20"],
    [-0.00456, "EUR", "−€0.0046"],
    [12_345_678.9, "GBP", "£12,345,678.90"],
    [1234.5, "JPY", "¥1,235"],
    [0.4, "JPY", "¥0.40"],
    [1.2345, "KWD", "KWD 1.235"],
    [-12, "CHF", "−CHF 12.00"],
    [12, "CNY", "CNY 12.00"],
    [12, "CAD", "CAD 12.00"],
    [12.3, "credits", "credits 12.30"],
    [-12.3, "", "−12.30"],
    [-12.3, "XXX", "−12.30"],
    [0.0034, "XXX", "0.0034"],
    [5.5e-17, "USD", "$5.5E−17"],
    [null, "USD", "no data"],
  ])("%s %s is %s", (value, currency, text) => {
    expect(formatMoney(value, currency)).toBe(text);
  });

  test("is compact only where asked to be", () => {
    expect(formatMoney(1_234_567.89, "USD")).toBe("$1,234,567.89");
    expect(formatMoney(1_234_567.89, "USD", { compact: true })).toBe("$1.2M");
    expect(formatMoney(12.5, "USD", { compact: true })).toBe("$12.50");
    expect(formatMoney(0.0034, "USD", { compact: true })).toBe("$0.0034");
  });

  test("follows the locale", () => {
    expect(formatMoney(-1234.5, "EUR", { locale: "de-DE" })).toBe("−1.234,50 €");
  });

  test("never shows an amount as zero, and reads back within the shown precision", () => {
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom("USD", "JPY", "CHF", "KWD", "tokens", "XXX", ""),
        (value, currency) => {
          const shown = parse(formatMoney(value, currency));
          expect(shown.value === 0).toBe(value === 0);
          expect(Math.abs(shown.value - value)).toBeLessThanOrEqual(shown.halfDigit * (1 + 1e-9));
        },
      ),
    );
  });

  test("keeps at least whole cents of everyday amounts", () => {
    fc.assert(
      fc.property(ordinaryAmount, (value) => {
        expect(parse(formatMoney(value, "USD")).halfDigit).toBeLessThanOrEqual(0.005);
      }),
    );
  });
});

describe("formatPercent", () => {
  test.each([
    [12.2334, "12.2%"],
    [50, "50.0%"],
    [100, "100.0%"],
    [0, "0%"],
    [0.1234, "0.12%"],
    [-0.00567, "−0.0057%"],
    [-3.25, "−3.3%"],
    [999.94, "999.9%"],
    [999.96, "1,000%"],
    [12_345.6, "12,346%"],
    [null, "n/a"],
  ])("%s is %s", (value, text) => {
    expect(formatPercent(value)).toBe(text);
  });
});

describe("formatChange", () => {
  test.each([
    [134.5678, 12.2334, "+$134.57 (+12.2%)"],
    [-134.5678, -12.2334, "−$134.57 (−12.2%)"],
    [5, null, "+$5.00"],
    [0.0034, 1.5, "+$0.0034 (+1.5%)"],
    [0, 0, "no change"],
    [0, null, "no change"],
    [5.5e-17, 1e-14, "no change"],
    [null, null, "no data"],
  ])("%s, %s %% is %s", (value, percent, text) => {
    expect(formatChange({ value, percent }, "USD")).toBe(text);
  });
});

describe("formatCount, formatBytes, formatDuration", () => {
  test.each([
    [0, "0"],
    [12_345, "12,345"],
    [-3, "−3"],
    [1.5, "1.5"],
    [1234.5678, "1,234.57"],
    [0.00123, "0.0012"],
  ])("%s things are %s", (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  test.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1500, "1.5 kB"],
    [1_400_000_000, "1.4 GB"],
    [5e15, "5,000 TB"],
  ])("%s bytes are %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test.each([
    [0.4, "0 s"],
    [59.6, "1 min 0 s"],
    [200, "3 min 20 s"],
    [3900, "1 h 5 min"],
  ])("%s seconds are %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe("days and periods", () => {
  test("a day is written in full", () => {
    expect(formatDay("2026-10-08")).toBe("8 October 2026");
  });

  test.each([
    ["2026-10-08", "2026-10-09", "8 October 2026"],
    ["2026-10-01", "2026-11-01", "October 2026"],
    ["2026-12-01", "2027-01-01", "December 2026"],
    ["2028-02-01", "2028-03-01", "February 2028"],
    ["2026-07-01", "2026-10-01", "Q3 2026"],
    ["2026-08-01", "2026-11-01", "1 August – 31 October 2026"],
    ["2026-01-01", "2027-01-01", "2026"],
    ["2025-04-01", "2026-04-01", "1 April 2025 – 31 March 2026"],
    ["2026-11-01", "2026-11-19", "1–18 November 2026"],
    ["2026-09-28", "2026-10-05", "28 September – 4 October 2026"],
    ["2025-12-29", "2026-01-05", "29 December 2025 – 4 January 2026"],
    ["2026-11-01", "2026-11-01", "no days"],
  ])("[%s, %s) is %s", (start, end, text) => {
    expect(formatPeriod({ start, end })).toBe(text);
  });

  test.each([
    ["2026-10-05T14:00:00Z", "hour", "5 Oct 14:00"],
    ["2026-10-05", "hour", "5 Oct 00:00"],
    ["2026-10-05", "day", "5 Oct 2026"],
    ["2026-10-05", "week", "week of 5 Oct 2026"],
    ["2026-10-01", "month", "Oct 2026"],
    ["2026-10-01", "quarter", "Q4 2026"],
    ["2026-01-01", "year", "2026"],
  ] as const)("bucket %s of granularity %s is %s", (bucket, granularity, text) => {
    expect(formatBucket(bucket, granularity)).toBe(text);
  });
});
