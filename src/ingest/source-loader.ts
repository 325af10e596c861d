import { SourceError } from "#src/errors";
import { type Day, dayOf } from "#src/focus/day";
import type { FocusVersion } from "#src/focus/version";
import type { DeliveredFile, DeliveryTotal, Finding } from "#src/store/deliveries";
import { ChargeBuffer } from "#src/store/delivery-writer";
import type { Load } from "#src/store/load";
import type { Store } from "#src/store/store";
import { ChargeChecks } from "./charge-checks.ts";
import { ChargeReader, type SharedReading } from "./charge-reader.ts";
import { ChargeResolver } from "./charge-resolver.ts";
import type { ColumnBatch } from "./column-batch.ts";
import type { ColumnReader } from "./column-reader.ts";
import { describeColumns } from "./delivery-checks.ts";
import { DeliveryLoader } from "./delivery-loader.ts";
import type { ImportedDelivery } from "./import-bills.ts";
import { MemoShelf } from "./memo-shelf.ts";
import { resolveHeader } from "./normalise/header.ts";
import type { Quirk } from "./normalise/quirks.ts";

const SECONDS_PER_DAY = 86_400;
/** Items and roll-up cells, about 150 bytes each, of deliveries other than the one being filled. */
const HELD_BY_OTHERS = 200_000;
/**
 * So many charges, and so many new texts, wait before they are written: more would outlive the memory for what is
 * short-lived, and take others' turn to write for longer; with fewer the same pages are written over and over.
 */
const CHARGES_AT_A_TIME = 2_048;
const TEXTS_AT_A_TIME = 4_000;

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

/** Stages the files of one source: a delivery for each billing period that they hold. */
export class SourceLoader {
  readonly #load: Load;
  readonly #store: Store;
  readonly #delivery: SourceDelivery;
  readonly #before: ReturnType<Store["deliveries"]["last"]>;
  readonly #shared: SharedReading;
  readonly #checks: ChargeChecks;
  readonly #open = new Map<Day, OpenDelivery>();
  readonly #columns = new Set<string>();
  #waiting = 0;
  /** What was found, once finished. */
  readonly findings: Finding[] = [];

  constructor(load: Load, delivery: SourceDelivery) {
    const { store } = load;
    this.#load = load;
    this.#store = store;
    this.#delivery = delivery;
    this.#before = store.deliveries.last(delivery.source);
    this.#shared = {
      values: store.values,
      memos: new MemoShelf(store.values),
      resolver: new ChargeResolver(store.values),
      charge: new ChargeBuffer(),
      quirks: new Map(),
    };
    this.#checks = new ChargeChecks(store.values);
  }

  /** Begins a file; its batches are then added in order. @throws SourceError for an unusable header */
  open({ file, columns }: ColumnReader): { add(batch: ColumnBatch): void } {
    const header = resolveHeader(columns);
    if (header.problems.length > 0) {
      throw new SourceError(header.problems.join(" "), { file, row: 0 });
    }
    for (const column of describeColumns(header)) this.#columns.add(column);
    const reader = new ChargeReader(file, header, this.#shared);
    let seconds = Number.NaN;
    let delivery: OpenDelivery | undefined;
    return {
      add: (batch) => {
        // In one snapshot, since each look-up of a text would take its own.
        this.#store.snapshot(() => reader.learn(batch));
        for (let row = 0; row < batch.rows; row++) {
          const kinds = reader.read(batch, row);
          if (delivery === undefined || reader.billingPeriodStart !== seconds) {
            seconds = reader.billingPeriodStart;
            delivery = this.#deliveryOf(seconds, header.version);
          }
          delivery.charges++;
          delivery.loader.add(this.#shared.charge, kinds);
        }
        if (delivery !== undefined) this.#limitMemory(delivery);
        this.#waiting += batch.rows;
        this.#writeWaiting();
      },
    };
  }

  /** How often each quirk was met. */
  get quirks(): ReadonlyMap<Quirk, number> {
    return this.#shared.quirks;
  }

  /** Completes the deliveries. @throws SourceError when there was no charge at all */
  finish(): ImportedDelivery[] {
    if (this.#open.size === 0) {
      throw new SourceError("There are no charges in it; nothing was loaded.", {
        file: this.#delivery.files.map(({ path }) => path).join(", "),
      });
    }
    return [...this.#open].map(([billingPeriodStart, delivery]) => {
      const totals = this.#complete(delivery);
      const { replaced, charges } = delivery;
      const { source } = this.#delivery;
      return { source, billingPeriodStart, charges, totals, replaced };
    });
  }

  /** The delivery of a billing period, by its start in seconds since 1970-01-01. */
  #deliveryOf(seconds: number, focusVersion: FocusVersion): OpenDelivery {
    const day = dayOf(Math.floor(seconds / SECONDS_PER_DAY));
    return this.#open.get(day) ?? this.#begin(day, seconds, focusVersion);
  }

  #begin(billingPeriodStart: Day, seconds: number, focusVersion: FocusVersion): OpenDelivery {
    const { deliveries } = this.#store;
    const { source, files, content, loadedAt } = this.#delivery;
    const replaced = deliveries.current(source, billingPeriodStart) ?? null;
    const id = this.#load.stage({
      source,
      billingPeriodStart,
      loadedAt,
      focusVersion,
      content,
      columns: [...this.#columns],
      files,
    });
    const opened = {
      loader: new DeliveryLoader(this.#load, id, seconds, this.#checks),
      replaced,
      charges: 0,
    };
    this.#open.set(billingPeriodStart, opened);
    return opened;
  }

  #writeWaiting(): void {
    const { values } = this.#store;
    const areTextsMany = values.waiting >= TEXTS_AT_A_TIME;
    if (this.#waiting < CHARGES_AT_A_TIME && !areTextsMany) return;
    this.#load.write(() => {
      for (const { loader } of this.#open.values()) loader.flush();
      if (areTextsMany) values.flush();
    });
    this.#waiting = 0;
  }

  #complete({ loader, replaced }: OpenDelivery): readonly DeliveryTotal[] {
    const { totals, findings } = loader.finish({
      columns: [...this.#columns],
      columnsBefore: this.#before?.columns ?? null,
      totalsBefore: replaced?.totals ?? null,
    });
    this.findings.push(...findings);
    return totals;
  }

  /** The deliveries that charges go to by turns may each hold a lot; the largest of the others gives way. */
  #limitMemory(current: OpenDelivery): void {
    const others = [...this.#open.values()].filter((delivery) => delivery !== current);
    const held = others.reduce((sum, { loader }) => sum + loader.held, 0);
    if (held <= HELD_BY_OTHERS) return;
    others.reduce((a, b) => (b.loader.held > a.loader.held ? b : a)).loader.release();
  }
}
