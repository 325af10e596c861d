import type { GetObjectCommandOutput, S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import type { CallTime } from "#src/sources/calls/caller";
import type { BucketSettings } from "#src/sources/settings";
import type { ObjectPage, ObjectStore, OpenObject, StoredObject } from "./object-store.ts";

const MD5_ETAG = /^"([0-9a-f]{32})"$/;

/** Objects in S3, or in a store that speaks S3. Credentials come from the AWS SDK's default chain. */
export class S3Store implements ObjectStore {
  readonly location: string;
  readonly permissions: ObjectStore["permissions"];
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #settings: BucketSettings;
  readonly #pageSize: number | undefined;
  #client: Promise<S3Client> | null = null;

  constructor(
    place: { readonly bucket: string; readonly prefix: string },
    settings: BucketSettings,
    pageSize?: number,
  ) {
    this.#bucket = place.bucket;
    this.#prefix = place.prefix;
    this.#settings = settings;
    this.#pageSize = pageSize;
    this.location = `s3://${[place.bucket, place.prefix].join("/")}`.replace(/\/$/, "");
    this.permissions = {
      list: `s3:ListBucket on arn:aws:s3:::${place.bucket}`,
      read: `s3:GetObject on arn:aws:s3:::${place.bucket}/${place.prefix}*`,
    };
  }

  async listPage(prefix: string, next: string | null, time: CallTime): Promise<ObjectPage> {
    const { ListObjectsV2Command } = await import("@aws-sdk/client-s3");
    const client = await this.#connect();
    let at = new Date(time.now());
    const command = new ListObjectsV2Command({
      Bucket: this.#bucket,
      Prefix: this.#prefix + prefix,
      MaxKeys: this.#pageSize,
      ContinuationToken: next ?? undefined,
    });
    command.middlewareStack.add(
      (handle) => async (request) => {
        const answer = await handle(request);
        at = dateOf(answer.response) ?? at;
        return answer;
      },
      { step: "deserialize" },
    );
    const page = await client.send(command, { abortSignal: time.signal });
    const objects = (page.Contents ?? []).map(
      ({ Key = "", Size = 0, ETag = "", LastModified = at }): StoredObject => ({
        key: Key.slice(this.#prefix.length),
        size: Size,
        etag: ETag,
        modifiedAt: LastModified,
      }),
    );
    return { objects, next: page.NextContinuationToken ?? null, at };
  }

  async open(object: StoredObject, { signal }: CallTime): Promise<OpenObject> {
    const { GetObjectCommand } = await import("@aws-sdk/client-s3");
    const client = await this.#connect();
    const answer = await client.send(
      new GetObjectCommand({
        Bucket: this.#bucket,
        Key: this.#prefix + object.key,
        IfMatch: object.etag,
      }),
      { abortSignal: signal },
    );
    // In Node the body is a stream of Node's.
    return { chunks: answer.Body as unknown as AsyncIterable<Uint8Array>, md5: md5Of(answer) };
  }

  /** The next client asks the chain of credentials anew. */
  renewCredentials(): void {
    this.#client = null;
  }

  #connect(): Promise<S3Client> {
    this.#client ??= this.#create();
    return this.#client;
  }

  async #create(): Promise<S3Client> {
    const { S3Client: Client } = await import("@aws-sdk/client-s3");
    const { region, profile, endpoint, anonymous } = this.#settings;
    const config: S3ClientConfig = { maxAttempts: 1, followRegionRedirects: true };
    if (region !== undefined) config.region = region;
    if (profile !== undefined) config.profile = profile;
    if (endpoint !== undefined) {
      config.endpoint = endpoint;
      config.forcePathStyle = true;
      config.region ??= "us-east-1";
    }
    if (anonymous) {
      config.credentials = { accessKeyId: "", secretAccessKey: "" };
      config.signer = { sign: async (request) => request };
    }
    return new Client(config);
  }
}

/** An ETag is the MD5 only of objects that came in one part and aren't encrypted with a key of KMS. */
function md5Of({ ETag = "", ServerSideEncryption, SSECustomerAlgorithm }: GetObjectCommandOutput) {
  const isEncrypted = ServerSideEncryption?.startsWith("aws:") || SSECustomerAlgorithm;
  return isEncrypted ? null : (MD5_ETAG.exec(ETag)?.[1] ?? null);
}

function dateOf(response: unknown): Date | null {
  const { headers } = response as { readonly headers?: Readonly<Record<string, string>> };
  const date = new Date(headers?.["date"] ?? "");
  return Number.isNaN(date.getTime()) ? null : date;
}
