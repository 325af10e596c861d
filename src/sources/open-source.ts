import { AwsCostExplorer } from "./aws-cost-explorer/aws-cost-explorer.ts";
import { AwsCostManagement } from "./aws-cost-management/aws-cost-management.ts";
import { AwsExport } from "./aws-export/aws-export.ts";
import { AzureCostManagement } from "./azure-cost-management/azure-cost-management.ts";
import { AzureExport } from "./azure-export/azure-export.ts";
import { AzureQuery } from "./azure-query/azure-query.ts";
import { openBucket } from "./buckets/open-bucket.ts";
import type { SourceContext } from "./context.ts";
import { FocusFiles } from "./focus-files/focus-files.ts";
import { GcpBigQuery } from "./gcp-bigquery/gcp-bigquery.ts";
import { GcpCostManagement } from "./gcp-cost-management/gcp-cost-management.ts";
import type { SourceSettings } from "./settings.ts";
import type { Source } from "./source.ts";

/** The source that a key of tally.yaml describes. Nothing is called yet. */
export function openSource(name: string, settings: SourceSettings, context: SourceContext): Source {
  switch (settings.kind) {
    case "aws-export":
      return new AwsExport(name, openBucket(settings, context));
    case "aws-cost-explorer":
      return new AwsCostExplorer(name, settings, context);
    case "aws-cost-management":
      return new AwsCostManagement(name, settings, context);
    case "azure-export":
      return new AzureExport(name, openBucket(settings, context));
    case "azure-query":
      return new AzureQuery(name, settings, context);
    case "azure-cost-management":
      return new AzureCostManagement(name, settings, context);
    case "gcp-bigquery":
      return new GcpBigQuery(name, settings, context);
    case "gcp-cost-management":
      return new GcpCostManagement(name, settings, context);
    case "focus-files":
      return new FocusFiles(name, openBucket(settings, context), settings);
  }
}
