import type { Environment } from "./company.ts";

/** Who bills the company: one delivery a month comes from each. */
export interface BillingAccount {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly currency: string;
  readonly issuer: string;
  readonly invoicePrefix: string;
  readonly subAccountType: string;
  /** How the provider wants tag keys: as typed, as Azure resource tags, as Google labels, or none. */
  readonly tagging: "free" | "labels" | "none";
  /** Days that its data trail the clock: 2 means that yesterday isn't delivered. */
  readonly lagDays: number;
}

/** Every source of billing data by its name. */
export const billingAccounts = {
  aws: {
    id: "200000000001",
    name: "Northwind Robotics",
    type: "Payer Account",
    currency: "USD",
    issuer: "AWS",
    invoicePrefix: "EUINUS",
    subAccountType: "Linked Account",
    tagging: "free",
    lagDays: 2,
  },
  azure: {
    id: "7f3a1c52-4d8e-4b1f-9c60-2e5d8a7b3f10",
    name: "Northwind Robotics GmbH",
    type: "Billing Profile",
    currency: "EUR",
    issuer: "Microsoft",
    invoicePrefix: "E0500",
    subAccountType: "Subscription",
    tagging: "free",
    lagDays: 2,
  },
  gcp: {
    id: "01A2B3-C4D5E6-F70819",
    name: "Northwind Robotics Google Cloud",
    type: "Billing Account",
    currency: "USD",
    issuer: "Google Cloud",
    invoicePrefix: "GC",
    subAccountType: "Project",
    tagging: "labels",
    lagDays: 2,
  },
  databricks: {
    id: "dbx-5c1f70e2-9b34",
    name: "Northwind Robotics Databricks",
    type: "Account",
    currency: "USD",
    issuer: "Databricks",
    invoicePrefix: "DBX-INV-",
    subAccountType: "Workspace",
    tagging: "labels",
    lagDays: 2,
  },
  snowflake: {
    id: "NORTHWIND",
    name: "Northwind Robotics Snowflake",
    type: "Organization",
    currency: "USD",
    issuer: "Snowflake",
    invoicePrefix: "SNOW-",
    subAccountType: "Account",
    tagging: "labels",
    lagDays: 3,
  },
  "mongodb-atlas": {
    id: "65f0a1b2c3d4e5f601234567",
    name: "Northwind Robotics Atlas",
    type: "Organization",
    currency: "USD",
    issuer: "MongoDB",
    invoicePrefix: "MDB-",
    subAccountType: "Project",
    tagging: "labels",
    lagDays: 2,
  },
  openai: {
    id: "org-nwrobotics7Qm2Lx",
    name: "Northwind Robotics OpenAI",
    type: "Organization",
    currency: "USD",
    issuer: "OpenAI",
    invoicePrefix: "OAI-",
    subAccountType: "Project",
    tagging: "none",
    lagDays: 2,
  },
  anthropic: {
    id: "5b0e7d1c-org-northwind",
    name: "Northwind Robotics Anthropic",
    type: "Organization",
    currency: "USD",
    issuer: "Anthropic",
    invoicePrefix: "ANT-",
    subAccountType: "Workspace",
    tagging: "none",
    lagDays: 2,
  },
} as const satisfies Record<string, BillingAccount>;

/** The name of a source of billing data. */
export type SourceName = keyof typeof billingAccounts;

/** An account, subscription, project or workspace. */
export interface SubAccount {
  readonly source: SourceName;
  readonly id: string;
  readonly name: string;
  /** The name before the account was renamed. */
  readonly formerName?: string;
  readonly environment: Environment;
  readonly region: string;
}

