import type { Day } from "#src/focus/day";

/** What was really saved, measured on the bill before and after; amounts are a month's of 365/12 days. */
export interface Measured {
  /** In the recommendation's currency; below zero where it costs more. */
  readonly monthlySaving: number;
  /** The interval that holds it in 90 of 100 cases. */
  readonly low: number;
  readonly high: number;
  /** The first day on which it cost less. */
  readonly since: Day;
  /** The days after that were looked at, the last one included. */
  readonly from: Day;
  readonly through: Day;
  /** By what growth was taken out: its usage, comparable charges, or its own trend. */
  readonly by: "usage" | "control" | "trend";
  /** What else may have had a part in it, in words. */
  readonly otherCauses: readonly string[];
}
