import { describe, expect, test } from "vitest";
import { isClosed, windowStart } from "#src/sources/gcp-bigquery/day-state";
import { gcpBigQuerySchema } from "#src/sources/gcp-bigquery/settings";

describe("a table's name", () => {
  const parse = (table: string) =>
    gcpBigQuerySchema.safeParse({ kind: "gcp-bigquery", table }).success;

  test.each(["bill-project.focus.table_1", "example.com:bill-project.focus.table-1"])(
    "may be %s",
    (table) => {
      expect(parse(table)).toBe(true);
    },
  );

  test.each([
    "table",
    "focus.table",
    "bill-project.focus.table` WHERE 1=1 --",
    "bill-project.focus.a`b",
    "bill-project.fo cus.table",
    "bill-project.focus.table\n",
    "Bill.focus.table",
  ])("can't be %j", (table) => {
    expect(parse(table)).toBe(false);
  });
});

describe("the window", () => {
  test.each([
    ["2026-11-20T09:00:00Z", "2026-10-01"],
    // The 45th day before is the first of a month, which the month before may have billed.
    ["2026-11-15T00:00:00Z", "2026-09-01"],
    ["2026-11-17T00:00:00Z", "2026-10-01"],
    ["2026-01-05T00:00:00Z", "2025-11-01"],
  ])("on %s begins on %s", (now, start) => {
    expect(windowStart(new Date(now))).toBe(start);
  });

  test("leaves a month open until five days after its end", () => {
    expect(isClosed("2026-10-01", new Date("2026-11-05T23:59:59Z"))).toBe(false);
    expect(isClosed("2026-10-01", new Date("2026-11-06T00:00:00Z"))).toBe(true);
    expect(isClosed("2026-12-01", new Date("2027-01-05T00:00:00Z"))).toBe(false);
  });
});
