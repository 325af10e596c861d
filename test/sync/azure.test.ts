import {
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from "@azure/storage-blob";
import nock from "nock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startAzureWorld } from "./azure-world.ts";
import { billFile, charges } from "./bill.ts";
import { testSource } from "./conformance.ts";
import { SyncWorld } from "./sync-world.ts";
import { azureLayout, type BucketWorld, plainLayout } from "./worlds.ts";

let world: Awaited<ReturnType<typeof startAzureWorld>>;

beforeAll(async () => {
  // Its interception changes how broken connections look.
  nock.restore();
  world = await startAzureWorld();
});
afterAll(async () => {
  await world.stop();
  nock.activate();
});

testSource(() => world, "FOCUS files in Azure Blob", plainLayout());
testSource(() => world, "an export of Azure Cost Management", azureLayout());

describe("an Azure container is read", () => {
  async function statusWith(environment: BucketWorld["environment"]): Promise<string> {
    const place = await world.fresh();
    await place.put("2026-10/bill.csv.gz", billFile(charges("2026-10", 1, 1)));
    const sync = new SyncWorld({ ...world, environment }, plainLayout(), place);
    const { status, problem } = await sync.sync();
    sync.end();
    return problem ?? status;
  }

  test("with a connection string, and with a SAS", async () => {
    const { AZURE_STORAGE_ACCOUNT: account = "", AZURE_STORAGE_KEY: key = "" } = world.environment;
    const connection = `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=${key};EndpointSuffix=core.windows.net`;
    expect(await statusWith({ AZURE_STORAGE_CONNECTION_STRING: connection })).toBe("synced");
    const sas = generateBlobSASQueryParameters(
      {
        containerName: "exports",
        permissions: ContainerSASPermissions.parse("rl"),
        expiresOn: new Date(Date.now() + 3_600_000),
      },
      new StorageSharedKeyCredential(account, key),
    );
    expect(await statusWith({ AZURE_STORAGE_SAS_TOKEN: `?${sas}` })).toBe("synced");
    const wrong = await statusWith({
      AZURE_STORAGE_SAS_TOKEN: String(sas).replace("sig=", "sig=A"),
    });
    expect(wrong).toContain("may not do this (403 AuthorizationFailure)");
    expect(wrong).not.toContain("sig=");
  });

  test("with another account's key only if it says so", async () => {
    const { AZURE_STORAGE_KEY: key } = world.environment;
    const environment = { AZURE_STORAGE_ACCOUNT: "another", AZURE_STORAGE_KEY: key };
    // The managed identity is next; its tokens aren't sent without TLS.
    expect(await statusWith(environment)).toContain("The call is refused");
  });
});
