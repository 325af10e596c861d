import { z } from "zod";
import { SourceError } from "#src/errors";
import type { Day } from "#src/focus/day";
import type { Bucket } from "./buckets/bucket.ts";
import { fetchObjects, parseManifest, type WantedObject } from "./buckets/fetch-objects.ts";
import type { StoredObject } from "./buckets/object-store.ts";
import { monthOf } from "./month.ts";
import type { FetchedUnit, OnBytes, SourceUnit, Survey } from "./source.ts";

/** What a run of an export delivered, as its manifest tells it. */
export interface RunManifest {
  readonly month: Day;
  /** Sorts later for a later run; the latest of a month counts. */
  readonly order: string;
  /** Runs of different exports don't replace each other. */
  readonly exportName: string;
  readonly files: readonly RunFile[];
  readonly rows: number | null;
  readonly bytes: number | null;
}

export interface RunFile {
  /** Beside its manifest. */
  readonly name: string;
  readonly bytes?: number | undefined;
  readonly rows?: number | undefined;
  readonly sha256?: string | undefined;
}

/** Understands a manifest; null for one of something else. @throws SourceError */
export type ReadManifest = (json: unknown, name: string) => RunManifest | null;

/** What is remembered of the manifests, by key: those that stay the same aren't read again. */
const memorySchema = z.record(
  z.string(),
  z.object({
    etag: z.string(),
    run: z.object({ month: z.string(), order: z.string(), exportName: z.string() }).nullable(),
  }),
);

type Memory = z.infer<typeof memorySchema>;

interface Run {
  readonly object: StoredObject;
  readonly month: Day;
  readonly order: string;
  readonly exportName: string;
}

/** Months delivered by runs, each with a manifest beside its files, as Azure and own exports do. */
export class Runs {
  readonly #bucket: Bucket;
  readonly #readManifest: ReadManifest;

  constructor(bucket: Bucket, readManifest: ReadManifest) {
    this.#bucket = bucket;
    this.#readManifest = readManifest;
  }

  /** The latest run of each month among the listed objects. @throws CallError, SourceError */
  async survey(
    manifests: readonly StoredObject[],
    objects: readonly StoredObject[],
    memory: string | null,
  ): Promise<Survey> {
    const before = readMemory(memory);
    const now: Memory = {};
    const runs: Run[] = [];
    const unreadable: SourceUnit[] = [];
    for (const object of manifests) {
      try {
        const known = before[object.key];
        const run =
          known?.etag === object.etag ? known.run : summaryOf(await this.#manifestOf(object));
        now[object.key] = { etag: object.etag, run };
        if (run !== null) runs.push({ object, ...run });
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        unreadable.push(unreadableUnit(object, error));
      }
    }
    this.#refuseSeveralExports(runs);
    const byMonth = Map.groupBy(runs, ({ month }) => month);
    const units = [...byMonth].map(([month, ofMonth]) => {
      const latest = ofMonth.reduce((a, b) => (b.order > a.order ? b : a));
      return this.#unit(month, latest, objects);
    });
    return { units: [...units, ...unreadable], memory: JSON.stringify(now) };
  }

  #unit(month: Day, { object, order }: Run, objects: readonly StoredObject[]): SourceUnit {
    return {
      id: monthOf(month),
      billingPeriodStart: month,
      version: `${order} ${object.key} ${object.etag}`,
      order,
      parts: null,
      fetch: (folder, onProgress) => this.#fetch(object, objects, folder, onProgress),
    };
  }

  async #fetch(
    object: StoredObject,
    objects: readonly StoredObject[],
    folder: string,
    onProgress: OnBytes,
  ): Promise<FetchedUnit> {
    const manifest = await this.#manifestOf(object);
    if (manifest === null) return { files: [], rows: null };
    const place = object.key.slice(0, object.key.lastIndexOf("/") + 1);
    const wanted = manifest.files.map(({ name, ...stated }): WantedObject => {
      const file = objects.find(({ key }) => key === place + name);
      if (file !== undefined) return { object: file, ...stated };
      const problem = "The manifest names this file, which isn't there.";
      throw new SourceError(problem, { file: this.#bucket.nameOf(place + name) });
    });
    const bytes = wanted.reduce((sum, { object: { size } }) => sum + size, 0);
    if (manifest.bytes !== null && manifest.bytes !== bytes) {
      const problem = `It says that the files have ${manifest.bytes} bytes in all, and they have ${bytes}.`;
      throw new SourceError(problem, { file: this.#bucket.nameOf(object.key) });
    }
    const files = await fetchObjects(this.#bucket, wanted, folder, onProgress);
    return { files, rows: manifest.rows };
  }

  async #manifestOf(object: StoredObject): Promise<RunManifest | null> {
    const name = this.#bucket.nameOf(object.key);
    return this.#readManifest(parseManifest(await this.#bucket.text(object), name), name);
  }

  #refuseSeveralExports(runs: readonly Run[]): void {
    const names = [...new Set(runs.map(({ exportName }) => exportName))];
    if (names.length < 2) return;
    const problem = `Several exports lie here: ${names.sort().join(", ")}. Make each a source of its own, or they would replace each other.`;
    throw new SourceError(problem, { file: this.#bucket.location });
  }
}

/** A run whose manifest makes no sense fails by itself; the other months go on. */
function unreadableUnit({ key, etag }: StoredObject, error: SourceError): SourceUnit {
  return {
    id: key,
    billingPeriodStart: null,
    version: etag,
    order: null,
    parts: null,
    fetch: () => Promise.reject(error),
  };
}

function summaryOf(manifest: RunManifest | null) {
  if (manifest === null) return null;
  const { month, order, exportName } = manifest;
  return { month, order, exportName };
}

/** A memory of another shape, an older version's, is forgotten. */
function readMemory(memory: string | null): Memory {
  const parsed = memorySchema.safeParse(memory === null ? {} : JSON.parse(memory));
  return parsed.success ? parsed.data : {};
}
