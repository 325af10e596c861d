import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Field, fieldSchema, textOf } from "#src/sources/gcp-bigquery/cells";
import { DecimalSum } from "#src/sources/gcp-bigquery/decimal-sum";

const RECORD = (name: string, fields: readonly Field[], mode = "REPEATED"): Field => ({
  name,
  type: "RECORD",
  mode,
  fields,
});
const KEY = { name: "key", type: "STRING" };
const VALUE = { name: "value", type: "STRING" };
const pair = (...values: readonly unknown[]) => ({ v: { f: values.map((v) => ({ v })) } });

describe("a cell", () => {
  test.each([
    ["TIMESTAMP", "1793491200000000", "2026-11-01T00:00:00Z"],
    ["TIMESTAMP", "1793491200000001", "2026-11-01T00:00:00.000001Z"],
    ["TIMESTAMP", "-1", "1969-12-31T23:59:59.999999Z"],
    [
      "NUMERIC",
      "99999999999999999999999999999.999999999",
      "99999999999999999999999999999.999999999",
    ],
    ["DATE", "2026-11-01", "2026-11-01"],
    ["BOOLEAN", "true", "true"],
    ["STRING", null, ""],
  ])("of type %s, %s, is %s", (type, value, text) => {
    expect(textOf({ name: "x", type }, value)).toBe(text);
  });

  test("of tags is an object, of other records a list", () => {
    const list = [pair("env", "prod"), pair('no "value"', null)];
    expect(textOf(RECORD("Tags", [KEY, VALUE]), list)).toBe('{"env":"prod","no \\"value\\"":null}');
    expect(textOf(RECORD("x_Labels", [KEY, VALUE]), list)).toBe(
      '[{"key":"env","value":"prod"},{"key":"no \\"value\\"","value":null}]',
    );
    expect(textOf(RECORD("Tags", [KEY, VALUE]), [])).toBe("");
  });

  test("of a record keeps its numbers' digits", () => {
    const inner = { name: "ids", type: "INTEGER", mode: "REPEATED" };
    const record = RECORD(
      "x_Price",
      [{ name: "amount", type: "NUMERIC" }, { name: "ratio", type: "FLOAT" }, inner],
      "NULLABLE",
    );
    const value = pair("0.10000000000000000000000000001", "NaN", [{ v: "9007199254740993" }]).v;
    expect(textOf(record, value)).toBe(
      '{"amount":0.10000000000000000000000000001,"ratio":"NaN","ids":[9007199254740993]}',
    );
  });

  test("of another shape than its column's is refused", () => {
    expect(() => textOf(RECORD("Tags", [KEY, VALUE]), "x")).toThrow("Tags: Google's answer isn't");
    expect(() => textOf({ name: "x", type: "STRING" }, 5)).toThrow("x: Google's answer isn't");
  });

  test("is described by columns within columns", () => {
    const described = RECORD("a", [RECORD("b", [{ ...KEY, mode: "NULLABLE" }])]);
    expect(fieldSchema.parse(described)).toEqual(described);
  });
});

describe("a sum of decimals", () => {
  test("is exact", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(-(10n ** 38n), 10n ** 38n)),
        fc.integer({ min: 0, max: 38 }),
        (terms, scale) => {
          const sum = new DecimalSum();
          for (const term of terms) sum.add(decimalOf(term, scale));
          const total = terms.reduce((a, b) => a + b, 0n);
          expect(sum.equals(decimalOf(total, scale))).toBe(true);
          expect(sum.equals(decimalOf(total + 1n, scale))).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("reads exponents, and refuses what is no decimal", () => {
    const sum = new DecimalSum();
    sum.add("1.5E-7");
    sum.add("+2e3");
    expect(sum.equals("2000.00000015")).toBe(true);
    for (const text of ["", "NaN", "1,5", "-"]) expect(() => sum.add(text)).toThrow("A decimal");
  });
});

function decimalOf(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
