import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Anomaly } from "#src/analytics/anomalies/anomaly";
import { mergeNested, type Slice, type SliceAnomaly } from "#src/analytics/anomalies/merge-nested";

function seen(slice: Slice, impact: number, start = 10, end = start + 2): SliceAnomaly {
  const anomaly: Anomaly = {
    start,
    end,
    raised: start,
    status: "ended",
    kind: impact > 0 ? "spike" : "drop",
    direction: impact > 0 ? "up" : "down",
    expected: 1000,
    actual: 1000 + impact,
    interval: [900, 1100],
    impact,
    excessPerPoint: impact / 3,
    change: impact / 1000,
    score: 6,
  };
  return { slice, anomaly };
}

function summary(sightings: readonly SliceAnomaly[]) {
  return mergeNested(sightings).map(
    ({ slice, anomaly, alsoIn }) => `${JSON.stringify(slice)} ${anomaly.impact} +${alsoIn.length}`,
  );
}

const service = { service: "EC2" };
const both = { service: "EC2", account: "prod" };

describe("one anomaly", () => {
  test("is kept at the narrowest slice that explains four fifths of it", () => {
    const sightings = [seen({}, 1000), seen(service, 950), seen(both, 900)];
    expect(summary(sightings)).toEqual([`${JSON.stringify(both)} 900 +2`]);
  });

  test("stays at the wider slice when no narrower one explains it", () => {
    const sightings = [
      seen(service, 1000),
      seen({ service: "EC2", account: "a" }, 500),
      seen({ service: "EC2", account: "b" }, 480),
    ];
    expect(summary(sightings)).toEqual([`${JSON.stringify(service)} 1000 +2`]);
  });

  test("shows in other dimensions too, where it is the same money", () => {
    const sightings = [
      seen({ team: "payments" }, 980),
      seen(both, 1000),
      seen({ team: "data" }, 300),
    ];
    expect(summary(sightings)).toEqual([
      `${JSON.stringify(both)} 1000 +1`,
      `{"team":"data"} 300 +0`,
    ]);
  });

  test("may show some days earlier or later in another slice", () => {
    expect(summary([seen({}, 1000, 10), seen(service, 900, 15)])).toHaveLength(1);
    expect(summary([seen({}, 1000, 10), seen(service, 900, 16)])).toHaveLength(2);
  });
});

describe("several anomalies", () => {
  test("of siblings stay apart, though the whole shows their sum", () => {
    const sightings = [seen({}, 1000), seen(service, 850), seen({ service: "RDS" }, 150)];
    expect(summary(sightings)).toEqual([
      `${JSON.stringify(service)} 850 +1`,
      `{"service":"RDS"} 150 +0`,
    ]);
  });

  test("up and down stay apart, though the whole shows nothing", () => {
    const sightings = [seen(service, 800), seen({ service: "RDS" }, -800)];
    expect(summary(sightings)).toHaveLength(2);
  });
});

test("nothing is lost or doubled, and the order doesn't matter", () => {
  const value = fc.constantFrom("a", "b", undefined);
  const sighting = fc
    .record({ x: value, y: value, z: value, impact: fc.integer({ min: 1, max: 999 }) })
    .chain(({ impact, ...slice }) =>
      fc.record({
        slice: fc.constant(JSON.parse(JSON.stringify(slice)) as Slice),
        impact: fc.constantFrom(impact, -impact),
        start: fc.integer({ min: 0, max: 20 }),
      }),
    )
    .map(({ slice, impact, start }) => seen(slice, impact, start));
  fc.assert(
    fc.property(
      fc.uniqueArray(sighting, {
        maxLength: 12,
        selector: ({ slice, anomaly }) => `${JSON.stringify(slice)} ${anomaly.start}`,
      }),
      (sightings) => {
        const merged = mergeNested(sightings);
        const all = merged.flatMap(({ slice, anomaly, alsoIn }) => [{ slice, anomaly }, ...alsoIn]);
        expect(new Set(all.map(({ anomaly }) => anomaly)).size).toBe(sightings.length);
        expect(all).toHaveLength(sightings.length);
        expect(mergeNested(sightings.toReversed())).toEqual(merged);
      },
    ),
  );
});
