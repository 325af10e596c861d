import type { Day } from "#src/focus/day";
import type { Row } from "#src/sources/row-reader";
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
}

/**
 * Loads a generated bill into an empty store, in one transaction, by the same way as a real one.
 * @param onProgress told how many of the deliveries are loaded
 */
export function loadDemo(
  store: Store,
  bill: GeneratedBill,
  loadedAt: Date,
  onProgress: (done: number, total: number) => void,
): void {
  const bySource = Map.groupBy(bill.deliveries, ({ source }) => source);
  let done = 0;
  store.database.transaction(() => {
    for (const [source, deliveries] of bySource) {
      const loader = new SourceLoader(store, { source, files: [], content: "demo", loadedAt });
      const reader = { file: source, columns: bill.columns, batches: noBatches };
      const file = loader.open(reader);
      const memory = new BatchMemory();
      const encoder = new ColumnEncoder(resolveHeader(bill.columns).columns, memory);
      for (const { rows } of deliveries) {
        for (const part of inParts(rows, bill.columns)) {
          const batch = encoder.encode(part);
          file.add(batch);
          memory.give(batch.codes.buffer);
        }
        onProgress(++done, bill.deliveries.length);
      }
      loader.finish();
    }
  })();
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
