import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { GcpCostManagement } from "#src/sources/gcp-cost-management/gcp-cost-management";
import { gcpCostManagementSchema } from "#src/sources/gcp-cost-management/settings";
import type { Feed } from "#src/sources/source";

export const ACCOUNT = "012345-6789AB-CDEF01";

interface Reply {
  readonly status: number;
  readonly body: object;
}

/** What is answered, by `GET /path` without the query. */
type Route = Reply | ((query: URLSearchParams, body: unknown) => Reply);

/** Google's REST APIs as far as a test writes them; whatever else is asked for isn't there. */
export class FakeGoogle {
  readonly routes = new Map<string, Route>();
  /** `GET /path?query` of each request. */
  readonly asked: string[] = [];
  /** The bodies that were posted. */
  readonly posted: unknown[] = [];
  /** What is answered where there is no route. */
  otherwise = refusal(404, "NOT_FOUND");
  now = "2026-11-20T09:00:00Z";
  readonly #server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => {
      const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://google");
      this.asked.push(`${incoming.method} ${decodeURIComponent(incoming.url ?? "")}`);
      const text = String(Buffer.concat(parts));
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      if (body !== undefined) this.posted.push(body);
      const route = this.routes.get(`${incoming.method} ${decodeURIComponent(pathname)}`);
      const reply = typeof route === "function" ? route(searchParams, body) : route;
      const { status, body: answer } = reply ?? this.otherwise;
      outgoing.writeHead(status, { "content-type": "application/json" });
      outgoing.end(JSON.stringify(answer));
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  source(settings: object = {}): GcpCostManagement {
    const parsed = gcpCostManagementSchema.parse({
      kind: "gcp-cost-management",
      billingAccount: ACCOUNT,
      endpoint: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
      anonymous: true,
      ...settings,
    });
    const clock = {
      now: () => Date.parse(this.now),
      wait: async () => undefined,
      random: () => 0,
    };
    const limits = { callsPerSecond: 1e9 };
    return new GcpCostManagement("google", parsed, { environment: {}, clock, limits });
  }

  feed(kind: string, settings: object = {}): Feed {
    const feed = this.source(settings).feeds.find((one) => one.kind === kind);
    if (feed === undefined) throw new Error("There is such a feed.");
    return feed;
  }
}

export function success(body: object): Reply {
  return { status: 200, body };
}

export function refusal(code: number, status: string): Reply {
  return { status: code, body: { error: { code, status, message: "…" } } };
}
