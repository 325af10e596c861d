import { readFile } from "node:fs/promises";
import { z } from "zod";
import { HttpError } from "#src/sources/calls/read-failure";
import type { SourceEnvironment } from "#src/sources/context";

/** What tokens are asked for: the storage of all accounts, and Resource Manager. */
export const AZURE_STORAGE = "https://storage.azure.com";
export const AZURE_MANAGEMENT = "https://management.azure.com";

const AUTHORITY = "https://login.microsoftonline.com";
const METADATA_SERVICE = "http://169.254.169.254/metadata/identity/oauth2/token";
/** A token is renewed when it has less than this left, in milliseconds. */
const MARGIN = 120_000;
const TIME_LIMIT = 30_000;

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.coerce.number() });

/** A token of Entra's, in the shape that Azure's libraries ask for. */
export interface AzureToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** How to ask for a token: an address, and a form where it is posted. */
interface TokenRequest {
  readonly address: string;
  readonly form: Readonly<Record<string, string>> | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Tokens for one of Azure's APIs: of an app by its secret or by a workload identity's file, else of the
 * machine's managed identity.
 */
export class AzureCredential {
  readonly #environment: SourceEnvironment;
  readonly #now: () => number;
  readonly #resource: string;
  #token: AzureToken | null = null;

  /**
   * @param now milliseconds since 1970-01-01
   * @param resource the address of the API that the tokens are for
   */
  constructor(environment: SourceEnvironment, now: () => number, resource = AZURE_STORAGE) {
    this.#environment = environment;
    this.#now = now;
    this.#resource = resource;
  }

  /** @throws HttpError when there is none to be had */
  async getToken(): Promise<AzureToken> {
    if (this.#token === null || this.#token.expiresOnTimestamp < this.#now() + MARGIN) {
      this.#token = await requestToken(await this.#tokenRequest(), this.#now());
    }
    return this.#token;
  }

  /** Asks for a new token next time, as after one that was refused. */
  renew(): void {
    this.#token = null;
  }

  async #tokenRequest(): Promise<TokenRequest> {
    const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client } = this.#environment;
    const { AZURE_CLIENT_SECRET: secret, AZURE_FEDERATED_TOKEN_FILE: file } = this.#environment;
    const proof = secret === undefined ? await assertionOf(file) : { client_secret: secret };
    if (tenant === undefined || client === undefined || proof === null) {
      return managedIdentity(this.#environment, this.#resource);
    }
    const host = this.#environment.AZURE_AUTHORITY_HOST ?? AUTHORITY;
    const form = {
      grant_type: "client_credentials",
      client_id: client,
      scope: `${this.#resource}/.default`,
      ...proof,
    };
    const address = `${host.replace(/\/$/, "")}/${tenant}/oauth2/v2.0/token`;
    return { address, form, headers: {} };
  }
}

async function assertionOf(file: string | undefined) {
  if (file === undefined) return null;
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: (await readFile(file, "utf8")).trim(),
  };
}

function managedIdentity(environment: SourceEnvironment, resource: string): TokenRequest {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = environment;
  const isHosted = endpoint !== undefined && header !== undefined;
  const address = new URL(isHosted ? endpoint : METADATA_SERVICE);
  address.searchParams.set("resource", resource);
  address.searchParams.set("api-version", isHosted ? "2019-08-01" : "2018-02-01");
  const client = environment.AZURE_CLIENT_ID;
  if (client !== undefined) address.searchParams.set("client_id", client);
  const headers: Record<string, string> = isHosted
    ? { "x-identity-header": header }
    : { metadata: "true" };
  return { address: address.href, form: null, headers };
}

async function requestToken(
  { address, form, headers }: TokenRequest,
  now: number,
): Promise<AzureToken> {
  const answer = await fetch(address, {
    method: form === null ? "GET" : "POST",
    headers,
    body: form === null ? null : new URLSearchParams(form),
    // A redirect would carry the secret elsewhere.
    redirect: "error",
    signal: AbortSignal.timeout(TIME_LIMIT),
  });
  const body: unknown = await answer.json().catch(() => null);
  const token = tokenSchema.safeParse(body);
  if (!answer.ok || !token.success) {
    const { error } = z
      .object({ error: z.string().catch("") })
      .catch({ error: "" })
      .parse(body);
    throw new HttpError(answer.status, error, Object.fromEntries(answer.headers));
  }
  const { access_token, expires_in } = token.data;
  return { token: access_token, expiresOnTimestamp: now + expires_in * 1000 };
}
