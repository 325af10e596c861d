import { ConfigError } from "#src/errors";

/** How the bot stands in Teams; secrets come from the environment alone. */
export interface TeamsSettings {
  /** The library underneath: the Teams SDK, or the older Teams AI library. */
  readonly host: "sdk" | "teams-ai";
  /** The bot's application id; without it requests carry no proof of where they come from. */
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** Instead of a secret: a managed identity's client id; another than the bot's own is a federated credential. */
  readonly managedIdentityClientId?: string | undefined;
  /** The tenant that the bot is registered in. */
  readonly tenantId: string | undefined;
  /** Tenants that may talk to the bot, besides its own. */
  readonly tenants: readonly string[];
  /** Hosts that Teams may ask to be answered at; a name stands for its subdomains too. */
  readonly serviceHosts: readonly string[];
  /** Who signs Teams' requests. */
  readonly issuer: string;
  /** Where the issuer's keys are described; clouds of their own have another than the public one. */
  readonly openIdMetadataUrl?: string | undefined;
  /** NODE_ENV is `development`. */
  readonly isDevelopment: boolean;
  /** The server is bound to loopback. */
  readonly isLoopback: boolean;
  /** Gives the bot's own tokens, where neither a secret nor a managed identity does. */
  readonly accessToken?: ((scope: string) => Promise<string>) | undefined;
}

/** Whom the bot takes requests from, and where it sends anything. */
export interface Trust {
  /** Requests must be signed by `issuer`. */
  readonly isAuthenticated: boolean;
  readonly issuer: string;
  isTenant(tenantId: string | undefined): boolean;
  isServiceUrl(url: string | undefined): boolean;
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * What the settings allow.
 * @throws ConfigError when anybody could speak as anybody: without credentials outside of development on loopback
 */
export function trustOf(settings: TeamsSettings): Trust {
  const { clientId, isDevelopment, isLoopback, serviceHosts } = settings;
  const isLocalTrial = isDevelopment && isLoopback;
  const isAuthenticated = clientId !== undefined;
  if (!isAuthenticated && !isLocalTrial) {
    throw new ConfigError(
      "Teams needs TEAMS_CLIENT_ID: without it anybody could speak as anybody. Only with NODE_ENV=development on a loopback address does Tally start without.",
    );
  }
  const tenants = tenantsOf(settings);
  if (isAuthenticated && tenants.size === 0) {
    throw new ConfigError(
      "Teams needs the tenants that may talk to the bot: set TEAMS_TENANT_ID, or “tenants” under “teams” in tally.yaml.",
    );
  }
  return {
    isAuthenticated,
    issuer: settings.issuer,
    isTenant: (id) => tenants.size === 0 || (id !== undefined && tenants.has(id.toLowerCase())),
    isServiceUrl: (url) => isServiceUrl(url, serviceHosts, isLocalTrial),
  };
}

function tenantsOf({ tenantId, tenants }: TeamsSettings): ReadonlySet<string> {
  const all = tenantId === undefined ? tenants : [tenantId, ...tenants];
  return new Set(all.map((id) => id.toLowerCase()));
}

function isServiceUrl(
  text: string | undefined,
  hosts: readonly string[],
  isLocalTrial: boolean,
): boolean {
  const url = URL.parse(text ?? "");
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (LOOPBACK_HOSTS.has(url.hostname)) return isLocalTrial;
  return url.protocol === "https:" && isHostUnder(url.hostname, hosts);
}

/** Whether a host is one of `hosts`, or below one. */
export function isHostUnder(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
