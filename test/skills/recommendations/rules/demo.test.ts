import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DemoRow, demoColumns, demoDeliveries } from "#data/sample/demo-company";
import { type PlantedSaving, plantedSavings } from "#data/sample/planted-savings";
import { findRecommendations } from "#skills/recommendations/find";
import { RULES } from "#skills/recommendations/rules/all-rules";
import type { RuleFinding } from "#skills/recommendations/rules/rule";
import { readConfig } from "#src/config";
import { addDays } from "#src/focus/day";
import { loadDemo } from "#src/ingest/load-demo";
import { keepsValue } from "#src/store/cost-query";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { temporaryFolder } from "../../../store/random-bill.ts";
import { demoStore } from "../demo-store.ts";
import { searchContext } from "../rule-bill.ts";

const BUILD_MS = 60_000;
/** Of what a rule finds, so much may be beside what was planted. */
const MOST_BESIDE = 0.05;

/** Whether a finding is about the charges that were planted, as far as those say. */
function isAbout({ filters }: RuleFinding, { charges }: PlantedSaving): boolean {
  const told = filters.filter(({ dimension }) => Object.hasOwn(charges, dimension));
  return (
    told.length > 0 && told.every((filter) => keepsValue(filter, charges[filter.dimension] ?? null))
  );
}

/** Charges of one stream have the same. */
function chargesKey(charges: DemoRow): string {
  const { ServiceName, SkuMeter, ResourceId, SubAccountId } = charges;
  return JSON.stringify([ServiceName, SkuMeter, ResourceId ?? null, SubAccountId]);
}

describe.each(["2026-11-20", "2026-11-29", "2026-07-12"])("the demo company on %s", (today) => {
  const folder = temporaryFolder();
  const planted = Map.groupBy(plantedSavings(today), ({ rule }) => rule);
  let store: Store;
  const find = (name: string) => {
    const rule = RULES.find((one) => one.name === name);
    const end = addDays(today, -2);
    const days = { start: addDays(end, -30), end };
    return rule?.find({ ...searchContext(store, today), days }) ?? [];
  };

  beforeAll(() => {
    store = demoStore(folder, today);
  }, BUILD_MS);

  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  test("has something for each rule", () => {
    expect([...planted.keys()].toSorted()).toEqual(RULES.map(({ name }) => name).toSorted());
  });

  test.each(RULES.map(({ name }) => name))("%s finds what was planted", (name) => {
    const found = find(name);
    const missed = (planted.get(name) ?? []).filter(
      (saving) => !found.some((finding) => isAbout(finding, saving)),
    );
    expect(missed).toEqual([]);
  });

  test.each(RULES.map(({ name }) => name))("%s finds hardly anything beside it", (name) => {
    const found = find(name);
    const beside = found.filter(
      (finding) => !planted.get(name)?.some((saving) => isAbout(finding, saving)),
    );
    expect(
      beside.length / found.length,
      beside.map(({ thing }) => thing).join(),
    ).toBeLessThanOrEqual(MOST_BESIDE);
  });
});

test(
  "nothing is found in the demo company's bill without what was planted",
  () => {
    const today = "2026-11-20";
    const planted = plantedSavings(today).map(({ charges }) => charges);
    const waste = new Set(planted.map(chargesKey));
    const uncommitted = planted.filter((charges) => charges["SkuMeter"] === undefined);
    const services = new Set(uncommitted.map((charges) => charges["ServiceName"]));
    const isWaste = (row: DemoRow) =>
      waste.has(chargesKey(row)) ||
      row["CommitmentDiscountStatus"] === "Unused" ||
      (row["PricingUnit"] === "Hours" && services.has(String(row["ServiceName"])));
    const folder = temporaryFolder();
    const store = new Store(join(folder, "tally.db"), readConfig({}).allocation);
    const deliveries = demoDeliveries(today).map((delivery) => ({
      ...delivery,
      rows: [...delivery.rows].filter((row) => !isWaste(row)),
    }));
    const full = deliveries.filter(({ rows }) => rows.length > 0);
    loadDemo(store, { columns: demoColumns, deliveries: full }, new Date(), () => undefined);
    expect(findRecommendations(searchContext(store, today)).map(({ key }) => key)).toEqual([]);
    expect(store.costs(makeScope([])).freshness([], today, 2).sources.length).toBeGreaterThan(7);
    store.close();
    rmSync(folder, { recursive: true });
  },
  BUILD_MS,
);
