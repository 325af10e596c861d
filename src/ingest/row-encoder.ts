import { SourceError } from "#src/errors";
import type { FocusColumn } from "#src/focus/columns";
import { UNSTATED_CURRENCY } from "#src/focus/currency";
import { type FindingKindName, isFindingKind } from "#src/focus/finding-kinds";
import type { Row } from "#src/sources/row-reader";
import {
  CHARGE_TEXT_COLUMNS,
  COST_COLUMNS,
  ITEM_COLUMNS,
  PROFILE_COLUMNS,
  QUANTITY_COLUMNS,
} from "#src/store/charge-columns";
import type { ChargeBuffer } from "#src/store/delivery-writer";
import { CellProblem } from "./cell-problem.ts";
import type { ChargeResolver } from "./charge-resolver.ts";
import { encodeExtras } from "./extra-columns.ts";
import type { MemoShelf } from "./memo-shelf.ts";
import { readDecimal, readDecimalCell } from "./normalise/decimal.ts";
import type { HeaderReading } from "./normalise/header.ts";
import {
  exclusiveBillingEnd,
  missingBillingEnd,
  missingChargeEnd,
} from "./normalise/period-end.ts";
import type { Quirk } from "./normalise/quirks.ts";
import type { Reading } from "./normalise/reading.ts";

const DATE_COLUMNS = [
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "BillingPeriodStart",
  "BillingPeriodEnd",
] as const;
const CHARGE_START = DATE_COLUMNS.indexOf("ChargePeriodStart");
const BILLING_START = DATE_COLUMNS.indexOf("BillingPeriodStart");
const BILLED = COST_COLUMNS.indexOf("BilledCost");
const EFFECTIVE = COST_COLUMNS.indexOf("EffectiveCost");
const CURRENCY = PROFILE_COLUMNS.indexOf("BillingCurrency");
const BILLING_PERIOD_END = PROFILE_COLUMNS.indexOf("BillingPeriodEnd");
const SUBCATEGORY = "chargesubcategory";

type Target = "profile" | "item" | "charge text" | "cost" | "quantity" | "date" | "extra";

/** Where the cells of one position of the file go. */
interface Place {
  readonly target: Target;
  readonly slot: number;
  readonly name: string;
}

const PLACES: readonly (readonly [Target, readonly string[]])[] = [
  ["profile", PROFILE_COLUMNS.filter((column) => column !== "BillingPeriodEnd")],
  ["item", ITEM_COLUMNS],
  ["charge text", CHARGE_TEXT_COLUMNS],
  ["cost", COST_COLUMNS],
  ["quantity", QUANTITY_COLUMNS],
  ["date", DATE_COLUMNS],
];

