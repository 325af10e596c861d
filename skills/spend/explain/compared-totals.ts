import type { Day, Period } from "#src/focus/day";

/** Two periods as they are compared, and the change of each currency's total between them. */
export interface ComparedTotals {
  readonly main: Period;
  readonly other: Period;
  readonly dataThrough: Day | null;
  readonly changes: readonly {
    readonly currency: string;
    readonly before: number | null;
    readonly after: number | null;
    readonly change: number;
  }[];
}

/** One currency of a comparison. */
export type Whole = ComparedTotals["changes"][number];
