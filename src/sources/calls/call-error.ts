/** Why a call to a provider failed, as far as it matters for what to do next. */
export type CallFailure =
  | "throttled"
  | "unavailable"
  | "corrupt"
  | "skewed"
  | "unauthenticated"
  | "denied"
  | "missing"
  | "changed"
  | "full"
  | "capped"
  | "refused";

/** What is known of a failed call besides its kind. */
export interface CallDetails {
  /** HTTP status and the provider's code, such as "403 AccessDenied". */
  readonly reason: string;
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfter?: number | null;
}

const MEANINGS: Readonly<Record<CallFailure, string>> = {
  throttled: "It asks to slow down",
  unavailable: "It gives no usable answer",
  corrupt: "What arrived isn't what is stored there",
  skewed: "The clock of this machine is wrong by more than the provider allows; set it right",
  unauthenticated: "The credentials are missing, expired or wrong; renew them",
  denied: "These credentials may not do this",
  missing: "There is no such thing",
  changed: "It was replaced while it was read; the next sync takes the new one",
  full: "There is no room left on the disk beside the store",
  capped: "What calls may cost a day (dollarsPerDay in tally.yaml) is spent; it goes on tomorrow",
  refused: "The call is refused",
};

/**
 * A call to a provider that failed. The message is our own: a provider's may hold signed addresses or
 * parts of credentials.
 */
export class CallError extends Error {
  override name = "CallError";
  readonly failure: CallFailure;
  readonly reason: string;
  readonly retryAfter: number | null;

  constructor(failure: CallFailure, { reason, retryAfter = null }: CallDetails, action = "") {
    super(`${action === "" ? "" : `${action}: `}${MEANINGS[failure]} (${reason}).`);
    this.failure = failure;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** The same failure, with what was being done. */
  during(action: string): CallError {
    return new CallError(this.failure, this, action);
  }
}
