import { createHash } from "node:crypto";
import { SourceError } from "#src/errors";
import type { Day } from "#src/focus/day";
import type { Bucket, ObjectListing } from "#src/sources/buckets/bucket";
import { fetchObjects } from "#src/sources/buckets/fetch-objects";
import type { StoredObject } from "#src/sources/buckets/object-store";
import { isBillingFileName } from "#src/sources/files/file-names";
import { monthOf } from "#src/sources/month";
import { Runs } from "#src/sources/runs";
import type { FocusFilesSettings } from "#src/sources/settings";
import {
  NotYetError,
  type PermissionCheck,
  type Source,
  type SourceUnit,
  type Survey,
} from "#src/sources/source";
import { readFocusManifest } from "./manifest.ts";
import { monthInName } from "./month-in-name.ts";

const MANIFEST = /(^|\/)manifest\.json$/i;
const MILLISECONDS_PER_MINUTE = 60_000;
/** The one unit of files that don't tell their month. */
const ALL = "all";

type Settings = Pick<FocusFilesSettings, "months" | "settleMinutes">;

/**
 * FOCUS files of any origin. Where manifests lie beside them, these decide; otherwise the names are taken
 * to be immutable, and a month is all files that name it.
 */
export class FocusFiles implements Source {
  readonly kind = "focus-files";
  readonly name: string;
  readonly #bucket: Bucket;
  readonly #settings: Settings;
  readonly #runs: Runs;

  constructor(name: string, bucket: Bucket, settings: Settings) {
    this.name = name;
    this.#bucket = bucket;
    this.#settings = settings;
    this.#runs = new Runs(bucket, readFocusManifest);
  }

  get usage() {
    return this.#bucket.caller.usage;
  }

  async survey(memory: string | null): Promise<Survey> {
    const listing = await this.#bucket.list("");
    const manifests = listing.objects.filter(({ key }) => MANIFEST.test(key));
    if (manifests.length > 0) return this.#runs.survey(manifests, listing.objects, memory);
    const files = listing.objects.filter(({ key }) => isBillingFileName(key));
    const byMonth = Map.groupBy(files, ({ key }) => this.#monthOf(key));
    const units = [...byMonth].map(([month, objects]) => this.#unit(month, objects, listing));
    return { units, memory: null };
  }

  check(): Promise<readonly PermissionCheck[]> {
    return this.#bucket.check();
  }

  #unit(month: Day | null, objects: readonly StoredObject[], { at }: ObjectListing): SourceUnit {
    return {
      id: month === null ? ALL : monthOf(month),
      billingPeriodStart: month,
      version: versionOf(objects),
      order: null,
      parts: objects.map(({ key }) => this.#bucket.nameOf(key)),
      fetch: async (folder, onProgress) => {
        this.#awaitSettled(objects, at);
        const wanted = objects.map((object) => ({ object }));
        return { files: await fetchObjects(this.#bucket, wanted, folder, onProgress), rows: null };
      },
    };
  }

  #monthOf(key: string): Day | null {
    if (this.#settings.months === "rows") return null;
    const month = monthInName(key);
    if (month !== null) return month;
    const problem =
      "Neither its folders nor its name tell its billing month, such as 2026-10. Rename it, or set “months: rows” for this source.";
    throw new SourceError(problem, { file: this.#bucket.nameOf(key) });
  }

  /** Both times are the provider's; a clock of ours may be wrong. */
  #awaitSettled(objects: readonly StoredObject[], at: Date): void {
    const { settleMinutes } = this.#settings;
    const newest = Math.max(...objects.map(({ modifiedAt }) => modifiedAt.getTime()));
    const isSettled = at.getTime() - newest >= settleMinutes * MILLISECONDS_PER_MINUTE;
    if (settleMinutes === 0 || isSettled) return;
    throw new NotYetError(`files changed within the last ${settleMinutes} minutes`);
  }
}

function versionOf(objects: readonly StoredObject[]): string {
  const digest = createHash("sha256");
  for (const { key, etag } of objects) digest.update(`${key}\n${etag}\n`);
  return digest.digest("hex");
}
