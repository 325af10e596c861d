import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";
import type { Log } from "#src/log";
import type { Store } from "#src/store/store";
import type { Job, ScheduleClock } from "./scheduler.ts";
import type { Timing } from "./timing.ts";

/** `tally` itself, for a process of its own: a load takes the processor for minutes, and answers don't wait. */
const TALLY = join(import.meta.dirname, "../tally.js");
/** How long a sync has to get to a safe point once it is told to end, in milliseconds. */
const PATIENCE = 8_000;
/** Statuses that a sync ends with by itself: all went well, or a source failed. */
const OWN_STATUSES: readonly (number | null)[] = [0, 2];

/** What the sync of all sources takes. */
export interface SyncJobParts {
  readonly store: Store;
  /** The keys of tally.yaml. */
  readonly sources: readonly string[];
  readonly timing: Timing;
  readonly clock: ScheduleClock;
  readonly log: Log;
  /** Started instead of `tally`, with the words of the command. */
  readonly program?: string;
}

/** Syncs all sources in a process of its own; what became of each is logged. */
export function syncJob(parts: SyncJobParts): Job {
  return {
    name: "sync",
    timing: parts.timing,
    lastDone: () => lastSync(parts),
    run: (stop) => sync(parts, stop),
  };
}

/** When the source that waits longest was last synced; null where one never was. */
function lastSync({ store, sources }: SyncJobParts): Date | null {
  const tries = sources.map((source) => store.syncs.state(source)?.triedAt ?? null);
  const [longest] = tries.toSorted((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1));
  return longest === undefined || longest === null ? null : new Date(longest);
}

async function sync(parts: SyncJobParts, stop: AbortSignal): Promise<void> {
  const { store, log, program = TALLY } = parts;
  const flags = process.execArgv.filter((flag) => !flag.startsWith("--inspect"));
  const words = [...flags, program, "sync", "--json", "--db", store.file];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  const endChild = () => end(child, parts.clock);
  stop.addEventListener("abort", endChild);
  if (stop.aborted) endChild();
  try {
    await Promise.all([ended, logOutcomes(child.stdout, log), logComplaints(child.stderr, log)]);
  } finally {
    stop.removeEventListener("abort", endChild);
  }
  const { exitCode: code, signalCode: signal } = child;
  if (!OWN_STATUSES.includes(code)) log.error("sync broke off", { code, signal });
}

/** Asks a sync to end at a safe point, and ends it where it doesn't: the store takes no harm by it. */
function end(child: ChildProcess, clock: ScheduleClock): void {
  child.kill("SIGTERM");
  const callOff = clock.after(PATIENCE, () => child.kill("SIGKILL"));
  child.once("close", callOff);
}

const outcomeSchema = z.looseObject({ source: z.string(), status: z.string() });

/** A line of `tally sync --json`. */
const lineSchema = z
  .string()
  .transform((line, context) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      context.addIssue("no JSON");
      return z.NEVER;
    }
  })
  .pipe(outcomeSchema);

async function logOutcomes(output: Readable, log: Log): Promise<void> {
  for await (const line of createInterface({ input: output })) {
    const { success, data: outcome } = lineSchema.safeParse(line);
    if (success) log[outcome.status === "failed" ? "warn" : "info"]("source synced", outcome);
  }
}

/** What it says of errors of its own, line by line. */
async function logComplaints(output: Readable, log: Log): Promise<void> {
  const complaints: string[] = [];
  for await (const line of createInterface({ input: output })) complaints.push(line);
  if (complaints.length > 0) log.error("sync complains", { complaints });
}
