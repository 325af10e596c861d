import { addDays, addMonths, type Day, daysIn } from "#src/focus/day";
import type { GeneratedBill } from "#src/ingest/load-demo";

/** The days that the bill of Solvang Foods covers, where a provider isn't late. */
const FIRST_DAY = "2025-10-01";
const LAST_DAY = "2026-11-19";

/** Who sells, in which account; rows of a line differ only by day and amount. */
interface Account {
  readonly provider: string;
  readonly currency: string;
  readonly payer: readonly [id: string, name: string];
  readonly id: string;
  readonly name: string;
  /** The last day that the provider has delivered. */
  readonly lastDay?: Day;
}

interface Line {
  readonly account: Account;
  readonly service: string;
  readonly category: readonly [category: string, subcategory: string];
  readonly region: readonly [id: string, name: string] | null;
  readonly resource: readonly [id: string, name: string, type: string] | null;
  readonly meter: string;
  /** Cost of a day, or of a month where it is a monthly charge. */
  readonly cost: number;
  /** What a month adds to the cost, as a part of it. */
  readonly growth: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly group?: string;
}

type Cells = Readonly<Record<string, string | number | null>>;

const EA: Account["payer"] = ["EA-70112", "Solvang Foods EA"];
const GOOGLE: Account["payer"] = ["01A9F2-88B1C0", "Solvang GCP"];
const AMAZON: Account["payer"] = ["884412000001", "solvang-payer"];

const azure = (id: string, name: string): Account => ({
  provider: "Microsoft",
  currency: "EUR",
  payer: EA,
  id,
  name,
});
const google = (id: string, name: string): Account => ({
  provider: "Google Cloud",
  currency: "USD",
  payer: GOOGLE,
  id,
  name,
});
const other = (
  provider: string,
  id: string,
  name: string,
  payer: Account["payer"] = [id, name],
): Account => ({ provider, currency: "USD", payer, id, name });

const erpProd = azure("7c1f0a52-1111-4a2e-9f01-0000000000a1", "sf-erp-prod");
const erpTest = azure("7c1f0a52-2222-4a2e-9f01-0000000000a2", "sf-erp-test");
const shopProd = azure("7c1f0a52-3333-4a2e-9f01-0000000000a3", "sf-webshop-prod");
const shopDev = azure("7c1f0a52-4444-4a2e-9f01-0000000000a4", "sf-webshop-dev");
const platform = azure("7c1f0a52-5555-4a2e-9f01-0000000000a5", "sf-platform");
const recipes = google("recipes-prod-4821", "Recipes Prod");
const lab = google("ml-lab-77", "ML Lab");
const warehouse = other("Oracle", "ocid1.compartment.oc1..aaaawms", "wms-prod", [
  "ocid1.tenancy.oc1..aaaasolvang",
  "solvang-tenancy",
]);
const landing = other("AWS", "884412007719", "sf-landing-zone", AMAZON);
const archive = other("AWS", "884412007720", "sf-archive", AMAZON);
const snowflake = { ...other("Snowflake", "SFANALYTICS", "SFANALYTICS"), lastDay: "2026-11-16" };
const github = other("GitHub", "solvang-foods", "solvang-foods");
const recipeBot = other("OpenAI", "proj_RecipeBot", "recipe-bot", ["org-solvang", "Solvang"]);
const serviceDesk = other("OpenAI", "proj_Desk", "service-desk", ["org-solvang", "Solvang"]);
const datadog = other("Datadog", "dd-solvang", "solvang-monitoring");

const WESTEUROPE = ["westeurope", "West Europe"] as const;
const NORTHEUROPE = ["northeurope", "North Europe"] as const;
const BELGIUM = ["europe-west1", "Belgium"] as const;
const IOWA = ["us-central1", "Iowa"] as const;
const FRANKFURT = ["eu-frankfurt-1", "Germany Central (Frankfurt)"] as const;
const LONDON = ["uk-london-1", "UK South (London)"] as const;
const IRELAND = ["eu-west-1", "Europe (Ireland)"] as const;
const OHIO = ["us-east-2", "US East (Ohio)"] as const;

