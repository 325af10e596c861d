import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedParts, configurationFacts } from "#src/audit/configuration";
import { auditSealOf } from "#src/audit/seal";
import { recordConfiguration } from "#src/audit-upkeep";
import { type Config, readConfig } from "#src/config";
import { readAudit } from "#src/store/audit/audit-reader";
import { Store } from "#src/store/store";
import { temporaryFolder } from "../store/random-bill.ts";

const ALL = { since: null, until: null, person: null, kind: null, limit: null };
const at = new Date("2026-11-20T09:00:00Z");

/** With a credential in every place for one, in the environment and in tally.yaml. */
function configWith(secret: string, more: Readonly<Record<string, unknown>> = {}): Config {
  const folder = temporaryFolder();
  const file = join(folder, "tally.yaml");
  const key = encodeURIComponent(secret);
  const baseUrl = `https://ann:${key}@models.example.com/v1?key=${key}`;
  const model = { name: "a-model", baseUrl, headers: { "X-Key": secret } };
  writeFileSync(file, JSON.stringify({ model, ...more }));
  const secrets = Object.fromEntries(SECRET_VARIABLES.map((name) => [name, secret]));
  const config = readConfig({ TALLY_CONFIG: file, ...secrets });
  rmSync(folder, { recursive: true });
  return config;
}

const SECRET_VARIABLES = [
  "TALLY_WEB_TOKEN",
  "TALLY_ENCRYPTION_KEY",
  "TALLY_MODEL_KEY",
  "TALLY_TICKETS_USER",
  "TALLY_TICKETS_TOKEN",
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_CLIENT_SECRET",
  "SLACK_STATE_SECRET",
  "TEAMS_CLIENT_SECRET",
  "AZURE_STORAGE_CONNECTION_STRING",
  "AZURE_STORAGE_KEY",
  "AZURE_STORAGE_SAS_TOKEN",
  "AZURE_CLIENT_SECRET",
  "IDENTITY_HEADER",
] as const;

describe("what is recorded of the configuration", () => {
  test("is the same whatever the credentials are, and holds none", () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[\w!$%&*+=.-]{8,40}$/), (secret) => {
        const facts = configurationFacts(configWith(secret));
        expect(facts).toEqual(configurationFacts(configWith("another-one-entirely")));
        expect(JSON.stringify(facts)).not.toContain(secret);
      }),
      { numRuns: 50 },
    ));

  test("tells which part has changed", () => {
    const before = configurationFacts(configWith("secret-1"));
    const after = configurationFacts(
      configWith("secret-1", { people: [{ email: "ann@example.com" }], openToWorkspace: true }),
    );
    expect(changedParts(before.parts, after.parts)).toEqual(["general", "people"]);
    expect(after.digest).not.toBe(before.digest);
    const hardened = configurationFacts({
      ...configWith("secret-1", {
        limits: { signIns: 3 },
        outbound: { hosts: ["proxy.example.com"] },
      }),
      auditSeal: auditSealOf("k".repeat(32)),
    });
    const changed = changedParts(before.parts, hardened.parts);
    expect(changed).toEqual(["audit", "limits", "outbound"]);
    const open = configurationFacts(configWith("secret-1", { audience: "asker" }));
    expect(changedParts(before.parts, open.parts)).toEqual(["audiences"]);
  });

  test("is recorded when it has changed, and only then", () => {
    const folder = temporaryFolder();
    const store = new Store(join(folder, "tally.db"), []);
    const secret = "planted-secret-4711";
    recordConfiguration(configWith(secret), store, at);
    recordConfiguration(configWith("some-other-secret"), store, at);
    recordConfiguration(configWith(secret, { openToWorkspace: true }), store, at);
    const entries = readAudit(store.database, ALL);
    expect(entries.map(({ kind }) => kind)).toEqual(["configuration", "configuration"]);
    expect(JSON.parse(entries[1]?.what ?? "")).toMatchObject({ changed: ["general"] });
    expect(JSON.stringify(entries)).not.toContain(secret);
    store.close();
    rmSync(folder, { recursive: true });
  });
});
