import type { SourceName } from "./accounts.ts";
import { awsComputeLines } from "./aws-compute.ts";
import { awsNetworkLines } from "./aws-network.ts";
import { awsStorageLines } from "./aws-storage.ts";
import { azureLines } from "./azure.ts";
import { cleanedUpLines } from "./cleaned-up.ts";
import { gcpLines } from "./gcp.ts";
import { modelLines, saasLines } from "./saas.ts";
import { type Stream, streamsOf } from "./stream.ts";

/** Everything that is used from day to day. */
export const usageStreams: readonly Stream[] = streamsOf([
  ...awsComputeLines,
  ...awsStorageLines,
  ...awsNetworkLines,
  ...cleanedUpLines,
  ...azureLines,
  ...gcpLines,
  ...saasLines,
  ...modelLines,
]);

/** The usage that one source bills. */
export function usageStreamsOf(source: SourceName): readonly Stream[] {
  return usageStreams.filter((stream) => stream.source === source);
}
