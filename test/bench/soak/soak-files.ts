import { copyFileSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { readConfig } from "#src/config";
import { openTally } from "#src/main";
import { TEAM } from "../../adapters/slack/fake-slack.ts";
import { ANN, TENANT } from "../../adapters/teams/teams-bench.ts";
import { type BillRow, writeBill } from "../../store/random-bill.ts";
import { plainRow } from "../../store/store-with-bill.ts";
import { emptyConfig, storeOf } from "../bench-files.ts";

/** A bill with tens of thousands of resources, whose names questions may hold. */
const LARGE = { rows: 200_000, firstMonth: "2025-11-01", months: 12 };
/** The month that the bucket grows by: long before all others. */
const GROWING = "2023-01";
const ROWS_A_PART = 50;
/** One digest a minute, each for a channel of its own, from the minute on in which the server's time begins. */
const DIGESTS = 240;
const FIRST_DIGEST_MINUTE = 9 * 60 + 1;
const UNLIMITED = { person: 1_000_000, workspace: 1_000_000 };

/** What is asked for on the page. */
export const PAGE_TOKEN = "soak-token-0123456789abcdef";

/** A folder with everything that the server reads and writes. */
export interface SoakFolder {
  readonly path: string;
  readonly config: string;
  readonly database: string;
  /** What the bucket's month costs, in dollars. */
  readonly grown: number;
  /** Adds charges to the bucket, as a provider does: files first, then the manifest that names them. */
  grow(): void;
}

/** Makes the store, the bucket and tally.yaml in a folder of their own; the bill is the demo company's, or a large one. */
export async function soakFolder(now: Date, isLarge: boolean): Promise<SoakFolder> {
  const path = mkdtempSync(join(tmpdir(), "tally-soak-"));
  const [config, database, bucket] = ["tally.yaml", "tally.db", "bucket"].map((name) =>
    join(path, name),
  ) as [string, string, string];
  if (isLarge) copyFileSync(await storeOf(LARGE), database);
  else makeDemo(database, now);
  mkdirSync(bucket);
  writeFileSync(config, stringify(settingsOf(bucket)));
  const parts: string[] = [];
  return {
    path,
    config,
    database,
    get grown() {
      return parts.length * ROWS_A_PART;
    },
    grow() {
      const name = `part-${String(parts.length + 1).padStart(4, "0")}.csv`;
      writeBill(join(bucket, name), partOf(parts.length));
      parts.push(name);
      writeManifest(bucket, parts);
    },
  };
}

function makeDemo(file: string, now: Date): void {
  const config = readConfig({
    TALLY_CONFIG: emptyConfig(),
    TALLY_DB: `${file}.none`,
    TALLY_DEMO_DB: file,
  });
  openTally(config, { now, onDemoProgress: () => undefined }).store.close();
}

function settingsOf(bucket: string): object {
  return {
    server: { port: 0 },
    slack: { mode: "http" },
    people: [
      { email: "ann@example.com", slack: `${TEAM}/UANN`, teams: `${TENANT}/${ANN}`, role: "admin" },
    ],
    limits: { questions: UNLIMITED, presses: UNLIMITED, files: UNLIMITED },
    sources: { growing: { kind: "focus-files", location: bucket, settleMinutes: 0 } },
    schedule: { sync: "every 5 minutes", waitHours: 0 },
    schedules: Array.from({ length: DIGESTS }, (_, at) => ({
      name: `brief ${at}`,
      report: "daily-brief",
      channel: digestChannel(at),
      on: "day",
      at: timeOf(FIRST_DIGEST_MINUTE + at),
    })),
  };
}

function digestChannel(at: number): string {
  return `slack:${TEAM}/CDIGEST${at}`;
}

function timeOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60]
    .map((number) => String(number).padStart(2, "0"))
    .join(":");
}

/** Charges of a dollar each. */
function partOf(number: number): BillRow[] {
  return Array.from({ length: ROWS_A_PART }, (_, at) => ({
    ...plainRow,
    BillingPeriodStart: `${GROWING}-01T00:00:00Z`,
    BillingPeriodEnd: "2023-02-01T00:00:00Z",
    ChargePeriodStart: `${GROWING}-05T00:00:00Z`,
    ChargePeriodEnd: `${GROWING}-06T00:00:00Z`,
    ResourceId: `i-${number}-${at}`,
  }));
}

/** Replaced at once: a manifest is never seen half written. */
function writeManifest(bucket: string, parts: readonly string[]): void {
  const manifest = {
    billingPeriod: GROWING,
    createdAt: new Date().toISOString(),
    rows: parts.length * ROWS_A_PART,
    files: parts.map((name) => ({ name, rows: ROWS_A_PART })),
  };
  const unfinished = join(bucket, "manifest.unfinished");
  writeFileSync(unfinished, JSON.stringify(manifest));
  renameSync(unfinished, join(bucket, "manifest.json"));
}
