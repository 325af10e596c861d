import type { ScheduleClock } from "#src/schedule/scheduler";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that goes only when it is told to. */
export class SimulatedClock implements ScheduleClock {
  chance = 0;
  readonly #timers = new Set<Timer>();
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.chance;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Goes on to an instant, timer by timer; what they begin gets its turns. */
  async until(instant: string): Promise<void> {
    const end = Date.parse(instant);
    for (;;) {
      await turns();
      const due = [...this.#timers].filter(({ at }) => at <= end);
      if (due.length === 0) break;
      const next = due.reduce((a, b) => (b.at < a.at ? b : a));
      this.#timers.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
    await turns();
  }

  /** Jumps, as after a machine's sleep: timers come late. */
  sleepUntil(instant: string): void {
    this.#now = Date.parse(instant);
    for (const timer of [...this.#timers]) {
      this.#timers.delete(timer);
      this.#timers.add({ ...timer, at: Math.max(timer.at, this.#now) });
    }
  }

  get waiting(): number {
    return this.#timers.size;
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
