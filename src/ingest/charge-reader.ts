import { SourceError } from "#src/errors";
import type { FocusColumn } from "#src/focus/columns";
import { UNSTATED_CURRENCY } from "#src/focus/currency";
import { type FindingKindName, isFindingKind } from "#src/focus/finding-kinds";
import { COST_COLUMNS, PROFILE_COLUMNS } from "#src/store/charge-columns";
import type { ChargeBuffer } from "#src/store/delivery-writer";
import type { ValueDictionary } from "#src/store/value-dictionary";
import { ChargeCells, DATE_COLUMNS } from "./charge-cells.ts";
import type { ChargeResolver } from "./charge-resolver.ts";
import type { ColumnBatch } from "./column-batch.ts";
import { ExtraColumns } from "./extra-columns.ts";
import type { MemoShelf } from "./memo-shelf.ts";
import type { HeaderReading } from "./normalise/header.ts";
import {
  exclusiveBillingEnd,
  missingBillingEnd,
  missingChargeEnd,
} from "./normalise/period-end.ts";
import type { Quirk } from "./normalise/quirks.ts";

const CHARGE_START = DATE_COLUMNS.indexOf("ChargePeriodStart");
const CHARGE_END = DATE_COLUMNS.indexOf("ChargePeriodEnd");
const BILLING_START = DATE_COLUMNS.indexOf("BillingPeriodStart");
const BILLING_END = DATE_COLUMNS.indexOf("BillingPeriodEnd");
const BILLED = COST_COLUMNS.indexOf("BilledCost");
const EFFECTIVE = COST_COLUMNS.indexOf("EffectiveCost");
const CURRENCY = PROFILE_COLUMNS.indexOf("BillingCurrency");
const BILLING_PERIOD_END = PROFILE_COLUMNS.indexOf("BillingPeriodEnd");

/** What the files of one import have in common. */
export interface SharedReading {
  readonly values: ValueDictionary;
  readonly memos: MemoShelf;
  readonly resolver: ChargeResolver;
  /** Where each row is put. */
  readonly charge: ChargeBuffer;
  /** How often each quirk was met so far. */
  readonly quirks: Map<Quirk, number>;
}

/** How a billing period ends, by its start and the end that is stated. */
interface BillingEnd {
  readonly start: number;
  readonly stated: number;
  /** Value number of the exclusive end. */
  readonly number: number;
  readonly quirk: Quirk | undefined;
}

/** Turns the rows of one file into charges, normalised and in FOCUS 1.4 terms. */
export class ChargeReader {
  /** BillingPeriodStart of the row just read, seconds since 1970-01-01. */
  billingPeriodStart = 0;
  readonly #file: string;
  readonly #shared: SharedReading;
  readonly #cells: ChargeCells;
  readonly #extras: ExtraColumns;
  readonly #width: number;
  readonly #statesCurrency: boolean;
  #rowsRead = 0;
  #findings: FindingKindName[] = [];
  #billingEnd: BillingEnd = { start: Number.NaN, stated: Number.NaN, number: 0, quirk: undefined };

