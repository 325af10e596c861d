import { awsSkus as sku } from "./aws-skus.ts";
import type { Line } from "./stream.ts";

const plan = { commitment: "aws-compute-plan" } as const;
const reservedCache = { commitment: "aws-cache" } as const;
const frankfurt = { region: "eu-central-1" } as const;
const untagged = { tags: "none" } as const;
const intel = { foundBy: ["graviton"] } as const;
const oldFamily = { foundBy: ["previous-families"] } as const;
/** Machines that nobody uses at night, and that run all the same. */
const alwaysOnIntel = { foundBy: ["always-on", "graviton"] } as const;
const alwaysOnOldFamily = { tags: "none", foundBy: ["always-on", "previous-families"] } as const;

/** Nodes carry the cluster's tags; the team's are on the workloads. */
const node = {
  name: "eks-prod-us-node",
  cluster: "prod-us",
  tags: "none",
  extraTags: { "aws:eks:cluster-name": "prod-us", environment: "production" },
  ...intel,
} as const;

/** Machines of Amazon EC2, EKS, Lambda, ElastiCache and SageMaker. */
export const awsComputeLines: readonly Line[] = [
  ["aws-prod", "checkout-api", sku["m6i.8xlarge"], 4, 24, "steady", plan],
  ["aws-prod", "ledger", sku["r6i.8xlarge"], 3, 24, "steady", plan],
  ["aws-prod", "search-api", sku["r6i.8xlarge"], 4, 24, "steady", plan],
  ["aws-prod", "mobile-backend", sku["m6i.8xlarge"], 3, 22, "consumer", plan],
  ["aws-prod", "api-gateway", sku["c6i.8xlarge"], 4, 23, "business", { ...plan, ...intel }],
  ["aws-data", "ingest-pipeline", sku["m6i.8xlarge"], 3, 24, "steady", { ...plan, ...intel }],
  ["aws-data", "warehouse", sku["i3en.6xlarge"], 2, 24, "steady", untagged],
  ["aws-prod", "fraud-scoring", sku["g5.12xlarge"], 2, 24, "steady"],
  ["aws-prod", "indexer", sku["c6i.8xlarge"], 2, 20, "batch", intel],
  ["aws-prod", "campaign-site", sku["m6i.4xlarge"], 2, 22, "consumer", { ...frankfurt, ...intel }],
  ["aws-prod", "experiments", sku["m5.xlarge"], 2, 24, "steady", oldFamily],
  ["aws-security", "siem", sku["r6i.4xlarge"], 2, 24, "steady", intel],
  ["aws-prod", "identity", sku["m6i.4xlarge"], 2, 24, "steady", { name: "login", ...intel }],
  ["aws-prod", "push-gateway", sku["m6i.2xlarge"], 2, 24, "steady", { name: "push", ...intel }],
  ["aws-ml", "model-training", sku["p4d.24xlarge"], 2, 8, "business"],
  ["aws-ml", "recommender", sku["g5.12xlarge"], 2, 24, "steady"],
  ["aws-ml", "assistant", sku["g5.2xlarge"], 2, 24, "steady"],
  ["aws-shared", "ci-runners", sku["m6i.8xlarge"], 4, 15, "business", intel],
  [
    "aws-shared",
    "observability",
    sku["m6i.4xlarge"],
    2,
    24,
    "steady",
    { name: "metrics-store", ...intel },
  ],
  ["aws-shared", "corporate-it", sku["m6i.4xlarge"], 2, 24, "steady", { ...untagged, ...intel }],
  ["aws-staging", "checkout-api", sku["m6i.4xlarge"], 2, 24, "steady", alwaysOnIntel],
  ["aws-staging", "search-api", sku["r6i.4xlarge"], 2, 24, "steady", alwaysOnIntel],
  ["aws-staging", "mobile-backend", sku["m6i.2xlarge"], 2, 24, "steady", alwaysOnIntel],
  [
    "aws-staging",
    "fraud-scoring",
    sku["g5.12xlarge"],
    5,
    24,
    "steady",
    { name: "gpu-risk-load-test", onlyDuring: "payments-gpu-fleet" },
  ],
  ["aws-dev", "checkout-api", sku["m6i.2xlarge"], 2, 11, "office"],
  ["aws-dev", "search-api", sku["m6i.2xlarge"], 2, 11, "office"],
  ["aws-dev", "mobile-backend", sku["m6i.2xlarge"], 2, 11, "office"],
  ["aws-dev", "model-training", sku["g5.2xlarge"], 1, 9, "office"],
  ["aws-dev", "experiments", sku["m5.xlarge"], 2, 24, "steady", alwaysOnOldFamily],
  ["aws-sandbox", "experiments", sku["m5.xlarge"], 2, 24, "steady", alwaysOnOldFamily],
  [
    "aws-sandbox",
    "model-training",
    sku["g5.12xlarge"],
    4,
    24,
    "steady",
    { name: "llm-finetune-trial", tags: "none", onlyDuring: "forgotten-sandbox" },
  ],
  ["aws-prod", "kubernetes", sku["m6i.12xlarge"], 4, 24, "steady", node],
  ["aws-prod", "kubernetes", sku.eksCluster, 1, 24, "steady", { name: "prod-us" }],
  ["aws-staging", "kubernetes", sku.eksCluster, 1, 24, "steady", { name: "staging-us" }],
  ["aws-prod", "push-gateway", sku.lambdaTime, 1, 3_000_000, "consumer", untagged],
  ["aws-prod", "push-gateway", sku.lambdaCalls, 1, 62, "consumer", untagged],
  ["aws-prod", "checkout-api", sku.lambdaTime, 1, 2_400_000, "consumer"],
  ["aws-prod", "checkout-api", sku.lambdaCalls, 1, 40, "consumer"],
  ["aws-prod", "campaign-site", sku.lambdaTime, 1, 1_900_000, "consumer", frankfurt],
  ["aws-data", "ingest-pipeline", sku.lambdaTime, 1, 2_100_000, "batch"],
  ["aws-prod", "checkout-api", sku.cacheNode, 3, 24, "steady", reservedCache],
  ["aws-prod", "search-api", sku.cacheNode, 2, 24, "steady", reservedCache],
  ["aws-ml", "recommender", sku.endpoint, 3, 24, "steady"],
  ["aws-ml", "model-training", sku.notebook, 2, 9, "office", { name: "research-notebook" }],
];
