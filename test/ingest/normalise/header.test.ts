import { describe, expect, test } from "vitest";
import { FOCUS_COLUMNS } from "#src/focus/columns";
import { resolveHeader } from "#src/ingest/normalise/header";

const mandatory = [
  "BilledCost",
  "EffectiveCost",
  "BillingPeriodStart",
  "ChargePeriodStart",
  "ChargeCategory",
];

/** The FOCUS column, or the name in brackets, of each position. */
function meanings(columns: readonly string[]): string[] {
  return resolveHeader(columns).columns.map((column) =>
    column.kind === "focus" ? column.column : `(${column.name})`,
  );
}

describe("resolveHeader", () => {
  test("takes every FOCUS column by its name, without a quirk", () => {
    const names = FOCUS_COLUMNS.map(({ name }) => name);
    expect(meanings(names)).toEqual(names);
    expect(resolveHeader(names)).toMatchObject({ version: "1.4", quirks: [], problems: [] });
  });

  test.each([
    ["SkuPriceid", "SkuPriceId", "header-spelling"],
    ["InvoiceID", "InvoiceId", "header-spelling"],
    [" BilledCost ", "BilledCost", "header-spelling"],
    ["BILLEDCOST", "BilledCost", "header-spelling"],
    ["billed_cost", "BilledCost", "header-spelling"],
    ["Billed Cost", "BilledCost", "header-spelling"],
    ["Region", "RegionId", "header-older-name"],
    ["UsageQuantity", "ConsumedQuantity", "header-older-name"],
    ["UsageUnit", "ConsumedUnit", "header-older-name"],
    ["AmortizedCost", "EffectiveCost", "header-older-name"],
    ["ChargeType", "ChargeCategory", "header-older-name"],
    ["Provider", "ProviderName", "header-older-name"],
    ["Publisher", "PublisherName", "header-older-name"],
    ["InvoiceIssuer", "InvoiceIssuerName", "header-older-name"],
  ])("%j is %s", (spelling, column, quirk) => {
    const reading = resolveHeader([spelling]);
    expect(reading.columns).toEqual([{ kind: "focus", column }]);
    expect(reading.quirks).toEqual([quirk]);
  });

  test.each([
    "ChargeSubcategory",
    "x_ServiceName",
    "oci_BilledQuantityOverage",
    "Id",
    "constructor",
  ])("%s is kept beside the FOCUS columns", (name) => {
    const reading = resolveHeader([name]);
    expect(reading.columns).toEqual([{ kind: "extra", name }]);
    expect(reading.quirks).toEqual([]);
  });

  test("an older name gives way to the present one", () => {
    const columns = [...mandatory, "Region", "RegionId"];
    expect(meanings(columns)).toEqual([...mandatory, "(Region)", "RegionId"]);
    expect(resolveHeader(columns).problems).toEqual([]);
  });

  test("a column without a name is kept by its position", () => {
    expect(meanings(["BilledCost", "", " "])).toEqual(["BilledCost", "(x_Column2)", "(x_Column3)"]);
  });

  test.each([
    [
      ["BilledCost", "billedCost "],
      'BilledCost is there more than once, as "BilledCost" and "billedCost "',
    ],
    [["x_Team", "x_team"], 'x_team is there more than once, as "x_Team" and "x_team"'],
    [
      ["Provider", "provider"],
      'ProviderName is there more than once, as "Provider" and "provider"',
    ],
  ])("%j is a problem", (twice, problem) => {
    const columns = [...mandatory.filter((column) => !twice.includes(column)), ...twice];
    expect(resolveHeader(columns).problems).toEqual([
      `The column ${problem}; keep the right one only.`,
    ]);
  });

  test("names what is missing", () => {
    expect(resolveHeader(["BilledCost", "MadeUpColumn", "BillingCurrency"]).problems).toEqual([
      "The header lacks EffectiveCost, BillingPeriodStart, ChargePeriodStart, ChargeCategory; a FOCUS file has at least BilledCost, EffectiveCost, BillingPeriodStart, ChargePeriodStart, ChargeCategory.",
    ]);
    expect(resolveHeader(mandatory).problems).toEqual([]);
  });
});