/** Turns the rows of one file into charges, normalised and in FOCUS 1.4 terms. */
export class RowEncoder {
  /** How often each quirk was met so far. */
  readonly quirks = new Map<Quirk, number>();
  /** BillingPeriodStart of the row just encoded, seconds since 1970-01-01. */
  billingPeriodStart = 0;
  readonly #file: string;
  readonly #places: readonly Place[];
  readonly #extras: readonly Place[];
  readonly #memos: MemoShelf;
  readonly #resolver: ChargeResolver;
  readonly #statesCurrency: boolean;
  readonly #dates = new Float64Array(DATE_COLUMNS.length);
  #findings: FindingKindName[] = [];
  #lastBilling: {
    readonly start: number;
    readonly stated: number;
    readonly number: number;
    readonly quirk: Quirk | undefined;
  } = { start: Number.NaN, stated: Number.NaN, number: 0, quirk: undefined };

  constructor(file: string, header: HeaderReading, memos: MemoShelf, resolver: ChargeResolver) {
    this.#file = file;
    this.#memos = memos;
    this.#resolver = resolver;
    this.#places = header.columns.map((column) =>
      column.kind === "focus"
        ? placeOf(column.column)
        : { target: "extra", slot: 0, name: column.name },
    );
    this.#extras = this.#places.map((place, slot) => ({ ...place, slot })).filter(isExtra);
    this.#statesCurrency = header.columns.some(
      (column) => column.kind === "focus" && column.column === "BillingCurrency",
    );
    for (const quirk of header.quirks) this.#count(quirk);
  }

  /**
   * Reads a row into `charge` and returns what is to be said about it with answers.
   * @param number the row's number in the file, from 1
   * @throws SourceError for a cell that can't be read or is missing
   */
  encode(row: Row, number: number, charge: ChargeBuffer): readonly FindingKindName[] {
    charge.clear();
    if (this.#findings.length > 0) this.#findings = [];
    this.#dates.fill(Number.NaN);
    for (let position = 0; position < this.#places.length; position++) {
      const cell = row[position];
      if (cell === "" || cell === null || cell === undefined) continue;
      const place = this.#places[position] as Place;
      try {
        this.#put(place, cell, charge);
      } catch (error) {
        throw this.#located(error, number, place.name, cell);
      }
    }
    this.#checkStated(charge, number);
    this.#placeInTime(charge, number);
    const subcategory = this.#putExtras(row, charge);
    for (const quirk of this.#resolver.resolve(charge, subcategory)) this.#count(quirk);
    return this.#findings;
  }

  #put({ target, slot, name }: Place, cell: string, charge: ChargeBuffer): void {
    switch (target) {
      case "profile":
        charge.profile[slot] = this.#text(name, cell);
        return;
      case "item":
        charge.item[slot] = this.#text(name, cell);
        return;
      case "cost":
        charge.costs[slot] = this.#number(cell);
        return;
      case "quantity":
        charge.quantities[slot] = this.#number(cell);
        return;
      case "date": {
        const { value, quirk } = this.#memos.date(name).get(cell);
        if (quirk !== undefined) this.#count(quirk);
        this.#dates[slot] = value;
        return;
      }
      case "charge text":
        charge.texts[slot] = Buffer.from(cell).toString();
        return;
      case "extra":
    }
  }

  #text(name: string, cell: string): number {
    const { value, quirk } = this.#memos.text(name).get(cell);
    if (quirk !== undefined) this.#count(quirk);
    return value;
  }

  #number(cell: string): number {
    const number = readDecimal(cell);
    return Number.isNaN(number) ? (this.#accept(readDecimalCell(cell)) ?? Number.NaN) : number;
  }

  #accept<T>(reading: Reading<T>): T | null {
    if (!reading.ok) throw new CellProblem(reading.problem);
    if (reading.quirk !== undefined) this.#count(reading.quirk);
    return reading.value;
  }

  #checkStated(charge: ChargeBuffer, number: number): void {
    const missing = (column: string) =>
      new SourceError(
        `${column} is empty. Every charge needs one; ask the provider for a complete export.`,
        { file: this.#file, row: number, column },
      );
    if (Number.isNaN(charge.costs[BILLED])) throw missing("BilledCost");
    if (Number.isNaN(charge.costs[EFFECTIVE])) throw missing("EffectiveCost");
    if (Number.isNaN(this.#dates[CHARGE_START])) throw missing("ChargePeriodStart");
    if (Number.isNaN(this.#dates[BILLING_START])) throw missing("BillingPeriodStart");
    if (charge.profile[CURRENCY] !== 0) return;
    if (this.#statesCurrency) throw missing("BillingCurrency");
    charge.profile[CURRENCY] = this.#memos.number(UNSTATED_CURRENCY);
    this.#count("currency-unstated");
  }

  #placeInTime(charge: ChargeBuffer, number: number): void {
    const [start, end, billingStart, billingEnd] = this.#dates as unknown as [
      number,
      number,
      number,
      number,
    ];
    charge.start = start;
    charge.end = Number.isNaN(end) ? (this.#missingEnd(start)) : end;
    if (charge.end <= charge.start) {
      throw new SourceError(
        "ChargePeriodEnd is not after ChargePeriodStart. The end is exclusive: an hour ends when the next begins.",
        { file: this.#file, row: number, column: "ChargePeriodEnd", value: isoSeconds(charge.end) },
      );
    }
    this.billingPeriodStart = billingStart;
    charge.profile[BILLING_PERIOD_END] = this.#billingEnd(billingStart, billingEnd);
  }

  /** The value number of the billing period's exclusive end; rows mostly repeat the one before. */
  #billingEnd(start: number, stated: number): number {
    const last = this.#lastBilling;
    if (start !== last.start || !Object.is(stated, last.stated)) {
      const reading = Number.isNaN(stated)
        ? missingBillingEnd(start)
        : exclusiveBillingEnd(start, stated);
      const { value, quirk } = reading.ok ? reading : { value: start, quirk: undefined };
      const number = this.#memos.number(isoSeconds(value ?? start));
      this.#lastBilling = { start, stated, number, quirk };
    }
    if (this.#lastBilling.quirk !== undefined) this.#count(this.#lastBilling.quirk);
    return this.#lastBilling.number;
  }

  #missingEnd(start: number): number {
    return this.#accept(missingChargeEnd(start)) ?? start;
  }

  /** Returns the value number of ChargeSubcategory, 0 when the file has none. */
  #putExtras(row: Row, charge: ChargeBuffer): number {
    if (this.#extras.length === 0) return 0;
    const { ofItem, ofCharge } = encodeExtras(row, this.#extras);
    charge.itemExtra = ofItem === null ? 0 : this.#memos.extra.get(ofItem);
    charge.extra = ofCharge;
    const subcategory = this.#extras.find(({ name }) => name.toLowerCase() === SUBCATEGORY);
    const cell = subcategory === undefined ? null : (row[subcategory.slot] ?? null);
    return cell === null || cell === "" ? 0 : this.#text("ChargeSubcategory", cell);
  }

  #count(quirk: Quirk): void {
    this.quirks.set(quirk, (this.quirks.get(quirk) ?? 0) + 1);
    if (isFindingKind(quirk)) this.#findings.push(quirk);
  }

  #located(error: unknown, row: number, column: string, value: string): unknown {
    return error instanceof CellProblem
      ? new SourceError(error.message, { file: this.#file, row, column, value })
      : error;
  }
}

function placeOf(column: FocusColumn): Place {
  for (const [target, columns] of PLACES) {
    const slot = columns.indexOf(column);
    if (slot < 0) continue;
    return {
      target,
      slot: target === "profile" ? PROFILE_COLUMNS.indexOf(column as never) : slot,
      name: column,
    };
  }
  throw new Error(`no place for ${column}`);
}

function isExtra(place: Place): boolean {
  return place.target === "extra";
}

function isoSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
