import { addDays, addMonths, type Day, mondayOf } from "#src/focus/day";
import { awsSkus as sku } from "./aws-skus.ts";
import { lately } from "./cleaned-up.ts";
import type { Line } from "./stream.ts";

const reservedDatabase = { commitment: "aws-rds" } as const;
const untagged = { tags: "none" } as const;

/** What the nightly inventory job writes on volumes that no machine uses. */
const unattached = {
  extraTags: { "volume-state": "available" },
  waste: "unattached-volume",
} as const;

const untiered = { foundBy: ["storage-classes"] } as const;
const alwaysOn = { foundBy: ["always-on"] } as const;

/** So many days before the Monday of the clock's week, as events are placed. */
const daysBefore = (days: number) => (today: Day) => addDays(mondayOf(today), -days);

const oldVolume = { waste: "previous-generation-volume" } as const;

/** Volumes, buckets and databases: Amazon EBS, S3, RDS, DynamoDB, OpenSearch and ECR. */
export const awsStorageLines: readonly Line[] = [
  ["aws-prod", "ledger", sku.gp3, 2, 400, "stored", { name: "ledger-data" }],
  ["aws-prod", "search-api", sku.gp3, 3, 300, "stored", { name: "search-shard" }],
  ["aws-prod", "mobile-backend", sku.gp2, 1, 120, "stored", { name: "mobile-state", ...oldVolume }],
  [
    "aws-prod",
    "experiments",
    sku.gp2,
    1,
    90,
    "stored",
    { name: "experiments-results", ...oldVolume },
  ],
  ["aws-data", "warehouse", sku.gp3, 2, 420, "stored", { name: "warehouse-scratch", ...untagged }],
  [
    "aws-data",
    "ingest-pipeline",
    sku.gp2,
    2,
    240,
    "stored",
    { name: "ingest-buffer", ...oldVolume },
  ],
  [
    "aws-staging",
    "search-api",
    sku.gp3,
    2,
    62,
    "steady",
    { name: "old-search-shard", ...unattached },
  ],
  [
    "aws-dev",
    "checkout-api",
    sku.gp2,
    2,
    48,
    "steady",
    { name: "restore-test", tags: "none", foundBy: ["old-volume-types"], ...unattached },
  ],
  [
    "aws-dev",
    "search-api",
    sku.gp3,
    1,
    45,
    "steady",
    { name: "load-test-cache", ...lately, goneFrom: daysBefore(10), ...unattached },
  ],
  ["aws-prod", "ledger", sku.snapshot, 1, 1500, "stored", { name: "ledger-nightly" }],
  [
    "aws-data",
    "warehouse",
    sku.snapshot,
    1,
    1150,
    "steady",
    { name: "warehouse-before-migration", waste: "old-snapshot", ...untagged },
  ],
  ["aws-data", "warehouse", sku.s3Standard, 1, 13_400, "stored", { name: "northwind-lake" }],
  ["aws-data", "warehouse", sku.s3Infrequent, 1, 5200, "stored", { name: "northwind-lake" }],
  ["aws-data", "warehouse", sku.s3Reads, 1, 4100, "batch", { name: "northwind-lake" }],
  ["aws-data", "ingest-pipeline", sku.s3Standard, 1, 4000, "stored", { name: "northwind-landing" }],
  ["aws-data", "ingest-pipeline", sku.s3Writes, 1, 8200, "batch", { name: "northwind-landing" }],
  ["aws-prod", "indexer", sku.s3Standard, 1, 1350, "stored", { name: "northwind-search-index" }],
  ["aws-prod", "mobile-backend", sku.s3Standard, 1, 980, "stored", { name: "northwind-uploads" }],
  ["aws-prod", "indexer", sku.s3Reads, 1, 270, "consumer", { name: "northwind-search-index" }],
  ["aws-prod", "mobile-backend", sku.s3Reads, 1, 240, "consumer", { name: "northwind-uploads" }],
  ["aws-ml", "recommender", sku.s3Reads, 1, 260, "consumer", { name: "northwind-features" }],
  ["aws-prod", "ledger", sku.s3Infrequent, 1, 700, "stored", { name: "northwind-statements" }],
  [
    "aws-security",
    "siem",
    sku.s3Standard,
    1,
    2000,
    "stored",
    { name: "northwind-audit-logs", ...untiered },
  ],
  [
    "aws-ml",
    "model-training",
    sku.s3Standard,
    1,
    3000,
    "stored",
    { name: "northwind-datasets", ...untiered },
  ],
  ["aws-ml", "recommender", sku.s3Standard, 1, 1100, "stored", { name: "northwind-features" }],
  [
    "aws-shared",
    "corporate-it",
    sku.s3Standard,
    1,
    1700,
    "stored",
    { name: "northwind-old-backups", ...untagged, ...untiered },
  ],
  ["aws-prod", "ledger", sku["db.r6g.4xl"], 4, 24, "steady", reservedDatabase],
  ["aws-prod", "checkout-api", sku["db.r6g.4xl"], 4, 24, "steady", reservedDatabase],
  ["aws-prod", "mobile-backend", sku["db.r6g.2xl"], 2, 24, "steady"],
  ["aws-prod", "campaign-site", sku["db.r6g.2xl"], 1, 24, "steady", { name: "campaign" }],
  ["aws-staging", "ledger", sku["db.r6g.2xl"], 1, 24, "steady", alwaysOn],
  ["aws-staging", "checkout-api", sku["db.r6g.2xl"], 1, 24, "steady", alwaysOn],
  [
    "aws-dev",
    "checkout-api",
    sku["db.r6g.2xl"],
    1,
    24,
    "steady",
    { ...untagged, name: "dev-db", ...alwaysOn },
  ],
  [
    "aws-prod",
    "campaign-site",
    sku["db.t3.medium"],
    1,
    24,
    "steady",
    { name: "campaign-2024", goneFrom: (today) => addMonths(today, -4) },
  ],
  [
    "aws-prod",
    "campaign-site",
    sku.rdsStorage,
    1,
    9,
    "steady",
    { name: "campaign-2024", waste: "stopped-machine" },
  ],
  ["aws-prod", "ledger", sku.rdsStorage, 1, 610, "stored"],
  ["aws-prod", "checkout-api", sku.rdsStorage, 1, 310, "stored"],
  ["aws-prod", "ledger", sku.rdsBackup, 1, 400, "stored"],
  ["aws-security", "identity", sku.auroraCapacity, 1, 210, "business"],
  ["aws-prod", "checkout-api", sku.dynamoWrites, 1, 180, "consumer", { name: "carts" }],
  ["aws-prod", "checkout-api", sku.dynamoReads, 1, 320, "consumer", { name: "carts" }],
  ["aws-prod", "mobile-backend", sku.dynamoWrites, 1, 120, "consumer", { name: "sessions" }],
  ["aws-prod", "mobile-backend", sku.dynamoReads, 1, 260, "consumer", { name: "sessions" }],
  ["aws-prod", "mobile-backend", sku.dynamoStorage, 1, 95, "stored", { name: "sessions" }],
  ["aws-prod", "campaign-site", sku.dynamoWrites, 1, 42, "consumer", { name: "coupons" }],
  ["aws-prod", "fraud-scoring", sku.dynamoReads, 1, 210, "consumer", { name: "risk-features" }],
  ["aws-prod", "search-api", sku.searchNode, 4, 24, "steady", { name: "catalogue-search" }],
  ["aws-prod", "search-api", sku.searchStorage, 1, 170, "stored", { name: "catalogue-search" }],
  ["aws-security", "siem", sku.searchNode, 2, 24, "steady", { name: "siem-logs" }],
  ["aws-shared", "ci-runners", sku.imageStorage, 1, 320, "stored", { name: "images" }],
];
