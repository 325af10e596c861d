import { createHmac } from "node:crypto";

/** The headers by which Slack's requests are known; `timestamp` is in seconds, now where absent. */
export function signedHeaders(
  body: string,
  secret: string,
  timestamp: number = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const hash = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(timestamp), "x-slack-signature": `v0=${hash}` };
}
