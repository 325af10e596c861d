import { createHash } from "node:crypto";
import { z } from "zod";
import { addDays, addMonths, type Day, dayOfInstant } from "#src/focus/day";

/** How far back rows may still arrive, in days. */
const WINDOW_DAYS = 45;
/** So long after its end an invoice month still fills up, in days; later rows are corrections. */
const DAYS_UNTIL_CLOSED = 5;

const dayStateSchema = z.object({
  rows: z.number().int().min(1),
  /** Sum of BilledCost, in all its digits. */
  billed: z.string(),
  /** When its newest row was exported, as BigQuery writes it; null where the table doesn't tell. */
  exported: z.string().nullable(),
});

/** What tells whether the rows of a day of an invoice month changed. */
export type DayState = z.infer<typeof dayStateSchema>;

/** The states of the days, by invoice month, `2026-10`, and UTC day. */
export const monthsSchema = z.record(z.string(), z.record(z.string(), dayStateSchema));

export type DaysOfMonth = Readonly<Record<Day, DayState>>;

/** Stays the same as long as all days do. */
export function versionOfMonth(days: DaysOfMonth): string {
  const hash = createHash("sha256");
  for (const day of Object.keys(days).sort()) {
    hash.update(`${day} ${versionOfDay(days[day] as DayState)}\n`);
  }
  return hash.digest("hex");
}

/** Short enough for the name of a file. */
export function versionOfDay({ rows, billed, exported }: DayState): string {
  const hash = createHash("sha256").update(`${rows} ${billed} ${exported}`);
  return hash.digest("hex").slice(0, 16);
}

/**
 * The first invoice month that is looked at each time, by its first day. A day of the window is billed in
 * its month or later, or one before where a month begins elsewhere some hours after it does in UTC.
 */
export function windowStart(now: Date): Day {
  return addMonths(addDays(dayOfInstant(now), -WINDOW_DAYS - 1), 0);
}

/** Whether an invoice month is complete but for corrections. */
export function isClosed(month: Day, now: Date): boolean {
  return dayOfInstant(now) >= addDays(addMonths(month, 1), DAYS_UNTIL_CLOSED);
}
