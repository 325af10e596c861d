import { dirname } from "node:path/posix";
import { SourceError } from "#src/errors";
import type { Day } from "#src/focus/day";
import type { Bucket } from "#src/sources/buckets/bucket";
import { fetchObjects, type WantedObject } from "#src/sources/buckets/fetch-objects";
import type { StoredObject } from "#src/sources/buckets/object-store";
import { firstDayOf } from "#src/sources/month";
import {
  type FetchedUnit,
  NotYetError,
  type OnBytes,
  type PermissionCheck,
  type Source,
  type SourceUnit,
  type Survey,
} from "#src/sources/source";
import { readAwsManifest } from "./manifest.ts";

/** A file that a manifest names. */
export interface WrittenFile {
  /** Relative to the export's folder. */
  readonly key: string;
  readonly bytes: number | undefined;
}

/** The manifest that counts; the copies in the folders of executions lie deeper. */
const MANIFEST = /^metadata\/billing_period=([^/]+)\/([^/]+)-manifest\.json$/i;
/** Chunks right below the month are overwritten by each refresh. */
const OVERWRITTEN = /^data\/[^/]+\/[^/]+$/;
/** A refresh writes its chunks first, its manifest last; a chunk that is newer than this, and than its manifest, belongs to a refresh under way. Milliseconds. */
const LONGEST_REFRESH = 3_600_000;
const CLOCK_GRAIN = 2_000;

/**
 * A Data Export of AWS: the manifests below `metadata/` say which files make up a month. One listing of
 * them shows every month that was restated, however long ago.
 */
export class AwsExport implements Source {
  readonly kind = "aws-export";
  readonly name: string;
  readonly #bucket: Bucket;

  constructor(name: string, bucket: Bucket) {
    this.name = name;
    this.#bucket = bucket;
  }

  get usage() {
    return this.#bucket.caller.usage;
  }

  async survey(): Promise<Survey> {
    const { objects } = await this.#bucket.list("metadata/");
    const manifests = objects.flatMap((object): Manifest[] => {
      const [, month = "", exportName = ""] = MANIFEST.exec(object.key) ?? [];
      const day = firstDayOf(month);
      return day === null ? [] : [{ object, day, exportName }];
    });
    this.#refuseSeveralExports(manifests);
    const byMonth = Map.groupBy(manifests, ({ day }) => day);
    const units = [...byMonth].map(([day, ofMonth]) => this.#unit(day, ofMonth));
    return { units, memory: null };
  }

  async check(): Promise<readonly PermissionCheck[]> {
    return [...(await this.#bucket.check("metadata/")), ...(await this.#bucket.check("data/"))];
  }

  /** A month spelled in two cases has two manifests; the newer one counts. */
  #unit(day: Day, manifests: readonly Manifest[]): SourceUnit {
    const newest = manifests.reduce((a, b) => (b.object.modifiedAt > a.object.modifiedAt ? b : a));
    return {
      id: day.slice(0, 7),
      billingPeriodStart: day,
      version: newest.object.etag,
      order: null,
      parts: null,
      fetch: (folder, onProgress) => this.#fetch(newest.object, folder, onProgress),
    };
  }

  async #fetch(manifest: StoredObject, folder: string, onProgress: OnBytes): Promise<FetchedUnit> {
    const name = this.#bucket.nameOf(manifest.key);
    const written = readAwsManifest(await this.#bucket.text(manifest), name);
    const wanted = await this.#find(written, manifest);
    const files = await fetchObjects(this.#bucket, wanted, folder, onProgress);
    return { files, rows: null };
  }

  async #find(
    written: readonly WrittenFile[],
    manifest: StoredObject,
  ): Promise<readonly WantedObject[]> {
    const there = new Map<string, StoredObject>();
    let now = manifest.modifiedAt;
    for (const folder of new Set(written.map(({ key }) => dirname(key)))) {
      const { objects, at } = await this.#bucket.list(`${folder}/`);
      for (const object of objects) there.set(object.key, object);
      now = at;
    }
    return written.map(({ key, bytes }) => {
      const object = there.get(key);
      if (object === undefined) {
        const problem = "The manifest names this file, which isn't there.";
        throw new SourceError(problem, { file: this.#bucket.nameOf(key) });
      }
      if (isBeingOverwritten(object, manifest, now)) {
        throw new NotYetError(`${this.#bucket.nameOf(key)} is newer than its manifest`);
      }
      return { object, bytes };
    });
  }

  #refuseSeveralExports(manifests: readonly Manifest[]): void {
    const names = [...new Set(manifests.map(({ exportName }) => exportName.toLowerCase()))];
    if (names.length < 2) return;
    const problem = `Several exports lie here: ${names.sort().join(", ")}. Give each a prefix and a source of its own, or they would count twice.`;
    throw new SourceError(problem, { file: this.#bucket.nameOf("metadata") });
  }
}

interface Manifest {
  readonly object: StoredObject;
  readonly day: Day;
  readonly exportName: string;
}

function isBeingOverwritten(object: StoredObject, manifest: StoredObject, now: Date): boolean {
  if (!OVERWRITTEN.test(object.key)) return false;
  const written = object.modifiedAt.getTime();
  const isNewer = written > manifest.modifiedAt.getTime() + CLOCK_GRAIN;
  return isNewer && now.getTime() - written < LONGEST_REFRESH;
}
