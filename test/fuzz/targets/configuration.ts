import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { readConfig } from "#src/config";
import { ConfigError } from "#src/errors";
import { temporaryFolder } from "../../store/random-bill.ts";
import { type FuzzTarget, holds } from "../fuzz-target.ts";
import { type Json, mutatedJson } from "../mutated-json.ts";
import { mutatedText } from "../mutated-text.ts";
import { SECRETS, tellsNoInsides, tellsNoSecret } from "../planted.ts";

const FILTER = { dimension: "team", operator: "in", values: ["payments"] };

const SETTINGS: Json = {
  database: ".tally/tally.db",
  completenessLagDays: 2,
  fiscalYearStartMonth: 4,
  allocation: { team: { tags: ["team", "squad"], values: { pay: "payments" } } },
  model: {
    mode: "rules-then-model",
    name: "m",
    baseUrl: "https://model.example/v1",
    headers: { "x-key": SECRETS.model },
  },
  people: [
    { email: "ann@example.com", team: "payments", lead: true, slack: "T0123/U0456" },
    { email: "bob@example.com", scope: [FILTER], accounts: ["1"], teams: "tenant/object" },
  ],
  budgets: [{ name: "Payments", currency: "USD", amount: 500, filters: [FILTER] }],
  plans: [{ name: "New region", kind: "monthly", size: 500, currency: "USD", from: "2027-03-01" }],
  anomalies: { default: { amount: 50, percent: 20 }, rules: [{ filters: [FILTER], amount: 500 }] },
  openToWorkspace: false,
  server: { host: "127.0.0.1", port: 3978, publicUrl: "https://tally.example" },
  sources: { aws: { kind: "aws-export", location: "s3://bucket/prefix", region: "eu-central-1" } },
  schedule: { sync: "15 */4 * * *", timeZone: "Europe/Berlin", waitHours: 24 },
  channels: { "slack:T0123/C0456": { name: "#payments", team: "payments", quietHours: false } },
  schedules: [
    { name: "weekly", report: "weekly-digest", channel: "#payments", on: "monday", at: "09:00" },
  ],
  slack: { mode: "http", teams: ["T0123"] },
  teams: { tenants: ["tenant"], serviceHosts: ["smba.trafficmanager.net"] },
};

const ENVIRONMENT: Json = {
  HOST: "127.0.0.1",
  PORT: "3978",
  NODE_ENV: "production",
  LOG_LEVEL: "info",
  TEAMS_HOST: "sdk",
  TALLY_WEB_TOKEN: SECRETS.webToken,
  TALLY_MODEL_KEY: SECRETS.model,
  TALLY_ENCRYPTION_KEY: SECRETS.encryption,
  AZURE_STORAGE_KEY: SECRETS.storage,
  TALLY_TICKETS_TOKEN: SECRETS.ticket,
};

/** A file and an environment. */
interface Input {
  readonly yaml: string;
  readonly environment: Json;
}

const yaml = fc.oneof(
  { weight: 3, arbitrary: mutatedJson([SETTINGS]).map((settings) => stringify(settings)) },
  { weight: 1, arbitrary: mutatedText([stringify(SETTINGS)], [": ", "- ", "  ", "&a", "*a", "|"]) },
);

/** Reading tally.yaml and the environment. */
export const configuration: FuzzTarget = {
  name: "configuration",
  weight: 30,
  async open() {
    const folder = temporaryFolder();
    const file = join(folder, "tally.yaml");
    const inputs: fc.Arbitrary<Input> = fc.record({
      yaml,
      environment: fc.oneof(fc.constant(ENVIRONMENT), mutatedJson([ENVIRONMENT], 2)),
    });
    return {
      inputs,
      fuzz(input: Input) {
        writeFileSync(file, input.yaml);
        isReadOrRefused({ ...textsOf(input.environment), TALLY_CONFIG: file }, input.yaml);
      },
      close: () => rmSync(folder, { recursive: true }),
    };
  },
};

/** Settings are taken, or refused in words that tell no secret, not even one of theirs. */
function isReadOrRefused(environment: Readonly<Record<string, string>>, yaml: string): void {
  try {
    readConfig(environment);
  } catch (error) {
    holds(
      error instanceof ConfigError,
      `it throws ${error instanceof Error ? error.stack : error}`,
    );
    tellsNoSecret(error.message);
    tellsNoInsides(error.message, yaml);
  }
}

/** An environment holds texts only, and none with a zero in it. */
function textsOf(environment: Json): Record<string, string> {
  if (typeof environment !== "object" || environment === null) return {};
  const texts = Object.entries(environment).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(
    texts.map(([name, value]) => [name, String(value).replaceAll("\0", "")]),
  );
}
