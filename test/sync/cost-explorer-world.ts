import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AwsFault, PAYER } from "../sources/aws/aws-world.ts";
import {
  type CostRequest,
  dollars,
  FakeCostExplorer,
} from "../sources/aws-cost-explorer/fake-cost-explorer.ts";
import type { ApiFailure, ApiWorld } from "./api-world.ts";
import { startFaultProxy } from "./fault-proxy.ts";

const FAILURES: Readonly<Record<ApiFailure, readonly [number, string]>> = {
  throttled: [400, "LimitExceededException"],
  unavailable: [500, "InternalFailure"],
  expired: [400, "ExpiredTokenException"],
  denied: [400, "AccessDeniedException"],
  skewed: [403, "RequestTimeTooSkewed"],
};

const JSON_HEADERS = { "content-type": "application/x-amz-json-1.1" };
const MOST_GROUPS = 5000;

async function answer(
  fake: FakeCostExplorer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const given = fake.answer(JSON.parse(String(Buffer.concat(parts))) as CostRequest);
  const isFault = given instanceof AwsFault;
  outgoing.writeHead(isFault ? given.status : 200, JSON_HEADERS);
  outgoing.end(JSON.stringify(isFault ? { __type: given.code } : given));
}

/** AWS Cost Explorer, emulated; AWS' own environment variables must hold some credentials. */
export async function startCostExplorerWorld(): Promise<ApiWorld> {
  const fake = new FakeCostExplorer([]);
  const server = createServer((incoming, outgoing) => {
    answer(fake, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy = await startFaultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    name: "AWS Cost Explorer",
    proxy,
    settings: { kind: "aws-cost-explorer", account: PAYER, endpoint: proxy.address },
    environment: {},
    asking: /^POST \//,
    unchangedCalls: 0,
    hasCurrencies: false,
    async put(charges) {
      const items = charges.map(({ day, cost }) => ({
        day,
        recordType: "Usage",
        account: PAYER,
        region: "eu-west-1",
        service: "Amazon Simple Storage Service",
        billed: dollars(cost),
        effective: dollars(cost),
      }));
      fake.items.splice(0, fake.items.length, ...items);
    },
    setPageSize(size) {
      fake.pageSize = size ?? MOST_GROUPS;
    },
    failure(kind) {
      const [status, code] = FAILURES[kind];
      const body = JSON.stringify({ __type: code, message: "The user s3cret may not." });
      return { status, headers: JSON_HEADERS, body };
    },
    drift: null,
    async stop() {
      await proxy.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