const VM = ["Compute", "Virtual Machines"] as const;
const CONTAINERS = ["Compute", "Containers"] as const;
const SERVERLESS = ["Compute", "Serverless Compute"] as const;
const SQL = ["Databases", "Relational Databases"] as const;
const NOSQL = ["Databases", "NoSQL Databases"] as const;
const OBJECTS = ["Storage", "Object Storage"] as const;
const BLOCKS = ["Storage", "Block Storage"] as const;
const BACKUP = ["Storage", "Backup Storage"] as const;
const ANALYTICS = ["Analytics", "Data Warehouses"] as const;
const AI = ["AI and Machine Learning", "Generative AI"] as const;
const ML = ["AI and Machine Learning", "AI Platforms"] as const;
const NETWORK = ["Networking", "Content Delivery"] as const;
const FIREWALL = ["Networking", "Network Security"] as const;
const SECURITY = ["Security", "Threat Detection and Response"] as const;
const SECRETS = ["Security", "Secret Management"] as const;
const WATCH = ["Management and Governance", "Observability"] as const;
const AUDIT = ["Management and Governance", "Compliance"] as const;
const DEV = ["Developer Tools", "Continuous Integration and Deployment"] as const;

function tagged(
  unit: string,
  owner: string,
  app: string,
  env: string,
  center: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { BusinessUnit: unit, owner, app, env, cost_center: center, ...more };
}

const erp = tagged("Corporate", "erp-core", "erp", "prod", "9000");
const erpTesting = tagged("Corporate", "erp-core", "erp", "test", "9000");
const shop = tagged("Retail", "storefront", "webshop", "prod", "4100");
const shopDevelopment = tagged("Retail", "storefront", "webshop", "dev", "4100");
const wms = tagged("Logistics", "wms", "warehouse-mgmt", "prod", "4300");
const lake = tagged("Wholesale", "data-eng", "lakehouse", "prod", "4200");
const recipesApp = tagged("Retail", "data-science", "recipes", "prod", "4100");
const labTags = tagged("Retail", "data-science", "pricing-engine", "dev", "4200");
const operations = { BusinessUnit: "Corporate", owner: "sre" };

function namespace(name: string, app: string) {
  return {
    ...tagged("Retail", "storefront", app, "prod", "4100"),
    "k8s-namespace": name,
    "k8s-cluster": "aks-webshop",
  };
}

function resource(
  account: Account,
  kind: string,
  name: string,
  group: string,
): readonly [string, string, string] {
  const id = `/subscriptions/${account.id}/resourcegroups/${group}/providers/${kind}/${name}`;
  return [id.toLowerCase(), name, kind.split("/").at(-1) ?? kind];
}

function azureLine(
  account: Account,
  service: string,
  category: Line["category"],
  [kind, name, group]: readonly [kind: string, name: string, group: string],
  meter: string,
  cost: number,
  growth: number,
  tags: Line["tags"],
  region: Line["region"] = WESTEUROPE,
): Line {
  const id = resource(account, kind, name, group);
  return { account, service, category, region, resource: id, meter, cost, growth, tags, group };
}

const MACHINE = "microsoft.compute/virtualMachines";
const CLUSTER = "microsoft.containerservice/managedClusters";

