import type { WriteBack } from "#src/provider-items";
import { CallError } from "#src/sources/calls/call-error";
import type { Source } from "#src/sources/source";
import { type WaitingWriteBack, WriteBackLog } from "#src/store/providers/write-back-log";
import type { WriteBackOutcome } from "./outcome.ts";
import { isCapped, problemOf, reportBug } from "./problem.ts";
import { endIfStopped, type SyncRun } from "./sync-run.ts";

const HOUR = 3_600_000;
/** How long each failed try is waited after, in hours; one more is the last. */
const WAITS = [1, 4, 12, 24, 48, 72] as const;

const OVERTAKEN = "Something else was decided about it before this was told.";
const TAKES_NOTHING = "A source of this kind is told nothing.";

/**
 * Tells the provider what waits for it and is due; what fails is left to later syncs, and given up after some
 * days. @throws StoppedError; never for what the source does
 */
export async function tellProvider(source: Source, run: SyncRun): Promise<WriteBackOutcome[]> {
  const log = new WriteBackLog(run.store.database);
  const waiting = log.waiting(source.name);
  const latest = new Set(new Map(waiting.map((one) => [itemOf(one.writeBack), one])).values());
  const outcomes: WriteBackOutcome[] = [];
  for (const one of waiting) {
    endIfStopped(run);
    if (latest.has(one) && !isDue(one, run.now())) continue;
    const { status, problem, isTry } = latest.has(one)
      ? await tell(source, one, run)
      : refused(OVERTAKEN);
    if (status === "waiting") log.postpone(one.id, problem, isTry ? 1 : 0, run.now());
    else log.settle(one.id, status, problem, run.now());
    outcomes.push({ writeBack: one.writeBack, status, problem });
  }
  return outcomes;
}

/** Of an item only what was decided last is told. */
function itemOf({ kind, id }: WriteBack): string {
  return JSON.stringify([kind, id]);
}

function isDue({ tries, triedAt }: WaitingWriteBack, now: Date): boolean {
  const wait = tries === 0 ? 0 : (WAITS[tries - 1] ?? 0);
  return triedAt === null || now.getTime() >= Date.parse(triedAt) + wait * HOUR;
}

type Telling =
  | { readonly status: "told"; readonly problem: null; readonly isTry: true }
  | {
      readonly status: "waiting" | "refused" | "failed";
      readonly problem: string;
      readonly isTry: boolean;
    };

function refused(problem: string): Telling {
  return { status: "refused", problem, isTry: true };
}

async function tell(source: Source, one: WaitingWriteBack, run: SyncRun): Promise<Telling> {
  if (source.tell === undefined) return refused(TAKES_NOTHING);
  try {
    const refusal = await source.tell(one.writeBack);
    return refusal === null ? { status: "told", problem: null, isTry: true } : refused(refusal);
  } catch (error) {
    endIfStopped(run);
    reportBug(run, source, error);
    const problem = problemOf(error);
    if (isCapped(error)) return { status: "waiting", problem, isTry: false };
    if (isFinal(error)) return refused(problem);
    const isLast = one.tries >= WAITS.length;
    return { status: isLast ? "failed" : "waiting", problem, isTry: true };
  }
}

/** Another try would be answered the same. */
function isFinal(error: unknown): boolean {
  return error instanceof CallError && ["missing", "refused"].includes(error.failure);
}
