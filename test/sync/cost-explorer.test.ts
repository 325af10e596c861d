import nock from "nock";
import { afterAll, beforeAll, vi } from "vitest";
import { stubCredentials } from "../sources/aws/aws-world.ts";
import { testApiSource } from "./api-conformance.ts";
import type { ApiWorld } from "./api-world.ts";
import { startCostExplorerWorld } from "./cost-explorer-world.ts";

let world: ApiWorld;

beforeAll(async () => {
  // Its interception changes how broken connections look.
  nock.restore();
  stubCredentials();
  world = await startCostExplorerWorld();
});
afterAll(async () => {
  await world.stop();
  vi.unstubAllEnvs();
  nock.activate();
});

testApiSource(() => world);