const AZURE_LINES: readonly Line[] = [
  azureLine(
    erpProd,
    "Virtual Machines",
    VM,
    [MACHINE, "erp-app-01", "rg-erp"],
    "D8s v5",
    61,
    0,
    erp,
  ),
  azureLine(
    erpProd,
    "Virtual Machines",
    VM,
    [MACHINE, "erp-app-02", "rg-erp"],
    "D8s v5",
    59,
    0.004,
    erp,
  ),
  azureLine(
    erpProd,
    "SQL Database",
    SQL,
    ["microsoft.sql/servers", "erp-sql", "rg-erp"],
    "vCore",
    88,
    0.01,
    erp,
  ),
  azureLine(
    erpProd,
    "Storage Accounts",
    OBJECTS,
    ["microsoft.storage/storageAccounts", "erpbackup", "rg-erp"],
    "Hot LRS Data Stored",
    14,
    0.03,
    erp,
  ),
  azureLine(
    erpTest,
    "Virtual Machines",
    VM,
    [MACHINE, "erp-test-01", "rg-erp-test"],
    "D4s v5",
    17,
    -0.01,
    erpTesting,
  ),
  azureLine(
    shopProd,
    "Azure App Service",
    SERVERLESS,
    ["microsoft.web/sites", "webshop-web", "rg-webshop"],
    "P2 v3",
    42,
    0.02,
    shop,
  ),
  azureLine(
    shopProd,
    "Azure Kubernetes Service",
    CONTAINERS,
    [CLUSTER, "aks-webshop", "rg-webshop"],
    "Standard node",
    33,
    0.05,
    namespace("checkout", "webshop"),
  ),
  azureLine(
    shopProd,
    "Azure Kubernetes Service",
    CONTAINERS,
    [CLUSTER, "aks-webshop", "rg-webshop"],
    "Standard node",
    27,
    0.03,
    namespace("catalog", "webshop"),
  ),
  azureLine(
    shopProd,
    "Azure Kubernetes Service",
    CONTAINERS,
    [CLUSTER, "aks-webshop", "rg-webshop"],
    "Standard node",
    9,
    0,
    namespace("ingress", "webshop"),
  ),
  azureLine(
    shopProd,
    "Azure Cosmos DB",
    NOSQL,
    ["microsoft.documentdb/databaseAccounts", "webshop-cosmos", "rg-webshop"],
    "100 RU/s",
    51,
    0.02,
    shop,
  ),
  azureLine(
    shopProd,
    "Azure Cosmos DB",
    NOSQL,
    ["microsoft.documentdb/databaseAccounts", "webshop-cosmos-dr", "rg-webshop"],
    "100 RU/s",
    19,
    0.01,
    shop,
    NORTHEUROPE,
  ),
  azureLine(
    shopProd,
    "Azure Front Door Service",
    NETWORK,
    ["microsoft.cdn/profiles", "webshop-fd", "rg-webshop"],
    "Data Transfer Out",
    12,
    0.04,
    shop,
    null,
  ),
  azureLine(
    shopProd,
    "Redis Cache",
    NOSQL,
    ["microsoft.cache/redis", "webshop-redis", "rg-webshop"],
    "P1 Cache",
    11,
    0,
    shop,
  ),
  azureLine(
    shopDev,
    "Azure App Service",
    SERVERLESS,
    ["microsoft.web/sites", "webshop-dev", "rg-webshop-dev"],
    "B2",
    6,
    0.01,
    shopDevelopment,
  ),
  azureLine(
    platform,
    "Azure Monitor",
    WATCH,
    ["microsoft.operationalinsights/workspaces", "law-central", "rg-shared"],
    "Analytics Logs Data Ingestion",
    31,
    0.06,
    operations,
  ),
  azureLine(
    platform,
    "Key Vault",
    SECRETS,
    ["microsoft.keyvault/vaults", "kv-shared", "rg-shared"],
    "Operations",
    0.8,
    0,
    operations,
  ),
  azureLine(
    platform,
    "Microsoft Defender for Cloud",
    SECURITY,
    ["microsoft.security/pricings", "defender", "rg-shared"],
    "Defender for Servers P2",
    13,
    0,
    operations,
    null,
  ),
  azureLine(
    platform,
    "Azure Firewall",
    FIREWALL,
    ["microsoft.network/azureFirewalls", "fw-hub", "rg-shared"],
    "Deployment",
    28,
    0,
    {},
  ),
  azureLine(
    platform,
    "Azure OpenAI",
    AI,
    ["microsoft.cognitiveservices/accounts", "aoai-shared", "rg-shared"],
    "gpt 5 input Tokens",
    7,
    0.15,
    operations,
    NORTHEUROPE,
  ),
];

