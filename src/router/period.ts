import { addDays, type Period } from "#src/focus/day";
import type { RoutingContext } from "./router.ts";
import { previousPeriod, readTime, type TimeReading } from "./time/read-time.ts";

const OVER_TIME = /\bover time\b/i;

/** The period of a question, with what is asked of time around it. */
export interface AskedTime {
  readonly reading: TimeReading;
  readonly period: Period;
  /** The main period is a calendar one that isn't over. */
  readonly isRunning: boolean;
  /** The course over the period is asked for. */
  readonly isCourse: boolean;
}

/** The day by which time words are read. */
export interface TimeContext extends Pick<RoutingContext, "today" | "fiscalYearStartMonth"> {
  /** Whether words that are read already ask what changed. */
  readonly asksOfChange?: boolean;
}

/** Reads the time words; where there are none the period is this month so far. */
export function readAskedTime(question: string, context: TimeContext): AskedTime {
  const { today, fiscalYearStartMonth, asksOfChange } = context;
  const reading = readTime(question, { today, fiscalYearStartMonth }, asksOfChange);
  const month = { start: `${today.slice(0, 8)}01`, end: addDays(today, 1) };
  return {
    reading,
    period: reading.period ?? month,
    isRunning: reading.period === null || reading.running,
    isCourse: OVER_TIME.test(question),
  };
}

/** The whole period to compare with: the one that was said, or else the one just before. */
export function otherPeriod({ reading, period }: AskedTime): Period {
  const { comparison } = reading;
  if (comparison === null || comparison === "previous") return previousPeriod(period, reading.kind);
  return { start: comparison.period.start, end: comparison.fullEnd ?? comparison.period.end };
}

const DAILY_TO = 45;
const WEEKLY_TO = 120;

/** The bucket that shows a period's course in a few dozen points. */
export function usualGranularity(days: number): "day" | "week" | "month" {
  if (days <= DAILY_TO) return "day";
  return days <= WEEKLY_TO ? "week" : "month";
}
