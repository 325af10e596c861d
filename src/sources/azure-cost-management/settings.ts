import { z } from "zod";
import { billingScope, managementEndpoint, subscriptionId } from "#src/sources/azure/settings";

/** Budgets, Advisor's recommendations and the use of commitments. */
export const azureCostManagementSchema = z
  .strictObject({
    kind: z.literal("azure-cost-management"),
    /** Whose budgets and recommendations are read. */
    subscriptions: z.array(subscriptionId).min(1).optional(),
    /** Whose reservations, savings plans and budgets are read. */
    billingScope: billingScope.optional(),
    endpoint: managementEndpoint,
  })
  .refine(
    ({ subscriptions, billingScope: scope }) => subscriptions !== undefined || scope !== undefined,
    { message: "name subscriptions, a billingScope, or both", path: ["subscriptions"] },
  );

export type AzureCostManagementSettings = z.infer<typeof azureCostManagementSchema>;
