import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AwsCostManagement } from "#src/sources/aws-cost-management/aws-cost-management";
import { awsCostManagementSchema } from "#src/sources/aws-cost-management/settings";
import { awsContext, PAYER, stubCredentials } from "./aws-world.ts";

/** What a real server does with the first requests; the others get a whole answer. */
type Behaviour = "reset" | "cut" | "hang" | "stall";

const BODY = JSON.stringify({ Anomalies: [], NextPageToken: "" });

let behaviours: Behaviour[] = [];
let requests = 0;

const server = createServer((incoming, outgoing) => {
  requests++;
  incoming.resume();
  incoming.on("end", () => serve(outgoing, behaviours.shift()));
});

function serve(outgoing: ServerResponse, behaviour: Behaviour | undefined): void {
  if (behaviour === "hang") return;
  outgoing.writeHead(200, {
    "content-type": "application/x-amz-json-1.1",
    "content-length": BODY.length,
  });
  if (behaviour === undefined) {
    outgoing.end(BODY);
    return;
  }
  outgoing.write(BODY.slice(0, 10), () => {
    if (behaviour === "reset") outgoing.socket?.resetAndDestroy();
    if (behaviour === "cut") outgoing.socket?.end();
  });
}

beforeEach(async () => {
  // Its interception changes how broken connections look.
  nock.restore();
  stubCredentials();
  behaviours = [];
  requests = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  nock.activate();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function openSource(): AwsCostManagement {
  const settings = awsCostManagementSchema.parse({
    kind: "aws-cost-management",
    account: PAYER,
    feeds: ["anomalies"],
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  return new AwsCostManagement("aws", settings, awsContext(undefined, { silence: 300 }));
}

test.each(["reset", "cut", "hang", "stall"] as const)(
  "an answer that is a %s is asked for again",
  async (behaviour) => {
    behaviours = [behaviour];
    const source = openSource();
    expect(await source.feeds[0]?.read(null)).toEqual({ items: [], memory: null });
    expect(requests).toBe(2);
    expect(source.usage).toEqual({ calls: 2, cost: expect.closeTo(0.02) });
  },
);

test("an API that never answers is given up after five tries", async () => {
  behaviours = Array.from({ length: 9 }, () => "hang");
  const source = openSource();
  await expect(source.feeds[0]?.read(null)).rejects.toThrow(
    "Listing anomalies of AWS: It gives no usable answer (nothing arrived for 0 s).",
  );
  expect(requests).toBe(5);
});
