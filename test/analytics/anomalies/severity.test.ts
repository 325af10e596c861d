import { expect, test } from "vitest";
import type { Anomaly } from "#src/analytics/anomalies/anomaly";
import { severityOf } from "#src/analytics/anomalies/severity";

function ended(impact: number, changes: Partial<Anomaly> = {}): Anomaly {
  return {
    start: 10,
    end: 12,
    raised: 10,
    status: "ended",
    kind: "spike",
    direction: "up",
    expected: 300,
    actual: 300 + impact,
    interval: [280, 320],
    impact,
    excessPerPoint: impact / 3,
    change: impact / 300,
    score: 6,
    ...changes,
  };
}

test.each([
  [99, "low"],
  [100, "medium"],
  [-1000, "high"],
  [10_000, "critical"],
])("an impact of %d is %s", (impact, severity) => {
  expect(severityOf(ended(impact), null)).toBe(severity);
  expect(severityOf(ended(impact), 10_000_000)).toBe(severity);
});

test.each([
  [150, 10_000, "medium"],
  [500, 10_000, "high"],
  [1500, 10_000, "critical"],
  [90, 100, "low"],
])("%d of a month that costs %d is %s", (impact, monthlyCost, severity) => {
  expect(severityOf(ended(impact), monthlyCost)).toBe(severity);
});

test("what lasts counts for what it comes to in a month", () => {
  expect(severityOf(ended(150, { status: "ongoing" }), null)).toBe("high");
  expect(severityOf(ended(150, { status: "accepted" }), null)).toBe("high");
});
