import type { Day } from "#src/focus/day";

/** The day by which time words are read. */
export interface Clock {
  readonly today: Day;
  /** Month (1..12) in which fiscal quarters and years begin; 1 when absent. */
  readonly fiscalYearStartMonth?: number;
}
