import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that the bot sent to Teams. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON the bot sends
  readonly body: any;
}

/** How the connector answers next; `id` where absent. */
export interface Answering {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Teams' side, on loopback: answers `{id}` to whatever it gets. */
export interface FakeConnector {
  readonly serviceUrl: string;
  readonly sent: Sent[];
  /** What the next requests are answered with, before they are taken as a rule. */
  readonly next: Answering[];
  /** Who is in each conversation; nobody tells of others. */
  readonly members: Map<string, readonly object[]>;
  /** Requests in the order in which they were taken. */
  readonly taken: Sent[];
  waitFor(count: number): Promise<readonly Sent[]>;
  close(): Promise<void>;
}

export async function fakeConnector(): Promise<FakeConnector> {
  const sent: Sent[] = [];
  const taken: Sent[] = [];
  const next: Answering[] = [];
  const members = new Map<string, readonly object[]>();
  const server = createServer((request, response) => {
    const path = decoded(request.url ?? "");
    if (path === null) return void response.writeHead(400).end();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const isJson = request.headers["content-type"]?.includes("json") === true;
      const one: Sent = {
        method: request.method ?? "",
        path,
        authorization: request.headers.authorization,
        body: isJson ? JSON.parse(text) : text,
      };
      const tell = tellers.find(([path]) => path.test(one.path))?.[1];
      if (tell !== undefined) return tell(one.path, members, response);
      sent.push(one);
      const answering = next.shift();
      if (answering !== undefined) {
        response.writeHead(answering.status, {
          "content-type": "application/json",
          ...answering.headers,
        });
        response.end(JSON.stringify({ error: { code: "no", message: "no" } }));
        return;
      }
      taken.push(one);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ id: `m${taken.length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    serviceUrl: `http://127.0.0.1:${port}/teams/`,
    sent,
    taken,
    next,
    members,
    async waitFor(count) {
      const until = performance.now() + 10_000;
      while (taken.length < count) {
        if (performance.now() > until) {
          throw new Error(`${taken.length} of ${count} came: ${JSON.stringify(sent)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Null where it can't be: a conversation's id may hold a bare “%”. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Requests that are no messages, by their paths. */
const tellers = [
  [/\/pagedmembers\b/i, tellMembers],
  [/\/members\//i, tellMember],
] as const;

/** Tells of two members a page, as Teams does of hundreds. */
function tellMembers(
  path: string,
  members: ReadonlyMap<string, readonly object[]>,
  response: ServerResponse,
): void {
  const [, conversation = "", query = ""] =
    /\/v3\/conversations\/(.+)\/pagedmembers(.*)$/i.exec(path) ?? [];
  const all = members.get(conversation);
  if (all === undefined) {
    response.writeHead(403, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { code: "BotNotInConversationRoster", message: "no" } }));
    return;
  }
  const from = Number(new URLSearchParams(query).get("continuationToken") ?? 0);
  const isLast = from + 2 >= all.length;
  const page = { members: all.slice(from, from + 2) };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(isLast ? page : { ...page, continuationToken: `${from + 2}` }));
}

/** Tells of one member of a conversation; of whoever isn't listed no more than the id. */
function tellMember(
  path: string,
  members: ReadonlyMap<string, readonly object[]>,
  response: ServerResponse,
): void {
  const [, conversation = "", id = ""] =
    /\/v3\/conversations\/(.+)\/members\/(.+)$/i.exec(path) ?? [];
  const listed = members.get(conversation)?.find((member) => Reflect.get(member, "id") === id);
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(listed ?? { id }));
}
