import type { RecommendationKind } from "#src/provider-items";
import type { AccountKey } from "./accounts.ts";

/** A recommendation about one resource. */
export type ResourceLine = readonly [
  account: AccountKey,
  /** The resource's name, and what its meter begins with. */
  name: string,
  meter: string,
  kind: RecommendationKind,
  action: string,
  /** The share of its list price that it would save. */
  savedShare: number,
];

/** What AWS Cost Optimization Hub lists. */
export const awsLines: readonly ResourceLine[] = [
  [
    "aws-prod",
    "login-1",
    "BoxUsage",
    "rightsize",
    "Change {name} from m6i.4xlarge to m6i.2xlarge",
    0.5,
  ],
  [
    "aws-prod",
    "login-2",
    "BoxUsage",
    "rightsize",
    "Change {name} from m6i.4xlarge to m6i.2xlarge",
    0.5,
  ],
  [
    "aws-shared",
    "metrics-store-1",
    "BoxUsage",
    "rightsize",
    "Change {name} from m6i.4xlarge to r6i.2xlarge",
    0.34,
  ],
  [
    "aws-security",
    "siem-1",
    "BoxUsage",
    "rightsize",
    "Change {name} from r6i.4xlarge to r6i.2xlarge",
    0.5,
  ],
  ["aws-shared", "corporate-it-2", "BoxUsage", "stop-idle", "Stop {name} (m6i.4xlarge)", 1],
  [
    "aws-prod",
    "mobile-backend-2",
    "InstanceUsage",
    "rightsize",
    "Change {name} from db.r6g.2xlarge to db.r6g.xlarge",
    0.5,
  ],
  [
    "aws-prod",
    "campaign",
    "InstanceUsage",
    "rightsize",
    "Change {name} from db.r6g.2xlarge to db.r6g.xlarge",
    0.5,
  ],
  [
    "aws-prod",
    "checkout-api",
    "Lambda-GB-Second",
    "rightsize",
    "Change {name} from 2048 MB to 1536 MB",
    0.2,
  ],
  [
    "aws-shared",
    "ci-runners-1",
    "BoxUsage",
    "move-architecture",
    "Move {name} from m6i.8xlarge to m7g.8xlarge",
    0.15,
  ],
  ["aws-staging", "old-search-shard-1", "EBS", "delete-idle", "Delete {name} (gp3, 1,900 GB)", 1],
  ["aws-dev", "restore-test-1", "EBS", "delete-idle", "Delete {name} (gp2, 1,460 GB)", 1],
  ["aws-data", "ingest-buffer-1", "EBS", "modernise", "Upgrade {name} from gp2 to gp3", 0.2],
  ["aws-data", "ingest-buffer-2", "EBS", "modernise", "Upgrade {name} from gp2 to gp3", 0.2],
];

/** What Azure Advisor lists. */
export const azureLines: readonly ResourceLine[] = [
  [
    "azure-it",
    "corporate-it-1",
    "D8s",
    "rightsize",
    "Right-size {name} from D8s v5 to D4s v5",
    0.5,
  ],
  [
    "azure-it",
    "corporate-it-2",
    "D8s",
    "rightsize",
    "Right-size {name} from D8s v5 to D4s v5",
    0.5,
  ],
  [
    "azure-it",
    "jump-host-2",
    "D4s",
    "stop-idle",
    "Shut down the underused virtual machine {name}",
    1,
  ],
  [
    "azure-it",
    "erp",
    "General Purpose",
    "rightsize",
    "Right-size the database {name} from 10 to 6 vCores",
    0.4,
  ],
  [
    "azure-staging",
    "eu-shop-staging",
    "P2",
    "delete-idle",
    "Delete the App Service plan {name} without apps",
    1,
  ],
  ["azure-staging", "detached-disk", "P40", "delete-idle", "Delete the unattached disk {name}", 1],
  [
    "azure-prod",
    "devices",
    "100 RU/s",
    "other",
    "Let the throughput of {name} scale by itself",
    0.22,
  ],
];

/** What Google Recommender lists. */
export const gcpLines: readonly ResourceLine[] = [
  [
    "gcp-analytics",
    "report-renderer-2",
    "n2-standard-8",
    "stop-idle",
    "Stop the idle machine {name}",
    1,
  ],
  [
    "gcp-growth",
    "experiments-1",
    "n2-standard-8",
    "rightsize",
    "Change {name} from n2-standard-8 to n2-standard-4",
    0.5,
  ],
  [
    "gcp-search",
    "index-disk-2",
    "SSD",
    "delete-idle",
    "Take a snapshot of the disk {name} and delete it",
    1,
  ],
  [
    "gcp-growth",
    "assignments",
    "PostgreSQL",
    "rightsize",
    "Reduce the size of the database {name}",
    0.5,
  ],
  ["gcp-growth", "flags", "Services CPU", "other", "Bill the service {name} by request", 0.3],
];
