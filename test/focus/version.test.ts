import { expect, test } from "vitest";
import { detectVersion } from "#src/focus/version";

test.each([
  [["BilledCost", "ProviderName", "RegionId"], "1.0"],
  [["BilledCost", "ProviderName", "SkuMeter"], "1.1"],
  [["BilledCost", "ProviderName", "SkuMeter", "InvoiceId"], "1.2"],
  [["BilledCost", "ProviderName", "ServiceProviderName"], "1.3"],
  [["BilledCost", "ServiceProviderName", "InvoiceDetailId"], "1.4"],
  [["BilledCost", "CommitmentProgramEligibilityDetails", "ProviderName"], "1.4"],
  [["BilledCost", "x_ServiceProviderName"], "1.0"],
  [[], "1.0"],
])("%j is %s", (columns, version) => {
  expect(detectVersion(columns)).toBe(version);
});