/** Every sub-account by a short key, provider first. */
export const subAccounts = {
  "aws-prod": aws("210000000011", "northwind-prod", "production"),
  "aws-staging": aws("210000000012", "northwind-staging", "staging"),
  "aws-dev": aws("210000000013", "northwind-dev", "development"),
  "aws-data": {
    ...aws("210000000014", "northwind-data-platform", "production"),
    formerName: "northwind-analytics",
  },
  "aws-ml": aws("210000000015", "northwind-ml", "production", "us-west-2"),
  "aws-security": aws("210000000016", "northwind-security", "production"),
  "aws-shared": aws("210000000017", "northwind-shared-services", "production"),
  "aws-sandbox": aws("210000000018", "northwind-sandbox", "development"),
  "azure-prod": azure("3d0c7e1a-5b62-4f19-8a37-c1e94b7d2f01", "robotics-eu-prod", "production"),
  "azure-staging": azure("3d0c7e1a-5b62-4f19-8a37-c1e94b7d2f02", "robotics-eu-staging", "staging"),
  "azure-it": azure("3d0c7e1a-5b62-4f19-8a37-c1e94b7d2f03", "corporate-it", "production"),
  "azure-fabric": azure("3d0c7e1a-5b62-4f19-8a37-c1e94b7d2f04", "fabric-analytics", "production"),
  "gcp-search": gcp("nw-search-prod", "production", "us-central1"),
  "gcp-analytics": gcp("nw-analytics-prod", "production", "europe-west1"),
  "gcp-growth": gcp("nw-growth-prod", "production", "us-central1"),
  "gcp-ml": gcp("nw-ml-prod", "production", "us-central1"),
  "gcp-dev": gcp("nw-playground-dev", "development", "us-central1"),
  "databricks-prod": databricks("2814749767106561", "lakehouse-prod", "production"),
  "databricks-dev": databricks("2814749767106562", "lakehouse-dev", "development"),
  "snowflake-prod": snowflake("NORTHWIND_PROD", "production"),
  "snowflake-dev": snowflake("NORTHWIND_DEV", "development"),
  "atlas-mobile": atlas("65f0a1b2c3d4e5f6a0000001", "mobile-prod", "production"),
  "atlas-payments": atlas("65f0a1b2c3d4e5f6a0000002", "payments-prod", "production"),
  "atlas-dev": atlas("65f0a1b2c3d4e5f6a0000003", "shared-dev", "development"),
  "openai-assistant": openai("proj_nwAssistant01", "assistant-prod"),
  "openai-support": openai("proj_nwSupport02", "support-copilot"),
  "openai-search": openai("proj_nwSearch03", "search-ranking"),
  "anthropic-assistant": anthropic("wrkspc_01NwAssistant", "assistant-prod"),
  "anthropic-code": anthropic("wrkspc_02NwCodeReview", "code-review"),
  "anthropic-search": anthropic("wrkspc_03NwSearch", "search-answers"),
} as const satisfies Record<string, SubAccount>;

/** The short key of a sub-account. */
export type AccountKey = keyof typeof subAccounts;

function aws(id: string, name: string, environment: Environment, region = "us-east-1"): SubAccount {
  return { source: "aws", id, name, environment, region };
}

function azure(id: string, name: string, environment: Environment): SubAccount {
  return { source: "azure", id, name, environment, region: "westeurope" };
}

function gcp(id: string, environment: Environment, region: string): SubAccount {
  return { source: "gcp", id, name: id, environment, region };
}

function databricks(id: string, name: string, environment: Environment): SubAccount {
  return { source: "databricks", id, name, environment, region: "us-east-1" };
}

function snowflake(name: string, environment: Environment): SubAccount {
  return { source: "snowflake", id: name, name, environment, region: "us-east-1" };
}

function atlas(id: string, name: string, environment: Environment): SubAccount {
  return { source: "mongodb-atlas", id, name, environment, region: "us-east-1" };
}

function openai(id: string, name: string): SubAccount {
  return { source: "openai", id, name, environment: "production", region: "" };
}

function anthropic(id: string, name: string): SubAccount {
  return { source: "anthropic", id, name, environment: "production", region: "" };
}
