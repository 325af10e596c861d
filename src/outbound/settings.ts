import { isIP } from "node:net";
import { z } from "zod";

const LONGEST_NAME = 253;

/** The key `outbound` of tally.yaml. */
export const outboundSchema = z.strictObject({
  /**
   * Hosts that may be reached besides those that the other settings name: `proxy.example.com`, `*.example.com` with
   * all below, or an address.
   */
  hosts: z
    .array(
      z
        .string()
        .max(LONGEST_NAME)
        .refine((host) => isIP(host) !== 0 || /^(\*\.)?[\w-]+(\.[\w-]+)*$/.test(host), {
          message: "write a host's name or address, without https:// and port",
        }),
    )
    .default([]),
});

export type OutboundSettings = z.infer<typeof outboundSchema>;

/** Environment variables that name hosts, of proxies and of what hands out credentials, or make those needless. */
export interface OutboundEnvironment {
  readonly HTTP_PROXY?: string | undefined;
  readonly HTTPS_PROXY?: string | undefined;
  readonly ALL_PROXY?: string | undefined;
  readonly http_proxy?: string | undefined;
  readonly https_proxy?: string | undefined;
  readonly all_proxy?: string | undefined;
  readonly AWS_ENDPOINT_URL?: string | undefined;
  readonly AWS_ENDPOINT_URL_S3?: string | undefined;
  readonly AWS_ENDPOINT_URL_STS?: string | undefined;
  readonly AWS_ACCESS_KEY_ID?: string | undefined;
  readonly AWS_CONTAINER_CREDENTIALS_FULL_URI?: string | undefined;
  readonly AZURE_AUTHORITY_HOST?: string | undefined;
  readonly AZURE_CLIENT_SECRET?: string | undefined;
  readonly AZURE_FEDERATED_TOKEN_FILE?: string | undefined;
  readonly IDENTITY_ENDPOINT?: string | undefined;
  readonly GCE_METADATA_HOST?: string | undefined;
  readonly GOOGLE_APPLICATION_CREDENTIALS?: string | undefined;
}