function line(
  account: Account,
  service: string,
  category: Line["category"],
  region: Line["region"],
  resource: Line["resource"],
  meter: string,
  cost: number,
  growth: number,
  tags: Line["tags"],
): Line {
  return { account, service, category, region, resource, meter, cost, growth, tags };
}

function gcp(path: string, type: string): Line["resource"] {
  return [`//${path}`, path.split("/").at(-1) ?? path, type];
}

const OTHER_LINES: readonly Line[] = [
  line(
    recipes,
    "Cloud Run",
    SERVERLESS,
    BELGIUM,
    gcp("run.googleapis.com/projects/recipes-prod-4821/services/recipes-api", "Service"),
    "CPU Allocation Time",
    23,
    0.03,
    recipesApp,
  ),
  line(
    recipes,
    "Cloud SQL",
    SQL,
    BELGIUM,
    gcp("sqladmin.googleapis.com/projects/recipes-prod-4821/instances/recipes-db", "Instance"),
    "vCPU",
    34,
    0,
    recipesApp,
  ),
  line(
    recipes,
    "Cloud Storage",
    OBJECTS,
    BELGIUM,
    gcp("storage.googleapis.com/recipes-media", "Bucket"),
    "Standard Storage",
    8,
    0.02,
    recipesApp,
  ),
  line(
    recipes,
    "BigQuery",
    ANALYTICS,
    BELGIUM,
    gcp("bigquery.googleapis.com/projects/recipes-prod-4821/datasets/clickstream", "Dataset"),
    "Analysis",
    29,
    0.05,
    lake,
  ),
  line(
    lab,
    "Vertex AI",
    ML,
    IOWA,
    gcp("aiplatform.googleapis.com/projects/ml-lab-77/endpoints/pricing", "Endpoint"),
    "Online Prediction",
    18,
    0.09,
    labTags,
  ),
  line(
    lab,
    "Compute Engine",
    VM,
    IOWA,
    gcp("compute.googleapis.com/projects/ml-lab-77/instances/gpu-01", "Instance"),
    "A2 Instance Core",
    37,
    -0.03,
    labTags,
  ),
  line(
    warehouse,
    "Compute",
    VM,
    FRANKFURT,
    ["ocid1.instance.oc1..wms01", "wms-vm-1", "Instance"],
    "E5 OCPU",
    21,
    0,
    wms,
  ),
  line(
    warehouse,
    "Compute",
    VM,
    LONDON,
    ["ocid1.instance.oc1..wms02", "wms-vm-dr", "Instance"],
    "E5 OCPU",
    9,
    0,
    wms,
  ),
  line(
    warehouse,
    "Block Volume",
    BLOCKS,
    FRANKFURT,
    ["ocid1.volume.oc1..wms", "wms-data", "Volume"],
    "Performance Units",
    5,
    0.01,
    wms,
  ),
  line(
    warehouse,
    "Autonomous Database",
    SQL,
    FRANKFURT,
    ["ocid1.autonomousdatabase.oc1..wms", "wms-adb", "Database"],
    "ECPU",
    40,
    0.015,
    wms,
  ),
  line(landing, "AWS CloudTrail", AUDIT, IRELAND, null, "Paid Events Recorded", 2.5, 0, {}),
  line(
    landing,
    "Amazon Elastic Compute Cloud",
    VM,
    OHIO,
    ["arn:aws:ec2:us-east-2:884412007719:instance/i-0bastion9", "bastion", "EC2 Instance"],
    "t3.medium",
    3,
    0,
    operations,
  ),
  line(
    archive,
    "Amazon Simple Storage Service",
    OBJECTS,
    IRELAND,
    ["arn:aws:s3:::solvang-archive", "solvang-archive", "Bucket"],
    "TimedStorage-GDA",
    16,
    0.02,
    lake,
  ),
  line(
    archive,
    "AWS Backup",
    BACKUP,
    OHIO,
    ["arn:aws:backup:us-east-2:884412007720:backup-vault:nightly", "nightly", "Vault"],
    "WarmStorage",
    7,
    0.03,
    operations,
  ),
  line(
    snowflake,
    "Snowflake",
    ANALYTICS,
    WESTEUROPE,
    ["LOADING_WH", "LOADING_WH", "Warehouse"],
    "Compute Credits",
    38,
    0.04,
    lake,
  ),
  line(
    snowflake,
    "Snowflake",
    ANALYTICS,
    WESTEUROPE,
    ["BI_WH", "BI_WH", "Warehouse"],
    "Compute Credits",
    24,
    0.01,
    lake,
  ),
  line(github, "GitHub Actions", DEV, null, null, "Linux minutes", 6, 0.02, {}),
  line(recipeBot, "OpenAI API", AI, null, null, "gpt-5-mini input tokens", 9, 0.12, recipesApp),
  line(recipeBot, "OpenAI API", AI, null, null, "gpt-5-mini output tokens", 15, 0.12, recipesApp),
  line(serviceDesk, "OpenAI API", AI, null, null, "gpt-5 output tokens", 6, 0.03, operations),
  line(
    datadog,
    "Infrastructure Monitoring",
    WATCH,
    null,
    null,
    "Infra hosts",
    13,
    0.01,
    operations,
  ),
  line(datadog, "Log Management", WATCH, null, null, "Indexed logs", 8, 0.05, operations),
];

