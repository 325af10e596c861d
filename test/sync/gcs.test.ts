import nock from "nock";
import { afterAll, beforeAll } from "vitest";
import { testSource } from "./conformance.ts";
import { startGcsWorld } from "./gcs-world.ts";
import { plainLayout } from "./worlds.ts";

let world: Awaited<ReturnType<typeof startGcsWorld>>;

beforeAll(async () => {
  // Its interception changes how broken connections look.
  nock.restore();
  world = await startGcsWorld();
});
afterAll(async () => {
  await world.stop();
  nock.activate();
});

testSource(() => world, "FOCUS files in Google Cloud Storage", plainLayout());
