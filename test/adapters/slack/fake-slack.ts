import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call that Slack's Web API got; arguments that are JSON are read. */
export interface Call {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly token: string | null;
  /** Milliseconds, monotonic. */
  readonly at: number;
}

/** An answer other than the usual one. */
export interface OtherAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Decides on a call; null for the usual answer. */
export type Rule = (call: Call) => OtherAnswer | null;

export const TEAM = "T1";
export const BOT_TOKEN = "xoxb-test-token-of-one-workspace";
const BOT = { user_id: "UBOT", bot_id: "BBOT" };

/** Slack's Web API, upload addresses and response addresses on loopback: remembers what it is told. */
export class FakeSlack {
  readonly calls: Call[] = [];
  readonly #rules: Rule[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #ts = 0;

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What the app's clients are given to find this server, also behind Slack's own addresses for responses. */
  get clientOptions() {
    return {
      slackApiUrl: `${this.url}/api/`,
      fetch: (address: string | URL, init?: object) =>
        fetch(String(address).replace("https://hooks.slack.com", this.url), init),
      retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 },
    };
  }

  rule(rule: Rule): void {
    this.#rules.push(rule);
  }

  /** Answers the next calls of a method in these ways, one after the other. */
  next(method: string, ...answers: readonly OtherAnswer[]): void {
    const left = [...answers];
    this.rule((call) => (call.method === method ? (left.shift() ?? null) : null));
  }

  /** Answers all calls of a method so. */
  always(method: string, error: string): void {
    this.rule((call) => (call.method === method ? { body: { ok: false, error } } : null));
  }

  of(method: string): Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const method = (request.url ?? "").replace(/^\/api\//, "").replace(/^\//, "");
    const token = /Bearer (\S+)/.exec(request.headers.authorization ?? "")?.[1] ?? null;
    const args = readBody(body, request.headers["content-type"] ?? "");
    const call: Call = { method, args, token, at: performance.now() };
    this.calls.push(call);
    const other = this.#rules.map((rule) => rule(call)).find((answer) => answer !== null);
    const { status = 200, headers = {}, body: answer = this.#usual(call) } = other ?? {};
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(answer));
  }

  #usual({ method, args }: Call): object {
    switch (method) {
      case "auth.test":
        return { ok: true, team_id: TEAM, ...BOT };
      case "chat.postMessage": {
        this.#ts += 1;
        const asked = String(args["channel"]);
        const channel = asked.startsWith("U") ? `D${asked}` : asked;
        return { ok: true, channel, ts: `1700000000.${String(this.#ts).padStart(6, "0")}` };
      }
      case "users.info":
        return { ok: false, error: "missing_scope" };
      case "files.getUploadURLExternal":
        return { ok: true, upload_url: `${this.url}/upload/${args["filename"]}`, file_id: "F1" };
      default:
        return { ok: true };
    }
  }
}

function readBody(body: string, contentType: string): Record<string, unknown> {
  if (contentType.startsWith("application/json")) return JSON.parse(body);
  if (!contentType.startsWith("application/x-www-form-urlencoded")) return { body };
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [name, readValue(value)]),
  );
}

function readValue(value: string): unknown {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
