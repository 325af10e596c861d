import { type ProgressState, progressBar, progressInterval, progressText } from "./progress.ts";

/** What of several tasks at once is under way, a line each. */
export interface ProgressBoard {
  /** `task` keeps its line; its time begins anew with each other name or unit. */
  update(task: string, state: Omit<ProgressState, "seconds">): void;
  /** The task needs its line no more. */
  finish(task: string): void;
  /** Writes whole lines to a terminal or file, above the board. */
  above(write: () => void): void;
}

interface Line {
  readonly state: Omit<ProgressState, "seconds">;
  /** Milliseconds. */
  readonly started: number;
}

/**
 * Shows how several long tasks get on: lines that are redrawn on a terminal, elsewhere plain lines every 10 s.
 * `now` is the clock in milliseconds.
 */
export function createProgressBoard(
  stream: NodeJS.WriteStream,
  now: () => number = Date.now,
): ProgressBoard {
  return new Board(stream, now);
}

class Board implements ProgressBoard {
  readonly #stream: NodeJS.WriteStream;
  readonly #now: () => number;
  readonly #lines = new Map<string, Line>();
  #drawn = 0;
  #nextAt: number;

  constructor(stream: NodeJS.WriteStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
    this.#nextAt = now() + (stream.isTTY ? 0 : progressInterval(stream));
  }

  update(task: string, state: Omit<ProgressState, "seconds">): void {
    const time = this.#now();
    const line = this.#lines.get(task);
    const isSame = line?.state.name === state.name && line.state.unit === state.unit;
    this.#lines.set(task, { state, started: isSame ? line.started : time });
    if (time < this.#nextAt) return;
    this.#nextAt = time + progressInterval(this.#stream);
    this.#show();
  }

  finish(task: string): void {
    this.#clear();
    this.#lines.delete(task);
    if (this.#stream.isTTY) this.#show();
  }

  above(write: () => void): void {
    this.#clear();
    write();
    if (this.#stream.isTTY) this.#show();
  }

  #show(): void {
    const time = this.#now();
    const states = [...this.#lines.values()].map(
      ({ state, started }): ProgressState => ({ ...state, seconds: (time - started) / 1000 }),
    );
    if (this.#stream.isTTY) {
      this.#clear();
      for (const state of states) this.#stream.write(`${progressBar(state, this.#stream)}\n`);
      this.#drawn = states.length;
    } else {
      for (const state of states) this.#stream.write(`${progressText(state)}\n`);
    }
  }

  /** Back to where the board begins, and nothing below. */
  #clear(): void {
    if (this.#drawn > 0) this.#stream.write(`\u001b[${this.#drawn}A\r\u001b[J`);
    this.#drawn = 0;
  }
}
