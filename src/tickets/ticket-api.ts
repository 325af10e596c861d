import type { z } from "zod";
import { CallError } from "#src/sources/calls/call-error";
import { type CallClock, Caller, type CallLimits, type CallTime } from "#src/sources/calls/caller";
import { HttpError } from "#src/sources/calls/read-failure";

/** What calls are made with. */
export interface TicketApiParts {
  /** The configured address: nothing is ever sent elsewhere. */
  readonly url: string;
  /** Those that say who we are among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: CallClock;
  readonly limits?: Partial<CallLimits> | undefined;
}

interface ApiRequest<Answer> {
  /** Under the configured address; each part that isn't ours is encoded already. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** What is looked at in the answer. */
  readonly answer: z.ZodType<Answer>;
}

const LIMITS: Partial<CallLimits> = { attempts: 3, silence: 20_000, callsPerSecond: 5 };
/** In bytes. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

/** Calls a ticket system's REST API, with time limits; what only reads is tried again. */
export class TicketApi {
  readonly #parts: TicketApiParts;
  readonly #reading: Caller;
  readonly #writing: Caller;

  constructor(parts: TicketApiParts) {
    const { clock, limits } = parts;
    this.#parts = parts;
    this.#reading = new Caller(clock, { ...LIMITS, ...limits });
    this.#writing = new Caller(clock, { ...LIMITS, ...limits, attempts: 1 });
  }

  /** Reads something. @throws CallError */
  read<Answer>(action: string, request: Omit<ApiRequest<Answer>, "body">): Promise<Answer> {
    return this.#reading.call(action, (time) => this.#attempt(request, "GET", time));
  }

  /** Makes something, once. @throws CallError */
  post<Answer>(action: string, request: ApiRequest<Answer>): Promise<Answer> {
    return this.#writing.call(action, (time) => this.#attempt(request, "POST", time));
  }

  /** Changes something, once. @throws CallError */
  patch<Answer>(action: string, request: ApiRequest<Answer>): Promise<Answer> {
    return this.#writing.call(action, (time) => this.#attempt(request, "PATCH", time));
  }

  async #attempt<Answer>(
    request: ApiRequest<Answer>,
    method: "GET" | "POST" | "PATCH",
    time: CallTime,
  ): Promise<Answer> {
    const undici = await import("undici");
    const { path, query, body: posted, answer } = request;
    const address = `${this.#parts.url.replace(/\/$/, "")}/${path}`;
    const search = query === undefined ? "" : `?${new URLSearchParams(query)}`;
    // Redirects aren't followed: they would carry the secret elsewhere.
    const { statusCode, headers, body } = await undici.request(`${address}${search}`, {
      method,
      signal: time.signal,
      headers: {
        accept: "application/json",
        ...this.#parts.headers,
        ...(posted === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(posted === undefined ? {} : { body: JSON.stringify(posted) }),
    });
    const text = await textOf(body, time);
    if (statusCode >= 300) throw failureOf(statusCode, headers);
    return parsed(text, answer);
  }
}

function parsed<Answer>(text: string, schema: z.ZodType<Answer>): Answer {
  try {
    const { success, data } = schema.safeParse(text === "" ? null : JSON.parse(text));
    if (success) return data;
  } catch {
    // No JSON: as good as one of another shape.
  }
  throw new CallError("corrupt", { reason: "the answer has another shape than documented" });
}

/** GitHub refuses with 403 whoever is too fast; the answer's own words are kept out of messages. */
function failureOf(status: number, headers: Record<string, string | string[] | undefined>) {
  const plain = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)]),
  );
  const isLimited = "retry-after" in plain || plain["x-ratelimit-remaining"] === "0";
  const isTooFast = status === 403 && isLimited;
  return new HttpError(isTooFast ? 429 : status, isTooFast ? "rate limit" : "", plain);
}

async function textOf(body: AsyncIterable<Uint8Array>, time: CallTime): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    time.alive();
    bytes += part.length;
    if (bytes > LARGEST_ANSWER) throw new CallError("refused", { reason: "answer too large" });
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
