import { dayOf } from "#src/focus/day";
import { COST_COLUMNS, type CostColumn } from "#src/store/charge-columns";
import { RollupBuilder } from "#src/store/rollup";
import type { Segment } from "./segment.ts";

/** Sums by day (or month) and key, one entry a cell. */
export type Cells = Pick<Segment, "cells" | "day" | "span" | "key" | "charges" | "costs">;

/**
 * Knows segments' cells added up by month: a question about whole months reads some ten times fewer of them.
 * A cell stands on its month's first day, or on the delivery's first day in the month that holds it.
 */
export class MonthlyCells {
  readonly #known = new WeakMap<Segment, Cells>();

  of(segment: Segment): Cells {
    const known = this.#known.get(segment);
    if (known !== undefined) return known;
    const cells = addUp(segment);
    this.#known.set(segment, cells);
    return cells;
  }
}

/** Whether a day (since 1970-01-01) is the first of a month. */
export function isFirstOfMonth(day: number): boolean {
  return firstOfMonth(day) === day;
}

/** Amounts below 0 stay apart in each cost column, so that gross and credits come out as from the days. */
function addUp(segment: Segment): Cells {
  const builder = new RollupBuilder();
  const columns = COST_COLUMNS.map((column: CostColumn) => segment.costs[column]);
  const costs = new Float64Array(columns.length);
  const months = monthOfDays(segment);
  for (let cell = 0; cell < segment.cells; cell++) {
    let signs = 0;
    for (let at = 0; at < columns.length; at++) {
      costs[at] = (columns[at] as Float64Array)[cell] as number;
      if ((costs[at] as number) < 0) signs |= 1 << at;
    }
    const month = months[(segment.day[cell] as number) - segment.delivery.firstDay] as number;
    const key = segment.key[cell] as number;
    builder.add(month, 1, key, signs, segment.charges[cell] as number, costs);
  }
  return builder.take();
}

/** The day on which the monthly cell of each of a delivery's days stands. */
function monthOfDays({ delivery: { firstDay, lastDay } }: Segment): Int32Array {
  return Int32Array.from({ length: lastDay - firstDay + 1 }, (_, index) =>
    Math.max(firstDay, firstOfMonth(firstDay + index)),
  );
}

function firstOfMonth(day: number): number {
  return day - Number(dayOf(day).slice(8)) + 1;
}
