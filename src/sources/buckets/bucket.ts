import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { addAbortSignal, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { SourceError } from "#src/errors";
import { CallError } from "#src/sources/calls/call-error";
import type { Caller, CallTime } from "#src/sources/calls/caller";
import type { PermissionCheck } from "#src/sources/source";
import type { ObjectPage, ObjectStore, OpenObject, StoredObject } from "./object-store.ts";

/** A manifest is small; whatever is larger isn't one. */
const LONGEST_TEXT_BYTES = 20_000_000;

/** All objects below a prefix, and the provider's clock at that moment. */
export interface ObjectListing {
  readonly objects: readonly StoredObject[];
  readonly at: Date;
}

/** Reads the objects of a location with the retries and limits of its source. */
export class Bucket {
  readonly location: string;
  readonly caller: Caller;
  readonly #store: ObjectStore;

  constructor(store: ObjectStore, caller: Caller) {
    this.location = store.location;
    this.caller = caller;
    this.#store = store;
  }

  /** How an object is called in messages and in the log of deliveries. */
  nameOf(key: string): string {
    return key === "" ? this.location : `${this.location}/${key}`;
  }

  /** @throws CallError */
  async list(prefix: string): Promise<ObjectListing> {
    const objects: StoredObject[] = [];
    let next: string | null = null;
    for (;;) {
      const from: string | null = next;
      const page: ObjectPage = await this.#call(`Listing ${this.nameOf(prefix)}`, (time) =>
        this.#store.listPage(prefix, from, time),
      );
      objects.push(...page.objects);
      next = page.next;
      if (next === null) return { objects, at: page.at };
    }
  }

  /** A small object as text. @throws CallError; SourceError for one that is too large */
  async text(object: StoredObject): Promise<string> {
    if (object.size > LONGEST_TEXT_BYTES) {
      const problem = "It is too large for a manifest. Check that the location is right.";
      throw new SourceError(problem, { file: this.nameOf(object.key) });
    }
    return this.#read(object, async (chunks) => {
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(chunk);
      return Buffer.concat(parts).toString("utf8");
    });
  }

  /** Streams an object to a file, checks its size and checksum, and returns its SHA-256. @throws CallError */
  async download(
    object: StoredObject,
    path: string,
    onBytes: (done: number) => void,
  ): Promise<string> {
    return this.#read(object, async (chunks) => {
      const sha256 = createHash("sha256");
      let done = 0;
      async function* hashed(): AsyncGenerator<Uint8Array> {
        for await (const chunk of chunks) {
          sha256.update(chunk);
          done += chunk.length;
          onBytes(done);
          yield chunk;
        }
      }
      await pipeline(Readable.from(hashed(), { objectMode: false }), createWriteStream(path));
      return sha256.digest("hex");
    });
  }

  /** Tries to list and to read. */
  async check(prefix = ""): Promise<PermissionCheck[]> {
    const place = prefix === "" ? "" : ` (${prefix})`;
    const list = this.#store.permissions.list + place;
    const read = this.#store.permissions.read + place;
    let objects: readonly StoredObject[];
    try {
      const page = await this.#call(`Listing ${this.nameOf(prefix)}`, (time) =>
        this.#store.listPage(prefix, null, time),
      );
      objects = page.objects;
    } catch (error) {
      const untried = "not tried, as nothing can be listed";
      return [
        { permission: list, problem: messageOf(error) },
        { permission: read, problem: untried },
      ];
    }
    const smallest = objects.toSorted((a, b) => a.size - b.size)[0];
    const listed = { permission: list, problem: null };
    if (smallest === undefined) {
      return [listed, { permission: read, problem: "not tried, as there are no objects yet" }];
    }
    try {
      await this.#call(`Reading ${this.nameOf(smallest.key)}`, async (time) => {
        const { chunks } = await this.#store.open(smallest, time);
        for await (const _ of chunks) break;
      });
      return [listed, { permission: read, problem: null }];
    } catch (error) {
      return [listed, { permission: read, problem: messageOf(error) }];
    }
  }

  #read<T>(
    object: StoredObject,
    take: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<T> {
    return this.#call(`Reading ${this.nameOf(object.key)}`, async (time) =>
      take(checkedChunks(await this.#store.open(object, time), object, time)),
    );
  }

  #call<T>(action: string, attempt: (time: CallTime) => Promise<T>): Promise<T> {
    return this.caller.call(action, attempt, {
      onUnauthenticated: () => this.#store.renewCredentials(),
    });
  }
}

/** The same chunks, no more bytes than the listing says; at the end, size and checksum must be right. */
async function* checkedChunks(
  { chunks, md5 }: OpenObject,
  { size }: StoredObject,
  time: CallTime,
): AsyncGenerator<Uint8Array> {
  if (chunks instanceof Readable) addAbortSignal(time.signal, chunks);
  const hash = createHash("md5");
  let bytes = 0;
  for await (const chunk of chunks) {
    time.alive();
    hash.update(chunk);
    bytes += chunk.length;
    if (bytes > size) throw new CallError("corrupt", { reason: `more than ${size} bytes` });
    yield chunk;
  }
  if (bytes !== size) throw new CallError("corrupt", { reason: `${bytes} of ${size} bytes` });
  if (md5 !== null && hash.digest("hex") !== md5) {
    throw new CallError("corrupt", { reason: "the checksum differs" });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
