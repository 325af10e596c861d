import { randomNumbers, seedOf } from "#data/sample/random";

/** A service as the company's bill knows it. */
export interface Service {
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
  readonly resourceType: string;
  /** How resource names begin. */
  readonly shortName: string;
  readonly unit: string;
  /** Whether savings plans and the like cover a part of its usage. */
  readonly isCommittable: boolean;
  readonly skus: readonly Sku[];
}

/** One thing that a service charges for, with its list price in the provider's currency. */
export interface Sku {
  readonly id: string;
  readonly priceId: string;
  readonly meter: string;
  readonly details: string;
  readonly listUnitPrice: number;
}

export interface Region {
  readonly id: string;
  readonly name: string;
}

export interface Provider {
  readonly name: string;
  readonly invoiceIssuer: string;
  readonly currency: string;
  readonly billingAccountId: string;
  readonly billingAccountName: string;
  readonly accountType: string;
  readonly services: readonly Service[];
  readonly regions: readonly Region[];
  readonly commitments: readonly Commitment[];
}

/** A savings plan or reservation. */
export interface Commitment {
  readonly id: string;
  readonly name: string;
}

/** An account (subscription, project) with what runs in it; the weights say how much of each. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly provider: Provider;
  readonly services: readonly Service[];
  readonly regions: readonly Region[];
  readonly teams: readonly string[];
  readonly environments: readonly string[];
}

export const TEAMS: readonly string[] = [
  ...["checkout", "payments", "catalogue", "search", "recommendations", "pricing", "orders"],
  ...["shipping", "returns", "customer-care", "identity", "notifications", "mobile", "web"],
  ...["data-platform", "analytics", "ml-platform", "fraud", "finance-systems", "billing"],
  ...["marketing", "content", "media", "partners", "logistics", "warehouse", "security"],
  ...["observability", "networking", "developer-tools"],
];

const ENVIRONMENTS: readonly string[] = ["prod", "staging", "dev", "sandbox"];

/** name | category | subcategory | resource type | short name | unit | base price | committable */
const AWS_SERVICES = `
Amazon Elastic Compute Cloud|Compute|Virtual Machines|Instance|i|Hours|0.096|yes
Amazon Elastic Block Store|Storage|Block Storage|Volume|vol|GB-Mo|0.08|no
Amazon Simple Storage Service|Storage|Object Storage|Bucket|bucket|GB-Mo|0.023|no
Amazon Relational Database Service|Databases|Relational Databases|DB Instance|db|Hours|0.29|yes
AWS Lambda|Compute|Serverless Compute|Function|fn|GB-Seconds|0.0000166667|yes
Amazon Elastic Kubernetes Service|Compute|Containers|Cluster|eks|Hours|0.1|no
Amazon CloudWatch|Management and Governance|Observability|Log Group|log|GB|0.5|no
Amazon Virtual Private Cloud|Networking|Network Connectivity|NAT Gateway|nat|Hours|0.045|no
AWS Data Transfer|Networking|Content Delivery|Data Transfer|dt|GB|0.09|no
Elastic Load Balancing|Networking|Network Connectivity|Load Balancer|lb|Hours|0.0225|no
Amazon DynamoDB|Databases|NoSQL Databases|Table|table|Requests|0.00000125|no
Amazon ElastiCache|Databases|Caching|Cache Cluster|cache|Hours|0.068|yes
Amazon CloudFront|Networking|Content Delivery|Distribution|cdn|GB|0.085|no
Amazon Simple Queue Service|Integration|Messaging|Queue|queue|Requests|0.0000004|no
AWS Key Management Service|Security|Secret Management|Key|key|Requests|0.000003|no
Amazon SageMaker|AI and Machine Learning|Machine Learning|Endpoint|ml|Hours|0.23|yes`;

const AZURE_SERVICES = `
Virtual Machines|Compute|Virtual Machines|Virtual machine|vm|Hours|0.104|yes
Storage Accounts|Storage|Object Storage|Storage account|st|GB/Month|0.0184|no
Azure SQL Database|Databases|Relational Databases|SQL database|sql|vCore-Hours|0.252|yes
Azure Kubernetes Service|Compute|Containers|Kubernetes service|aks|Hours|0.1|no
Azure App Service|Compute|Serverless Compute|App Service plan|plan|Hours|0.095|yes
Azure Monitor|Management and Governance|Observability|Log Analytics workspace|law|GB|2.3|no
Virtual Network|Networking|Network Connectivity|Public IP address|pip|Hours|0.005|no
Azure Cosmos DB|Databases|NoSQL Databases|Cosmos DB account|cosmos|RU-Hours|0.008|no
Bandwidth|Networking|Network Connectivity|Data transfer|bw|GB|0.087|no
Key Vault|Security|Secret Management|Key vault|kv|Operations|0.000003|no
Azure OpenAI Service|AI and Machine Learning|Generative AI|OpenAI|oai|1K Tokens|0.005|no`;

