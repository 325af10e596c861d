import { type ResourceKind, type Service, sku } from "./catalogue.ts";

function service(provider: string, name: string, category: string, subcategory: string): Service {
  return { provider, host: provider, name, category, subcategory };
}

const ANALYTICS = "Analytics";
const AI = "AI and Machine Learning";
const COLLABORATION = "Productivity and Collaboration";

const jobs = service("Databricks", "Databricks Jobs", ANALYTICS, "Data Processing");
const allPurpose = service(
  "Databricks",
  "Databricks All-Purpose",
  ANALYTICS,
  "Analytics Platforms",
);
const sqlWarehouse = service("Databricks", "Databricks SQL", ANALYTICS, "Business Intelligence");
const serving = service("Databricks", "Databricks Model Serving", AI, "Machine Learning");
const snowflake = service("Snowflake", "Snowflake", "Databases", "Data Warehouses");
const atlas = service("MongoDB", "MongoDB Atlas", "Databases", "NoSQL Databases");
const atlasSupport = service(
  "MongoDB",
  "MongoDB Atlas Pro",
  "Management and Governance",
  "Support",
);
const openai = service("OpenAI", "OpenAI API", AI, "Generative AI");
const chatGpt = service("OpenAI", "ChatGPT Business", "Business Applications", COLLABORATION);
const anthropic = service("Anthropic", "Claude API", AI, "Generative AI");
const claude = service("Anthropic", "Claude Team", "Business Applications", COLLABORATION);

const jobRun: ResourceKind = { type: "Job", id: "{account}/jobs/{name}" };
const compute: ResourceKind = { type: "Cluster", id: "{account}/clusters/{name}" };
const warehouse: ResourceKind = { type: "Warehouse", id: "{account}/warehouses/{name}" };
const servingEndpoint: ResourceKind = { type: "Endpoint", id: "{account}/endpoints/{name}" };
const database: ResourceKind = { type: "Cluster", id: "{account}/clusters/{name}" };

const CREDIT_PRICE = 3;
const ATLAS_DISCOUNT = 0.08;

function credits(number: number, resource?: ResourceKind) {
  return { credits: number, ...(resource === undefined ? {} : { resource }) };
}

function tokens(model: string, kind: string, price: number) {
  const owner = model.startsWith("claude") ? anthropic : openai;
  return sku(owner, `${model} ${kind} tokens`, "1000000 Tokens", price);
}

/** Price lists of what is bought from software companies, in USD. */
export const saasSkus = {
  jobsDbu: sku(jobs, "PREMIUM_JOBS_COMPUTE", "DBU-Hours", 0.15, { resource: jobRun }),
  allPurposeDbu: sku(allPurpose, "PREMIUM_ALL_PURPOSE_COMPUTE", "DBU-Hours", 0.55, {
    resource: compute,
  }),
  sqlDbu: sku(sqlWarehouse, "PREMIUM_SERVERLESS_SQL_COMPUTE", "DBU-Hours", 0.7, {
    resource: warehouse,
  }),
  servingDbu: sku(serving, "PREMIUM_SERVERLESS_REAL_TIME_INFERENCE", "DBU-Hours", 0.07, {
    resource: servingEndpoint,
  }),
  mediumWarehouse: sku(snowflake, "Warehouse M", "Hours", 4 * CREDIT_PRICE, credits(4, warehouse)),
  largeWarehouse: sku(snowflake, "Warehouse L", "Hours", 8 * CREDIT_PRICE, credits(8, warehouse)),
  smallWarehouse: sku(snowflake, "Warehouse S", "Hours", 2 * CREDIT_PRICE, credits(2, warehouse)),
  snowpipe: sku(snowflake, "Snowpipe", "Hours", 1.25 * CREDIT_PRICE, credits(1.25)),
  snowflakeStorage: sku(
    snowflake,
    "Storage",
    "TB-Months",
    23,
    credits(Math.round((23 / CREDIT_PRICE) * 1e6) / 1e6),
  ),
  m60: sku(atlas, "ATLAS_AWS_INSTANCE_M60", "Hours", 3.95, {
    resource: database,
    discount: ATLAS_DISCOUNT,
  }),
  m40: sku(atlas, "ATLAS_AWS_INSTANCE_M40", "Hours", 1.04, {
    resource: database,
    discount: ATLAS_DISCOUNT,
  }),
  m30: sku(atlas, "ATLAS_AWS_INSTANCE_M30", "Hours", 0.54, {
    resource: database,
    discount: ATLAS_DISCOUNT,
  }),
  atlasBackup: sku(atlas, "ATLAS_AWS_BACKUP_SNAPSHOT_STORAGE", "GB-Months", 0.14, {
    resource: database,
  }),
  atlasTransfer: sku(atlas, "ATLAS_AWS_DATA_TRANSFER_INTERNET", "GB", 0.09, {
    resource: database,
  }),
  atlasSubscription: sku(atlasSupport, "Atlas Pro subscription", "Months", 1450),
  gpt5Input: tokens("gpt-5", "input", 1.25),
  gpt5Cached: tokens("gpt-5", "cached input", 0.125),
  gpt5Output: tokens("gpt-5", "output", 10),
  gpt5MiniInput: tokens("gpt-5-mini", "input", 0.25),
  gpt5MiniOutput: tokens("gpt-5-mini", "output", 2),
  embeddings: tokens("text-embedding-3-large", "input", 0.13),
  chatGptSeats: sku(chatGpt, "ChatGPT Business seat", "User-Months", 25),
  sonnetInput: tokens("claude-sonnet-4-5", "input", 3),
  sonnetCacheRead: tokens("claude-sonnet-4-5", "cache read", 0.3),
  sonnetOutput: tokens("claude-sonnet-4-5", "output", 15),
  haikuInput: tokens("claude-haiku-4-5", "input", 1),
  haikuOutput: tokens("claude-haiku-4-5", "output", 5),
  opusInput: tokens("claude-opus-4-5", "input", 5),
  opusOutput: tokens("claude-opus-4-5", "output", 25),
  claudeSeats: sku(claude, "Claude Team seat", "User-Months", 30),
} as const;
