import { describe, expect, test } from "vitest";
import { ALLOWED_VALUES } from "#src/focus/allowed-values";
import { type EnumColumn, readEnum } from "#src/ingest/normalise/enum-value";

describe("readEnum", () => {
  test.each<[EnumColumn, string, string, string]>([
    ["ChargeCategory", "usage", "Usage", "enum-casing"],
    ["ChargeCategory", " TAX ", "Tax", "enum-casing"],
    ["ChargeClass", "correction", "Correction", "enum-casing"],
    ["ChargeFrequency", "Usage-based", "Usage-Based", "enum-casing"],
    ["ChargeFrequency", "one time", "One-Time", "enum-casing"],
    ["PricingCategory", "On-Demand", "Standard", "enum-older-name"],
    ["PricingCategory", "Commitment-Based", "Committed", "enum-older-name"],
    ["PricingCategory", "On Demand", "Standard", "enum-older-name"],
    ["PricingCategory", "Spot", "Spot", "unknown-value"],
    ["CommitmentDiscountStatus", "USED", "Used", "enum-casing"],
    ["ServiceCategory", "Ai And Machine Learning", "AI and Machine Learning", "enum-casing"],
    ["ServiceCategory", "Database", "Database", "unknown-value"],
    ["ServiceSubcategory", "No-SQL DB", "No-SQL DB", "unknown-value"],
    ["ServiceSubcategory", "virtual machines", "Virtual Machines", "enum-casing"],
  ])("%s %j is %s", (column, raw, value, quirk) => {
    expect(readEnum(column, raw)).toEqual({ ok: true, value, quirk });
  });

  test("the specified spellings have no quirk", () => {
    for (const [column, values] of Object.entries(ALLOWED_VALUES)) {
      for (const value of values) {
        expect(readEnum(column as EnumColumn, value)).toEqual({ ok: true, value });
      }
    }
  });

  test.each(["Support", "Usages", "constructor", "0"])("ChargeCategory %s is refused", (raw) => {
    expect(readEnum("ChargeCategory", raw)).toEqual({
      ok: false,
      problem: "ChargeCategory is one of Usage, Purchase, Tax, Credit, Adjustment.",
    });
  });

  test("an empty ChargeCategory is flagged, an empty ChargeClass is ordinary", () => {
    const missing = { ok: true, value: null, quirk: "charge-category-missing" };
    expect(readEnum("ChargeCategory", "NULL")).toEqual(missing);
    expect(readEnum("ChargeClass", "")).toEqual({ ok: true, value: null });
  });

  test("a value named like an object's own member is just unknown", () => {
    expect(readEnum("PricingCategory", "constructor")).toMatchObject({ value: "constructor" });
  });
});
