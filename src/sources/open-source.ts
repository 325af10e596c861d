import { AwsExport } from "./aws-export/aws-export.ts";
import { AzureExport } from "./azure-export/azure-export.ts";
import { openBucket } from "./buckets/open-bucket.ts";
import type { SourceContext } from "./context.ts";
import { FocusFiles } from "./focus-files/focus-files.ts";
import type { SourceSettings } from "./settings.ts";
import type { Source } from "./source.ts";

/** The source that a key of tally.yaml describes. Nothing is called yet. */
export function openSource(name: string, settings: SourceSettings, context: SourceContext): Source {
  switch (settings.kind) {
    case "aws-export":
      return new AwsExport(name, openBucket(settings, context));
    case "azure-export":
      return new AzureExport(name, openBucket(settings, context));
    case "focus-files":
      return new FocusFiles(name, openBucket(settings, context), settings);
  }
}
