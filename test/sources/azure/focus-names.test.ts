import { describe, expect, test } from "vitest";
import {
  focusBillingAccount,
  focusRegion,
  focusServiceName,
  focusSubscription,
  isServiceOfExports,
  presentValue,
} from "#src/sources/azure/focus-names";

describe("Azure's values as FOCUS exports have them", () => {
  test.each([
    ["EU West", "westeurope", "West Europe"],
    ["us east 2", "eastus2", "East US 2"],
    ["North Europe", "northeurope", "North Europe"],
    ["swedencentral", "swedencentral", "Sweden Central"],
    ["DE West Central", "germanywestcentral", "Germany West Central"],
    ["Global", "global", "Global"],
    ["Atlantis North", "atlantisnorth", "Atlantis North"],
  ])("region %s", (location, id, name) => {
    expect(focusRegion(location)).toEqual({ id, name });
  });

  test.each([
    ["SQL Database", "Azure SQL Database", true],
    ["virtual machines", "Virtual Machines", true],
    ["Storage", "Storage Accounts", false],
    ["Contoso Backup", "Contoso Backup", false],
  ])("service %s", (service, name, isSame) => {
    expect(focusServiceName(service)).toBe(name);
    expect(isServiceOfExports(service)).toBe(isSame);
  });

  test.each(["", " ", "Unassigned", null, undefined])("%j is no value", (value) => {
    expect(presentValue(value)).toBe(null);
  });

  test("subscriptions and billing accounts", () => {
    expect(focusSubscription("0AAA-1")).toBe("/subscriptions/0aaa-1");
    expect(focusSubscription("/subscriptions/0AAA-1/resourceGroups/x")).toBe(
      "/subscriptions/0aaa-1",
    );
    const account = "/providers/Microsoft.Billing/billingAccounts/1";
    expect(focusBillingAccount(`${account}/departments/2`)).toBe(account);
    expect(focusBillingAccount(`${account}/billingProfiles/P/invoiceSections/S`)).toBe(
      `${account}/billingProfiles/P`,
    );
    expect(focusBillingAccount("/subscriptions/1")).toBe(null);
  });
});