const GOOGLE_SERVICES = `
Compute Engine|Compute|Virtual Machines|Instance|gce|Hours|0.0949|yes
Cloud Storage|Storage|Object Storage|Bucket|gcs|GiBy.mo|0.02|no
BigQuery|Analytics|Data Processing|Dataset|bq|TiBy|6.25|no
Cloud SQL|Databases|Relational Databases|Database|sql|Hours|0.1|yes
Kubernetes Engine|Compute|Containers|Cluster|gke|Hours|0.1|no
Cloud Logging|Management and Governance|Observability|Log bucket|log|GiBy|0.5|no
Networking|Networking|Network Connectivity|Network|net|GiBy|0.085|no
Vertex AI|AI and Machine Learning|AI Platforms|Endpoint|vtx|Hours|0.75|no`;

const SNOWFLAKE_SERVICES = `
Snowflake Compute|Analytics|Data Processing|Warehouse|wh|Credits|3|no
Snowflake Storage|Storage|Object Storage|Database|sfdb|TB-Mo|23|no`;

const OVH_SERVICES = `
Public Cloud Instances|Compute|Virtual Machines|Instance|ovh|Hours|0.05|no
Public Cloud Object Storage|Storage|Object Storage|Container|swift|GB-Mo|0.01|no
Bare Metal Servers|Compute|Other (Compute)|Server|ns|Days|4.2|no`;

const AWS_REGIONS = `us-east-1|US East (N. Virginia)
eu-west-1|Europe (Ireland)
eu-central-1|Europe (Frankfurt)
us-west-2|US West (Oregon)
ap-southeast-1|Asia Pacific (Singapore)
ap-northeast-1|Asia Pacific (Tokyo)
us-east-2|US East (Ohio)`;

const AZURE_REGIONS = `westeurope|West Europe
northeurope|North Europe
eastus|East US
westus2|West US 2
southeastasia|Southeast Asia`;

const GOOGLE_REGIONS = `europe-west1|Belgium
us-central1|Iowa
asia-east1|Taiwan
europe-west3|Frankfurt`;

const SKUS_A_SERVICE = 14;

/** The providers with the share of the company's accounts that each has. */
const PROVIDERS: readonly { readonly provider: Provider; readonly accounts: number }[] = [
  { provider: aws(), accounts: 30 },
  { provider: azure(), accounts: 16 },
  { provider: google(), accounts: 9 },
  { provider: snowflake(), accounts: 2 },
  { provider: ovh(), accounts: 3 },
];

/** The company's 60 accounts, the largest first. */
export const ACCOUNTS: readonly Account[] = PROVIDERS.flatMap(({ provider, accounts }) =>
  Array.from({ length: accounts }, (_, index) => ({
    account: makeAccount(provider, index),
    index,
  })),
)
  .sort((a, b) => a.index - b.index)
  .map(({ account }) => account);

/** All commitments, each with the account that bought it. */
export const COMMITMENTS: readonly {
  readonly account: Account;
  readonly commitment: Commitment;
}[] = PROVIDERS.flatMap(({ provider }) => {
  const account = ACCOUNTS.find((one) => one.provider === provider);
  if (account === undefined) return [];
  return provider.commitments.map((commitment) => ({ account, commitment }));
});

/** An index below `length`, small ones more often: the n-th weighs 1 / (n + 1). */
export function skewedIndex(random: () => number, length: number): number {
  return Math.min(length - 1, Math.floor((length + 1) ** random() - 1));
}

/** A member of a list, the first ones more often. */
export function skewedPick<T>(random: () => number, list: readonly T[]): T {
  return list[skewedIndex(random, list.length)] as T;
}

/** Each account belongs to a few teams and mostly to one environment, and uses a part of what there is. */
function makeAccount(provider: Provider, index: number): Account {
  const random = randomNumbers(seedOf(`${provider.name} account ${index}`));
  const digits = String(Math.floor(random() * 9e11) + 1e11);
  const environments = random() < 0.25 ? ENVIRONMENTS : [skewedPick(random, ENVIRONMENTS)];
  const teams = someOf(random, TEAMS, 1 + Math.floor(random() * 4));
  return {
    id: digits,
    name: `${teams[0]}-${environments.length > 1 ? "shared" : environments[0]}-${index + 1}`,
    provider,
    services: someOf(random, provider.services, 8 + Math.floor(random() * 9)),
    regions: someOf(random, provider.regions, 1 + Math.floor(random() * 4)),
    teams,
    environments,
  };
}

