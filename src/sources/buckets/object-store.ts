import type { CallTime } from "#src/sources/calls/caller";

/** An object as a listing tells it. */
export interface StoredObject {
  /** Relative to the location: `data/BILLING_PERIOD=2026-10/part-1.csv.gz`. */
  readonly key: string;
  readonly size: number;
  /** Another one for other content. */
  readonly etag: string;
  /** By the provider's clock. */
  readonly modifiedAt: Date;
}

export interface ObjectPage {
  readonly objects: readonly StoredObject[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
  /** The provider's clock. */
  readonly at: Date;
}

/** An object's bytes on their way. */
export interface OpenObject {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** In hexadecimal digits, where the provider states it. */
  readonly md5: string | null;
}

/** Objects below one location, of one cloud or a local folder. What it throws is read by `readFailure`. */
export interface ObjectStore {
  /** As a person writes it: `s3://bill-bucket/exports/focus`. */
  readonly location: string;
  /** What listing and reading take, in the provider's own terms. */
  readonly permissions: { readonly list: string; readonly read: string };
  /** Objects whose key begins with `prefix`, in order, after the page that ended with `next`. */
  listPage(prefix: string, next: string | null, time: CallTime): Promise<ObjectPage>;
  /** The object's bytes, if it still is the listed one. */
  open(object: StoredObject, time: CallTime): Promise<OpenObject>;
  /** Forgets credentials that were refused. */
  renewCredentials(): void;
}
