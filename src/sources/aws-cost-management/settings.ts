import { z } from "zod";
import { awsSettings } from "#src/sources/aws/settings";

/** What AWS says beside the bill. */
const AWS_FEEDS = ["budgets", "anomalies", "recommendations", "commitments"] as const;

/** AWS Budgets, Cost Anomaly Detection, Cost Optimization Hub, and how commitments are used. */
export const awsCostManagementSchema = z.strictObject({
  kind: z.literal("aws-cost-management"),
  ...awsSettings,
  /** Which of them are read. */
  feeds: z
    .array(z.enum(AWS_FEEDS))
    .min(1)
    .default([...AWS_FEEDS]),
});

export type AwsCostManagementSettings = z.infer<typeof awsCostManagementSchema>;
