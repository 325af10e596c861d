import type { ContainerClient, ContainerListBlobFlatSegmentResponse } from "@azure/storage-blob";
import { AZURE_STORAGE, AzureCredential } from "#src/sources/azure/credential";
import type { CallTime } from "#src/sources/calls/caller";
import type { SourceContext, SourceEnvironment } from "#src/sources/context";
import type { BucketSettings } from "#src/sources/settings";
import type { ObjectPage, ObjectStore, OpenObject, StoredObject } from "./object-store.ts";

/** Where a container is. */
export interface AzurePlace {
  readonly account: string;
  readonly container: string;
  readonly prefix: string;
}

/** Blobs of an Azure container. */
export class AzureStore implements ObjectStore {
  readonly location: string;
  readonly permissions: ObjectStore["permissions"];
  readonly #place: AzurePlace;
  readonly #settings: BucketSettings;
  readonly #environment: SourceEnvironment;
  readonly #now: () => number;
  readonly #pageSize: number | undefined;
  #client: Promise<ContainerClient> | null = null;

  constructor(
    place: AzurePlace,
    settings: BucketSettings,
    { environment, clock, pageSize }: SourceContext,
  ) {
    const { account, container, prefix } = place;
    this.#place = place;
    this.#settings = settings;
    this.#environment = environment;
    this.#now = () => clock.now();
    this.#pageSize = pageSize;
    this.location = `azure://${account}/${container}/${prefix}`.replace(/\/$/, "");
    const role = `Storage Blob Data Reader on the container ${container} of ${account}`;
    this.permissions = { list: `${role} (list)`, read: `${role} (read)` };
  }

  async listPage(prefix: string, next: string | null, time: CallTime): Promise<ObjectPage> {
    const client = await this.#connect();
    const pages = client
      .listBlobsFlat({ prefix: this.#place.prefix + prefix, abortSignal: time.signal })
      .byPage({
        ...(next === null ? {} : { continuationToken: next }),
        ...(this.#pageSize === undefined ? {} : { maxPageSize: this.#pageSize }),
      });
    const page: ContainerListBlobFlatSegmentResponse = (await pages.next()).value;
    const objects = page.segment.blobItems.map(
      ({ name, properties }): StoredObject => ({
        key: name.slice(this.#place.prefix.length),
        size: properties.contentLength ?? 0,
        etag: properties.etag,
        modifiedAt: properties.lastModified,
      }),
    );
    const { continuationToken: token = "", date = new Date(time.now()) } = page;
    return { objects, next: token === "" ? null : token, at: date };
  }

  async open(object: StoredObject, { signal }: CallTime): Promise<OpenObject> {
    const client = await this.#connect();
    const answer = await client
      .getBlobClient(this.#place.prefix + object.key)
      .download(0, undefined, {
        conditions: { ifMatch: `"${object.etag.replaceAll('"', "")}"` },
        abortSignal: signal,
        maxRetryRequests: 0,
      });
    const md5 =
      answer.contentMD5 === undefined ? null : Buffer.from(answer.contentMD5).toString("hex");
    // In Node the body is a stream of Node's.
    return { chunks: answer.readableStreamBody as AsyncIterable<Uint8Array>, md5 };
  }

  renewCredentials(): void {
    this.#client = null;
  }

  #connect(): Promise<ContainerClient> {
    this.#client ??= this.#create();
    return this.#client;
  }

  async #create(): Promise<ContainerClient> {
    const azure = await import("@azure/storage-blob");
    const { account, container } = this.#place;
    const endpoint = this.#settings.endpoint ?? `https://${account}.blob.core.windows.net`;
    const address = `${endpoint.replace(/\/$/, "")}/${container}`;
    const options = { retryOptions: { maxTries: 1 } };
    const sas = this.#environment.AZURE_STORAGE_SAS_TOKEN?.replace(/^\?/, "");
    const key = accountKey(account, this.#environment);
    if (this.#settings.anonymous) {
      return new azure.ContainerClient(address, new azure.AnonymousCredential(), options);
    }
    if (key !== null) {
      const credential = new azure.StorageSharedKeyCredential(account, key);
      return new azure.ContainerClient(address, credential, options);
    }
    if (sas !== undefined) {
      const credential = new azure.AnonymousCredential();
      return new azure.ContainerClient(`${address}?${sas}`, credential, options);
    }
    const credential = new AzureCredential(this.#environment, this.#now, AZURE_STORAGE);
    return new azure.ContainerClient(address, credential, options);
  }
}

/** The account's key, where the environment holds one that is meant for this account. */
function accountKey(account: string, environment: SourceEnvironment): string | null {
  const { AZURE_STORAGE_CONNECTION_STRING: connection = "" } = environment;
  const parts = new Map(
    connection.split(";").map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at), part.slice(at + 1)];
    }),
  );
  if (parts.get("AccountName") === account) return parts.get("AccountKey") ?? null;
  const { AZURE_STORAGE_ACCOUNT: named = account, AZURE_STORAGE_KEY: key } = environment;
  return named === account ? (key ?? null) : null;
}
