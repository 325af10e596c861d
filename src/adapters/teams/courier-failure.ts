import { CourierError, type CourierFailure } from "#src/chat/courier";
import { TeamsSendError } from "./teams-host.ts";

/** Statuses with which Teams took nothing, and may another time. */
const PASSING = new Set([401, 412, 429]);
/** What there is to do, by status. */
const REMEDIES: Readonly<Record<number, string>> = {
  403: "the app was taken out of there, or may not write: add it again",
  404: "the conversation or the message is gone",
  413: "the card is too large",
};

/**
 * What an error on the way to Teams means for what was to be brought. Anything but Teams' own answer went wrong
 * before an activity left, as in getting a token.
 * @param isRepeatable whether the activity does no harm when it is sent twice
 */
export function courierErrorOf(error: unknown, isRepeatable: boolean): CourierError {
  if (error instanceof CourierError) return error;
  if (!(error instanceof TeamsSendError)) {
    const reason = error instanceof Error ? error.message : String(error);
    return new CourierError("later", `Nothing was sent to Teams: ${reason}`);
  }
  const failure = failureOf(error);
  const told = failure === "unsure" && isRepeatable ? "later" : failure;
  const remedy = REMEDIES[error.status ?? 0];
  const reason = remedy === undefined ? error.message : `${error.message}: ${remedy}`;
  return new CourierError(told, `${reason}.`, error.retryAfter);
}

function failureOf({ status, isUnsent }: TeamsSendError): CourierFailure {
  if (isUnsent || (status !== null && PASSING.has(status))) return "later";
  return status === null || status >= 500 ? "unsure" : "impossible";
}
