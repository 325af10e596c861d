import { describe, expect, test } from "vitest";
import { foldCompany, isSameCompany } from "#src/ingest/normalise/company";
import { resolveParties, type StatedParties } from "#src/ingest/normalise/parties";

const unstated: StatedParties = {
  ServiceProviderName: null,
  HostProviderName: null,
  ProviderName: null,
  PublisherName: null,
  InvoiceIssuerName: null,
};

describe("foldCompany", () => {
  test.each([
    ["AWS", "AWS"],
    ["aws", "AWS"],
    ["Amazon Web Services", "AWS"],
    ["Amazon Web Services, Inc.", "AWS"],
    ["Amazon Web Services Canada, Inc.", "AWS"],
    ["Amazon Web Services EMEA SARL", "AWS"],
    ["Amazon Web Services EMEA S.à r.l.", "AWS"],
    ["Amazon Web Services India Private Limited", "AWS"],
    ["Microsoft", "Microsoft"],
    ["Microsoft Corporation", "Microsoft"],
    ["Microsoft Azure", "Microsoft"],
    ["Azure", "Microsoft"],
    ["Microsoft Ireland Operations Ltd.", "Microsoft"],
    ["Google", "Google Cloud"],
    ["Google Cloud", "Google Cloud"],
    ["Google LLC", "Google Cloud"],
    ["Google Cloud EMEA Limited", "Google Cloud"],
    ["GCP", "Google Cloud"],
    ["Oracle", "Oracle"],
    ["OCI", "Oracle"],
    ["Oracle Corporation", "Oracle"],
    ["Oracle America, Inc.", "Oracle"],
    ["Aliyun", "Alibaba Cloud"],
    ["Alibaba Cloud (Singapore) Private Limited", "Alibaba Cloud"],
    ["IBM Cloud", "IBM"],
    ["Databricks, Inc.", "Databricks"],
    ["Snowflake Inc.", "Snowflake"],
    ["OpenAI, L.L.C.", "OpenAI"],
    ["Anthropic, PBC", "Anthropic"],
    ["MongoDB Atlas", "MongoDB"],
    ["OVH SAS", "OVHcloud"],
  ])("%s is %s", (name, company) => {
    expect(foldCompany(name)).toBe(company);
  });

  test.each([
    " Contoso Software Ltd",
    "Red Hat Inc.",
    "Googleplex",
    "Oraclesoft",
    "Co",
    "Inc.",
    "日本",
  ])("%j stays as spelled", (name) => {
    expect(foldCompany(name)).toBe(name.trim());
  });
});

test("names that differ in case, punctuation or legal form are one company", () => {
  expect(isSameCompany("Acme, Inc.", "ACME")).toBe(true);
  expect(isSameCompany("AWS", "Amazon Web Services EMEA SARL")).toBe(true);
  expect(isSameCompany("Acme", "Acme Labs")).toBe(false);
  expect(isSameCompany("日本", "中国")).toBe(false);
});

describe("resolveParties", () => {
  test.each<[string, Partial<StatedParties>, object]>([
    [
      "directly from a cloud",
      {
        ProviderName: "AWS",
        PublisherName: "Amazon Web Services, Inc.",
        InvoiceIssuerName: "Amazon Web Services EMEA SARL",
      },
      {
        serviceProvider: "AWS",
        hostProvider: "AWS",
        invoiceIssuer: "Amazon Web Services EMEA SARL",
        quirks: [],
      },
    ],
    [
      "on a marketplace",
      { ProviderName: "AWS", PublisherName: "Red Hat Inc.", InvoiceIssuerName: "AWS" },
      {
        serviceProvider: "Red Hat Inc.",
        hostProvider: "AWS",
        invoiceIssuer: "AWS",
        quirks: ["provider-from-publisher"],
      },
    ],
    [
      "without a publisher or an issuer (Azure reservations)",
      { ProviderName: "Microsoft" },
      {
        serviceProvider: "Microsoft",
        hostProvider: "Microsoft",
        invoiceIssuer: "Microsoft",
        quirks: ["invoice-issuer-filled"],
      },
    ],
    [
      "with a publisher alone",
      { PublisherName: "Acme Co", InvoiceIssuerName: "Acme Co" },
      { serviceProvider: "Acme Co", hostProvider: "Acme Co", invoiceIssuer: "Acme Co", quirks: [] },
    ],
    [
      "as FOCUS 1.3 states it, whatever the deprecated columns say",
      {
        ServiceProviderName: "Amazon Web Services, Inc.",
        HostProviderName: "Google LLC",
        ProviderName: "MSP",
        PublisherName: "Acme",
        InvoiceIssuerName: "Reseller GmbH",
      },
      {
        serviceProvider: "AWS",
        hostProvider: "Google Cloud",
        invoiceIssuer: "Reseller GmbH",
        quirks: [],
      },
    ],
    [
      "with a host that FOCUS 1.3 leaves open",
      { ServiceProviderName: "MinimalCo", InvoiceIssuerName: "MinimalCo" },
      {
        serviceProvider: "MinimalCo",
        hostProvider: null,
        invoiceIssuer: "MinimalCo",
        quirks: [],
      },
    ],
    [
      "of nobody",
      {},
      {
        serviceProvider: null,
        hostProvider: null,
        invoiceIssuer: null,
        quirks: ["provider-missing", "invoice-issuer-missing"],
      },
    ],
  ])("bought %s", (_, stated, parties) => {
    expect(resolveParties({ ...unstated, ...stated })).toEqual(parties);
  });
});
