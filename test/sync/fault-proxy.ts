import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer instead of the server's; XML where its headers don't say what it is. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What goes wrong with a request: another answer, or damage on the way. */
export type Fault = ErrorAnswer | "reset" | "stall" | "corrupt" | "cut" | "hang";

interface PlannedFault {
  readonly fault: Fault;
  readonly where: RegExp;
  left: number;
}

/** A server in front of an emulator, which passes requests on, counts them, and breaks some. */
export interface FaultProxy {
  readonly address: string;
  /** Method and path of each request since the last `reset`. */
  readonly requests: string[];
  /** Breaks the next `times` requests whose method and path match. */
  plan(fault: Fault, where: RegExp, times?: number): void;
  /** Forgets plans and requests. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const planned: PlannedFault[] = [];
  const requests: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const name = `${incoming.method} ${incoming.url}`;
    requests.push(name);
    const plan = planned.find(
      ({ where, left }) => left > 0 && where.test(decodeURIComponent(name)),
    );
    if (plan !== undefined) plan.left--;
    serve(target, incoming, outgoing, plan?.fault);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    plan: (fault, where, times = 1) => planned.push({ fault, where, left: times }),
    reset() {
      planned.length = 0;
      requests.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function serve(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: Fault | undefined,
): void {
  if (fault === "hang") return;
  if (typeof fault === "object") {
    incoming.resume();
    outgoing.writeHead(fault.status, { "content-type": "application/xml", ...fault.headers });
    outgoing.end(incoming.method === "HEAD" ? undefined : fault.body);
    return;
  }
  const forwarded = request(
    new URL(incoming.url ?? "/", target),
    { method: incoming.method ?? "GET", headers: incoming.headers },
    (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => deliver(outgoing, answer, Buffer.concat(parts), fault));
    },
  );
  forwarded.on("error", () => outgoing.destroy());
  incoming.pipe(forwarded);
}

function deliver(
  outgoing: ServerResponse,
  answer: IncomingMessage,
  body: Buffer,
  fault: Fault | undefined,
): void {
  const { "transfer-encoding": _, ...headers } = answer.headers;
  // Cut off as by a server that thinks it has said all.
  const whole = fault === "cut" ? body.subarray(0, Math.floor(body.length / 2)) : body;
  outgoing.writeHead(answer.statusCode ?? 500, { ...headers, "content-length": whole.length });
  if (fault === "reset" || fault === "stall") {
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
      if (fault === "reset") setTimeout(() => outgoing.socket?.resetAndDestroy(), 20);
    });
    return;
  }
  if (fault === "corrupt" && body.length > 0) {
    const at = Math.floor(body.length / 2);
    body[at] = (body[at] ?? 0) ^ 0xff;
  }
  outgoing.end(whole);
}
