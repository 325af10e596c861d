import { describe, expect, test } from "vitest";
import { createLog, silentLog } from "#src/log";
import { type Job, Scheduler } from "#src/schedule/scheduler";
import { type Timing, timingOf } from "#src/schedule/timing";
import { SimulatedClock } from "./simulated-clock.ts";

const START = "2026-11-20T09:00:00Z";

/** A job that notes when it begins, and does what it is told to do. */
class NotingJob implements Job {
  readonly name = "noting";
  readonly timing: Timing;
  readonly begun: string[] = [];
  done: string | null;
  work: (stop: AbortSignal) => Promise<unknown> = () => Promise.resolve();
  readonly #clock: SimulatedClock;

  constructor(clock: SimulatedClock, timing = "15 */4 * * *", lastDone: string | null = START) {
    this.#clock = clock;
    this.timing = timingOf(timing, "UTC");
    this.done = lastDone;
  }

  lastDone(): Date | null {
    return this.done === null ? null : new Date(this.done);
  }

  async run(stop: AbortSignal): Promise<void> {
    this.begun.push(new Date(this.#clock.now()).toISOString().slice(5, 19));
    await this.work(stop);
    this.done = new Date(this.#clock.now()).toISOString();
  }
}

describe("a scheduler", () => {
  test("runs a job whenever it is due", async () => {
    const clock = new SimulatedClock(START);
    const job = new NotingJob(clock);
    new Scheduler(clock, silentLog).add(job);
    await clock.until("2026-11-21T00:00:00Z");
    expect(job.begun).toEqual(["11-20T12:15:00", "11-20T16:15:00", "11-20T20:15:00"]);
  });

  test("spreads starts over a tenth of the time between, and five minutes at most", async () => {
    const clock = new SimulatedClock(START);
    clock.chance = 0.999;
    const seldom = new NotingJob(clock);
    const often = new NotingJob(clock, "*/10 * * * *");
    const scheduler = new Scheduler(clock, silentLog);
    scheduler.add(seldom);
    scheduler.add(often);
    await clock.until("2026-11-20T12:30:00Z");
    expect(seldom.begun).toEqual(["11-20T12:19:59"]);
    expect(often.begun[0]).toBe("11-20T09:10:59");
    expect(often.begun).toHaveLength(20);
  });

  test("never runs a job twice at the same time, and makes up for none that passed meanwhile", async () => {
    const clock = new SimulatedClock(START);
    const job = new NotingJob(clock);
    const work = Promise.withResolvers<void>();
    job.work = () => work.promise;
    new Scheduler(clock, silentLog).add(job);
    await clock.until("2026-11-20T21:00:00Z");
    expect(job.begun).toHaveLength(1);
    work.resolve();
    await clock.until("2026-11-21T00:30:00Z");
    expect(job.begun).toEqual(["11-20T12:15:00", "11-21T00:15:00"]);
  });

  test("makes up for one that was missed before the start, or was never done", async () => {
    const clock = new SimulatedClock(START);
    const missed = new NotingJob(clock, "15 */4 * * *", "2026-11-20T02:00:00Z");
    const never = new NotingJob(clock, "0 2 1 * *", null);
    const scheduler = new Scheduler(clock, silentLog);
    scheduler.add(missed);
    scheduler.add(never);
    await clock.until("2026-11-20T13:00:00Z");
    expect(missed.begun).toEqual(["11-20T09:00:00", "11-20T12:15:00"]);
    expect(never.begun).toEqual(["11-20T09:00:00"]);
  });

  test("leaves what another process did meanwhile", async () => {
    const clock = new SimulatedClock(START);
    const job = new NotingJob(clock);
    clock.chance = 0.5;
    new Scheduler(clock, silentLog).add(job);
    await clock.until("2026-11-20T12:16:00Z");
    job.done = "2026-11-20T12:16:00Z";
    await clock.until("2026-11-20T16:30:00Z");
    expect(job.begun).toEqual(["11-20T16:17:30"]);
  });

  test("waits for months without a timer that is too long, and notices that the machine slept", async () => {
    const clock = new SimulatedClock(START);
    const job = new NotingJob(clock, "0 6 1 3 *");
    new Scheduler(clock, silentLog).add(job);
    await clock.until("2026-11-20T09:30:00Z");
    clock.sleepUntil("2027-02-28T23:00:00Z");
    await clock.until("2027-03-01T12:00:00Z");
    expect(job.begun).toEqual(["03-01T06:00:00"]);
  });

  test("a job that fails is logged, and runs the next time", async () => {
    const clock = new SimulatedClock(START);
    const job = new NotingJob(clock);
    const lines: string[] = [];
    const log = createLog({ level: "error", secrets: [], write: (line) => lines.push(line) });
    job.work = () => Promise.reject(new Error("out of order"));
    new Scheduler(clock, log).add(job);
    await clock.until("2026-11-20T17:00:00Z");
    expect(job.begun).toHaveLength(2);
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      event: "job failed",
      job: "noting",
      error: { reason: "out of order" },
    });
  });

  test("ends what runs, waits for it, and begins nothing more", async () => {
    const clock = new SimulatedClock(START);
    const job = new NotingJob(clock);
    let ended = false;
    job.work = async (stop) => {
      await new Promise((resolve) => stop.addEventListener("abort", resolve));
      ended = true;
    };
    const scheduler = new Scheduler(clock, silentLog);
    scheduler.add(job);
    await clock.until("2026-11-20T12:20:00Z");
    expect(ended).toBe(false);
    await scheduler.stop();
    expect(ended).toBe(true);
    expect(clock.waiting).toBe(0);
    await clock.until("2026-11-22T00:00:00Z");
    expect(job.begun).toHaveLength(1);
  });
});
