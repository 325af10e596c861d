/** How many requests Teams takes from a bot in one conversation. */
interface RateWindow {
  readonly requests: number;
  readonly milliseconds: number;
}

const WINDOWS: readonly RateWindow[] = [
  { requests: 7, milliseconds: 1000 },
  { requests: 8, milliseconds: 2000 },
  { requests: 60, milliseconds: 30_000 },
  { requests: 1800, milliseconds: 3_600_000 },
];
const MOST_REMEMBERED = Math.max(...WINDOWS.map(({ requests }) => requests));

/** Keeps a conversation's requests below Teams' rates. Times are milliseconds of one clock. */
export class Throttle {
  #sent: number[] = [];

  /** How long the next request has to wait. */
  delayAt(now: number): number {
    const waits = WINDOWS.map(({ requests, milliseconds }) => {
      const oldest = this.#sent.at(-requests);
      return oldest === undefined ? 0 : oldest + milliseconds - now;
    });
    return Math.max(0, ...waits);
  }

  /** Counts a request. */
  sentAt(now: number): void {
    this.#sent.push(now);
    if (this.#sent.length > MOST_REMEMBERED) this.#sent = this.#sent.slice(-MOST_REMEMBERED);
  }

  /** Whether nothing of it counts any more. */
  isIdleAt(now: number): boolean {
    const last = this.#sent.at(-1);
    return last === undefined || WINDOWS.every(({ milliseconds }) => last + milliseconds < now);
  }
}
