import nock from "nock";
import type { CallLimits } from "#src/sources/calls/caller";
import type { SourceContext } from "#src/sources/context";

export const SUBSCRIPTION = "0aaaaaaa-1111-2222-3333-444444444444";
export const MANAGEMENT = "https://management.azure.com";
const LOGIN = "https://login.microsoftonline.com";

/** What a source is opened with, and what its clock was asked to wait. */
export interface AzureContext extends SourceContext {
  /** Milliseconds. */
  readonly waits: number[];
}

/** Credentials of an app, and a clock that only moves by waiting. */
export function azureContext(
  now = "2026-11-25T09:00:00Z",
  limits: Partial<CallLimits> = {},
): AzureContext {
  let time = Date.parse(now);
  const waits: number[] = [];
  return {
    environment: {
      AZURE_TENANT_ID: "tenant",
      AZURE_CLIENT_ID: "client",
      AZURE_CLIENT_SECRET: "s3cret",
    },
    clock: {
      now: () => time,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        time += milliseconds;
      },
      random: () => 0,
    },
    limits: { callsPerSecond: 1e9, ...limits },
    waits,
  };
}

/** Hands out the tokens t1, t2 …, each for an hour; returns for which resources they were asked. */
export function grantTokens(): string[] {
  const scopes: string[] = [];
  nock(LOGIN)
    .persist()
    .post("/tenant/oauth2/v2.0/token", ({ scope }) => scopes.push(scope) > 0)
    .reply(200, () => ({ access_token: `t${scopes.length}`, expires_in: 3600 }));
  return scopes;
}

/** An error as Resource Manager words it. */
export function armError(code: string) {
  return { error: { code, message: `${code} of the client s3cret` } };
}