const COMMITMENT = {
  CommitmentDiscountId: "/providers/microsoft.capacity/reservationorders/3ab1",
  CommitmentDiscountName: "erp-vm-1y",
  CommitmentDiscountType: "Reservation",
  CommitmentDiscountCategory: "Usage",
};

/** The bill, oldest month first: five clouds and four vendors, in euros and dollars. */
export function secondBill(): GeneratedBill {
  const deliveries: GeneratedBill["deliveries"][number][] = [];
  for (let month = FIRST_DAY; month <= LAST_DAY; month = addMonths(month, 1)) {
    const rows = [...AZURE_LINES, ...OTHER_LINES].flatMap((one, at) => dailyRows(one, at, month));
    const bySource = Map.groupBy([...rows, ...monthlyRows(month)], (row) =>
      String(row["ProviderName"]),
    );
    for (const [source, ofSource] of bySource)
      deliveries.push({ source: source.toLowerCase(), billingPeriodStart: month, rows: ofSource });
  }
  return {
    columns: Object.keys(dailyRows(AZURE_LINES[0] as Line, 0, FIRST_DAY)[0] ?? {}),
    deliveries,
  };
}

function dailyRows(one: Line, at: number, month: Day): Cells[] {
  const end = addMonths(month, 1);
  const lastDay = one.account.lastDay ?? LAST_DAY;
  const days = Array.from({ length: daysIn({ start: month, end }) }, (_, day) =>
    addDays(month, day),
  );
  return days
    .filter((day) => day <= lastDay)
    .map((day) => {
      const effective = costOf(one, at, day);
      const isCommitted = one.meter === "D8s v5";
      return {
        ...fixedCells(one, month),
        ...periodCells(day, addDays(day, 1)),
        ChargeCategory: "Usage",
        ChargeClass: null,
        PricingCategory: isCommitted ? "Committed" : "Standard",
        BilledCost: isCommitted ? 0 : effective,
        EffectiveCost: effective,
        ListCost: rounded(effective * (isCommitted ? 1.6 : 1.1)),
        ContractedCost: rounded(effective * (isCommitted ? 1.5 : 1)),
        ...(isCommitted ? COMMITMENT : noCommitment),
      };
    });
}

const noCommitment = {
  CommitmentDiscountId: null,
  CommitmentDiscountName: null,
  CommitmentDiscountType: null,
  CommitmentDiscountCategory: null,
};