/** `count` different members in random order; the first one of the list is most often the first. */
function someOf<T>(random: () => number, list: readonly T[], count: number): T[] {
  const left = [...list];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0) {
    taken.push(...left.splice(skewedIndex(random, left.length), 1));
  }
  return taken;
}

function aws(): Provider {
  return {
    name: "AWS",
    invoiceIssuer: "Amazon Web Services, Inc.",
    currency: "USD",
    billingAccountId: "417206683192",
    billingAccountName: "Northwind Payer",
    accountType: "AWS Account",
    services: servicesOf("AWS", AWS_SERVICES),
    regions: regionsOf(AWS_REGIONS),
    commitments: Array.from({ length: 8 }, (_, index) => ({
      id: `arn:aws:savingsplans::417206683192:savingsplan/7f1c6a2e-9b04-4d13-8e55-00000000000${index}`,
      name: `Compute Savings Plan ${index + 1}`,
    })),
  };
}

function azure(): Provider {
  return {
    name: "Microsoft",
    invoiceIssuer: "Microsoft",
    currency: "USD",
    billingAccountId: "/providers/Microsoft.Billing/billingAccounts/8611537",
    billingAccountName: "Northwind Enterprise Agreement",
    accountType: "Subscription",
    services: servicesOf("AZ", AZURE_SERVICES),
    regions: regionsOf(AZURE_REGIONS),
    commitments: Array.from({ length: 4 }, (_, index) => ({
      id: `/providers/Microsoft.Capacity/reservationOrders/5c1f30e4-2f9d-4b0a-9a61-00000000000${index}`,
      name: `VM_RI_${index + 1}`,
    })),
  };
}

function google(): Provider {
  return {
    name: "Google Cloud",
    invoiceIssuer: "Google LLC",
    currency: "USD",
    billingAccountId: "01A2B3-C4D5E6-F70819",
    billingAccountName: "Northwind Google",
    accountType: "Project",
    services: servicesOf("GC", GOOGLE_SERVICES),
    regions: regionsOf(GOOGLE_REGIONS),
    commitments: [],
  };
}

function snowflake(): Provider {
  return {
    name: "Snowflake",
    invoiceIssuer: "Snowflake Inc.",
    currency: "USD",
    billingAccountId: "NORTHWIND",
    billingAccountName: "NORTHWIND",
    accountType: "Account",
    services: servicesOf("SF", SNOWFLAKE_SERVICES),
    regions: regionsOf("aws_eu_west_1|AWS EU (Ireland)"),
    commitments: [],
  };
}

function ovh(): Provider {
  return {
    name: "OVHcloud",
    invoiceIssuer: "OVH SAS",
    currency: "EUR",
    billingAccountId: "nw12345-ovh",
    billingAccountName: "Northwind France",
    accountType: "Project",
    services: servicesOf("OVH", OVH_SERVICES),
    regions: regionsOf("gra|Gravelines\nsbg|Strasbourg"),
    commitments: [],
  };
}

function regionsOf(lines: string): Region[] {
  return lines.split("\n").map((line) => {
    const [id = "", name = ""] = line.split("|");
    return { id, name };
  });
}

function servicesOf(prefix: string, lines: string): Service[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", category = "", subcategory = "", resourceType = "", ...rest] =
        line.split("|");
      const [shortName = "", unit = "", basePrice = "", committable] = rest;
      return {
        name,
        category,
        subcategory,
        resourceType,
        shortName,
        unit,
        isCommittable: committable === "yes",
        skus: Array.from({ length: SKUS_A_SERVICE }, (_, index) =>
          makeSku(prefix, shortName, Number(basePrice), index),
        ),
      };
    });
}

function makeSku(prefix: string, shortName: string, basePrice: number, index: number): Sku {
  const random = randomNumbers(seedOf(`${prefix} ${shortName} ${index}`));
  const code = Array.from({ length: 13 }, () => Math.floor(random() * 36).toString(36))
    .join("")
    .toUpperCase();
  const size = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge"][index % 5] ?? "large";
  return {
    id: `${prefix}${code}`,
    priceId: `${prefix}${code}.JRTCKXETXF.6YS6EN2CT7`,
    meter: `${shortName}:${size}-${index + 1}`,
    details: JSON.stringify({
      CoreCount: 2 ** (index % 5),
      InstanceSeries: shortName,
      x_Size: size,
    }),
    listUnitPrice: Number((basePrice * (1 + (index % 7) * 0.5)).toPrecision(6)),
  };
}
