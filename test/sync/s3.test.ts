import nock from "nock";
import { afterAll, beforeAll, vi } from "vitest";
import { testSource } from "./conformance.ts";
import { startS3World } from "./s3-world.ts";
import { awsLayout, plainLayout } from "./worlds.ts";

let world: Awaited<ReturnType<typeof startS3World>>;

beforeAll(async () => {
  // Its interception changes how broken connections look.
  nock.restore();
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  world = await startS3World();
});
afterAll(async () => {
  await world.stop();
  vi.unstubAllEnvs();
  nock.activate();
});

testSource(() => world, "FOCUS files in S3", plainLayout());
testSource(() => world, "a Data Export of AWS that creates new files", awsLayout(false));
testSource(() => world, "a Data Export of AWS that overwrites its files", awsLayout(true));
