import { spawnSync } from "node:child_process";
import { join } from "node:path";
import Database from "better-sqlite3";
import { environmentOf } from "./server-process.ts";
import type { SoakFolder } from "./soak-files.ts";
import type { SoakPlatforms } from "./soak-platforms.ts";
import type { SoakTraffic } from "./soak-traffic.ts";

const TALLY = join(import.meta.dirname, "../../../src/tally.js");

/** What isn't as it should be once everything has ended; empty where nothing was lost and nothing came twice. */
export function problemsAfter(
  folder: SoakFolder,
  platforms: SoakPlatforms,
  traffic: SoakTraffic,
): string[] {
  return [...ofTheStore(folder, platforms, traffic), ...ofTheAudit(folder), ...ofTheBill(folder)];
}

function ofTheStore(folder: SoakFolder, { posted }: SoakPlatforms, { thumbs }: SoakTraffic) {
  const database = new Database(folder.database, { readonly: true });
  const count = (sql: string, ...values: unknown[]) =>
    Number(
      database
        .prepare(sql)
        .pluck()
        .get(...values),
    );
  const problems: string[] = [];
  const integrity = database.pragma("integrity_check", { simple: true });
  if (integrity !== "ok") problems.push(`the store is damaged: ${String(integrity)}`);
  const kept = database.prepare("SELECT answer_id FROM feedback").pluck().all() as string[];
  const lost = thumbs.filter((thumb) => !kept.includes(thumb));
  if (lost.length > 0) problems.push(`${lost.length} thumbs were taken and aren't kept`);
  if (new Set(kept).size !== kept.length) problems.push("a thumb is kept twice");
  for (const [channel, posts] of posted) {
    const marks = posts.map(({ metadata }) => JSON.stringify(metadata));
    if (new Set(marks).size !== marks.length) problems.push(`${channel} has a report twice`);
  }
  const sent = count("SELECT count(*) FROM posting WHERE kind = 'report' AND state = 'sent'");
  const came = [...posted.values()].reduce((sum, posts) => sum + posts.length, 0);
  const alerts = count("SELECT count(*) FROM posting WHERE kind <> 'report' AND state = 'sent'");
  if (came !== sent + alerts) {
    problems.push(`${sent + alerts} reports and alerts are noted as sent, ${came} came`);
  }
  const unsent = count("SELECT count(*) FROM posting WHERE state IN ('failed', 'unsure')");
  if (unsent > 0) problems.push(`${unsent} reports or alerts failed`);
  if (sent === 0) problems.push("no report was due, so nothing is shown of them");
  database.close();
  return problems;
}

function ofTheAudit(folder: SoakFolder): string[] {
  const { status, stdout } = tally(folder, ["audit", "verify"]);
  return status === 0 ? [] : [`the audit log doesn't hold: ${stdout}`];
}

/** All of the bucket is in the bill once it is synced a last time, and once only. */
function ofTheBill(folder: SoakFolder): string[] {
  const synced = tally(folder, ["sync"]);
  if (synced.status !== 0) return [`the last sync failed: ${synced.stdout}${synced.stderr}`];
  const asked = ["ask", "cost in January 2023", "--json", "--now", "2026-12-20T09:00:00Z"];
  const { stdout } = tally(folder, asked);
  const { totals } = JSON.parse(stdout) as {
    readonly totals: readonly { readonly value: number }[];
  };
  const total = totals[0]?.value ?? 0;
  return total === folder.grown ? [] : [`the bill says $${total} instead of $${folder.grown}`];
}

function tally(folder: SoakFolder, words: readonly string[]) {
  return spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", TALLY, ...words], {
    cwd: folder.path,
    env: environmentOf(folder),
    encoding: "utf8",
  });
}
