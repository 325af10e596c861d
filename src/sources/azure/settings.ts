import { z } from "zod";

/** A subscription's id. */
export const subscriptionId = z.guid({
  message: "write the subscription's id, 00000000-0000-0000-0000-000000000000",
});

/** What costs belong to besides subscriptions. */
export const costScope = z
  .string()
  .regex(
    /^\/(subscriptions\/[^/?#]+(\/resourceGroups\/[^/?#]+)?|providers\/Microsoft\.Management\/managementGroups\/[^/?#]+|providers\/Microsoft\.Billing\/billingAccounts\/[^/?#]+(\/[^/?#]+\/[^/?#]+)*)$/i,
    {
      message:
        "write /subscriptions/ID, /providers/Microsoft.Management/managementGroups/NAME or /providers/Microsoft.Billing/billingAccounts/ID…",
    },
  );

/** A billing account or a part of one. */
export const billingScope = z
  .string()
  .regex(/^\/providers\/Microsoft\.Billing\/billingAccounts\/[^/?#]+(\/[^/?#]+\/[^/?#]+)*$/i, {
    message:
      "write /providers/Microsoft.Billing/billingAccounts/ID, or that and /billingProfiles/ID",
  });

/** Where Resource Manager is, unless it's the public cloud's: `https://management.chinacloudapi.cn`, an emulator. */
export const managementEndpoint = z.url().optional();
