import { describe, expect, test } from "vitest";
import { HttpError, readFailure } from "#src/sources/calls/read-failure";

/** An error in the shape of the AWS SDK's. */
function awsError(name: string, status: number, headers: Record<string, string> = {}): Error {
  const error = Object.assign(new Error("AKIAIOSFODNN7EXAMPLE"), { name });
  return Object.assign(error, { $metadata: { httpStatusCode: status }, $response: { headers } });
}

/** An error in the shape of Azure's SDK's. */
function azureError(code: string, status: number, headers: Record<string, string> = {}): Error {
  const response = { headers: { toJSON: () => headers } };
  return Object.assign(new Error("…sig=abc"), { code, statusCode: status, response });
}

describe("a failed call is", () => {
  test.each([
    ["throttled", awsError("SlowDown", 503)],
    ["throttled", awsError("TooManyRequestsException", 429)],
    ["throttled", azureError("ServerBusy", 503)],
    ["throttled", new HttpError(403, "rateLimitExceeded", {})],
    ["unavailable", awsError("InternalError", 500)],
    ["unavailable", azureError("OperationTimedOut", 408)],
    ["unavailable", Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })],
    ["unavailable", Object.assign(new Error("x"), { name: "TimeoutError" })],
    [
      "unavailable",
      new TypeError("fetch failed", {
        cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }),
      }),
    ],
    ["changed", awsError("PreconditionFailed", 412)],
    ["missing", awsError("NoSuchKey", 404)],
    ["denied", awsError("AccessDenied", 403)],
    ["denied", awsError("AccessDeniedException", 400)],
    ["denied", azureError("AuthorizationPermissionMismatch", 403)],
    ["unauthenticated", azureError("AuthenticationFailed", 403)],
    ["unauthenticated", awsError("ExpiredToken", 400)],
    ["unauthenticated", awsError("UnrecognizedClientException", 400)],
    ["unauthenticated", Object.assign(new Error("x"), { name: "CredentialsProviderError" })],
    ["unauthenticated", new HttpError(400, "invalid_client", {})],
    ["skewed", awsError("RequestTimeTooSkewed", 403)],
    [
      "skewed",
      Object.assign(azureError("AuthenticationFailed", 403), {
        message: "Server failed to authenticate the request. Request date header too old: …",
      }),
    ],
    ["corrupt", new Error('Checksum mismatch: expected "a" but received "b"')],
    ["corrupt", new SyntaxError("Unexpected end of JSON input")],
    ["unavailable", Object.assign(new SyntaxError("<html>"), { status: 502 })],
    ["refused", awsError("InvalidRequest", 400)],
    ["full", Object.assign(new Error("x"), { code: "ENOSPC" })],
    ["refused", new Error("something else")],
  ])("%s: %s", (failure, error) => {
    expect(readFailure(error).failure).toBe(failure);
  });

  test("told without the provider's words, which may hold credentials", () => {
    for (const error of [awsError("AccessDenied", 403), azureError("Weird", 400)]) {
      expect(readFailure(error).during("Listing x").message).not.toMatch(/AKIA|sig=/);
    }
    expect(readFailure(awsError("AccessDenied", 403)).during("Listing x").message).toBe(
      "Listing x: These credentials may not do this (403 AccessDenied).",
    );
  });

  test.each([
    "Bearer eyJhbGciOi.J9/+=",
    "<https://evil.example|sign in again> <!channel>",
    "\u001b[31mdenied",
    "one\ntwo",
    "x".repeat(81),
  ])("told without what a provider puts in the place of a code: %j", (code) => {
    for (const error of [
      awsError(code, 403),
      azureError(code, 403),
      new HttpError(403, code, {}),
    ]) {
      const { message } = readFailure(error).during("Listing x");
      expect(message).toMatch(/^Listing x: These credentials may not do this \(403 [\w ]+\)\.$/);
    }
  });

  test("told with the status once, where the code only says it again", () => {
    expect(readFailure(new HttpError(429, "429", {})).reason).toBe("429");
    expect(readFailure(new HttpError(503, "", {})).reason).toBe("503 HttpError");
  });

  test("to be tried again after the longest of the hints", () => {
    const headers = {
      "retry-after": "2",
      "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after": "9",
      "x-ms-retry-after-ms": "3500",
    };
    expect(readFailure(azureError("429", 429, headers)).retryAfter).toBe(9000);
    expect(readFailure(awsError("SlowDown", 503, { "retry-after": "1" })).retryAfter).toBe(1000);
    expect(readFailure(awsError("SlowDown", 503)).retryAfter).toBe(null);
    const dates = {
      Date: "Wed, 25 Nov 2026 17:00:00 GMT",
      "Retry-After": "Wed, 25 Nov 2026 17:02:00 GMT",
    };
    expect(readFailure(azureError("429", 429, dates)).retryAfter).toBe(120_000);
  });
});
