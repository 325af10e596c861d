import { createHmac, timingSafeEqual } from "node:crypto";
import { ConfigError } from "#src/errors";

/** Names what is sealed, so that the key's seal of anything else fits nowhere here. */
const FORM = "tally audit seal 1";
const SHORTEST_KEY = 32;

/** Seals entries with the first of its keys and knows the seals of any: a new key is put in front of the old ones. */
export class AuditSeal {
  readonly #keys: readonly string[];

  /** @throws ConfigError for a key that is easily guessed */
  constructor(keys: readonly string[]) {
    if (keys.length === 0 || keys.some((key) => key.length < SHORTEST_KEY)) {
      throw new ConfigError(
        `TALLY_AUDIT_KEY needs ${SHORTEST_KEY} characters or more; make one with: openssl rand -hex 32`,
      );
    }
    this.#keys = keys;
  }

  /** HMAC-SHA256, hexadecimal, over an entry's hash, and by it over all that the entry says and follows. */
  of(hash: string): string {
    return sealBy(this.#keys[0] ?? "", hash).toString("hex");
  }

  /** Whether one of the keys made this seal of this hash. */
  fits(hash: string, seal: string): boolean {
    const given = Buffer.from(seal, "hex");
    return this.#keys.some((key) => {
      const right = sealBy(key, hash);
      return right.length === given.length && timingSafeEqual(right, given);
    });
  }
}

/** What TALLY_AUDIT_KEY says: keys separated by commas; null where it isn't set. @throws ConfigError */
export function auditSealOf(keys: string | undefined): AuditSeal | null {
  if (keys === undefined || keys === "") return null;
  return new AuditSeal(keys.split(",").map((key) => key.trim()));
}

function sealBy(key: string, hash: string): Buffer {
  return createHmac("sha256", key)
    .update(JSON.stringify([FORM, hash]))
    .digest();
}
