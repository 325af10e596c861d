import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "#src/config";
import { ConfigError } from "#src/errors";
import { configuredHosts } from "#src/outbound/configured-hosts";
import { kindsOf } from "#src/outbound/host-rules";
import { temporaryFolder } from "../store/random-bill.ts";

const METADATA = "169.254.169.254";

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

type Variables = Readonly<Record<string, string>>;

/** Says of a host at which kinds of addresses it may be reached by such settings; empty where it may not. */
function reaching(settings: unknown, variables: Variables = {}) {
  const file = join(folder, "tally.yaml");
  writeFileSync(file, JSON.stringify(settings));
  const config = readConfig({ TALLY_CONFIG: file, ...variables });
  const rules = configuredHosts(config);
  return (host: string) => [...kindsOf(host, rules)].join(" ");
}

const PLACES = [
  "api.openai.com",
  "slack.com",
  "smba.trafficmanager.net",
  "api.github.com",
  "bill.s3.eu-central-1.amazonaws.com",
  "bills.blob.core.windows.net",
  "bigquery.googleapis.com",
  "localhost",
  "127.0.0.1",
  "10.0.0.1",
  METADATA,
  "metadata.google.internal",
];

describe("the hosts that settings lead to", () => {
  test("are none where nothing is set up", () => {
    const reach = reaching({});
    for (const host of PLACES) expect(reach(host)).toBe("");
  });

  test("are a model's own, or OpenAI's, once it is used", () => {
    const own = { model: { name: "m", baseUrl: "http://localhost:11434/v1" } };
    const reach = reaching(own);
    expect([reach("localhost"), reach("api.openai.com")]).toEqual(["public private", ""]);
    const theirs = { model: { name: "m" } };
    expect(reaching(theirs)("api.openai.com")).toBe("");
    expect(reaching(theirs, { TALLY_MODEL_KEY: "k" })("api.openai.com")).toBe("public private");
  });

  test("are Slack's, Teams' and the ticket system's", () => {
    const slack = reaching({}, { SLACK_BOT_TOKEN: "xoxb" });
    for (const host of ["slack.com", "hooks.slack.com", "wss-primary.slack.com", "files.slack.com"])
      expect(slack(host)).toBe("public");
    for (const host of ["slack.com.evil.example", "notslack.com", "api.github.com"])
      expect(slack(host)).toBe("");
    const teams = reaching({}, { TEAMS_CLIENT_ID: "id", TEAMS_TENANT_ID: "t" });
    const hosts = ["smba.trafficmanager.net", "login.microsoftonline.com", "a.sharepoint.com"];
    for (const host of hosts) expect(teams(host)).toBe("public");
    expect(teams(METADATA)).toBe("");
    const managed = reaching({}, { TEAMS_MANAGED_IDENTITY_CLIENT_ID: "id" });
    expect(managed(METADATA)).toBe("local");
    const tickets = { system: "jira", url: "https://jira.example.com", project: "FIN" };
    expect(reaching({ tickets })("jira.example.com")).toBe("public private");
  });

  test("are a cloud's for its sources, and its metadata service where credentials come from there", () => {
    const s3 = { sources: { a: { kind: "focus-files", location: "s3://bill/focus" } } };
    const reach = reaching(s3);
    expect(reach("bill.s3.eu-central-1.amazonaws.com")).toBe("public");
    expect(reach("sts.amazonaws.com")).toBe("public");
    expect([reach(METADATA), reach("169.254.170.2"), reach("[fd00:ec2::254]")]).toEqual([
      ...["local", "local", "local"],
    ]);
    expect(reach("bigquery.googleapis.com")).toBe("");
    expect(reaching(s3, { AWS_ACCESS_KEY_ID: "A" })(METADATA)).toBe("");
    const pod = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.23/v1/credentials" };
    expect(reaching(s3, pod)("169.254.170.23")).toBe("local");

    const azure = { sources: { a: { kind: "focus-files", location: "azure://bills/focus" } } };
    expect(reaching(azure)("bills.blob.core.windows.net")).toBe("public");
    expect(reaching(azure)(METADATA)).toBe("local");
    expect(reaching(azure, { AZURE_CLIENT_SECRET: "s" })(METADATA)).toBe("");
    const hosted = { IDENTITY_ENDPOINT: "http://127.0.0.1:41/token", IDENTITY_HEADER: "h" };
    expect(reaching(azure, hosted)("127.0.0.1")).toBe("private");

    const google = { sources: { a: { kind: "focus-files", location: "gs://bills/focus" } } };
    expect(reaching(google)("storage.googleapis.com")).toBe("public");
    expect(reaching(google)("metadata.google.internal")).toBe("public private local");
    const file = { GOOGLE_APPLICATION_CREDENTIALS: "/key.json" };
    expect(reaching(google, file)(METADATA)).toBe("");
  });

  test.each([
    [{ kind: "aws-cost-explorer", account: "123456789012" }, "ce.us-east-1.amazonaws.com"],
    [
      { kind: "azure-query", subscriptions: ["00000000-0000-4000-8000-000000000000"] },
      "management.azure.com",
    ],
    [
      { kind: "gcp-cost-management", billingAccount: "012345-6789AB-CDEF01" },
      "recommender.googleapis.com",
    ],
  ])("are those of a source's own kind: $kind", (source, host) => {
    expect(reaching({ sources: { a: source } })(host)).toBe("public");
  });

  test("are an emulator's own for a source that asks it without credentials, and no metadata service", () => {
    const endpoint = "http://127.0.0.1:9000";
    const emulated = { location: "s3://bill/focus", endpoint, anonymous: true };
    const reach = reaching({ sources: { a: { kind: "aws-export", ...emulated } } });
    expect([reach("127.0.0.1"), reach(METADATA), reach("localhost")]).toEqual(["private", "", ""]);
  });

  test("are none for a folder, whatever it is called", () => {
    const reach = reaching({ sources: { a: { kind: "aws-export", location: "aws-bills" } } });
    for (const host of PLACES) expect(reach(host)).toBe("");
  });

  test("are a proxy's, and what outbound.hosts names", () => {
    const proxied = reaching({}, { HTTPS_PROXY: "http://proxy.example.com:3128" });
    expect(proxied("proxy.example.com")).toBe("public private");
    const hosts = ["bills.blob.core.windows.net", "*.internal.example", "10.1.2.3", METADATA];
    const reach = reaching({ outbound: { hosts } });
    expect(reach("bills.blob.core.windows.net")).toBe("public private");
    expect([reach("a.internal.example"), reach("internal.example.org")]).toEqual([
      ...["public private", ""],
    ]);
    expect([reach("10.1.2.3"), reach("10.1.2.4"), reach(METADATA)]).toEqual([
      "private",
      "",
      "local",
    ]);
  });

  test.each(["https://example.com", "example.com:443", "*", "a/b", "a b", "*.*.example.com"])(
    "aren't written as %s",
    (host) => {
      expect(() => reaching({ outbound: { hosts: [host] } })).toThrow(ConfigError);
    },
  );
});
