/** How much of a model's time and tokens may be used. */
export interface ModelLimits {
  /** For one question, retries and the repair round included. */
  readonly timeLimitMilliseconds: number;
  /** Prompt and reply tokens of one question, the repair round included. */
  readonly tokensPerQuestion: number;
  /** The longest reply, in tokens. */
  readonly replyTokens: number;
  /** Prompt and reply tokens of a UTC day. */
  readonly tokensPerDay: number;
  /** Further attempts after a failed one (HTTP 408, 429, 5xx, no connection). */
  readonly retries: number;
  /** The wait before the first retry where the server names none; doubled each time. */
  readonly retryBaseMilliseconds: number;
  /** Failed questions in a row after which the model is left alone. */
  readonly failuresToOpen: number;
  readonly openMilliseconds: number;
}

/** Limits that suit a chat: a few seconds, a few thousand tokens a question. */
export const DEFAULT_MODEL_LIMITS: ModelLimits = {
  timeLimitMilliseconds: 8_000,
  tokensPerQuestion: 32_000,
  replyTokens: 600,
  tokensPerDay: 2_000_000,
  retries: 2,
  retryBaseMilliseconds: 250,
  failuresToOpen: 3,
  openMilliseconds: 60_000,
};
