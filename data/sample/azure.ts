import { azureSkus as sku } from "./azure-skus.ts";
import type { Line } from "./stream.ts";

const reserved = { commitment: "azure-vm" } as const;
const germany = { region: "germanywestcentral" } as const;
const untagged = { tags: "none" } as const;
const alwaysOn = { foundBy: ["always-on"] } as const;
const untiered = { foundBy: ["storage-classes"] } as const;
const chatty = { foundBy: ["telemetry-ingestion"] } as const;

const node = {
  name: "aks-robotics-eu",
  cluster: "robotics-eu",
  tags: "none",
  extraTags: { "aks-managed-cluster-name": "robotics-eu", Environment: "Prod" },
} as const;

/** The European business on Azure, billed in EUR. */
export const azureLines: readonly Line[] = [
  ["azure-prod", "fleet-telemetry", sku.d16, 4, 24, "steady", reserved],
  ["azure-prod", "ledger", sku.d16, 2, 24, "steady", reserved],
  ["azure-prod", "search-api", sku.e16, 3, 24, "steady"],
  ["azure-it", "corporate-it", sku.d8, 3, 24, "steady", untagged],
  ["azure-it", "bi-dashboards", sku.d8, 1, 11, "office", germany],
  ["azure-it", "corporate-it", sku.d4, 2, 24, "steady", { name: "jump-host", ...untagged }],
  ["azure-staging", "fleet-telemetry", sku.d4, 3, 24, "steady", alwaysOn],
  ["azure-prod", "ledger", sku.premiumDisk, 2, 0.1, "steady", { name: "ledger-disk" }],
  ["azure-prod", "fleet-telemetry", sku.premiumDisk, 3, 0.1, "steady", { name: "telemetry-disk" }],
  [
    "azure-staging",
    "fleet-telemetry",
    sku.premiumDisk,
    1,
    0.0329,
    "steady",
    {
      name: "detached-disk",
      extraTags: { "disk-state": "unattached" },
      waste: "unattached-volume",
    },
  ],
  ["azure-prod", "kubernetes", sku.node, 3, 72, "steady", node],
  ["azure-prod", "kubernetes", sku.cluster, 1, 24, "steady", { name: "robotics-eu" }],
  ["azure-prod", "ledger", sku.sqlCores, 1, 640, "steady", { name: "ledger-eu" }],
  ["azure-prod", "fleet-telemetry", sku.sqlCores, 1, 480, "business", { name: "fleet" }],
  ["azure-it", "corporate-it", sku.sqlCores, 1, 240, "steady", { name: "erp", ...untagged }],
  ["azure-staging", "ledger", sku.sqlCores, 1, 96, "steady", { name: "ledger-staging" }],
  ["azure-prod", "ledger", sku.sqlStorage, 1, 290, "stored", { name: "ledger-eu" }],
  ["azure-prod", "fleet-telemetry", sku.cosmosUnits, 1, 21_600, "consumer", { name: "devices" }],
  ["azure-prod", "fleet-telemetry", sku.cosmosStorage, 1, 130, "stored", { name: "devices" }],
  ["azure-prod", "fleet-telemetry", sku.hotBlobs, 1, 5200, "stored", { name: "nwtelemetry" }],
  ["azure-prod", "fleet-telemetry", sku.blobWrites, 1, 820, "consumer", { name: "nwtelemetry" }],
  ["azure-prod", "ledger", sku.coolBlobs, 1, 3100, "stored", { name: "nwstatements" }],
  [
    "azure-it",
    "corporate-it",
    sku.hotBlobs,
    1,
    2400,
    "stored",
    { name: "nwshares", ...untagged, ...untiered },
  ],
  ["azure-prod", "campaign-site", sku.appPlan, 3, 24, "steady", { name: "eu-shop-plan" }],
  ["azure-it", "identity", sku.appPlan, 1, 24, "steady", { name: "login-plan" }],
  ["azure-staging", "campaign-site", sku.appPlan, 1, 24, "steady", { name: "eu-shop-staging" }],
  ["azure-fabric", "bi-dashboards", sku.fabricUnits, 1, 1536, "steady", { name: "fabricbi" }],
  ["azure-fabric", "bi-dashboards", sku.oneLake, 1, 2600, "stored", { name: "fabricbi" }],
  ["azure-prod", "observability", sku.logs, 1, 46, "business", { name: "logs-eu", ...chatty }],
  ["azure-it", "siem", sku.logs, 1, 21, "business", { name: "logs-security", ...chatty }],
  ["azure-prod", "fleet-telemetry", sku.egress, 1, 1100, "consumer"],
  ["azure-prod", "api-gateway", sku.balancerRules, 1, 24, "steady", { name: "lb-eu" }],
  ["azure-it", "siem", sku.defender, 1, 2200, "steady", untagged],
  ["azure-it", "identity", sku.vaultOperations, 1, 160, "business", { name: "nw-keys" }],
];
