import { CallError } from "#src/sources/calls/call-error";
import { Caller, type CallTime } from "#src/sources/calls/caller";
import { callJson } from "#src/sources/calls/json-api";
import { HttpError } from "#src/sources/calls/read-failure";
import type { SourceContext } from "#src/sources/context";
import { GoogleTokens } from "./tokens.ts";

/** A call of one of Google's REST APIs. */
export interface GoogleRequest {
  /** `bigquery` for bigquery.googleapis.com. */
  readonly api: string;
  /** Each part that isn't ours is encoded already. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Posted where there is one. */
  readonly body?: unknown;
}

/** Refusals that look like others, by Google's reason: waiting or other rights don't help. */
const FINAL_REFUSALS: Readonly<Record<string, string>> = {
  quotaExceeded: "the project's quota is used up; mostly it is a day's, and it goes on tomorrow",
  dailyLimitExceeded: "the project's quota of the day is used up, and it goes on tomorrow",
  bytesBilledLimitExceeded: "it would scan more than maxGigabytes in tally.yaml allows",
  accessNotConfigured: "this API isn't enabled in the project of the credentials; enable it",
};

/** Calls Google's REST APIs with the credentials, the retries and the limits of one source. */
export class GoogleApi {
  readonly caller: Caller;
  readonly #tokens: GoogleTokens | null;
  readonly #endpoint: string | null;

  /** @param scope what the credentials are used for at most */
  constructor(
    scope: string,
    settings: { readonly endpoint?: string | undefined; readonly anonymous: boolean },
    context: SourceContext,
  ) {
    this.caller = new Caller(context.clock, context.limits);
    this.#tokens = settings.anonymous ? null : new GoogleTokens(scope);
    this.#endpoint = settings.endpoint?.replace(/\/$/, "") ?? null;
  }

  /**
   * One answer. A POST is tried again too: give only those that may be made twice.
   * @param action what is done, for messages
   * @throws CallError
   */
  call(action: string, request: GoogleRequest): Promise<unknown> {
    return this.caller.call(action, (time) => this.#attempt(request, time), {
      onUnauthenticated: () => this.#tokens?.renew(),
    });
  }

  /** The pages of a listing. @throws CallError */
  async *pages(action: string, request: GoogleRequest): AsyncGenerator<unknown, void> {
    let query = request.query ?? {};
    for (;;) {
      const page = await this.call(action, { ...request, query });
      yield page;
      const next = pageTokenOf(page);
      if (next === null) return;
      query = { ...query, pageToken: next };
    }
  }

  async #attempt({ api, path, query, body }: GoogleRequest, time: CallTime): Promise<unknown> {
    const host = this.#endpoint ?? `https://${api}.googleapis.com`;
    const search = query === undefined ? "" : `?${new URLSearchParams(query)}`;
    const token = (await this.#tokens?.token()) ?? null;
    const posted = body === undefined ? {} : { body };
    const method = body === undefined ? "GET" : "POST";
    try {
      const address = `${host}/${path}${search}`;
      return (await callJson({ method, address, token, ...posted }, time)).body;
    } catch (error) {
      throw meaningOf(error);
    }
  }
}

/** What Google means by an error where its status alone would say something else. */
function meaningOf(error: unknown): unknown {
  if (error instanceof SyntaxError) return new CallError("corrupt", { reason: "it is no JSON" });
  if (!(error instanceof HttpError)) return error;
  const reason = `${error.statusCode} ${error.code}`;
  const words = FINAL_REFUSALS[error.code];
  if (words !== undefined) return new CallError("refused", { reason: `${reason}: ${words}` });
  // A change that was based on what isn't so any more.
  return error.statusCode === 409 ? new CallError("changed", { reason }) : error;
}

function pageTokenOf(page: unknown): string | null {
  const next: unknown =
    typeof page === "object" && page !== null ? Reflect.get(page, "nextPageToken") : null;
  return typeof next === "string" && next !== "" ? next : null;
}