/** Taxes, fees, credits, a refund and the reservation's instalment. */
function monthlyRows(month: Day): Cells[] {
  const end = addMonths(month, 1);
  const monthly = (one: Line, category: string, billed: number, effective: number): Cells => ({
    ...fixedCells(one, month),
    ...periodCells(month, end),
    ChargeCategory: category,
    ChargeClass: null,
    PricingCategory: null,
    BilledCost: billed,
    EffectiveCost: effective,
    ListCost: effective,
    ContractedCost: effective,
    ...noCommitment,
  });
  const [recipesLine] = OTHER_LINES;
  const wmsLine = OTHER_LINES.find(({ account }) => account === warehouse);
  const githubLine = OTHER_LINES.find(({ account }) => account === github);
  const [erpLine] = AZURE_LINES;
  if (!(recipesLine && wmsLine && githubLine && erpLine)) return [];
  const bare = { region: null, resource: null, tags: {} };
  const seats = { ...githubLine, ...bare, service: "GitHub Copilot", meter: "Copilot seats" };
  const enterprise = {
    ...githubLine,
    ...bare,
    service: "GitHub Enterprise",
    meter: "Enterprise seats",
  };
  const rows = [
    monthly({ ...recipesLine, ...bare, service: "Invoice" }, "Tax", 214.35, 214.35),
    monthly({ ...githubLine, ...bare, service: "Invoice" }, "Tax", 61.2, 61.2),
    monthly(seats, "Usage", 741, 741),
    monthly(enterprise, "Usage", 819, 819),
    { ...monthly({ ...erpLine, ...bare }, "Purchase", 3_450, 0), ...COMMITMENT },
  ];
  if (month >= "2026-08-01" && month <= "2026-10-01")
    rows.push(monthly({ ...recipesLine, ...bare }, "Credit", -400, -400));
  if (month === "2026-09-01") {
    const refund = monthly({ ...wmsLine, ...bare }, "Usage", -155.5, -155.5);
    rows.push({ ...refund, ChargeClass: "Correction" });
  }
  return rows;
}

function fixedCells(one: Line, month: Day): Cells {
  const { account, service, category, region, resource: thing, meter, tags, group } = one;
  return {
    ProviderName: account.provider,
    PublisherName: account.provider,
    InvoiceIssuerName: account.provider === "Datadog" ? "Softline Reseller" : account.provider,
    BillingAccountId: account.payer[0],
    BillingAccountName: account.payer[1],
    BillingCurrency: account.currency,
    BillingPeriodStart: instant(month),
    BillingPeriodEnd: instant(addMonths(month, 1)),
    SubAccountId: account.id,
    SubAccountName: account.name,
    ServiceName: service,
    ServiceCategory: category[0],
    ServiceSubcategory: category[1],
    RegionId: region?.[0] ?? null,
    RegionName: region?.[1] ?? null,
    ResourceId: thing?.[0] ?? null,
    ResourceName: thing?.[1] ?? null,
    ResourceType: thing?.[2] ?? null,
    SkuId: `${account.provider.toUpperCase().slice(0, 3)}-${meter.replaceAll(" ", "-")}`,
    SkuMeter: meter,
    Tags: JSON.stringify(tags),
    x_ResourceGroupName: group ?? null,
  };
}

function periodCells(start: Day, end: Day): Cells {
  return { ChargePeriodStart: instant(start), ChargePeriodEnd: instant(end) };
}

function instant(day: Day): string {
  return `${day}T00:00:00Z`;
}

/** Grows by the month, rests at weekends, and differs a little from day to day. */
function costOf({ cost, growth }: Line, at: number, day: Day): number {
  const age = daysIn({ start: FIRST_DAY, end: day });
  const weekday = (age + 2) % 7;
  const rest = weekday >= 5 ? 0.82 : 1;
  const noise = 0.95 + (((age * 7_919 + at * 104_729) % 997) / 997) * 0.1;
  return rounded(cost * (1 + (growth * age) / 30) * rest * noise);
}

function rounded(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}
