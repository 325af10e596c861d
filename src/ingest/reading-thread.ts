import { on } from "node:events";
import { Worker } from "node:worker_threads";
import { SourceError } from "#src/errors";
import type { ColumnBatch } from "./column-batch.ts";
import type { ColumnReader } from "./column-reader.ts";
import type { ReadingReply, ReadingRequest } from "./reading-messages.ts";

const WORKER = new URL("./reading-worker.ts", import.meta.url);
/** Without them the thread would leave a lot more garbage lying around, and be no faster. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 1024 };

/** A thread that reads files ahead, one after the other, while this one works on what it read. */
export class ReadingThread {
  readonly #worker = new Worker(WORKER, { resourceLimits: RESOURCE_LIMITS });
  readonly #replies = on(this.#worker, "message", { close: ["exit"] });

  /** As `readColumns`. Read a file to its end before the next. */
  async *read(path: string): AsyncGenerator<ColumnReader, void> {
    this.#worker.postMessage({ kind: "read", path } satisfies ReadingRequest);
    for (;;) {
      const reply = await this.#next();
      this.#doneWith();
      if (reply.kind !== "reader") return;
      const { file, columns } = reply;
      yield { file, columns, batches: () => this.#batches() };
    }
  }

  /** Ends the thread, also in the middle of a file. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async *#batches(): AsyncGenerator<ColumnBatch, void> {
    for (;;) {
      const reply = await this.#next();
      if (reply.kind !== "batch") {
        this.#doneWith();
        return;
      }
      yield reply.batch;
      this.#doneWith(reply.batch.codes.buffer);
    }
  }

  async #next(): Promise<ReadingReply> {
    const { value, done } = await this.#replies.next();
    if (done) throw new Error("The thread that reads the files has ended.");
    const [reply] = value as [ReadingReply];
    if (reply.kind === "refused") throw new SourceError(reply.problem, reply.location);
    return reply;
  }

  #doneWith(buffer?: ArrayBuffer): void {
    const request: ReadingRequest = { kind: "done with", ...(buffer && { buffer }) };
    this.#worker.postMessage(request, buffer ? [buffer] : []);
  }
}
