/** Leaves a failing service alone for a while, then lets one question try it. Times are in milliseconds. */
export class CircuitBreaker {
  readonly #failuresToOpen: number;
  readonly #openMilliseconds: number;
  #failures = 0;
  #openUntil = 0;

  constructor(failuresToOpen: number, openMilliseconds: number) {
    this.#failuresToOpen = failuresToOpen;
    this.#openMilliseconds = openMilliseconds;
  }

  /** Whether the service may be asked now; while it is failing, once a period. */
  allows(now: number): boolean {
    if (this.#failures < this.#failuresToOpen) return true;
    if (now < this.#openUntil) return false;
    this.#openUntil = now + this.#openMilliseconds;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(now: number): void {
    this.#failures += 1;
    if (this.#failures >= this.#failuresToOpen) this.#openUntil = now + this.#openMilliseconds;
  }
}
