import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { ConfigError } from "#src/errors";

const CIPHER = "aes-256-gcm";
const VERSION = 1;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

interface Key {
  readonly id: Buffer;
  readonly secret: Buffer;
}

/** Seals with the first of its keys and opens with any: a new key is put in front of the old ones. */
export class Seal {
  readonly #newest: Key;
  readonly #keys: readonly Key[];

  /**
   * @param keys 32 bytes each, as base64 or hex, separated by commas
   * @throws ConfigError when one isn't
   */
  constructor(keys: string) {
    this.#keys = keys.split(",").map((text) => readKey(text.trim()));
    this.#newest = this.#keys[0] ?? readKey("");
  }

  /** `place` is where the sealed text is kept; it opens nowhere else. */
  close(text: string, place: string): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#newest.secret, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    const version = Buffer.of(VERSION);
    return Buffer.concat([version, this.#newest.id, nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error when it was sealed with another key, for another place, or changed since */
  open(sealed: Uint8Array, place: string): string {
    const bytes = Buffer.from(sealed);
    if (bytes.length < HEADER_BYTES || bytes[0] !== VERSION) throw new Error("not a sealed text");
    const [id, nonce, tag] = headerOf(bytes);
    const key = this.#keys.find((candidate) => candidate.id.equals(id));
    if (key === undefined) throw new Error("sealed with a key that isn't configured any more");
    const decipher = createDecipheriv(CIPHER, key.secret, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(tag);
    const text = Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]);
    return text.toString("utf8");
  }

  /** Whether it was sealed with an older key than the first. */
  isOld(sealed: Uint8Array): boolean {
    return !this.#newest.id.equals(Buffer.from(sealed).subarray(1, 1 + KEY_ID_BYTES));
  }
}

function headerOf(bytes: Buffer): readonly [id: Buffer, nonce: Buffer, tag: Buffer] {
  const nonceAt = 1 + KEY_ID_BYTES;
  const tagAt = nonceAt + NONCE_BYTES;
  return [
    bytes.subarray(1, nonceAt),
    bytes.subarray(nonceAt, tagAt),
    bytes.subarray(tagAt, HEADER_BYTES),
  ];
}

function readKey(text: string): Key {
  const secret = Buffer.from(text, /^[\da-f]{64}$/i.test(text) ? "hex" : "base64");
  if (secret.length !== KEY_BYTES) {
    throw new ConfigError(
      "TALLY_ENCRYPTION_KEY must be 32 bytes as base64 or hex; make one with: openssl rand -base64 32",
    );
  }
  return { secret, id: createHash("sha256").update(secret).digest().subarray(0, KEY_ID_BYTES) };
}
