import { z } from "zod";
import { costScope, managementEndpoint, subscriptionId } from "#src/sources/azure/settings";

/** Costs by the Query API of Cost Management, where there is no export. */
export const azureQuerySchema = z
  .strictObject({
    kind: z.literal("azure-query"),
    /** Each is asked for by itself. */
    subscriptions: z.array(subscriptionId).min(1).optional(),
    /** One scope instead of subscriptions: a management group, a billing account or a part of it. */
    scope: costScope.optional(),
    /** BillingAccountId as an export has it, which subscriptions don't tell. */
    billingAccount: z.string().min(1).optional(),
    /** How many months back, the running one among them; Azure keeps 37. */
    months: z.number().int().min(1).max(36).default(13),
    endpoint: managementEndpoint,
  })
  .refine(({ subscriptions, scope }) => (subscriptions === undefined) !== (scope === undefined), {
    message: "name either subscriptions or a scope",
    path: ["subscriptions"],
  });

export type AzureQuerySettings = z.infer<typeof azureQuerySchema>;
