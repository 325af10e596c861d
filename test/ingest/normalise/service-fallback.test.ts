import { describe, expect, test } from "vitest";
import { fillService, type StatedService } from "#src/ingest/normalise/service-fallback";

const purchase: StatedService = {
  ServiceName: null,
  ServiceCategory: "Other",
  SkuMeter: null,
  ChargeDescription: "Savings plan monthly fee",
  ChargeCategory: "Purchase",
  hostProvider: "Microsoft",
};

describe("fillService", () => {
  test("leaves what is stated", () => {
    const stated = { ...purchase, ServiceName: "Virtual Machines", ServiceCategory: "Database" };
    expect(fillService(stated)).toEqual({
      serviceName: "Virtual Machines",
      serviceCategory: "Database",
      quirks: [],
    });
  });

  test("names an Azure purchase by its meter, else by its description", () => {
    expect(fillService(purchase)).toEqual({
      serviceName: "Savings plan monthly fee",
      serviceCategory: "Other",
      quirks: ["service-name-filled"],
    });
    expect(fillService({ ...purchase, SkuMeter: "Reserved VM" }).serviceName).toBe("Reserved VM");
  });

  test.each([
    ["a credit", { ChargeCategory: "Credit" }],
    ["another provider's purchase", { hostProvider: "AWS" }],
    ["nobody's purchase", { hostProvider: null }],
    ["a purchase without any words", { ChargeDescription: null }],
  ])("leaves %s nameless", (_, changed) => {
    expect(fillService({ ...purchase, ...changed })).toEqual({
      serviceName: null,
      serviceCategory: "Other",
      quirks: ["service-name-missing"],
    });
  });

  test("puts an unclassified charge in Other", () => {
    const stated = { ...purchase, ServiceName: "AwesomeDB", ServiceCategory: null };
    expect(fillService(stated)).toEqual({
      serviceName: "AwesomeDB",
      serviceCategory: "Other",
      quirks: ["service-category-filled"],
    });
  });
});
