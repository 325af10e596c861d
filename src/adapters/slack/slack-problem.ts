import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";

const DEFAULT_WAIT_SECONDS = 1;
const RATE_LIMITED = new Set(["ratelimited", "rate_limited"]);
const BLOCKS_REFUSED = new Set(["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"]);
const TOKEN_ENDED = new Set(["token_revoked", "account_inactive", "invalid_auth", "not_authed"]);
const OUT_OF_REACH = new Set([
  "channel_not_found",
  "not_in_channel",
  "user_not_in_channel",
  "is_archived",
  "restricted_action",
]);

/** What Slack has against a call. */
export interface SlackProblem {
  /** Slack's own word, `unreachable` where there is none. */
  readonly code: string;
  /** Seconds until it may be called again; null where waiting doesn't help. */
  readonly waitSeconds: number | null;
  /** The message is fine but for its blocks. */
  readonly isAboutBlocks: boolean;
  /** The app was removed, or its token revoked. */
  readonly isTokenEnded: boolean;
  /** The app can't write there. */
  readonly isOutOfReach: boolean;
}

/** An answer of a response_url other than yes. */
export class ResponseUrlError extends Error {
  override name = "ResponseUrlError";
  readonly code: string;
  readonly waitSeconds: number | null;
  constructor(code: string, waitSeconds: number | null) {
    super(`the response_url answered ${code}`);
    this.code = code;
    this.waitSeconds = waitSeconds;
  }
}

/** What an error of a call to Slack means. */
export function problemOf(error: unknown): SlackProblem {
  const code = codeOf(error);
  return {
    code,
    waitSeconds: waitOf(error, code),
    isAboutBlocks: BLOCKS_REFUSED.has(code),
    isTokenEnded: TOKEN_ENDED.has(code),
    isOutOfReach: OUT_OF_REACH.has(code),
  };
}

function codeOf(error: unknown): string {
  if (error instanceof WebAPIRateLimitedError) return "ratelimited";
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return error instanceof ResponseUrlError ? error.code : "unreachable";
}

function waitOf(error: unknown, code: string): number | null {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter;
  if (error instanceof ResponseUrlError) return error.waitSeconds;
  if (!RATE_LIMITED.has(code)) return null;
  const stated =
    error instanceof WebAPIPlatformError ? error.data.response_metadata?.retryAfter : undefined;
  return stated ?? DEFAULT_WAIT_SECONDS;
}
