import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type DemoTruth,
  demoAllocationRules,
  demoColumns,
  demoDeliveries,
  demoTruth,
} from "#data/sample/demo-company";
import type { FoundAnomaly } from "#skills/anomalies/found-anomaly";
import { type Sweep, sweepFor } from "#skills/anomalies/sweep";
import { readConfig } from "#src/config";
import { addDays, type Day, dayNumber, daysIn } from "#src/focus/day";
import { loadDemo } from "#src/ingest/load-demo";
import { Store } from "#src/store/store";
import { temporaryFolder } from "../store/random-bill.ts";
import { contextOf } from "./anomaly-bill.ts";

type PlantedEvent = DemoTruth["anomalies"][number];

const BUILD_MS = 60_000;
const DAYS_PER_MONTH = 30;
/** What a planted event may be called, while it is young and once it is old. */
const KINDS: Readonly<Record<PlantedEvent["kind"], readonly string[]>> = {
  spike: ["spike"],
  "level-shift": ["shift", "spike", "drift"],
  "price-change": ["shift", "spike", "drift"],
  growth: ["drift", "spike"],
  drop: ["shift", "drop", "drift"],
};
/** Slices are named by the finest series that are followed; resources are their cause. */
const FOLLOWED = ["ServiceProviderName", "ServiceName", "SubAccountId", "SkuMeter", "team"];

// Around the turn of the year falls aren't judged, so that no clock is there.
describe.each([["2026-11-20"], ["2026-07-12"], ["2026-03-04"]])(
  "the demo company on %s",
  (today) => {
    const folder = temporaryFolder();
    let store: Store;
    let sweep: Sweep;

    beforeAll(() => {
      store = demoStore(join(folder, "demo.db"), today);
      const found = sweepFor(contextOf(store, today), []);
      if (found === null) throw new Error("the demo has no data");
      sweep = found;
    }, BUILD_MS);

    afterAll(() => {
      store.close();
      rmSync(folder, { recursive: true });
    });

    test("every planted event is found within two days of its start, with its slice and kind", () => {
      const missed = demoTruth(today).anomalies.filter(
        (event) => !sweep.anomalies.some((anomaly) => shows(anomaly, event)),
      );
      expect(missed.map(({ id }) => id)).toEqual([]);
    });

    test("no event is told twice", () => {
      const events = demoTruth(today).anomalies;
      const counts = events.map(
        (event) => sweep.anomalies.filter((anomaly) => shows(anomaly, event)).length,
      );
      expect(counts).toEqual(events.map(() => 1));
    });

    test("there is at most one false alarm a month", () => {
      const events = demoTruth(today).anomalies;
      const alarms = sweep.anomalies.filter(
        (anomaly) => !events.some((event) => shows(anomaly, event)),
      );
      expect(alarms.length).toBeLessThanOrEqual(daysIn(sweep.period) / DAYS_PER_MONTH);
    });

    test("refunds are kept apart", () => {
      expect(sweep.refunds.length).toBeGreaterThan(0);
      const drops = sweep.anomalies.filter(
        ({ anomaly, days }) => anomaly.kind === "drop" && sweep.refunds.includes(days.start),
      );
      expect(drops).toEqual([]);
    });
  },
);

describe("the demo company day by day", () => {
  const folder = temporaryFolder();
  const today = "2026-11-20";
  let store: Store;

  beforeAll(() => {
    store = demoStore(join(folder, "demo.db"), today);
  }, BUILD_MS);

  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  test("an event is found when the second day after its start is complete", () => {
    const late = demoTruth(today).anomalies.filter((event) => {
      const clock = addDays(event.start, 4);
      const sweep = sweepFor(contextOf(store, clock < today ? clock : today), []);
      return !sweep?.anomalies.some((anomaly) => startsWith(anomaly, event));
    });
    expect(late.map(({ id }) => id)).toEqual([]);
  });
});

function demoStore(file: string, today: Day): Store {
  const { allocation } = readConfig({});
  const ofDemo = allocation.map((dimension) =>
    dimension.name === "team"
      ? { ...dimension, rules: [...dimension.rules, ...demoAllocationRules] }
      : dimension,
  );
  const store = new Store(file, ofDemo);
  const bill = { columns: demoColumns, deliveries: demoDeliveries(today) };
  loadDemo(store, bill, new Date(`${today}T09:00:00Z`), () => {});
  return store;
}

/** Whether an anomaly is a planted event: told in time, of the right kind, at its slice or within it. */
function shows(found: FoundAnomaly, event: PlantedEvent): boolean {
  return startsWith(found, event) && KINDS[event.kind].includes(found.anomaly.kind);
}

function startsWith(found: FoundAnomaly, event: PlantedEvent): boolean {
  const { days, raised, slice, currency, anomaly } = found;
  if (currency !== event.currency) return false;
  if ((anomaly.direction === "up") !== event.impactPerDay > 0) return false;
  if (Math.abs(dayNumber(days.start) - dayNumber(event.start)) > 1) return false;
  if (dayNumber(raised) - dayNumber(event.start) > 2) return false;
  const expected = Object.entries(event.filters).filter(([column]) => FOLLOWED.includes(column));
  return expected.every(([column, value]) => slice[column] === value);
}
