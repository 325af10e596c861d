import { SourceError } from "#src/errors";
import { type Day, dayOf } from "#src/focus/day";
import type { FocusVersion } from "#src/focus/version";
import type { Row, RowReader } from "#src/sources/row-reader";
import type { DeliveredFile, DeliveryTotal, Finding } from "#src/store/deliveries";
import { ChargeBuffer } from "#src/store/delivery-writer";
import type { Store } from "#src/store/store";
import { ChargeChecks } from "./charge-checks.ts";
import { ChargeResolver } from "./charge-resolver.ts";
import { describeColumns, wholeDeliveryFindings } from "./delivery-checks.ts";
import { DeliveryLoader } from "./delivery-loader.ts";
import type { ImportedDelivery } from "./import-bills.ts";
import { MemoShelf } from "./memo-shelf.ts";
import { resolveHeader } from "./normalise/header.ts";
import type { Quirk } from "./normalise/quirks.ts";
import { RowEncoder } from "./row-encoder.ts";

const SECONDS_PER_DAY = 86_400;

/** What one source delivers in one import. */
export interface SourceDelivery {
  readonly source: string;
  readonly files: readonly DeliveredFile[];
  readonly content: string;
  readonly loadedAt: Date;
}

interface OpenDelivery {
  readonly loader: DeliveryLoader;
  readonly replaced: ImportedDelivery["replaced"];
  charges: number;
}

/** Loads the files of one source: a delivery for each billing period that they hold. */
export class SourceLoader {
  readonly #store: Store;
  readonly #delivery: SourceDelivery;
  readonly #before: ReturnType<Store["deliveries"]["last"]>;
  readonly #memos: MemoShelf;
  readonly #resolver: ChargeResolver;
  readonly #checks: ChargeChecks;
  readonly #charge = new ChargeBuffer();
  readonly #open = new Map<Day, OpenDelivery>();
  readonly #encoders: RowEncoder[] = [];
  readonly #columns = new Set<string>();
  /** What was found, once finished. */
  readonly findings: Finding[] = [];

  constructor(store: Store, delivery: SourceDelivery) {
    this.#store = store;
    this.#delivery = delivery;
    this.#before = store.deliveries.last(delivery.source);
    this.#memos = new MemoShelf(store.values);
    this.#resolver = new ChargeResolver(store.values);
    this.#checks = new ChargeChecks(store.values);
  }

  /** Begins a file; its rows are then added in order. @throws SourceError for an unusable header */
  open(reader: RowReader): { add(row: Row): void } {
    const header = resolveHeader(reader.columns);
    if (header.problems.length > 0) {
      throw new SourceError(header.problems.join(" "), { file: reader.file, row: 0 });
    }
    for (const column of describeColumns(header)) this.#columns.add(column);
    const encoder = new RowEncoder(reader.file, header, this.#memos, this.#resolver);
    this.#encoders.push(encoder);
    let rows = 0;
    let day = "";
    let seconds = Number.NaN;
    let delivery: OpenDelivery | undefined;
    return {
      add: (row) => {
        const kinds = encoder.encode(row, ++rows, this.#charge);
        if (encoder.billingPeriodStart !== seconds || delivery === undefined) {
          seconds = encoder.billingPeriodStart;
          day = dayOf(Math.floor(seconds / SECONDS_PER_DAY));
          delivery = this.#open.get(day) ?? this.#begin(day, seconds, header.version);
        }
        delivery.charges++;
        delivery.loader.add(this.#charge, kinds);
      },
    };
  }

  /** How often each quirk was met. */
  get quirks(): ReadonlyMap<Quirk, number> {
    const counts = new Map<Quirk, number>();
    for (const encoder of this.#encoders) {
      for (const [quirk, count] of encoder.quirks) {
        counts.set(quirk, (counts.get(quirk) ?? 0) + count);
      }
    }
    return counts;
  }

  /** Completes the deliveries. @throws SourceError when there was no charge at all */
  finish(): ImportedDelivery[] {
    if (this.#open.size === 0) {
      throw new SourceError("There are no charges in it; nothing was loaded.", {
        file: this.#delivery.files.map(({ path }) => path).join(", "),
      });
    }
    return [...this.#open].map(([billingPeriodStart, { loader, replaced, charges }]) => {
      const totals = this.#complete(loader, replaced);
      const { source } = this.#delivery;
      return { source, billingPeriodStart, charges, totals, replaced };
    });
  }

  #begin(billingPeriodStart: Day, seconds: number, focusVersion: FocusVersion): OpenDelivery {
    const { deliveries } = this.#store;
    const { source, files, content, loadedAt } = this.#delivery;
    const replaced = deliveries.current(source, billingPeriodStart) ?? null;
    const id = deliveries.begin({
      source,
      billingPeriodStart,
      loadedAt,
      focusVersion,
      content,
      columns: [...this.#columns],
      files,
    });
    const opened = {
      loader: new DeliveryLoader(this.#store, id, seconds, this.#checks),
      replaced,
      charges: 0,
    };
    this.#open.set(billingPeriodStart, opened);
    return opened;
  }

  #complete(
    loader: DeliveryLoader,
    replaced: ImportedDelivery["replaced"],
  ): readonly DeliveryTotal[] {
    const findings = wholeDeliveryFindings(this.#store.database, loader.id, {
      columns: [...this.#columns],
      columnsBefore: this.#before?.columns ?? null,
      currencies: loader.currencies(),
      currenciesBefore: replaced?.totals.map(({ currency }) => currency) ?? null,
    });
    const totals = loader.finish(findings);
    this.findings.push(...loader.findings(), ...findings);
    return totals;
  }
}
