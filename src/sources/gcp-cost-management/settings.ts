import { z } from "zod";
import { googleApiSettings, projectIdSchema } from "#src/sources/google/settings";

/** What Google says beside the charges: recommendations, budgets and anomalies. */
export const gcpCostManagementSchema = z.strictObject({
  kind: z.literal("gcp-cost-management"),
  /** Whose budgets, anomalies and commitments. */
  billingAccount: z.string().regex(/^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/, {
    message: "write the billing account's id, such as 012345-6789AB-CDEF01",
  }),
  /** Whose resources recommendations are about. */
  projects: z.array(projectIdSchema).default([]),
  /** Regions, zones and `global` to ask for recommendations; where Google says that there are some, if absent. */
  locations: z
    .array(z.string().regex(/^[a-z0-9-]+$/, { message: "write a location, such as europe-west1" }))
    .min(1)
    .optional(),
  /** Ids of recommenders; those about cost that Tally knows, if absent. */
  recommenders: z
    .array(
      z.string().regex(/^google(\.\w+)+$/, {
        message: "write a recommender's id, such as google.compute.instance.MachineTypeRecommender",
      }),
    )
    .min(1)
    .optional(),
  ...googleApiSettings,
});

export type GcpCostManagementSettings = z.infer<typeof gcpCostManagementSchema>;
