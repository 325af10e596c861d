import { z } from "zod";
import { awsCostExplorerSchema } from "./aws-cost-explorer/settings.ts";
import { awsCostManagementSchema } from "./aws-cost-management/settings.ts";
import { azureCostManagementSchema } from "./azure-cost-management/settings.ts";
import { azureQuerySchema } from "./azure-query/settings.ts";
import { gcpBigQuerySchema } from "./gcp-bigquery/settings.ts";
import { gcpCostManagementSchema } from "./gcp-cost-management/settings.ts";

/** What of a bucket can be set, and for which kind of location only. */
const ONLY_FOR = {
  region: "s3:",
  profile: "s3:",
} as const;

const bucketSchema = z.strictObject({
  /** A folder, `s3://BUCKET/PREFIX`, `azure://ACCOUNT/CONTAINER/PREFIX` or `gs://BUCKET/PREFIX`. */
  location: z
    .string()
    .min(1)
    .regex(/^(?!\w+:\/\/)|^(s3|gs):\/\/[^/?@]+|^azure:\/\/[^/?@]+\/[^/?@]+/, {
      message:
        "write a folder, s3://BUCKET/PREFIX, azure://ACCOUNT/CONTAINER/PREFIX or gs://BUCKET/PREFIX",
    })
    .regex(/^[^?]*$/, { message: "leave out what follows the ?; credentials don't belong here" }),
  /** Where the bucket's API is, unless it's the cloud's own: a store that speaks S3, an emulator. */
  endpoint: z.url().optional(),
  /** Ask without credentials: public buckets, emulators. */
  anonymous: z.boolean().default(false),
  /** AWS region of the bucket. */
  region: z.string().min(1).optional(),
  /** Profile of ~/.aws/config. */
  profile: z.string().min(1).optional(),
});

/** Settings of a bucket or folder. */
export type BucketSettings = z.infer<typeof bucketSchema>;

function checkBucket(settings: BucketSettings, context: z.RefinementCtx): void {
  for (const [key, scheme] of Object.entries(ONLY_FOR) as [keyof typeof ONLY_FOR, string][]) {
    if (settings[key] === undefined || settings.location.startsWith(scheme)) continue;
    context.addIssue({
      code: "custom",
      path: [key],
      message: `only for a location that begins with ${scheme}//`,
    });
  }
}

/** A Data Export of AWS, or a copy of one: the folder that holds `data/` and `metadata/`. */
const awsExportSchema = bucketSchema
  .extend({ kind: z.literal("aws-export") })
  .superRefine(checkBucket);

/** A Cost Management export of Azure, or a copy of one. */
const azureExportSchema = bucketSchema
  .extend({ kind: z.literal("azure-export") })
  .superRefine(checkBucket);

/** FOCUS files of any origin. */
const focusFilesSchema = bucketSchema
  .extend({
    kind: z.literal("focus-files"),
    /** Where a file's billing month is told: in its name and folders, or in its rows only. */
    months: z.enum(["names", "rows"]).default("names"),
    /** Files count as whole when nothing changed for so long. */
    settleMinutes: z.number().min(0).max(1440).default(10),
  })
  .superRefine(checkBucket);

/** One source, as tally.yaml describes it; its credentials come from elsewhere. */
export const sourceSchema = z.discriminatedUnion("kind", [
  awsExportSchema,
  awsCostExplorerSchema,
  awsCostManagementSchema,
  azureExportSchema,
  azureQuerySchema,
  azureCostManagementSchema,
  gcpBigQuerySchema,
  gcpCostManagementSchema,
  focusFilesSchema,
]);

export type SourceSettings = z.infer<typeof sourceSchema>;
export type FocusFilesSettings = z.infer<typeof focusFilesSchema>;
