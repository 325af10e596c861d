import nock from "nock";
import { afterAll, beforeAll } from "vitest";
import { testApiSource } from "./api-conformance.ts";
import type { ApiWorld } from "./api-world.ts";
import { startBigQueryWorld } from "./big-query-world.ts";

let world: ApiWorld;

beforeAll(async () => {
  // Its interception changes how broken connections look.
  nock.restore();
  world = await startBigQueryWorld();
});
afterAll(async () => {
  await world.stop();
  nock.activate();
});

testApiSource(() => world);
