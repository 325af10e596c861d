import { dayNumber, type Period } from "#src/focus/day";
import type { Filter, Metric, PeriodBasis } from "#src/store/cost-query";
import type { DeliveryHead } from "#src/store/cube/segment";

/** Two periods whose charges are to be told apart, leaf by leaf. */
export interface ChangeQuery {
  readonly metric: Metric;
  readonly period: Period;
  /** The period before, or whatever the change is measured against. */
  readonly compare: Period;
  readonly basis: PeriodBasis;
  readonly filters: readonly Filter[];
  /** From the coarsest to the finest. */
  readonly dimensions: readonly string[];
  /** With more leaves than this the finest dimensions are left out. */
  readonly mostLeaves: number;
}

/** Days since 1970-01-01, half-open. */
interface DayRange {
  readonly start: number;
  readonly end: number;
}

/** Where a query's two periods lie, and in which of them a charge falls; they may overlap. */
export class TwoPeriods {
  readonly before: DayRange;
  readonly after: DayRange;
  readonly #byBilling: boolean;

  constructor({ period, compare, basis }: Pick<ChangeQuery, "period" | "compare" | "basis">) {
    this.before = { start: dayNumber(compare.start), end: dayNumber(compare.end) };
    this.after = { start: dayNumber(period.start), end: dayNumber(period.end) };
    this.#byBilling = basis === "billing";
  }

  /** The day by which a delivery's charge of a day is placed. */
  placed({ billingPeriodStart }: DeliveryHead, day: number): number {
    return this.#byBilling ? dayNumber(billingPeriodStart) : day;
  }

  /** Whether a delivery has charges in either period. */
  reaches(delivery: DeliveryHead): boolean {
    const first = this.placed(delivery, delivery.firstDay);
    const last = this.placed(delivery, delivery.lastDay);
    return [this.before, this.after].some(({ start, end }) => first < end && last >= start);
  }
}

/** Whether a day lies in a range. */
export function isWithin(day: number, { start, end }: DayRange): boolean {
  return day >= start && day < end;
}
