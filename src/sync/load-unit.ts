import { createHash } from "node:crypto";
import { SourceError } from "#src/errors";
import { addMonths, type Day } from "#src/focus/day";
import { BillReader } from "#src/ingest/bill-reader";
import type { ImportedDelivery } from "#src/ingest/import-bills";
import { SourceLoader } from "#src/ingest/source-loader";
import type { FetchedFile, FetchedUnit, SourceUnit } from "#src/sources/source";
import { Load } from "#src/store/load";
import type { Store } from "#src/store/store";
import { overlapOf } from "#src/store/sync/overlap";
import type { KnownUnit } from "#src/store/sync/sync-log";
import { type UnitOutcome, withoutRows } from "./outcome.ts";
import { busyError } from "./problem.ts";

/** A unit on disk, to be loaded. */
export interface LoadRequest {
  readonly store: Store;
  readonly source: string;
  readonly unit: SourceUnit;
  /** What was loaded of it before. */
  readonly known: KnownUnit | undefined;
  readonly fetched: FetchedUnit;
  /** Load it although months that had charges would lose them. */
  readonly applyHeld: boolean;
  readonly now: Date;
  readonly onRows: (rows: number, share: number | null) => void;
}

/**
 * Loads a unit whole, at one moment with the note that it is loaded, or not at all.
 * @throws SourceError for rows that can't be taken or counts that differ; UserError while another import runs
 */
export async function loadUnit(request: LoadRequest): Promise<UnitOutcome> {
  const { store, unit, known } = request;
  const files = distinctFiles(request);
  const content = digestOf(files);
  refuseFilesOfOthers(request, files);
  if (known !== undefined && isLoaded(request, known.billingPeriods, content)) {
    keep(request, known.billingPeriods);
    return withoutRows(unit.id, "unchanged", null);
  }
  const load = await Load.begin(store);
  if (load === null) throw busyError();
  try {
    return await loadRows(load, request, files, content);
  } finally {
    await load.end();
  }
}

async function loadRows(
  load: Load,
  request: LoadRequest,
  files: readonly FetchedFile[],
  content: string,
): Promise<UnitOutcome> {
  const { source, unit, now } = request;
  const loader = new SourceLoader(load, {
    source,
    files: files.map(({ name, sha256 }) => ({ path: name, sha256 })),
    content,
    loadedAt: now,
  });
  const rows = await readFiles(request, files, loader);
  if (rows === 0) return loadNothing(load, request);
  const deliveries = loader.finish();
  refuseOtherMonths(unit, deliveries);
  refuseOverlap(request, load);
  const months = deliveries.map(({ billingPeriodStart }) => billingPeriodStart);
  const held = swapIn(load, request, months);
  if (held !== null) return withoutRows(unit.id, "held", held);
  const findings = new Map<string, number>();
  for (const { kind, charges } of loader.findings) {
    findings.set(kind, (findings.get(kind) ?? 0) + charges);
  }
  const isFirst = deliveries.every(({ replaced }) => replaced === null);
  return {
    unit: unit.id,
    status: isFirst ? "loaded" : "restated",
    problem: null,
    deliveries,
    findings,
  };
}

/** Reads all rows; returns how many. @throws SourceError where a manifest counts others */
async function readFiles(
  { fetched, onRows }: LoadRequest,
  files: readonly FetchedFile[],
  loader: SourceLoader,
): Promise<number> {
  const bills = new BillReader();
  let total = 0;
  try {
    for (const [at, file] of files.entries()) {
      let rows = 0;
      for await (const reader of bills.read(file.path)) {
        const opened = loader.open(reader);
        for await (const batch of reader.batches()) {
          opened.add(batch);
          rows += batch.rows;
          onRows(total + rows, (at + (batch.share ?? 0)) / files.length);
        }
      }
      checkRows(file.name, rows, file.rows);
      total += rows;
    }
  } finally {
    await bills.close();
  }
  checkRows(files.map(({ name }) => name).join(", "), total, fetched.rows);
  return total;
}

