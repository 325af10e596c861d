import { describe, expect, test } from "vitest";
import { detectAnomalies } from "#src/analytics/anomalies/detect-anomalies";
import {
  half,
  LABELLED_SERIES_FILE,
  type LabelledSeries,
  readLabelledSeries,
} from "./labelled-series.ts";
import { alarmsOfDays, score } from "./score.ts";
import { stlDays } from "./stl.ts";

const series: LabelledSeries = {
  id: "S0",
  start: "2026-01-01",
  values: new Array<number>(365).fill(100),
  firstSeen: new Array<number>(365).fill(1),
  events: [
    { type: "spike", start: 50, end: 51, pct: 1 },
    { type: "shift", start: 100, end: 364, pct: 1 },
    { type: "drift", start: 200, end: 229, pct: 1 },
  ],
};

describe("the scorer", () => {
  test("finds nothing without alarms", () => {
    expect(score([series], [[]])).toMatchObject({ recall: 0, f1: 0, moneyFound: 0 });
  });

  test("counts events found, and alarms near each other once", () => {
    const found = score([series], [alarmsOfDays([51, 53, 100, 220, 300, 303, 320])]);
    expect(found).toMatchObject({ precision: 3 / 5, recall: 1, falseAlarmsPerSeriesYear: 2 });
    expect(found.moneyFound).toBe(1);
    expect(found.foundByType).toEqual({ drift: "1/1", shift: "1/1", spike: "1/1" });
  });

  test("takes no alarm that comes late, or came before", () => {
    expect(score([series], [alarmsOfDays([49, 53, 115])]).recall).toBe(0);
    expect(score([series], [[{ start: 100, end: 106, raised: 117 }]]).recall).toBe(0);
    expect(score([series], [[{ start: 100, end: 106, raised: 116 }]]).recall).toBeCloseTo(1 / 3);
  });

  test("weighs events by their money", () => {
    const spike = score([series], [alarmsOfDays([50])]).moneyFound;
    const shift = score([series], [alarmsOfDays([100])]).moneyFound;
    expect(shift / spike).toBeCloseTo(15, 8);
  });
});

test("STL leaves what is neither season nor trend", () => {
  const values = Array.from({ length: 140 }, (_, day) => 100 + day / 5 + (day % 7 >= 5 ? -40 : 0));
  expect(stlDays(values.map((value, day) => (day === 70 ? 200 : value + (day % 3))))).toEqual([70]);
});

const labelled = readLabelledSeries(LABELLED_SERIES_FILE);

// The floor is what the detector is held to; what it reaches is printed by the benchmark.
test.skipIf(labelled.length === 0).each(["tune", "judge"] as const)(
  "the %s half of the labelled series",
  (which) => {
    const chosen = half(labelled, which);
    const found = score(
      chosen,
      chosen.map((one) => detectAnomalies(one)),
    );
    expect(found.f1).toBeGreaterThan(0.85);
    expect(found.falseAlarmsPerSeriesYear).toBeLessThan(0.4);
    expect(found.moneyFound).toBeGreaterThan(0.92);
    const [drifts, all] = (found.foundByType["drift"] ?? "0/1").split("/").map(Number);
    expect((drifts ?? 0) / (all ?? 1)).toBeGreaterThan(0.7);
  },
);
