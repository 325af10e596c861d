import { UserError } from "#src/errors";
import type { Day } from "#src/focus/day";
import type { ProviderRecommendation } from "#src/provider-items";
import type { Row } from "#src/sources/row-reader";
import { Load } from "#src/store/load";
import { FeedLog } from "#src/store/providers/feed-log";
import type { Store } from "#src/store/store";
import { BatchMemory } from "./batch-memory.ts";
import { ColumnEncoder } from "./column-batch.ts";
import { resolveHeader } from "./normalise/header.ts";
import { SourceLoader } from "./source-loader.ts";

const ROWS_AT_A_TIME = 2_048;

/** A generated bill: rows by FOCUS column, in a fixed order of columns. */
export interface GeneratedBill {
  readonly columns: readonly string[];
  /** Oldest month first. */
  readonly deliveries: readonly {
    readonly source: string;
    readonly billingPeriodStart: Day;
    readonly rows: Iterable<Readonly<Record<string, string | number | null>>>;
  }[];
  /** What providers recommend beside the charges; absent for nothing. */
  readonly feeds?: readonly {
    readonly source: string;
    readonly feed: string;
    readonly items: readonly ProviderRecommendation[];
  }[];
}

/**
 * Loads a generated bill into an empty store, whole or not at all, by the same way as a real one.
 * @param onProgress told how many of the deliveries are loaded
 * @throws UserError while another process loads into this store
 */
export function loadDemo(
  store: Store,
  bill: GeneratedBill,
  loadedAt: Date,
  onProgress: (done: number, total: number) => void,
): void {
  const load = Load.beginAtOnce(store);
  if (load === null) {
    throw new UserError("Another process is loading into this store. Try again when it's done.");
  }
  try {
    stageAll(load, bill, loadedAt, onProgress);
    load.swapIn(loadedAt, () => keepFeeds(store, bill.feeds ?? [], loadedAt));
  } finally {
    load.endAtOnce();
  }
}

function stageAll(
  load: Load,
  { columns, deliveries }: GeneratedBill,
  loadedAt: Date,
  onProgress: (done: number, total: number) => void,
): void {
  let done = 0;
  for (const [source, ofSource] of Map.groupBy(deliveries, (delivery) => delivery.source)) {
    const loader = new SourceLoader(load, { source, files: [], content: "demo", loadedAt });
    const file = loader.open({ file: source, columns, batches: noBatches });
    const memory = new BatchMemory();
    const encoder = new ColumnEncoder(resolveHeader(columns).columns, memory);
    for (const { rows } of ofSource) {
      for (const part of inParts(rows, columns)) {
        const batch = encoder.encode(part);
        file.add(batch);
        memory.give(batch.codes.buffer);
      }
      onProgress(++done, deliveries.length);
    }
    loader.finish();
  }
}

function keepFeeds(store: Store, feeds: NonNullable<GeneratedBill["feeds"]>, loadedAt: Date): void {
  const log = new FeedLog(store.database);
  for (const { source, feed, items } of feeds) {
    const kind = "recommendation";
    log.keep({ source, feed, kind, items, listed: null, memory: null, now: loadedAt });
  }
}

function* inParts(
  rows: GeneratedBill["deliveries"][number]["rows"],
  columns: readonly string[],
): Generator<Row[]> {
  let part: Row[] = [];
  for (const row of rows) {
    part.push(columns.map((column) => cellOf(row[column])));
    if (part.length < ROWS_AT_A_TIME) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** A number as FOCUS spells it: an exponent, where there is one, has no plus sign. */
function cellOf(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "number" ? String(value).replace("e+", "e") : value;
}

/** The rows are handed over directly, not read from a file. */
async function* noBatches(): AsyncGenerator<never> {}
