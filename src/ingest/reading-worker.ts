import { type MessagePort, parentPort } from "node:worker_threads";
import { SourceError } from "#src/errors";
import { guardOutbound } from "#src/outbound/outbound-gate";
import { BatchMemory } from "./batch-memory.ts";
import { readColumns } from "./column-reader.ts";
import type { ReadingReply, ReadingRequest } from "./reading-messages.ts";

/** Answers that may wait to be taken; each holds a few megabytes at most. */
const ANSWERS_AHEAD = 4;

/** Answers with no more than the other side can take. */
class Answers {
  readonly memory = new BatchMemory();
  readonly #port: MessagePort;
  #ahead = 0;
  #resume: () => void = () => undefined;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  /** One of the answers is done with. */
  doneWith(buffer: ArrayBuffer | undefined): void {
    if (buffer !== undefined) this.memory.give(buffer);
    this.#ahead--;
    this.#resume();
  }

  async send(reply: ReadingReply, transferred: readonly ArrayBuffer[] = []): Promise<void> {
    if (this.#ahead >= ANSWERS_AHEAD) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
    }
    this.#ahead++;
    this.#port.postMessage(reply, transferred);
  }
}

async function answer(answers: Answers, path: string): Promise<void> {
  try {
    for await (const reader of readColumns(path, answers.memory)) {
      await answers.send({ kind: "reader", file: reader.file, columns: reader.columns });
      for await (const batch of reader.batches()) {
        await answers.send({ kind: "batch", batch }, [batch.codes.buffer]);
      }
      await answers.send({ kind: "end of reader" });
    }
    await answers.send({ kind: "end of file" });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { location } = error;
    // Its message says the location first.
    const problem = error.message.slice(new SourceError("", location).message.length);
    await answers.send({ kind: "refused", problem, location });
  }
}

function listen(port: MessagePort): void {
  // What it reads comes from others, and it has nobody to talk to.
  guardOutbound([], () => undefined);
  const answers = new Answers(port);
  port.on("message", async (request: ReadingRequest) => {
    if (request.kind === "read") await answer(answers, request.path);
    else answers.doneWith(request.buffer);
  });
}

if (parentPort !== null) listen(parentPort);
