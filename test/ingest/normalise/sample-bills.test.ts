import { existsSync, globSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { FOCUS_COLUMNS, type FocusColumn } from "#src/focus/columns";
import { readDateTime, readPeriodEnd } from "#src/ingest/normalise/date";
import { readDecimalCell } from "#src/ingest/normalise/decimal";
import { readEnum } from "#src/ingest/normalise/enum-value";
import { resolveHeader } from "#src/ingest/normalise/header";
import { readText } from "#src/ingest/normalise/null";
import { resolveParties } from "#src/ingest/normalise/parties";
import type { Reading } from "#src/ingest/normalise/reading";
import { readTags } from "#src/ingest/normalise/tags";

const DATA = "../shared/data";
const TYPES = new Map<string, string>(FOCUS_COLUMNS.map(({ name, type }) => [name, type]));

type Charge = ReadonlyMap<FocusColumn, string | number | null>;

interface Bill {
  readonly charges: readonly Charge[];
  readonly quirks: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

/** The rows of a CSV text; enough for the sample files, whose cells hold no line ends. */
function parseCsv(text: string): string[][] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  return lines
    .filter((line) => line !== "")
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        (cell) => cell[1]?.replaceAll('""', '"') ?? cell[2] ?? "",
      ),
    );
}

function readCell(column: FocusColumn, raw: string): Reading<string | number> {
  if (column.endsWith("PeriodEnd")) return readPeriodEnd(raw);
  if (TYPES.get(column) === "datetime") return readDateTime(raw);
  if (TYPES.get(column) === "decimal") return readDecimalCell(raw);
  if (column === "Tags") return readTags(raw);
  switch (column) {
    case "ChargeCategory":
    case "ChargeClass":
    case "ChargeFrequency":
    case "PricingCategory":
    case "CommitmentDiscountStatus":
    case "ServiceCategory":
      return readEnum(column, raw);
    default:
      return readText(raw);
  }
}

function readBill(path: string): Bill {
  const bytes = readFileSync(`${DATA}/${path}`);
  const [names = [], ...rows] = parseCsv(String(path.endsWith(".gz") ? gunzipSync(bytes) : bytes));
  const header = resolveHeader(names);
  const quirks = new Map<string, number>();
  const problems = [...header.problems];
  const note = (reading: Reading<unknown>, column: string, raw: string) => {
    if (!reading.ok) problems.push(`${column} ${raw}: ${reading.problem}`);
    else if (reading.quirk !== undefined) {
      quirks.set(reading.quirk, (quirks.get(reading.quirk) ?? 0) + 1);
    }
  };
  const charges = rows.map((row) => {
    const charge = new Map<FocusColumn, string | number | null>();
    for (const [index, meaning] of header.columns.entries()) {
      const raw = row[index] ?? "";
      if (meaning.kind === "extra") continue;
      const reading = readCell(meaning.column, raw);
      note(reading, meaning.column, raw);
      charge.set(meaning.column, reading.ok ? reading.value : null);
    }
    return charge;
  });
  return { charges, quirks, problems };
}

function total(charges: readonly Charge[], column: FocusColumn): number {
  return charges.reduce((sum, charge) => sum + Number(charge.get(column)), 0);
}

function text(charge: Charge, column: FocusColumn): string | null {
  const value = charge.get(column) ?? null;
  return value === null ? null : String(value);
}

function partiesOf(charge: Charge) {
  return resolveParties({
    ServiceProviderName: text(charge, "ServiceProviderName"),
    HostProviderName: text(charge, "HostProviderName"),
    ProviderName: text(charge, "ProviderName"),
    PublisherName: text(charge, "PublisherName"),
    InvoiceIssuerName: text(charge, "InvoiceIssuerName"),
  });
}

function billedBy(charges: readonly Charge[], party: "serviceProvider" | "hostProvider") {
  const groups = Map.groupBy(charges, (charge) => partiesOf(charge)[party]);
  return Object.fromEntries(
    [...groups].map(([name, group]) => [name, total(group, "BilledCost").toFixed(6)]),
  );
}

