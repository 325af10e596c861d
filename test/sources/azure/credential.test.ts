import { rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AzureCredential } from "#src/sources/azure/credential";
import { temporaryFolder } from "../../store/random-bill.ts";

let server: Server;
let address = "";
let requests: string[] = [];
let answer: { status: number; body: string };

beforeEach(async () => {
  requests = [];
  answer = { status: 200, body: JSON.stringify({ access_token: "t1", expires_in: 3600 }) };
  server = createServer((incoming, outgoing) => {
    let body = "";
    incoming.on("data", (part) => {
      body += part;
    });
    incoming.on("end", () => {
      const secret = incoming.headers["x-identity-header"] ?? "";
      requests.push(`${incoming.method} ${incoming.url} ${body}${secret}`);
      outgoing.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe("tokens for Azure storage", () => {
  test("of an app by its secret, asked for once", async () => {
    const credential = new AzureCredential(
      {
        AZURE_AUTHORITY_HOST: `${address}/`,
        AZURE_TENANT_ID: "tenant",
        AZURE_CLIENT_ID: "client",
        AZURE_CLIENT_SECRET: "s3cret",
      },
      Date.now,
    );
    expect((await credential.getToken()).token).toBe("t1");
    expect((await credential.getToken()).token).toBe("t1");
    expect(requests).toEqual([
      "POST /tenant/oauth2/v2.0/token grant_type=client_credentials&client_id=client&scope=https%3A%2F%2Fstorage.azure.com%2F.default&client_secret=s3cret",
    ]);
  });

  test("of a workload identity by its file", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "token");
    writeFileSync(file, "assertion\n");
    const credential = new AzureCredential(
      {
        AZURE_AUTHORITY_HOST: address,
        AZURE_TENANT_ID: "tenant",
        AZURE_CLIENT_ID: "client",
        AZURE_FEDERATED_TOKEN_FILE: file,
      },
      Date.now,
    );
    expect((await credential.getToken()).token).toBe("t1");
    expect(requests[0]).toContain("client_assertion=assertion");
    rmSync(folder, { recursive: true });
  });

  test("of a managed identity", async () => {
    const credential = new AzureCredential(
      {
        IDENTITY_ENDPOINT: `${address}/msi`,
        IDENTITY_HEADER: "header",
      },
      Date.now,
    );
    expect((await credential.getToken()).token).toBe("t1");
    expect(requests).toEqual([
      "GET /msi?resource=https%3A%2F%2Fstorage.azure.com&api-version=2019-08-01 header",
    ]);
  });

  test("that are about to expire are renewed", async () => {
    answer = { status: 200, body: JSON.stringify({ access_token: "t1", expires_in: 60 }) };
    const credential = new AzureCredential(
      { IDENTITY_ENDPOINT: address, IDENTITY_HEADER: "h" },
      Date.now,
    );
    await credential.getToken();
    await credential.getToken();
    expect(requests).toHaveLength(2);
  });

  test("that are refused say why, without the secret", async () => {
    answer = {
      status: 401,
      body: JSON.stringify({ error: "invalid_client", error_description: "s3cret" }),
    };
    const credential = new AzureCredential(
      {
        AZURE_AUTHORITY_HOST: address,
        AZURE_TENANT_ID: "tenant",
        AZURE_CLIENT_ID: "client",
        AZURE_CLIENT_SECRET: "s3cret",
      },
      Date.now,
    );
    await expect(credential.getToken()).rejects.toThrow(/^401 invalid_client$/);
  });
});