function checkRows(name: string, rows: number, stated: number | null): void {
  if (stated === null || stated === rows) return;
  const problem = `There are ${rows} rows, and the manifest says ${stated}. It is cut off, or its manifest is of another delivery.`;
  throw new SourceError(problem, { file: name });
}

/** A month that had charges doesn't become empty by itself. */
function loadNothing(load: Load, request: LoadRequest): UnitOutcome {
  const held = swapIn(load, request, []);
  if (held !== null) return withoutRows(request.unit.id, "held", held);
  return withoutRows(request.unit.id, "empty", null);
}

/**
 * Lets the unit's months count, and takes away those of before that aren't in it any more. Where the unit is one
 * month, its periods may be cut anew; else a month with charges is kept until somebody decides: returns why.
 */
function swapIn(load: Load, request: LoadRequest, months: readonly Day[]): string | null {
  const { store, source, unit, known, applyHeld, now } = request;
  const gone = (known?.billingPeriods ?? []).filter((month) => !months.includes(month));
  const current = gone.flatMap((month) => store.deliveries.current(source, month) ?? []);
  const isRecut = unit.billingPeriodStart !== null && months.length > 0;
  if (current.length > 0 && !isRecut && !applyHeld) {
    const names = current.map(({ billingPeriodStart }) => billingPeriodStart.slice(0, 7));
    return `the new delivery has no charges for ${names.join(", ")}, which had some; the old ones stay`;
  }
  load.swapIn(now, () => {
    for (const { id } of current) store.deliveries.supersede(id, now);
    keep(request, months);
  });
  return null;
}

function refuseOtherMonths(unit: SourceUnit, deliveries: readonly ImportedDelivery[]): void {
  const start = unit.billingPeriodStart;
  if (start === null) return;
  const end = addMonths(start, 1);
  const other = deliveries.find(
    ({ billingPeriodStart: day }) => day < start || day >= end,
  )?.billingPeriodStart;
  if (other === undefined) return;
  const problem = `It holds charges of the billing period ${other}, which would leave that month in two places. Check the export; for files named after other dates than their billing month, set “months: rows”.`;
  throw new SourceError(problem, { file: unit.id });
}

function refuseOverlap({ store, source }: LoadRequest, { staged }: Load) {
  for (const { id, billingPeriodStart } of staged) {
    const overlap = overlapOf(store.database, id);
    if (overlap === undefined) continue;
    const month = billingPeriodStart.slice(0, 7);
    const problem = `${month} of the account ${overlap.account} is loaded from “${overlap.source}” too, so its charges would count twice. To go on with that one's months, give this source that name in tally.yaml.`;
    throw new SourceError(problem, { file: source });
  }
}

function refuseFilesOfOthers({ store, source }: LoadRequest, files: readonly FetchedFile[]): void {
  for (const { name, sha256 } of files) {
    const other = store.deliveries.otherSourceOf(sha256, source);
    if (other === undefined) continue;
    const problem = `It is already loaded from “${other}”, so its charges would count twice. To go on with that one's months, give this source that name in tally.yaml.`;
    throw new SourceError(problem, { file: name });
  }
}

/** Whether the very same files are what counts for all these months. */
function isLoaded({ store, source }: LoadRequest, months: readonly Day[], content: string) {
  return (
    months.length > 0 &&
    months.every((month) => store.deliveries.contentOf(source, month) === content)
  );
}

function keep({ store, source, unit, now }: LoadRequest, billingPeriods: readonly Day[]): void {
  const { id, version, order, parts } = unit;
  store.syncs.keepUnit(
    source,
    { unit: id, version, order, parts: parts ?? [], billingPeriods },
    now,
  );
}

/** Without a manifest, the same content under two names counts once. */
function distinctFiles({ unit, fetched: { files } }: LoadRequest): readonly FetchedFile[] {
  if (unit.parts === null) return files;
  return [...new Map(files.toReversed().map((file) => [file.sha256, file])).values()].toReversed();
}

function digestOf(files: readonly FetchedFile[]): string {
  const digest = createHash("sha256");
  for (const sha256 of files.map((file) => file.sha256).sort()) digest.update(sha256);
  return digest.digest("hex");
}
