import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDecimal, readDecimalCell } from "#src/ingest/normalise/decimal";

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength, maxLength });

const decimalText = fc
  .record({
    sign: fc.constantFrom("", "-"),
    whole: digits(1, 24),
    fraction: fc.option(digits(1, 24), { nil: undefined }),
    exponent: fc.option(fc.integer({ min: -40, max: 40 }), { nil: undefined }),
    letter: fc.constantFrom("e", "E"),
  })
  .map(({ sign, whole, fraction, exponent, letter }) => {
    const mantissa = fraction === undefined ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
    return exponent === undefined ? mantissa : `${mantissa}${letter}${exponent}`;
  });

describe("readDecimal", () => {
  test.each([
    ["0", 0],
    ["7", 7],
    ["-2.613700", -2.6137],
    ["0.34200000000", 0.342],
    [".5", 0.5],
    ["5.", 5],
    ["-0", -0],
    ["0.000000000000001", 1e-15],
    ["35.2E-7", 35.2e-7],
    ["1e21", 1e21],
    ["9007199254740993", 9007199254740992],
    ["0.3000000000000000444089209850062616", 0.30000000000000004],
    ["123456789012345678901234567890123456", 1.2345678901234568e35],
    ["1.200000000000000000", 1.2],
  ])("%s", (text, number) => {
    expect(readDecimal(text)).toBe(number);
  });

  test.each([
    "",
    " ",
    "-",
    ".",
    "-.",
    "+333",
    "3,432",
    "$32",
    "1 1/2",
    "35.2E+7",
    "0x10",
    "0b1",
    "1_000",
    "--1",
    "1-",
    "1.2.3",
    "1e",
    "e5",
    "1e400",
    "-1e400",
    "Infinity",
    "-Infinity",
    "NaN",
    "null",
    " 1",
    "1 ",
    "1.5h",
    "١",
  ])("%j is no decimal", (text) => {
    expect(readDecimal(text)).toBeNaN();
  });

  test("is rounded correctly, whatever the number of digits", () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        expect(readDecimal(text)).toBe(Number(text));
      }),
      { numRuns: 3000 },
    );
  });

  test("reads back every double, at its full precision", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = String(number).replace("e+", "e");
        expect(readDecimal(text)).toBe(Number(text));
      }),
    );
  });

  test("agrees with Number on whatever it accepts", () => {
    const soup = fc.string({ unit: fc.constantFrom(..."0123456789.-+eE, $xn"), maxLength: 12 });
    fc.assert(
      fc.property(soup, (text) => {
        const number = readDecimal(text);
        if (!Number.isNaN(number)) expect(number).toBe(Number(text));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("readDecimalCell", () => {
  test.each([
    ["", { ok: true, value: null }],
    ["NULL", { ok: true, value: null, quirk: "null-word" }],
    ["12.5", { ok: true, value: 12.5 }],
    ["0.00 ", { ok: true, value: 0, quirk: "outer-space" }],
    ["$10,000.00 ", { ok: true, value: 10000, quirk: "spreadsheet-money" }],
    ["-$1,234,567.89", { ok: true, value: -1234567.89, quirk: "spreadsheet-money" }],
    ["€20.00", { ok: true, value: 20, quirk: "spreadsheet-money" }],
  ])("%j", (text, reading) => {
    expect(readDecimalCell(text)).toEqual(reading);
  });

  test.each(["$32", "3,432", "3,432.00", "$1,00.00", "$1.000,00", "+333", "1 1/2", "abc"])(
    "%j can't be read, and the problem says what would be right",
    (text) => {
      expect(readDecimalCell(text)).toEqual({
        ok: false,
        problem: expect.stringContaining("A plain decimal number such as -1234.50"),
      });
    },
  );
});
