import { Worker } from "node:worker_threads";

/** Longer inputs are kept in part only. */
const LARGEST_INPUT = 1_048_576;

/** What the thread that watches shares with the one that runs inputs. */
export interface WatchedMemory {
  readonly target: string;
  /** How many inputs have begun, and how long the current one is in bytes. */
  readonly progress: Int32Array<SharedArrayBuffer>;
  readonly input: Uint8Array<SharedArrayBuffer>;
}

/**
 * Watches from another thread: a loop without an end can't be broken off from within. The input that it hangs on is
 * kept, and the process killed.
 */
export class Watchdog {
  readonly #memory: WatchedMemory;
  readonly #encoder = new TextEncoder();
  readonly #thread: Worker;

  constructor(target: string) {
    this.#memory = {
      target,
      progress: new Int32Array(new SharedArrayBuffer(8)),
      input: new Uint8Array(new SharedArrayBuffer(LARGEST_INPUT)),
    };
    const file = new URL("./watchdog-thread.ts", import.meta.url);
    this.#thread = new Worker(file, { workerData: this.#memory, execArgv: [] });
    this.#thread.unref();
  }

  begins(input: unknown): void {
    const { progress, input: place } = this.#memory;
    const { written } = this.#encoder.encodeInto(JSON.stringify(input), place);
    progress[1] = written;
    Atomics.add(progress, 0, 1);
  }

  async stop(): Promise<void> {
    // Nothing else may be left to wait for.
    this.#thread.ref();
    await this.#thread.terminate();
  }
}