  constructor(file: string, header: HeaderReading, shared: SharedReading) {
    this.#file = file;
    this.#shared = shared;
    this.#cells = new ChargeCells(header.columns, shared.memos, shared.charge);
    this.#extras = new ExtraColumns(header.columns, shared.values);
    this.#width = header.columns.length;
    this.#statesCurrency = header.columns.some(
      (column) => column.kind === "focus" && column.column === "BillingCurrency",
    );
    for (const quirk of header.quirks) this.#count(quirk);
  }

  /** Takes in what a batch brings, before its rows are read. */
  learn({ news }: ColumnBatch): void {
    this.#cells.learn(news);
    this.#extras.learn(news);
  }

  /**
   * Reads a row of the batch into the shared charge and returns what is to be said about it with
   * answers.
   * @throws SourceError for a cell that can't be read or is missing
   */
  read(batch: ColumnBatch, row: number): readonly FindingKindName[] {
    const { charge, resolver } = this.#shared;
    charge.clear();
    if (this.#findings.length > 0) this.#findings = [];
    this.#rowsRead++;
    this.#noteOddCells(batch, row);
    this.#cells.put(batch, row);
    this.#extras.put(batch.codes, row * this.#width, charge);
    this.#checkStated(charge);
    this.#placeInTime(charge);
    for (const quirk of resolver.resolve(charge, this.#cells.subcategory)) this.#count(quirk);
    return this.#findings;
  }

  #noteOddCells(batch: ColumnBatch, row: number): void {
    for (const { column, raw, quirk, problem } of this.#cells.oddCells(batch, row)) {
      if (problem !== undefined) throw this.#error(problem, column, raw);
      if (quirk !== undefined) this.#count(quirk);
    }
  }

  #checkStated(charge: ChargeBuffer): void {
    const { dates } = this.#cells;
    if (Number.isNaN(charge.costs[BILLED])) throw this.#missing("BilledCost");
    if (Number.isNaN(charge.costs[EFFECTIVE])) throw this.#missing("EffectiveCost");
    if (Number.isNaN(dates[CHARGE_START])) throw this.#missing("ChargePeriodStart");
    if (Number.isNaN(dates[BILLING_START])) throw this.#missing("BillingPeriodStart");
    if (charge.profile[CURRENCY] !== 0) return;
    if (this.#statesCurrency) throw this.#missing("BillingCurrency");
    charge.profile[CURRENCY] = this.#shared.memos.number(UNSTATED_CURRENCY);
    this.#count("currency-unstated");
  }

  #placeInTime(charge: ChargeBuffer): void {
    const { dates } = this.#cells;
    const start = dates[CHARGE_START] as number;
    const end = dates[CHARGE_END] as number;
    charge.start = start;
    charge.end = Number.isNaN(end) ? this.#missingEnd(start) : end;
    if (charge.end <= charge.start) {
      throw this.#error(
        "ChargePeriodEnd is not after ChargePeriodStart. The end is exclusive: an hour ends when the next begins.",
        "ChargePeriodEnd",
        isoSeconds(charge.end),
      );
    }
    this.billingPeriodStart = dates[BILLING_START] as number;
    charge.profile[BILLING_PERIOD_END] = this.#billingEndOf(
      this.billingPeriodStart,
      dates[BILLING_END] as number,
    );
  }

  #missingEnd(start: number): number {
    const reading = missingChargeEnd(start);
    if (!reading.ok) return start;
    if (reading.quirk !== undefined) this.#count(reading.quirk);
    return reading.value ?? start;
  }

  /** The value number of the billing period's exclusive end; rows mostly repeat the one before. */
  #billingEndOf(start: number, stated: number): number {
    const last = this.#billingEnd;
    if (start !== last.start || !Object.is(stated, last.stated)) {
      const reading = Number.isNaN(stated)
        ? missingBillingEnd(start)
        : exclusiveBillingEnd(start, stated);
      const { value, quirk } = reading.ok ? reading : { value: start, quirk: undefined };
      const number = this.#shared.memos.number(isoSeconds(value ?? start));
      this.#billingEnd = { start, stated, number, quirk };
    }
    if (this.#billingEnd.quirk !== undefined) this.#count(this.#billingEnd.quirk);
    return this.#billingEnd.number;
  }

  #count(quirk: Quirk): void {
    const { quirks } = this.#shared;
    quirks.set(quirk, (quirks.get(quirk) ?? 0) + 1);
    if (isFindingKind(quirk)) this.#findings.push(quirk);
  }

  #missing(column: FocusColumn): SourceError {
    return new SourceError(
      `${column} is empty. Every charge needs one; ask the provider for a complete export.`,
      { file: this.#file, row: this.#rowsRead, column },
    );
  }

  #error(problem: string, column: string, value: string): SourceError {
    return new SourceError(problem, { file: this.#file, row: this.#rowsRead, column, value });
  }
}

function isoSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
