import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ImportReport, type ImportRequest, importBills } from "#src/ingest/import-bills";
import { Store } from "#src/store/store";
import { monthsOf } from "./store-contents.ts";

const DATA = "../shared/data";

let store: Store;
beforeEach(() => {
  store = new Store(":memory:", []);
});
afterEach(() => store.close());

function load(paths: readonly string[], more: Partial<ImportRequest> = {}): Promise<ImportReport> {
  return importBills(store, { paths, again: false, now: new Date(), ...more });
}

/** Billed and effective cost of everything. */
function sums(): number[] {
  const months = Object.values(monthsOf(store));
  return [1, 2].map((at) => months.reduce((sum, month) => sum + (month[at] ?? 0), 0));
}

describe.skipIf(!existsSync(DATA))("published files", () => {
  test("the official 1.0 sample adds up, its quirks counted", async () => {
    const report = await load([`${DATA}/focus-sample-data-1.0/focus_sample.csv`]);
    expect(monthsOf(store)).toEqual({
      "2024-09": [999, 20.280226729, 14.976514186],
      "2024-10": [1, 0.24, 0],
    });
    expect(report.deliveries.flatMap(({ totals }) => totals)).toEqual([
      {
        currency: "USD",
        BilledCost: 20.28022672899,
        EffectiveCost: 14.97651418586,
        ListCost: 20.15090575119,
        ContractedCost: 14.97626039326,
      },
      { currency: "USD", BilledCost: 0.24, EffectiveCost: 0, ListCost: 0.24, ContractedCost: null },
    ]);
    expect(Object.fromEntries(report.quirks)).toEqual({
      "null-word": 8973,
      "date-without-zone": 4000,
      "provider-from-publisher": 1,
      "enum-casing": 7,
    });
    expect(Object.fromEntries(report.findings)).toEqual({
      "contracted-price-mismatch": 17,
      "list-below-contracted": 7,
      "tax-or-credit-effective-differs": 1,
      "contracted-below-effective": 22,
      "list-price-mismatch": 25,
      "effective-whole-numbers": 941,
      "effective-all-zero": 6,
      "service-of-two-categories": 154,
      "charge-outside-billing-period": 1,
    });
  });

  test("generated 1.3 data adds up", async () => {
    await load([`${DATA}/fdt-generated/1.3/focus_1_3_cost_and_usage_aws.csv.gz`]);
    expect(monthsOf(store)).toEqual({ "2026-05": [5000, 88058.839741178, 26061.661842178] });
  });

  const AWS = `${DATA}/costroid/aws-focus-s3`;
  const s3 = (tree: string, path: string) =>
    `${AWS}/${tree}/demo/exports/costroid-demo/data/${path}`;
  const JUNE = "BILLING_PERIOD=2026-06";

  test("an AWS export has its months, and a restated June replaces June alone", async () => {
    const source = "aws";
    await load([s3("fixture", "BILLING_PERIOD=2026-05")], { source });
    await load([s3("fixture", JUNE)], { source });
    const may = [42, 32.7663, 32.7663];
    expect(monthsOf(store)).toEqual({ "2026-05": may, "2026-06": may });
    const restated = await load([s3("restated", JUNE)], { source });
    expect(restated.deliveries[0]?.replaced?.totals[0]?.BilledCost).toBe(32.7663);
    expect(monthsOf(store)).toEqual({ "2026-05": may, "2026-06": [42, 58.1679, 58.1679] });
  });

  const AZURE = `${DATA}/costroid/azure-focus`;
  const export_ = (tree: string, path: string) =>
    `${AZURE}/${tree}/devaccount/exports/costroid-demo/${path}`;

  test("an Azure export has its months, and a regenerated May replaces May alone", async () => {
    const source = "azure";
    const june = "20260601-20260630/1a2b3c4d-5e6f-7089-9abc-def012345678";
    await load([export_("fixture", "mtd-snapshot/current"), export_("fixture", june)], { source });
    expect(monthsOf(store)).toEqual({ "2026-05": [5, 20.5, 18.7], "2026-06": [5, 12, 12] });
    await load([export_("restated", "mtd-snapshot/regen-42")], { source });
    expect(monthsOf(store)).toEqual({ "2026-05": [5, 19.5, 17.7], "2026-06": [5, 12, 12] });
  });

  const SPEC = `${DATA}/spec-examples-1.2`;
  const purchase = "commitment_discount_scenarios/commitment_discount_purchase_scenario_";
  const usage = "commitment_discount_scenarios/commitment_discount_usage_scenario_";
  const flexibility = "commitment_discount_flexibility/";
  const currency = "saas_examples/virtual_currency_pricing_model_";
  test.each([
    [`${purchase}1`, 8760, 0],
    [`${purchase}2`, 3, 0],
    [`${purchase}3`, 4381.5, 0],
    [`${usage}1`, 0, 1],
    [`${usage}2`, 0, 1],
    [`${usage}3`, 0, 1],
    [`${usage}4`, 0.5, 1.5],
    [
      `${flexibility}one_hundred_percent_utilization_with_commitment_discount_flexibility_with_1_resource`,
      2.75,
      2.75,
    ],
    [
      `${flexibility}one_hundred_percent_utilization_with_commitment_discount_flexibility_with_2_resources`,
      2,
      2,
    ],
    [
      `${flexibility}one_hundred_percent_utilization_without_commitment_discount_flexibility`,
      1.5,
      1.5,
    ],
    [`${flexibility}zero_percent_utilization_without_commitment_discount_flexibility`, 3.5, 3.5],
    ["saas_examples/simple_agreements/simple_saas_agreements_a1", 10_000, 10_000],
    ["saas_examples/simple_agreements/simple_saas_agreements_a2", 50_000, 50_000],
    ["saas_examples/simple_agreements/simple_saas_agreements_a3", 1000, 1000],
    ["saas_examples/simple_agreements/simple_saas_agreements_b", 50_000, 50_000],
    ["saas_examples/simple_agreements/simple_saas_agreements_c", 35_800, 35_800],
    ["saas_examples/spend_agreements/saas_spend_agreements_a1", 1200, 1200],
    ["saas_examples/spend_agreements/saas_spend_agreements_a2", 1200, 1200],
    ["saas_examples/spend_agreements/saas_spend_agreements_b1", 1200, 1200],
    ["saas_examples/spend_agreements/saas_spend_agreements_b2", 1200, 1200],
    [`${currency}a1`, 200_000, 0],
    [`${currency}a2`, 0, 1230],
    [`${currency}b1`, 100_000, 0],
    [`${currency}b2`, 0, 615],
    [`${currency}b3`, 0, 495],
    [`${currency}c`, 53_000, 0],
  ])("example %s: billed %d, effective %d", async (name, billed, effective) => {
    await load([`${SPEC}/${name}.csv`]);
    expect(sums()).toEqual([billed, effective]);
  });
});
