import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ApiCharge, ApiFailure, ApiWorld } from "./api-world.ts";
import { startFaultProxy } from "./fault-proxy.ts";

const SUBSCRIPTION = "0aaaaaaa-1111-2222-3333-444444444444";

const FAILURES: Readonly<Record<ApiFailure, readonly [number, string] | null>> = {
  throttled: [429, "429"],
  unavailable: [503, "ServiceUnavailable"],
  expired: [401, "ExpiredAuthenticationToken"],
  denied: [403, "AuthorizationFailed"],
  skewed: null,
};

type Cell = string | number;

interface Question {
  readonly timePeriod: { readonly from: string; readonly to: string };
}

/** The Query API of Cost Management, as far as it is asked, and Entra's tokens. */
class FakeQueryApi {
  charges: readonly ApiCharge[] = [];
  currency = "USD";
  pageSize = 1000;
  drift = "none";

  async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const address = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
    const answer = address.pathname.endsWith("/token")
      ? { access_token: "t", expires_in: 3600 }
      : this.#page(JSON.parse(String(Buffer.concat(parts))), address);
    outgoing.writeHead(answer === null ? 204 : 200, { "content-type": "application/json" });
    outgoing.end(answer === null ? undefined : JSON.stringify(answer));
  }

  #page({ timePeriod: { from, to } }: Question, address: URL): unknown {
    const found = this.charges.filter(({ day }) => day >= from && day <= to);
    if (found.length === 0) return null;
    const start = Number(address.searchParams.get("$skiptoken") ?? 0);
    const end = start + this.pageSize;
    address.searchParams.set("$skiptoken", String(end));
    const nextLink = end < found.length ? address.href : null;
    const columns = this.#columns();
    return {
      properties: {
        nextLink,
        columns: columns.map(([name]) => ({ name, type: "String" })),
        rows: found.slice(start, end).map((charge) => columns.map(([, cell]) => cell(charge))),
      },
    };
  }

  #columns(): (readonly [string, (charge: ApiCharge) => Cell])[] {
    const cost = ({ cost: amount }: ApiCharge) => (this.drift === "retyped" ? `${amount}` : amount);
    return [
      [this.drift === "removed" ? "Amount" : "Cost", cost],
      ["UsageDate", ({ day }) => Number(day.replaceAll("-", ""))],
      ["ServiceName", () => "Storage"],
      ["SubscriptionId", () => SUBSCRIPTION],
      ["ChargeType", () => "Usage"],
      ...(this.drift === "added" ? [["Novelty", () => "x"] as const] : []),
      ["Currency", () => this.currency],
    ];
  }
}

/** Azure's Query API, emulated. */
export async function startAzureQueryWorld(): Promise<ApiWorld> {
  const fake = new FakeQueryApi();
  const server = createServer((incoming, outgoing) => {
    fake.answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const proxy = await startFaultProxy(target);
  return {
    name: "Azure's Query API",
    proxy,
    settings: {
      kind: "azure-query",
      subscriptions: [SUBSCRIPTION],
      months: 3,
      endpoint: proxy.address,
    },
    environment: {
      AZURE_AUTHORITY_HOST: target,
      AZURE_TENANT_ID: "tenant",
      AZURE_CLIENT_ID: "client",
      AZURE_CLIENT_SECRET: "s3cret",
    },
    asking: /^POST .*CostManagement\/query/,
    unchangedCalls: 0,
    hasCurrencies: true,
    async put(charges, currency = "USD") {
      fake.charges = charges;
      fake.currency = currency;
    },
    setPageSize(size) {
      fake.pageSize = size ?? 1000;
    },
    failure(kind) {
      const [status, code] = FAILURES[kind] ?? [];
      if (status === undefined) return null;
      const body = JSON.stringify({ error: { code, message: "The client s3cret may not." } });
      return { status, headers: { "content-type": "application/json" }, body };
    },
    drift(change) {
      fake.drift = change;
    },
    async stop() {
      await proxy.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