describe.skipIf(!existsSync(DATA))("the public sample bills", () => {
  test("the official 1.0 sample has its published totals and quirks", () => {
    const { charges, quirks, problems } = readBill("focus-sample-data-1.0/focus_sample.csv");
    expect(problems).toEqual([]);
    expect(charges).toHaveLength(1000);
    expect(total(charges, "BilledCost")).toBeCloseTo(20.52022672899, 10);
    expect(total(charges, "EffectiveCost")).toBeCloseTo(14.97651418586, 10);
    expect(Object.fromEntries(quirks)).toEqual({
      "null-word": 8973,
      "date-without-zone": 4000,
      "enum-casing": 7,
    });
    expect(charges.filter((charge) => charge.get("Tags") !== null)).toHaveLength(711);
  });

  test("the official 1.0 sample splits into its providers and one marketplace seller", () => {
    const { charges } = readBill("focus-sample-data-1.0/focus_sample.csv");
    expect(billedBy(charges, "serviceProvider")).toEqual({
      AWS: "17.664639",
      "Red Hat Inc.": "0.342000",
      Microsoft: "1.976514",
      Oracle: "0.537074",
    });
    expect(billedBy(charges, "hostProvider")).toEqual({
      AWS: "18.006639",
      Microsoft: "1.976514",
      Oracle: "0.537074",
    });
  });

  test.each([
    ["commitment_discount_scenarios/commitment_discount_purchase_scenario_1", 8760, 0],
    ["commitment_discount_scenarios/commitment_discount_purchase_scenario_2", 3, 0],
    ["commitment_discount_scenarios/commitment_discount_purchase_scenario_3", 4381.5, 0],
    ["commitment_discount_scenarios/commitment_discount_usage_scenario_1", 0, 1],
    ["commitment_discount_scenarios/commitment_discount_usage_scenario_2", 0, 1],
    ["commitment_discount_scenarios/commitment_discount_usage_scenario_3", 0, 1],
    ["commitment_discount_scenarios/commitment_discount_usage_scenario_4", 0.5, 1.5],
    ["saas_examples/simple_agreements/simple_saas_agreements_a1", 10_000, 10_000],
    ["saas_examples/simple_agreements/simple_saas_agreements_a2", 50_000, 50_000],
    ["saas_examples/simple_agreements/simple_saas_agreements_a3", 1_000, 1_000],
    ["saas_examples/simple_agreements/simple_saas_agreements_b", 50_000, 50_000],
    ["saas_examples/simple_agreements/simple_saas_agreements_c", 35_800, 35_800],
    ["saas_examples/spend_agreements/saas_spend_agreements_a1", 1_200, 1_200],
    ["saas_examples/spend_agreements/saas_spend_agreements_b2", 1_200, 1_200],
    ["saas_examples/virtual_currency_pricing_model_a1", 200_000, 0],
    ["saas_examples/virtual_currency_pricing_model_a2", 0, 1_230],
    ["saas_examples/virtual_currency_pricing_model_b1", 100_000, 0],
    ["saas_examples/virtual_currency_pricing_model_c", 53_000, 0],
  ])("the specification's %s is %d billed, %d effective", (file, billed, effective) => {
    const { charges, problems } = readBill(`spec-examples-1.2/${file}.csv`);
    expect(problems).toEqual([]);
    expect(total(charges, "BilledCost")).toBe(billed);
    expect(total(charges, "EffectiveCost")).toBe(effective);
  });

  test("every file but the broken ones can be read", () => {
    const files = globSync("{focus-sample-data-1.0,spec-examples-1.2,costroid}/**/*.{csv,csv.gz}", {
      cwd: DATA,
    });
    const broken = files.filter((file) => readBill(file).problems.length > 0);
    expect(files.length).toBeGreaterThan(40);
    expect(broken.toSorted()).toEqual([
      "costroid/focus-csv/negative/duplicate-header.csv",
      "costroid/focus-csv/negative/unknown-header.csv",
    ]);
  });

  test.each([
    ["literal-null", "BilledCost"],
    ["null-chargeperiodstart", "ChargePeriodStart"],
  ] as const)("%s leaves %s empty, for the load to refuse", (file, column) => {
    const { charges } = readBill(`costroid/focus-csv/negative/${file}.csv`);
    expect(charges.map((charge) => charge.get(column))).toEqual([null]);
  });
});
