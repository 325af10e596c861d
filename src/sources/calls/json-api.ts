import type { CallTime } from "./caller.ts";
import { HttpError } from "./read-failure.ts";

/** What is sent: JSON, with a bearer token. */
export interface JsonRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly address: string;
  /** Null where nobody is asked for one: emulators. */
  readonly token: string | null;
  readonly body?: unknown;
}

/** An answer that is a success; `body` is null where there is none. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The largest answer that is read, in bytes: pages are far smaller. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/**
 * Makes one call of a JSON API; an error's code is Azure's `error.code` or the reason that Google gives.
 * @throws HttpError for an answer that is no success; SyntaxError for one that is no JSON
 */
export async function callJson(request: JsonRequest, time: CallTime): Promise<JsonAnswer> {
  const undici = await import("undici");
  const { statusCode, headers, body } = await undici.request(request.address, {
    method: request.method,
    signal: time.signal,
    headers: {
      accept: "application/json",
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      ...(request.token === null ? {} : { authorization: `Bearer ${request.token}` }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  const plain = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)]),
  );
  const text = await textOf(body, time);
  if (statusCode >= 300) throw new HttpError(statusCode, errorCode(text), plain);
  return { status: statusCode, headers: plain, body: text === "" ? null : JSON.parse(text) };
}

async function textOf(body: AsyncIterable<Uint8Array>, time: CallTime): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    time.alive();
    bytes += part.length;
    if (bytes > LARGEST_ANSWER) throw new HttpError(200, "answer too large", {});
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Short words only: a message may hold what belongs in no log. */
function errorCode(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return (
      [reasonOf(error), fieldOf(error, "status"), fieldOf(error, "code")]
        .map((code) => (typeof code === "number" ? String(code) : code))
        .find((code): code is string => typeof code === "string" && /^[\w.]{1,60}$/.test(code)) ??
      ""
    );
  } catch {
    return "";
  }
}

/** Google's `error.errors[0].reason`. */
function reasonOf(error: unknown): unknown {
  const errors = fieldOf(error, "errors");
  return Array.isArray(errors) ? fieldOf(errors[0], "reason") : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
