import { WebAPIHTTPError, WebAPIPlatformError } from "@slack/web-api";
import { CourierError, type CourierFailure } from "#src/chat/courier";
import { wasNeverSent } from "#src/chat/never-sent";
import { problemOf } from "./slack-problem.ts";

/** Slack's words for a fault of its own in which the call may have been carried out. */
const UNSURE = new Set(["internal_error", "fatal_error"]);
/** … and for one in which it wasn't, and may be another time. */
const PASSING = new Set(["service_unavailable", "request_timeout", "team_added_to_org"]);
const INVITE = "invite the app there with /invite @tally";
/** What there is to do, by Slack's word. */
const REMEDIES: Readonly<Record<string, string>> = {
  channel_not_found: `the channel is gone, or it is private: ${INVITE}`,
  not_in_channel: `the app isn’t in the channel: ${INVITE}`,
  user_not_in_channel: `the app isn’t in the channel: ${INVITE}`,
  is_archived: "the channel is archived: unarchive it, or choose another",
  restricted_action: "only some people may post in the channel: let the app, or choose another",
  account_inactive: "the app was removed, or the person’s account has ended",
  token_revoked: "the app’s token was revoked: install it again",
  invalid_auth: "the app’s token isn’t taken: install it again",
  user_not_found: "there is no such person in the workspace",
  message_not_found: "the message was deleted",
  cant_update_message: "the message isn’t the app’s own",
};

/**
 * What an error of a call to Slack means for what was to be brought.
 * @param isRepeatable whether the call does no harm when it is made twice
 */
export function courierErrorOf(error: unknown, isRepeatable: boolean): CourierError {
  if (error instanceof CourierError) return error;
  const { code, waitSeconds } = problemOf(error);
  const failure = waitSeconds === null ? failureOf(error, code) : "later";
  const told = failure === "unsure" && isRepeatable ? "later" : failure;
  const remedy = REMEDIES[code];
  const word = isWord(code) ? code : "what can’t be read";
  const reason = remedy === undefined ? `Slack answered ${word}.` : `Slack (${code}): ${remedy}.`;
  return new CourierError(told, reason, waitSeconds === null ? null : waitSeconds * 1000);
}

/** A proxy's page in the place of Slack's answer is none. */
function isWord(code: string): boolean {
  return /^\w+$/.test(code);
}

function failureOf(error: unknown, code: string): CourierFailure {
  if (error instanceof WebAPIPlatformError) {
    if (PASSING.has(code)) return "later";
    return UNSURE.has(code) || !isWord(code) ? "unsure" : "impossible";
  }
  if (error instanceof WebAPIHTTPError) return error.statusCode >= 500 ? "unsure" : "impossible";
  return wasNeverSent(error) ? "later" : "unsure";
}
