import { createHash } from "node:crypto";
import { normalize } from "node:path";
import { SourceError, UserError } from "#src/errors";
import type { Day } from "#src/focus/day";
import { discoverFiles } from "#src/sources/files/discover";
import { sha256OfFile } from "#src/sources/files/sha256";
import type { DeliveredFile, Delivery, DeliveryTotal } from "#src/store/deliveries";
import { Load } from "#src/store/load";
import type { Store } from "#src/store/store";
import { isBusy } from "#src/store/sync/lease";
import { BillReader } from "./bill-reader.ts";
import type { ColumnReader } from "./column-reader.ts";
import { type ImportProgress, ProgressCounter } from "./import-progress.ts";
import type { Quirk } from "./normalise/quirks.ts";
import { SourceLoader } from "./source-loader.ts";

/** What to import. */
export interface ImportRequest {
  /** Files, folders or globs. Each is a source of its own, unless `source` names one for all. */
  readonly paths: readonly string[];
  readonly source?: string;
  /** Load files again although they are loaded already, or from another source too. */
  readonly again: boolean;
  readonly now: Date;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** What an import did to one source's billing period. */
export interface ImportedDelivery {
  readonly source: string;
  readonly billingPeriodStart: Day;
  readonly charges: number;
  readonly totals: readonly DeliveryTotal[];
  /** The delivery that it replaced. */
  readonly replaced: Delivery | null;
}

export interface ImportReport {
  readonly rows: number;
  readonly deliveries: readonly ImportedDelivery[];
  /** Sources whose files are the ones already loaded; nothing was done for them. */
  readonly unchanged: readonly string[];
  /** Files left out because another file of the same source has the same content. */
  readonly repeated: readonly string[];
  readonly quirks: ReadonlyMap<Quirk, number>;
  /** Charges by kind of finding. */
  readonly findings: ReadonlyMap<string, number>;
}

interface SourceFiles {
  readonly source: string;
  readonly files: readonly DeliveredFile[];
  readonly repeated: readonly string[];
  readonly content: string;
}

interface ImportRun {
  readonly request: ImportRequest;
  readonly bills: BillReader;
  readonly progress: ProgressCounter;
  readonly report: ReportBuilder;
}

/**
 * Imports bills: everything at one moment, or nothing at all.
 * @throws UserError for paths without bills, for bills that another source delivered already, and while
 *   another import runs; SourceError for a file that can't be taken
 */
export async function importBills(store: Store, request: ImportRequest): Promise<ImportReport> {
  const sources = await findSources(request);
  const changed = sources.filter(
    ({ source, content }) => request.again || store.deliveries.last(source)?.content !== content,
  );
  if (!request.again) refuseKnownFiles(store, changed);
  const load = await Load.begin(store);
  if (load === null) throw busyError();
  const bills = new BillReader();
  try {
    const report = new ReportBuilder(sources, changed);
    const paths = changed.flatMap(({ files }) => files.map(({ path }) => path));
    const progress = new ProgressCounter(paths);
    const run = { request, bills, progress, report };
    for (const source of changed) await loadSource(load, source, run);
    load.swapIn(request.now);
    return report.build(progress.rows);
  } catch (error) {
    throw isBusy(error) ? busyError() : error;
  } finally {
    await bills.close();
    await load.end();
  }
}

function busyError(): UserError {
  return new UserError(
    "Another import or sync is writing to this store. Try again when it's done.",
  );
}

async function findSources({ paths, source }: ImportRequest): Promise<SourceFiles[]> {
  if (source !== undefined) {
    const found = await Promise.all(paths.map(discoverFiles));
    return [await describeFiles(source, [...new Set(found.flat())])];
  }
  const names = [...new Set(paths.map((path) => normalize(path).replace(/(?<=.)[/\\]$/, "")))];
  return Promise.all(names.map(async (name) => describeFiles(name, await discoverFiles(name))));
}

async function describeFiles(source: string, paths: readonly string[]): Promise<SourceFiles> {
  const byContent = new Map<string, DeliveredFile>();
  const repeated: string[] = [];
  for (const path of paths) {
    const sha256 = await sha256OfFile(path);
    if (byContent.has(sha256)) repeated.push(path);
    else byContent.set(sha256, { path, sha256 });
  }
  const digest = createHash("sha256");
  for (const sha256 of [...byContent.keys()].sort()) digest.update(sha256);
  return { source, files: [...byContent.values()], repeated, content: digest.digest("hex") };
}

/** A file counts once, whether another source delivered it before or delivers it in the same import. */
function refuseKnownFiles(store: Store, sources: readonly SourceFiles[]): void {
  const delivered = new Map<string, string>();
  for (const { source, files } of sources) {
    for (const { path, sha256 } of files) {
      const other = delivered.get(sha256) ?? store.deliveries.otherSourceOf(sha256, source);
      if (other !== undefined) throw alreadyLoaded(path, other);
      delivered.set(sha256, source);
    }
  }
}

function alreadyLoaded(path: string, other: string): UserError {
  return new UserError(
    `${path} is already loaded from “${other}”, so its charges would count twice. Import it with --source ${JSON.stringify(other)} to replace them, or with --again to load it beside them.`,
  );
}

async function loadSource(
  load: Load,
  { source, files, content }: SourceFiles,
  run: ImportRun,
): Promise<void> {
  const loader = new SourceLoader(load, { source, files, content, loadedAt: run.request.now });
  for (const { path } of files) {
    let readers = 0;
    run.progress.begin(path);
    for await (const reader of run.bills.read(path)) {
      readers++;
      await loadReader(loader, reader, run);
    }
    if (readers === 0) throw new SourceError("There is no bill in it.", { file: path });
  }
  run.report.add(loader);
}

async function loadReader(
  loader: SourceLoader,
  reader: ColumnReader,
  { request, progress }: ImportRun,
): Promise<void> {
  const file = loader.open(reader);
  for await (const batch of reader.batches()) {
    file.add(batch);
    const soFar = progress.add(reader.file, batch.rows, batch.share);
    request.onProgress?.(soFar);
  }
}

class ReportBuilder {
  readonly #sources: readonly SourceFiles[];
  readonly #changed: readonly SourceFiles[];
  readonly #deliveries: ImportedDelivery[] = [];
  readonly #quirks = new Map<Quirk, number>();
  readonly #findings = new Map<string, number>();

  constructor(sources: readonly SourceFiles[], changed: readonly SourceFiles[]) {
    this.#sources = sources;
    this.#changed = changed;
  }

  /** Completes a source's deliveries and takes them into the report. */
  add(loader: SourceLoader): void {
    this.#deliveries.push(...loader.finish());
    for (const [quirk, count] of loader.quirks) addTo(this.#quirks, quirk, count);
    for (const { kind, charges } of loader.findings) addTo(this.#findings, kind, charges);
  }

  build(rows: number): ImportReport {
    const unchanged = this.#sources.filter((source) => !this.#changed.includes(source));
    return {
      rows,
      deliveries: this.#deliveries,
      unchanged: unchanged.map(({ source }) => source),
      repeated: this.#changed.flatMap(({ repeated }) => repeated),
      quirks: this.#quirks,
      findings: this.#findings,
    };
  }
}

function addTo<K>(counts: Map<K, number>, key: K, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
