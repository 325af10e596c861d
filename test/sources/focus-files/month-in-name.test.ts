import { expect, test } from "vitest";
import { monthInName } from "#src/sources/focus-files/month-in-name";

test.each([
  ["2026-10/part-1.csv.gz", "2026-10-01"],
  ["2026/10/05/part-1.csv.gz", "2026-10-01"],
  ["focus_20261005.parquet", "2026-10-01"],
  ["focus-202610.csv", "2026-10-01"],
  ["20261001-20261031/run/part_0.csv.gz", "2026-10-01"],
  ["year=2026/month=3/part.parquet", "2026-03-01"],
  ["BILLING_PERIOD=2026-10/delivered-2026-11-02.csv", "2026-10-01"],
  ["delivered/2026-11-02/billing_period=2026-10/a.csv", "2026-10-01"],
  ["bill.csv", null],
  ["2026-13/bill.csv", null],
  ["account-120261012345/bill.csv", null],
])("%s", (key, month) => {
  expect(monthInName(key)).toBe(month);
});
