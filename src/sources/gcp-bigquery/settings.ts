import { z } from "zod";
import { googleApiSettings, projectIdSchema } from "#src/sources/google/settings";

/** Whatever stands in backticks can't end them. */
const TABLE = /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]\.\w{1,1024}\.[\w-]{1,1024}$/;

/** A FOCUS table of Google's, or a view of the same shape, in BigQuery. */
export const gcpBigQuerySchema = z.strictObject({
  kind: z.literal("gcp-bigquery"),
  table: z.string().regex(TABLE, { message: "write PROJECT.DATASET.TABLE" }),
  /** The project that runs the queries and pays for them; the table's own where absent. */
  project: projectIdSchema.optional(),
  /** Where the dataset is: EU, US, europe-west1. BigQuery finds it out where absent. */
  location: z
    .string()
    .regex(/^[\w-]+$/, { message: "write a location, such as EU or europe-west1" })
    .optional(),
  /** A query that would scan more isn't run. */
  maxGigabytes: z.number().positive().default(100),
  ...googleApiSettings,
});

export type GcpBigQuerySettings = z.infer<typeof gcpBigQuerySchema>;
