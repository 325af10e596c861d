import { CallError, type CallFailure } from "./call-error.ts";

/** What an HTTP client of ours throws for an answer that is no success. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly statusCode: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(statusCode: number, code: string, headers: Readonly<Record<string, string>>) {
    super(`${statusCode} ${code}`);
    this.statusCode = statusCode;
    this.code = code;
    this.headers = headers;
  }
}

const BY_CODE: readonly (readonly [RegExp, CallFailure])[] = [
  [/throttl|SlowDown|TooManyRequests|LimitExceeded|rateLimit|ServerBusy/i, "throttled"],
  [
    /ExpiredToken|TokenRefreshRequired|InvalidToken|InvalidAccessKeyId|UnrecognizedClient|Signature/i,
    "unauthenticated",
  ],
  // AWS' JSON APIs answer it with status 400.
  [/AccessDenied/i, "denied"],
  [
    /CredentialsProvider|AuthenticationFailed|InvalidAuthenticationInfo|invalid_(client|grant)|unauthorized_client/i,
    "unauthenticated",
  ],
  [/ENOSPC|EDQUOT/, "full"],
];

const BY_STATUS: Readonly<Record<number, CallFailure>> = {
  401: "unauthenticated",
  403: "denied",
  404: "missing",
  408: "unavailable",
  412: "changed",
  429: "throttled",
};

/** S3's code, and what Azure says in words only. */
const SKEW = /TooSkewed|request date header/i;

/** Of sockets and of the clients above them. */
const NO_ANSWER =
  /ECONN|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|EHOST|ENETUNREACH|UND_ERR|PREMATURE_CLOSE|REQUEST_SEND_ERROR|TimeoutError|AbortError|aborted/i;

/** A few words; what else comes in the place of a code may hold anything, and is shown to nobody. */
const CODE = /^[\w .:-]{1,80}$/;

/** Vendors' hints on when to come back, in seconds, in milliseconds (`-ms`), or as a date. */
const HINT = /retry-after(-ms)?$/i;

/** The failure behind whatever an SDK threw: those of AWS, Azure and our own HTTP client are known. */
export function readFailure(error: unknown): CallError {
  if (error instanceof CallError) return error;
  const status = statusOf(error);
  const code = codeOf(error);
  const isRegion = error instanceof Error && /region is missing/i.test(error.message);
  if (isRegion) return new CallError("refused", { reason: "no AWS region is known; set region" });
  // Some of Azure's codes are the status once more.
  const parts = new Set([status === null ? "" : String(status), code]);
  const reason = [...parts].filter((part) => part !== "").join(" ");
  return new CallError(failureOf(status, code, error), { reason, retryAfter: hintOf(error) });
}

function failureOf(status: number | null, code: string, error: unknown): CallFailure {
  const text = `${code} ${error instanceof Error ? error.message : ""}`;
  if (SKEW.test(text)) return "skewed";
  const byCode = BY_CODE.find(([pattern]) => pattern.test(code))?.[1];
  if (byCode !== undefined) return byCode;
  if (status !== null && BY_STATUS[status] !== undefined) return BY_STATUS[status];
  if (status !== null && status >= 500) return "unavailable";
  // Answers of JSON that are cut off.
  if (code === "SyntaxError" || /checksum mismatch/i.test(text)) return "corrupt";
  return NO_ANSWER.test(text) || NO_ANSWER.test(codeOf(fieldOf(error, "cause")))
    ? "unavailable"
    : "refused";
}

function statusOf(error: unknown): number | null {
  const status =
    fieldOf(fieldOf(error, "$metadata"), "httpStatusCode") ??
    fieldOf(error, "statusCode") ??
    fieldOf(error, "status");
  return typeof status === "number" ? status : null;
}

function codeOf(error: unknown): string {
  const candidates = [fieldOf(error, "code"), fieldOf(error, "Code"), fieldOf(error, "name")];
  const texts = candidates.filter((code) => typeof code === "string");
  return texts.find((code) => CODE.test(code) && code !== "Error") ?? "unknown error";
}

/** The longest of the hints, in milliseconds. */
function hintOf(error: unknown): number | null {
  const headers = headersOf(error);
  const date = headers.find(([name]) => name.toLowerCase() === "date")?.[1] ?? "";
  const hints = headers
    .filter(([name]) => HINT.test(name))
    .map(([name, value]) =>
      name.toLowerCase().endsWith("-ms") ? Number(value) : millisecondsOf(value, date),
    )
    .filter((hint) => hint >= 0);
  return hints.length === 0 ? null : Math.max(...hints);
}

/** Seconds, or a date by the provider's own clock. */
function millisecondsOf(value: string, now: string): number {
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.parse(now);
}

/** Plain objects (AWS, ours) and header collections (Azure). */
function headersOf(error: unknown): [string, string][] {
  const headers =
    fieldOf(error, "headers") ??
    fieldOf(fieldOf(error, "$response"), "headers") ??
    fieldOf(fieldOf(error, "response"), "headers");
  if (typeof headers !== "object" || headers === null) return [];
  const toJSON = fieldOf(headers, "toJSON");
  const plain: unknown = typeof toJSON === "function" ? toJSON.call(headers) : headers;
  return Object.entries(plain as Record<string, unknown>).map(([name, value]) => [
    name,
    String(value),
  ]);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
