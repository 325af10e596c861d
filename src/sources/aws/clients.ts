import type { BudgetsClient } from "@aws-sdk/client-budgets";
import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import type { CostOptimizationHubClient } from "@aws-sdk/client-cost-optimization-hub";
import type { SdkConfig } from "./aws-api.ts";

/** A client of Cost Explorer, which has the anomalies and the use of commitments too. */
export async function openCostExplorer(config: SdkConfig): Promise<CostExplorerClient> {
  const { CostExplorerClient: Client } = await import("@aws-sdk/client-cost-explorer");
  return new Client(config);
}

/** A client of AWS Budgets. */
export async function openBudgets(config: SdkConfig): Promise<BudgetsClient> {
  const { BudgetsClient: Client } = await import("@aws-sdk/client-budgets");
  return new Client(config);
}

/** A client of Cost Optimization Hub. */
export async function openOptimizationHub(config: SdkConfig): Promise<CostOptimizationHubClient> {
  const { CostOptimizationHubClient: Client } = await import(
    "@aws-sdk/client-cost-optimization-hub"
  );
  return new Client(config);
}
