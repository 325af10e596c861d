import type { Request } from "express";
import { TokenBuckets } from "#src/limits/token-buckets";

/** So many groups of an IPv6 address are one customer's. */
const GROUPS_OF_NETWORK = 4;
const GROUPS = 8;

/** Counts wrong tokens by where they come from, so that nobody can try them out. */
export class WrongTokens {
  readonly #buckets: TokenBuckets;
  readonly #onWrong: () => void;

  /** @param onWrong told of each that is counted */
  constructor(perMinute: number, onWrong: () => void) {
    this.#buckets = new TokenBuckets(perMinute, () => performance.now());
    this.#onWrong = onWrong;
  }

  /** Seconds until a token is looked at again, be it right or wrong; 0 where it is now. */
  waitFor(request: Request): number {
    return Math.ceil(this.#buckets.waitOf(originOf(request)) / 1000);
  }

  count(request: Request): void {
    this.#buckets.take(originOf(request));
    this.#onWrong();
  }
}

/** The address at the other end of the connection: one that a header names could be made up. */
function originOf({ socket }: Request): string {
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:/i, "");
  return address.includes(":") ? networkOf(address) : address;
}

/** The first half of an IPv6 address, in which `::` stands for as many zeros as are missing. */
function networkOf(address: string): string {
  const [head = [], tail = []] = address.split("::").map((part) => part.split(":"));
  const missing = address.includes("::") ? GROUPS - head.length - tail.length : 0;
  const zeros = Array.from({ length: Math.max(0, missing) }, () => "0");
  return [...head, ...zeros, ...tail].slice(0, GROUPS_OF_NETWORK).join(":");
}
