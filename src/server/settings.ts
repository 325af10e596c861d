import { ConfigError } from "#src/errors";

const SHORTEST_TOKEN = 16;
const LOOPBACK_HOSTS = new Set(["127.0.0.1", "::1", "localhost"]);

/** Where the server listens, and what it asks of those who come. */
export interface ServerSettings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Demanded for the page, its API and the metrics, where there is one. */
  readonly token?: string | undefined;
  /** The address under which the world reaches the server. */
  readonly publicUrl?: string | undefined;
}

/** Whether an address is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_HOSTS.has(host.replace(/^\[|\]$/g, "").toLowerCase());
}

/**
 * The page shows the whole bill: whoever comes from elsewhere needs a token.
 * @throws ConfigError when others can reach the server and there is no token, or one that is easily guessed
 */
export function checkSettings({ host, token, publicUrl }: ServerSettings): void {
  if (token !== undefined && token.length < SHORTEST_TOKEN) {
    throw new ConfigError(
      `TALLY_WEB_TOKEN needs ${SHORTEST_TOKEN} characters or more; make one with: openssl rand -hex 24`,
    );
  }
  if (token !== undefined) return;
  const makeOne = "Set TALLY_WEB_TOKEN to a long random text, such as openssl rand -hex 24 gives";
  if (!isLoopback(host)) {
    throw new ConfigError(
      `${host} can be reached from other machines, and the page shows the whole bill. ${makeOne}, or leave the host at 127.0.0.1.`,
    );
  }
  if (publicUrl !== undefined) {
    throw new ConfigError(
      `server.publicUrl makes the page reachable under ${publicUrl}, and it shows the whole bill. ${makeOne}.`,
    );
  }
}
