/** The invented company whose bill this is. */
export const companyName = "Northwind Robotics";

/** Its teams, as they are spelled in a clean `team` tag. */
export type Team =
  | "payments"
  | "platform"
  | "data"
  | "search"
  | "mobile"
  | "ml"
  | "growth"
  | "security";

/** Who builds and pays for one piece of software. */
export interface Application {
  readonly team: Team;
  readonly costCenter: string;
}

/** Every application by the value of its `application` tag. */
export const applications = {
  "checkout-api": { team: "payments", costCenter: "CC-1100" },
  ledger: { team: "payments", costCenter: "CC-1100" },
  "fraud-scoring": { team: "payments", costCenter: "CC-1110" },
  "api-gateway": { team: "platform", costCenter: "CC-1200" },
  "ci-runners": { team: "platform", costCenter: "CC-1210" },
  kubernetes: { team: "platform", costCenter: "CC-1200" },
  observability: { team: "platform", costCenter: "CC-1220" },
  "corporate-it": { team: "platform", costCenter: "CC-1290" },
  warehouse: { team: "data", costCenter: "CC-1300" },
  "ingest-pipeline": { team: "data", costCenter: "CC-1300" },
  "bi-dashboards": { team: "data", costCenter: "CC-1310" },
  "search-api": { team: "search", costCenter: "CC-1400" },
  indexer: { team: "search", costCenter: "CC-1400" },
  "mobile-backend": { team: "mobile", costCenter: "CC-1500" },
  "push-gateway": { team: "mobile", costCenter: "CC-1500" },
  "fleet-telemetry": { team: "mobile", costCenter: "CC-1510" },
  "model-training": { team: "ml", costCenter: "CC-1600" },
  recommender: { team: "ml", costCenter: "CC-1600" },
  assistant: { team: "ml", costCenter: "CC-1610" },
  "campaign-site": { team: "growth", costCenter: "CC-1700" },
  experiments: { team: "growth", costCenter: "CC-1700" },
  siem: { team: "security", costCenter: "CC-1800" },
  identity: { team: "security", costCenter: "CC-1800" },
} as const satisfies Record<string, Application>;

/** The name of an application of the company. */
export type ApplicationName = keyof typeof applications;

/** How a deployment stage is spelled in a clean `environment` tag. */
export type Environment = "production" | "staging" | "development";
