import { z } from "zod";
import { awsSettings } from "#src/sources/aws/settings";

/** Bills from Cost Explorer, where there is no export. */
export const awsCostExplorerSchema = z.strictObject({
  kind: z.literal("aws-cost-explorer"),
  ...awsSettings,
});

export type AwsCostExplorerSettings = z.infer<typeof awsCostExplorerSchema>;
