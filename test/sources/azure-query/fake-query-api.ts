import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A charge as the fake bills it. */
export interface FakeCost {
  readonly day: string;
  readonly service: string;
  readonly actual: number;
  readonly amortised: number;
}

/** What goes wrong with an answer: another status, half of it, or nothing any more after half of it. */
export type FakeFault = { readonly status: number; readonly code: string } | "reset" | "stall";

interface Query {
  readonly type: string;
  readonly timePeriod: { readonly from: string; readonly to: string };
}

const ROWS_A_PAGE = 4;

/** A server with Entra's tokens and the Query API over some costs, which can break answers. */
export class FakeQueryApi {
  costs: FakeCost[] = [];
  /** Each breaks one answer to a query. */
  faults: FakeFault[] = [];
  queries = 0;
  address = "";
  readonly #server = createServer((incoming, outgoing) => this.#serve(incoming, outgoing));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => {
      const body = Buffer.concat(parts).toString();
      if (incoming.url?.endsWith("/token")) {
        send(outgoing, 200, { access_token: "t", expires_in: 3600 });
        return;
      }
      this.queries++;
      this.#answer(JSON.parse(body), new URL(incoming.url ?? "", this.address), outgoing);
    });
  }

  #answer({ type, timePeriod: { from, to } }: Query, url: URL, outgoing: ServerResponse): void {
    const fault = this.faults.shift();
    if (typeof fault === "object") {
      send(outgoing, fault.status, { error: { code: fault.code, message: "no" } });
      return;
    }
    const found = this.costs.filter(({ day }) => day >= from && day <= to);
    if (found.length === 0) {
      outgoing.writeHead(204).end();
      return;
    }
    const start = Number(url.searchParams.get("$skiptoken") ?? 0);
    const end = start + ROWS_A_PAGE;
    url.searchParams.set("$skiptoken", String(end));
    const columns = ["Cost", "UsageDate", "ServiceName", "ChargeType", "Currency"];
    const properties = {
      nextLink: end < found.length ? url.href : null,
      columns: columns.map((name) => ({ name, type: "String" })),
      rows: found.slice(start, end).map(({ day, service, actual, amortised }) => {
        const cost = type === "ActualCost" ? actual : amortised;
        return [cost, Number(day.replaceAll("-", "")), service, "Usage", "EUR"];
      }),
    };
    if (fault === undefined) send(outgoing, 200, { properties });
    else breakOff(outgoing, JSON.stringify({ properties }), fault);
  }
}

function send(outgoing: ServerResponse, status: number, body: object): void {
  outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function breakOff(outgoing: ServerResponse, text: string, fault: "reset" | "stall"): void {
  outgoing.writeHead(200, { "content-type": "application/json", "content-length": text.length });
  outgoing.write(text.slice(0, text.length / 2), () => {
    if (fault === "reset") setTimeout(() => outgoing.socket?.resetAndDestroy(), 20);
  });
}
