import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importBills } from "#src/ingest/import-bills";
import { Store } from "#src/store/store";

const BASE = {
  BilledCost: "1",
  EffectiveCost: "1",
  BillingCurrency: "USD",
  BillingPeriodStart: "2026-10-01T00:00:00Z",
  BillingPeriodEnd: "2026-11-01T00:00:00Z",
  ChargePeriodStart: "2026-10-05T00:00:00Z",
  ChargePeriodEnd: "2026-10-06T00:00:00Z",
  ChargeCategory: "Usage",
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tally-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The one charge of a bill, as the view `focus` shows it, and the version that was recognised. */
async function importRow(row: Readonly<Record<string, string>>): Promise<{
  readonly focus: Record<string, unknown>;
  readonly version: string | undefined;
  readonly quirks: string[];
}> {
  const file = join(folder, "bill.csv");
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const lines = [Object.keys(row), Object.values(row)].map((cells) => cells.map(quote).join(","));
  writeFileSync(file, lines.join("\n"));
  const store = new Store(":memory:", []);
  try {
    const report = await importBills(store, { paths: [file], again: false, now: new Date() });
    const focus = store.database.prepare("SELECT * FROM focus").get() as Record<string, unknown>;
    const version = store.deliveries.list()[0]?.focusVersion;
    return { focus, version, quirks: [...report.quirks.keys()] };
  } finally {
    store.close();
  }
}

describe("a bill of an older or newer FOCUS version", () => {
  test.each([
    ["1.0", {}],
    ["1.1", { SkuMeter: "Requests" }],
    ["1.2", { InvoiceId: "INV-1", PricingCurrency: "EUR" }],
    ["1.3", { ServiceProviderName: "AWS", HostProviderName: "AWS" }],
    ["1.4", { InvoiceDetailId: "7", ServiceProviderName: "AWS" }],
  ])("%s is recognised by its columns, which are kept", async (expected, columns) => {
    const { focus, version } = await importRow({ ...BASE, ...columns });
    expect(version).toBe(expected);
    expect(focus).toMatchObject(columns);
  });

  test("1.0-preview and older OCI names become today's columns", async () => {
    const { focus } = await importRow({
      ...BASE,
      ChargeCategory: "Adjustment",
      ChargeSubcategory: "Credit",
      Provider: "Oracle",
      Publisher: "Oracle",
      InvoiceIssuer: "Oracle",
      Region: "us-sanjose-1",
      UsageQuantity: "3",
      UsageUnit: "GB Hours",
      PricingCategory: "On-Demand",
      oci_CompartmentName: "root",
    });
    expect(focus).toMatchObject({
      ChargeCategory: "Credit",
      ServiceProviderName: "Oracle",
      InvoiceIssuerName: "Oracle",
      RegionId: "us-sanjose-1",
      ConsumedQuantity: 3,
      ConsumedUnit: "GB Hours",
      PricingCategory: "Standard",
    });
    expect(JSON.parse(String(focus["x_ItemColumns"]))).toMatchObject({
      oci_CompartmentName: "root",
    });
  });
});

describe("a bill with a provider's quirks", () => {
  test("Oracle's inclusive ends become exclusive", async () => {
    const { focus, quirks } = await importRow({
      ...BASE,
      BillingPeriodEnd: "2026-10-31T23:59:59.999Z",
      ChargePeriodStart: "2026-10-05T01:00Z",
      ChargePeriodEnd: "2026-10-05T01:59:59.999Z",
    });
    expect(focus).toMatchObject({
      BillingPeriodEnd: "2026-11-01T00:00:00Z",
      ChargePeriodStart: "2026-10-05T01:00:00Z",
      ChargePeriodEnd: "2026-10-05T02:00:00Z",
    });
    expect(quirks).toContain("inclusive-end");
  });

  test("Google's lower-case categories and inclusive month ends are put right", async () => {
    const { focus } = await importRow({
      ...BASE,
      ChargeCategory: "adjustment",
      ChargeClass: "correction",
      BillingPeriodEnd: "2026-10-31",
      Tags: '[{"key":"team","value":"data","x_type":"label"}]',
    });
    expect(focus).toMatchObject({
      ChargeCategory: "Adjustment",
      ChargeClass: "Correction",
      BillingPeriodEnd: "2026-11-01T00:00:00Z",
      Tags: '{"team":"data"}',
    });
  });

  test("Azure's dates without zone, NULL words and spreadsheet dates are read as UTC", async () => {
    const { focus, quirks } = await importRow({
      ...BASE,
      ChargePeriodStart: "2026-10-05T00:00",
      ChargePeriodEnd: "10/6/26",
      ServiceName: "NULL",
      ResourceId: "",
    });
    expect(focus).toMatchObject({
      ChargePeriodStart: "2026-10-05T00:00:00Z",
      ChargePeriodEnd: "2026-10-06T00:00:00Z",
      ServiceName: null,
      ResourceId: null,
    });
    expect(quirks).toEqual(
      expect.arrayContaining(["date-without-zone", "date-month-first", "null-word"]),
    );
  });

  test("a marketplace sale is put down to its publisher, hosted by the provider", async () => {
    const { focus } = await importRow({
      ...BASE,
      ProviderName: "AWS",
      PublisherName: "Red Hat Inc.",
      InvoiceIssuerName: "Amazon Web Services, Inc.",
    });
    expect(focus).toMatchObject({
      ServiceProviderName: "Red Hat Inc.",
      HostProviderName: "AWS",
      ProviderName: "AWS",
      PublisherName: "Red Hat Inc.",
    });
  });

  test("two spellings of one company are one provider", async () => {
    const { focus } = await importRow({
      ...BASE,
      ProviderName: "AWS",
      PublisherName: "Amazon Web Services EMEA SARL",
    });
    expect(focus).toMatchObject({ ServiceProviderName: "AWS", HostProviderName: "AWS" });
  });

  test("unknown columns are kept by name, amounts apart from texts", async () => {
    const { focus } = await importRow({
      ...BASE,
      x_BilledCostInUsd: "1.0825",
      MyColumn: "blue",
      __proto__x: "1",
    });
    expect(JSON.parse(String(focus["x_ItemColumns"]))).toEqual({
      MyColumn: "blue",
      __proto__x: "1",
    });
    expect(JSON.parse(String(focus["x_ChargeColumns"]))).toEqual({ x_BilledCostInUsd: "1.0825" });
  });

  test("a correction stays in the billing period that delivered it, with its old charge period", async () => {
    const { focus } = await importRow({
      ...BASE,
      ChargeClass: "Correction",
      ChargePeriodStart: "2026-05-01T00:00:00Z",
      ChargePeriodEnd: "2026-05-02T00:00:00Z",
    });
    expect(focus).toMatchObject({
      BillingPeriodStart: "2026-10-01T00:00:00Z",
      ChargePeriodStart: "2026-05-01T00:00:00Z",
    });
  });
});
