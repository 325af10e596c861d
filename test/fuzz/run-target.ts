import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { FailingInput, keptInputs } from "./corpus.ts";
import { BrokenInvariant, type FuzzTarget, holds, type OpenFuzzTarget } from "./fuzz-target.ts";
import { Watchdog } from "./watchdog.ts";

const SLOW_MILLISECONDS = 1_000;
const HANGING_MILLISECONDS = 20_000;

/** How many inputs, and from which seed they come: the same seed gives the same inputs. */
export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
}

/** What came of a target's run. */
export interface FuzzResult {
  readonly target: string;
  readonly runs: number;
  readonly milliseconds: number;
  /** What went wrong and where the input is kept; null where nothing did. */
  readonly failure: string | null;
}

/** Runs the kept inputs of a target, then new ones. */
export async function runTarget(target: FuzzTarget, options: FuzzOptions): Promise<FuzzResult> {
  const begun = performance.now();
  const rejections = new Rejections();
  const watchdog = new Watchdog(target.name);
  const open = await target.open();
  const checked = guarded(open, watchdog, rejections);
  let runs = 0;
  const once: Once = (input) => {
    runs += 1;
    return checked(input);
  };
  try {
    const failure =
      (await replayed(target.name, once)) ?? (await searched(target, open, once, options));
    return { target: target.name, runs, milliseconds: performance.now() - begun, failure };
  } finally {
    await watchdog.stop();
    rejections.stop();
    await open.close();
  }
}

type Once = (input: unknown) => Promise<void>;

/** What went wrong with one of the inputs that did before. */
async function replayed(target: string, once: Once): Promise<string | null> {
  for (const [file, input] of keptInputs(target)) {
    try {
      await once(input);
    } catch (error) {
      return `${target}, again with ${file}: ${textOf(error)}`;
    }
  }
  return null;
}

async function searched(
  { name }: FuzzTarget,
  { inputs }: OpenFuzzTarget,
  once: Once,
  { runs, seed }: FuzzOptions,
): Promise<string | null> {
  const failing = new FailingInput(name);
  const property = fc.asyncProperty(inputs, async (input) => {
    try {
      await once(input);
    } catch (error) {
      failing.failed(input);
      throw error;
    }
  });
  const details = await fc.check(property, { seed, numRuns: runs, maxSkipsPerRun: 0 });
  if (!details.failed) return null;
  const after = `after ${details.numRuns} runs of seed ${seed}`;
  return `${name} ${after}, input ${failing.file}: ${textOf(details.errorInstance)}`;
}

/** One run with what must hold for every target: it ends, soon, and nothing is left to fail by itself. */
function guarded({ fuzz }: OpenFuzzTarget, watchdog: Watchdog, rejections: Rejections): Once {
  const timed = async (input: unknown): Promise<number> => {
    watchdog.begins(input);
    const begun = performance.now();
    const work = fuzz(input);
    if (work !== undefined) await Promise.race([work, hanging()]);
    return performance.now() - begun;
  };
  return async (input) => {
    const milliseconds = await timed(input);
    if (milliseconds > SLOW_MILLISECONDS) {
      // Once more, since the machine may have been busy with something else.
      const again = await timed(input);
      holds(again <= SLOW_MILLISECONDS, `it takes ${Math.round(again)} ms`);
    }
    rejections.check();
  };
}

async function hanging(): Promise<never> {
  await sleep(HANGING_MILLISECONDS, undefined, { ref: false });
  throw new BrokenInvariant(`it doesn't end within ${HANGING_MILLISECONDS} ms`);
}

/** Promises that failed without anybody there to see it. */
class Rejections {
  readonly #reasons: unknown[] = [];
  readonly #note = (reason: unknown) => void this.#reasons.push(reason);

  constructor() {
    process.on("unhandledRejection", this.#note);
    process.on("uncaughtException", this.#note);
  }

  check(): void {
    const [reason] = this.#reasons.splice(0);
    if (reason !== undefined) throw new BrokenInvariant(`unhandled: ${textOf(reason)}`);
  }

  stop(): void {
    process.off("unhandledRejection", this.#note);
    process.off("uncaughtException", this.#note);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
