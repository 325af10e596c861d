import { saasSkus as sku } from "./saas-skus.ts";
import type { Line } from "./stream.ts";

const untagged = { tags: "none" } as const;
const dear = { foundBy: ["cheaper-models"] } as const;
const uncached = { foundBy: ["prompt-caching"] } as const;

/** Databricks, Snowflake and MongoDB Atlas. */
export const saasLines: readonly Line[] = [
  ["databricks-prod", "warehouse", sku.jobsDbu, 2, 900, "batch", { name: "nightly-build" }],
  [
    "databricks-prod",
    "ingest-pipeline",
    sku.jobsDbu,
    1,
    1500,
    "consumer",
    { name: "stream-in", ...untagged },
  ],
  ["databricks-prod", "recommender", sku.jobsDbu, 1, 800, "business", { name: "features" }],
  ["databricks-prod", "bi-dashboards", sku.sqlDbu, 1, 420, "business", { name: "bi-large" }],
  ["databricks-prod", "experiments", sku.sqlDbu, 1, 130, "business", { name: "analysts" }],
  ["databricks-prod", "recommender", sku.servingDbu, 1, 1700, "consumer", { name: "ranking" }],
  ["databricks-dev", "model-training", sku.allPurposeDbu, 1, 240, "office", { name: "research" }],
  ["databricks-dev", "warehouse", sku.allPurposeDbu, 1, 150, "office", { name: "analytics" }],
  ["snowflake-prod", "warehouse", sku.largeWarehouse, 1, 17, "batch", { name: "ETL_WH" }],
  ["snowflake-prod", "bi-dashboards", sku.mediumWarehouse, 1, 14, "business", { name: "BI_WH" }],
  ["snowflake-prod", "ledger", sku.smallWarehouse, 1, 12, "business", { name: "FINANCE_WH" }],
  ["snowflake-prod", "experiments", sku.mediumWarehouse, 1, 7, "business", { name: "GROWTH_WH" }],
  ["snowflake-prod", "ingest-pipeline", sku.snowpipe, 1, 16, "consumer"],
  ["snowflake-prod", "warehouse", sku.snowflakeStorage, 1, 3.1, "stored"],
  ["snowflake-dev", "warehouse", sku.smallWarehouse, 1, 6, "office", { name: "DEV_WH" }],
  ["atlas-mobile", "mobile-backend", sku.m60, 1, 72, "steady", { name: "mobile-main" }],
  ["atlas-mobile", "mobile-backend", sku.atlasBackup, 1, 130, "stored", { name: "mobile-main" }],
  [
    "atlas-mobile",
    "mobile-backend",
    sku.atlasTransfer,
    1,
    210,
    "consumer",
    { name: "mobile-main" },
  ],
  ["atlas-payments", "fraud-scoring", sku.m40, 1, 72, "steady", { name: "risk-profiles" }],
  [
    "atlas-dev",
    "mobile-backend",
    sku.m30,
    1,
    24,
    "steady",
    { name: "shared-dev", foundBy: ["always-on"] },
  ],
];

/** Model APIs: OpenAI and Anthropic, by model and kind of token. */
export const modelLines: readonly Line[] = [
  ["openai-assistant", "assistant", sku.gpt5Input, 1, 92, "ai", dear],
  ["openai-assistant", "assistant", sku.gpt5Cached, 1, 260, "ai", dear],
  ["openai-assistant", "assistant", sku.gpt5Output, 1, 14, "ai", dear],
  ["openai-support", "corporate-it", sku.gpt5MiniInput, 1, 240, "ai", uncached],
  ["openai-support", "corporate-it", sku.gpt5MiniOutput, 1, 38, "ai"],
  ["openai-search", "search-api", sku.embeddings, 1, 520, "batch"],
  ["openai-search", "search-api", sku.gpt5MiniInput, 1, 180, "consumer"],
  ["anthropic-assistant", "assistant", sku.sonnetInput, 1, 52, "ai", dear],
  ["anthropic-assistant", "assistant", sku.sonnetCacheRead, 1, 340, "ai", dear],
  ["anthropic-assistant", "assistant", sku.sonnetOutput, 1, 11, "ai", dear],
  [
    "anthropic-code",
    "ci-runners",
    sku.opusInput,
    1,
    17,
    "ai",
    { foundBy: ["cheaper-models", "prompt-caching"] },
  ],
  ["anthropic-code", "ci-runners", sku.opusOutput, 1, 3.2, "ai", dear],
  ["anthropic-search", "search-api", sku.haikuInput, 1, 44, "consumer", uncached],
  ["anthropic-search", "search-api", sku.haikuOutput, 1, 8, "consumer"],
];
