import type { Log } from "#src/log";
import type { Timing } from "./timing.ts";

/** Time and chance, handed in so that nobody has to wait in a test. */
export interface ScheduleClock {
  /** Milliseconds since 1970-01-01. */
  now(): number;
  /** Calls back once after so many milliseconds; gives back what calls that off. */
  after(milliseconds: number, callback: () => void): () => void;
  /** At least 0, below 1. */
  random(): number;
}

/** Something that is done again and again. */
export interface Job {
  /** "sync" */
  readonly name: string;
  readonly timing: Timing;
  /** When it was last done by any process; null: never. One that was missed is made up for. */
  lastDone(): Date | null;
  /** Does it; ends early once `stop` is aborted. */
  run(stop: AbortSignal): Promise<void>;
}

/** A timer may be off by the time that a machine sleeps; it is looked at the clock again after so long. */
const LONGEST_WAIT = 3_600_000;
/** Starts are spread over a tenth of the time to the next, and so many milliseconds at most. */
const LONGEST_SPREAD = 300_000;

/** Runs jobs when they are due; never one twice at the same time. */
export class Scheduler {
  readonly #clock: ScheduleClock;
  readonly #log: Log;
  readonly #stop = new AbortController();
  readonly #jobs: ScheduledJob[] = [];

  constructor(clock: ScheduleClock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Plans a job from now on. */
  add(job: Job): void {
    const scheduled = new ScheduledJob(job, this.#clock, this.#log, this.#stop.signal);
    this.#jobs.push(scheduled);
    scheduled.plan();
  }

  /** Begins no job any more, and ends those that run. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#jobs.map((job) => job.end()));
  }
}

class ScheduledJob {
  readonly #job: Job;
  readonly #clock: ScheduleClock;
  readonly #log: Log;
  readonly #stop: AbortSignal;
  #callOff: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  /** When a run of this process ended, in milliseconds since 1970-01-01. */
  #endedAt = Number.NEGATIVE_INFINITY;

  constructor(job: Job, clock: ScheduleClock, log: Log, stop: AbortSignal) {
    this.#job = job;
    this.#clock = clock;
    this.#log = log;
    this.#stop = stop;
  }

  /** Waits for the next time. */
  plan(): void {
    if (this.#stop.aborted) return;
    const due = this.#dueAt();
    if (due === null) return;
    const start = Math.max(due, this.#clock.now()) + this.#clock.random() * this.#spread(due);
    this.#log.info("job planned", { job: this.#job.name, at: new Date(start) });
    this.#waitUntil(start);
  }

  async end(): Promise<void> {
    this.#callOff();
    await this.#running;
  }

  /** In milliseconds since 1970-01-01; what was never done is due now. */
  #dueAt(): number | null {
    const done = Math.max(this.#job.lastDone()?.getTime() ?? 0, this.#endedAt);
    if (done <= 0) return this.#clock.now();
    return this.#job.timing.next(new Date(done))?.getTime() ?? null;
  }

  #spread(due: number): number {
    const { timing } = this.#job;
    const next = timing.next(new Date(due));
    const after = next === null ? null : timing.next(next);
    if (next === null || after === null) return LONGEST_SPREAD;
    return Math.min(LONGEST_SPREAD, (after.getTime() - next.getTime()) / 10);
  }

  #waitUntil(start: number): void {
    const left = start - this.#clock.now();
    this.#callOff = this.#clock.after(Math.max(0, Math.min(left, LONGEST_WAIT)), () => {
      if (this.#clock.now() < start) this.#waitUntil(start);
      else this.#running = this.#runIfDue();
    });
  }

  /** Another process may have done it meanwhile. */
  async #runIfDue(): Promise<void> {
    const { name } = this.#job;
    const due = this.#dueAt();
    if (due !== null && due <= this.#clock.now()) {
      const begun = this.#clock.now();
      try {
        await this.#job.run(this.#stop);
        this.#log.info("job done", { job: name, milliseconds: this.#clock.now() - begun });
      } catch (error) {
        this.#log.error("job failed", { job: name, error });
      }
      this.#endedAt = this.#clock.now();
    }
    this.plan();
  }
}
