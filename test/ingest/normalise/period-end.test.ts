import { describe, expect, test } from "vitest";
import {
  exclusiveBillingEnd,
  missingBillingEnd,
  missingChargeEnd,
} from "#src/ingest/normalise/period-end";

const seconds = (instant: string) => Date.parse(instant) / 1000;

describe("exclusiveBillingEnd", () => {
  test.each([
    ["2026-05-01T00:00:00Z", "2026-05-31T00:00:00Z", "2026-06-01T00:00:00Z"],
    ["2024-02-01T00:00:00Z", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"],
    ["2025-12-01T08:00:00Z", "2025-12-31T08:00:00Z", "2026-01-01T08:00:00Z"],
    ["2026-03-01T08:00:00Z", "2026-03-31T07:00:00Z", "2026-04-01T07:00:00Z"],
  ])("%s to %s ends before %s", (start, end, exclusive) => {
    expect(exclusiveBillingEnd(seconds(start), seconds(end))).toEqual({
      ok: true,
      value: seconds(exclusive),
      quirk: "inclusive-end",
    });
  });

  test.each([
    ["2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"],
    ["2026-05-01T00:00:00Z", "2026-05-30T00:00:00Z"],
    ["2026-05-01T00:00:00Z", "2026-05-31T12:00:00Z"],
    ["2026-05-16T00:00:00Z", "2026-05-31T00:00:00Z"],
    ["2026-04-01T00:00:00Z", "2026-05-31T00:00:00Z"],
  ])("%s to %s stays", (start, end) => {
    expect(exclusiveBillingEnd(seconds(start), seconds(end))).toEqual({
      ok: true,
      value: seconds(end),
    });
  });
});

test("a billing period without an end is a calendar month", () => {
  expect(missingBillingEnd(seconds("2025-12-01T00:00:00Z"))).toEqual({
    ok: true,
    value: seconds("2026-01-01T00:00:00Z"),
    quirk: "billing-end-missing",
  });
});

test("a charge without an end lasts a day", () => {
  expect(missingChargeEnd(seconds("2025-12-31T05:00:00Z"))).toEqual({
    ok: true,
    value: seconds("2026-01-01T05:00:00Z"),
    quirk: "charge-end-missing",
  });
});
