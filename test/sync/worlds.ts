import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SourceEnvironment } from "#src/sources/context";
import type { SourceSettings } from "#src/sources/settings";
import type { ErrorAnswer, FaultProxy } from "./fault-proxy.ts";

/** Where objects lie: a local folder, or an emulator behind a proxy that can break requests. */
export interface BucketWorld {
  readonly name: string;
  /** Null for a local folder, where nothing is asked over a network. */
  readonly proxy: FaultProxy | null;
  readonly environment: SourceEnvironment;
  /** An empty place, and the settings of a source that reads it. */
  fresh(): Promise<Place>;
  /** The provider's answer for an error. */
  errorAnswer(status: number, code: string): ErrorAnswer;
  /** Matches requests that list, and that read. */
  readonly listing: RegExp;
  readonly reading: RegExp;
}

export interface Place {
  readonly settings: {
    readonly location: string;
    readonly endpoint?: string | undefined;
    readonly anonymous: boolean;
  };
  put(key: string, content: Buffer | string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** A month as it is delivered: its files, and what is wrong with it. */
export interface TestDelivery {
  readonly month: string;
  readonly files: readonly Buffer[];
  /** Rows in each file. */
  readonly rows: readonly number[];
  /** Say more in the manifest than is there. */
  readonly miscount?: boolean;
}

/** How a kind of source lays its deliveries out in a bucket. */
export interface Layout {
  readonly kind: SourceSettings["kind"];
  readonly hasManifest: boolean;
  /** Settings besides the bucket's. */
  readonly settings: object;
  /** Puts a delivery; later ones of the same month replace it, or add to it where `isMore`. */
  deliver(place: Place, delivery: TestDelivery): Promise<void>;
  /** Removes a month. */
  remove(place: Place, month: string): Promise<void>;
}

/** Remembers which keys a month has, so that they can be removed. */
class Keys {
  readonly #byMonth = new WeakMap<Place, Map<string, Set<string>>>();
  runs = 0;

  async put(place: Place, month: string, key: string, content: Buffer | string): Promise<void> {
    this.of(place, month).add(key);
    await place.put(key, content);
  }

  of(place: Place, month: string): Set<string> {
    const months = this.#byMonth.get(place) ?? new Map<string, Set<string>>();
    this.#byMonth.set(place, months);
    const keys = months.get(month) ?? new Set<string>();
    months.set(month, keys);
    return keys;
  }

  async remove(place: Place, month: string): Promise<void> {
    for (const key of this.of(place, month)) await place.remove(key);
    this.of(place, month).clear();
  }
}

/** AWS Data Exports that create a new folder for each refresh, or overwrite. */
export function awsLayout(isOverwriting: boolean): Layout {
  const keys = new Keys();
  return {
    kind: "aws-export",
    hasManifest: true,
    settings: {},
    async deliver(place, { month, files, miscount }) {
      const execution = `run-${String(++keys.runs).padStart(4, "0")}`;
      const partition = isOverwriting ? `BILLING_PERIOD=${month}` : `billing_period=${month}`;
      const folder = `data/${partition}/${isOverwriting ? "" : `${execution}/`}`;
      const dataFiles = files.map((file, at) => ({
        s3Uri: `s3://somewhere/exports/focus/${folder}focus-0000${at + 1}.csv.gz`,
        size: file.length + (miscount ? 1 : 0),
      }));
      for (const [at, file] of files.entries()) {
        await keys.put(place, month, `${folder}focus-0000${at + 1}.csv.gz`, file);
      }
      const manifest = JSON.stringify({ executionId: execution, dataFiles });
      if (!isOverwriting) {
        const copy = `metadata/${partition}/${execution}/focus-Manifest.json`;
        await keys.put(place, month, copy, manifest);
      }
      await keys.put(place, month, `metadata/${partition}/focus-Manifest.json`, manifest);
    },
    remove: (place, month) => keys.remove(place, month),
  };
}

/** Azure Cost Management exports, each run in a folder of its own. */
export function azureLayout(): Layout {
  const keys = new Keys();
  return {
    kind: "azure-export",
    hasManifest: true,
    settings: {},
    async deliver(place, { month, files, rows, miscount }) {
      const run = `run-${String(++keys.runs).padStart(4, "0")}`;
      const folder = `${month.replace("-", "")}01-${month.replace("-", "")}28/${run}/`;
      const blobs = files.map((file, at) => ({
        // As seen from the container, and with the blank that some api-versions leave.
        blobName: ` focus/daily/${folder}part_${at}_0001.csv.gz`,
        byteCount: file.length,
        dataRowCount: (rows[at] ?? 0) + (miscount ? 1 : 0),
      }));
      for (const [at, file] of files.entries()) {
        await keys.put(place, month, `${folder}part_${at}_0001.csv.gz`, file);
      }
      const manifest = {
        byteCount: files.reduce((sum, file) => sum + file.length, 0),
        blobCount: files.length,
        dataRowCount: blobs.reduce((sum, blob) => sum + blob.dataRowCount, 0),
        exportConfig: { exportName: "daily", type: "FocusCost", dataVersion: "1.2" },
        runInfo: {
          submittedTime: `2026-11-20T12:00:00.${String(keys.runs).padStart(7, "0")}Z`,
          runId: run,
          startDate: `${month}-01T00:00:00`,
          endDate: `${month}-28T00:00:00Z`,
        },
        blobs,
      };
      await keys.put(place, month, `${folder}manifest.json`, JSON.stringify(manifest));
    },
    remove: (place, month) => keys.remove(place, month),
  };
}

/** FOCUS files with an own manifest. */
export function manifestLayout(): Layout {
  const keys = new Keys();
  return {
    kind: "focus-files",
    hasManifest: true,
    settings: { months: "names", settleMinutes: 0 },
    async deliver(place, { month, files, rows, miscount }) {
      const folder = `${month}/run-${++keys.runs}/`;
      const listed = files.map((file, at) => ({
        name: `part-${at + 1}.csv.gz`,
        bytes: file.length,
        rows: (rows[at] ?? 0) + (miscount ? 1 : 0),
        sha256: createHash("sha256").update(file).digest("hex"),
      }));
      for (const [at, file] of files.entries()) {
        await keys.put(place, month, `${folder}part-${at + 1}.csv.gz`, file);
      }
      const createdAt = new Date(Date.UTC(2026, 10, 20) + keys.runs * 1000).toISOString();
      const manifest = { billingPeriod: month, createdAt, files: listed };
      await keys.put(place, month, `${folder}manifest.json`, JSON.stringify(manifest));
    },
    remove: (place, month) => keys.remove(place, month),
  };
}

/** FOCUS files without one: a part that comes again replaces itself. */
export function plainLayout(): Layout {
  const keys = new Keys();
  return {
    kind: "focus-files",
    hasManifest: false,
    settings: { months: "names", settleMinutes: 0 },
    async deliver(place, { month, files }) {
      for (const [at, file] of files.entries()) {
        await keys.put(place, month, `${month}/part-${at + 1}.csv.gz`, file);
      }
    },
    remove: (place, month) => keys.remove(place, month),
  };
}

/** Places below a local folder. */
export function folderWorld(root: string): BucketWorld {
  let places = 0;
  return {
    name: "a local folder",
    proxy: null,
    environment: {},
    listing: /^/,
    reading: /^/,
    async fresh() {
      const folder = join(root, `place-${++places}`);
      mkdirSync(folder, { recursive: true });
      return {
        settings: { location: folder, anonymous: false },
        async put(key, content) {
          mkdirSync(dirname(join(folder, key)), { recursive: true });
          writeFileSync(join(folder, key), content);
        },
        async remove(key) {
          rmSync(join(folder, key));
        },
      };
    },
    errorAnswer: (status) => ({ status }),
  };
}
