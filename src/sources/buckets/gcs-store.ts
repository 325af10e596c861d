import { z } from "zod";
import type { CallTime } from "#src/sources/calls/caller";
import { HttpError } from "#src/sources/calls/read-failure";
import { GoogleTokens } from "#src/sources/google/tokens";
import type { BucketSettings } from "#src/sources/settings";
import type { ObjectPage, ObjectStore, OpenObject, StoredObject } from "./object-store.ts";

const ENDPOINT = "https://storage.googleapis.com";
const SCOPE = "https://www.googleapis.com/auth/devstorage.read_only";
const FIELDS = "nextPageToken,items(name,size,generation,updated)";
/** Pages are far smaller. */
const LONGEST_ANSWER_BYTES = 64 * 1024 * 1024;

const pageSchema = z.object({
  nextPageToken: z.string().optional(),
  items: z
    .array(
      z.object({
        name: z.string(),
        size: z.coerce.number(),
        generation: z.string(),
        updated: z.coerce.date(),
      }),
    )
    .default([]),
});

const errorSchema = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string() })).default([]) }),
});

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Objects of Google Cloud Storage, by its JSON API. Credentials are Google's application default ones. */
export class GcsStore implements ObjectStore {
  readonly location: string;
  readonly permissions: ObjectStore["permissions"];
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #settings: BucketSettings;
  readonly #pageSize: number | undefined;
  readonly #tokens = new GoogleTokens(SCOPE);

  constructor(
    place: { readonly bucket: string; readonly prefix: string },
    settings: BucketSettings,
    pageSize?: number,
  ) {
    this.#bucket = place.bucket;
    this.#prefix = place.prefix;
    this.#settings = settings;
    this.#pageSize = pageSize;
    this.location = `gs://${place.bucket}/${place.prefix}`.replace(/\/$/, "");
    this.permissions = {
      list: `storage.objects.list on gs://${place.bucket}`,
      read: `storage.objects.get on gs://${place.bucket}`,
    };
  }

  async listPage(prefix: string, next: string | null, time: CallTime): Promise<ObjectPage> {
    const query = new URLSearchParams({ prefix: this.#prefix + prefix, fields: FIELDS });
    if (next !== null) query.set("pageToken", next);
    if (this.#pageSize !== undefined) query.set("maxResults", String(this.#pageSize));
    const { headers, body } = await this.#get(`o?${query}`, "identity", time);
    const page = pageSchema.parse(JSON.parse(await textOf(body)));
    const objects = page.items.map(
      ({ name, size, generation, updated }): StoredObject => ({
        key: name.slice(this.#prefix.length),
        size,
        etag: generation,
        modifiedAt: updated,
      }),
    );
    const at = new Date(headers["date"] ?? time.now());
    return { objects, next: page.nextPageToken ?? null, at };
  }

  async open(object: StoredObject, time: CallTime): Promise<OpenObject> {
    const name = encodeURIComponent(this.#prefix + object.key);
    // Objects stored as gzip are handed over as they are stored.
    const { headers, body } = await this.#get(
      `o/${name}?alt=media&ifGenerationMatch=${object.etag}`,
      "gzip",
      time,
    );
    const md5 = /(?:^|,)\s*md5=([^,\s]+)/.exec(headers["x-goog-hash"] ?? "")?.[1];
    const hex = md5 === undefined ? null : Buffer.from(md5, "base64").toString("hex");
    return { chunks: body, md5: hex };
  }

  renewCredentials(): void {
    this.#tokens.renew();
  }

  async #get(path: string, encoding: "gzip" | "identity", { signal }: CallTime): Promise<Answer> {
    const { request } = await import("undici");
    const endpoint = (this.#settings.endpoint ?? ENDPOINT).replace(/\/$/, "");
    const token = this.#settings.anonymous ? null : await this.#tokens.token();
    const { statusCode, headers, body } = await request(
      `${endpoint}/storage/v1/b/${encodeURIComponent(this.#bucket)}/${path}`,
      {
        signal,
        headers: {
          "accept-encoding": encoding,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
      },
    );
    const plain = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)]),
    );
    if (statusCode === 200) return { headers: plain, body };
    throw new HttpError(statusCode, errorReason(await textOf(body)), plain);
  }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > LONGEST_ANSWER_BYTES) throw new HttpError(200, "answer too large", {});
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function errorReason(body: string): string {
  try {
    return errorSchema.parse(JSON.parse(body)).error.errors[0]?.reason ?? "";
  } catch {
    return "";
  }
}
