import { gcpSkus as sku } from "./gcp-skus.ts";
import type { Line } from "./stream.ts";

const committed = { commitment: "gcp-cud" } as const;
const untagged = { tags: "none" } as const;
const chatty = { foundBy: ["telemetry-ingestion"] } as const;

/** Search, analytics and model training on Google Cloud. */
export const gcpLines: readonly Line[] = [
  ["gcp-search", "search-api", sku.n2, 5, 24, "steady", committed],
  ["gcp-search", "indexer", sku.n2, 3, 19, "batch"],
  ["gcp-growth", "experiments", sku.n2Small, 2, 24, "steady"],
  ["gcp-analytics", "bi-dashboards", sku.n2Small, 2, 24, "steady", { name: "report-renderer" }],
  ["gcp-dev", "experiments", sku.n2Small, 2, 10, "office", untagged],
  ["gcp-ml", "model-training", sku.a2, 1, 14, "business"],
  ["gcp-search", "indexer", sku.disk, 2, 180, "stored", { name: "index-disk" }],
  ["gcp-search", "search-api", sku.cluster, 1, 48, "steady", { name: "search" }],
  ["gcp-search", "search-api", sku.autopilot, 1, 2600, "consumer", { name: "search" }],
  ["gcp-growth", "campaign-site", sku.runCpu, 1, 2_300_000, "consumer"],
  ["gcp-growth", "campaign-site", sku.runMemory, 1, 4_200_000, "consumer"],
  ["gcp-growth", "experiments", sku.runCpu, 1, 1_100_000, "consumer", { name: "flags" }],
  ["gcp-analytics", "bi-dashboards", sku.analysis, 1, 42, "business", { name: "reporting" }],
  ["gcp-analytics", "warehouse", sku.slots, 1, 5200, "batch", { name: "warehouse" }],
  ["gcp-analytics", "warehouse", sku.activeStorage, 1, 7400, "stored", { name: "warehouse" }],
  ["gcp-analytics", "warehouse", sku.longTermStorage, 1, 5900, "stored", { name: "warehouse" }],
  ["gcp-growth", "experiments", sku.analysis, 1, 11, "business", { name: "experiments" }],
  ["gcp-analytics", "ingest-pipeline", sku.standardStorage, 1, 4300, "stored", { name: "nw-raw" }],
  ["gcp-analytics", "ingest-pipeline", sku.operations, 1, 6400, "batch", { name: "nw-raw" }],
  ["gcp-search", "indexer", sku.standardStorage, 1, 2700, "stored", { name: "nw-index" }],
  ["gcp-search", "indexer", sku.operations, 1, 330, "consumer", { name: "nw-index" }],
  ["gcp-ml", "model-training", sku.nearline, 1, 4900, "stored", { name: "nw-models", ...untagged }],
  ["gcp-search", "search-api", sku.sqlCores, 1, 768, "steady", { name: "catalogue" }],
  ["gcp-growth", "experiments", sku.sqlCores, 1, 384, "steady", { name: "assignments" }],
  ["gcp-analytics", "ingest-pipeline", sku.delivery, 1, 2.3, "consumer", { name: "events" }],
  ["gcp-analytics", "ingest-pipeline", sku.streaming, 1, 2300, "consumer", { name: "sessionize" }],
  ["gcp-ml", "recommender", sku.training, 1, 44, "business", { name: "ranking-training" }],
  ["gcp-ml", "recommender", sku.prediction, 1, 96, "steady", { name: "ranking" }],
  ["gcp-search", "search-api", sku.egress, 1, 1500, "consumer", untagged],
  ["gcp-search", "search-api", sku.logVolume, 1, 130, "consumer", chatty],
  ["gcp-growth", "campaign-site", sku.logVolume, 1, 60, "consumer"],
];
