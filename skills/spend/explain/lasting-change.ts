import { type Day, dayNumber } from "#src/focus/day";

/** The latest days by which it is told how things are now. */
const RECENT_DAYS = 7;
const DAYS_OF_MONTH = 30;
const DAYS_PER_WEEK = 7;
/** A change of which less is left a month has ended. */
const LEAST_LEFT = 0.05;
/** So many days in a row that are nearer to what was before end a change. */
const DAYS_BACK = 2;

/** When a change began, whether it lasts, and what it costs. */
export interface LastingChange {
  readonly firstDay: Day;
  /** The last day of it; null while it lasts. */
  readonly lastDay: Day | null;
  /** What 30 days cost more, or less, as it was on the latest days; null where it is over. */
  readonly perMonth: number | null;
}

/** What some days cost, in one currency. */
interface Days {
  readonly days: readonly Day[];
  readonly costs: readonly number[];
}

/** A daily series, and the days after it by which it is told whether what it shows has ended since. */
export interface DailySeries extends Days {
  readonly later: Days;
}

/**
 * The stretch of days that differs most from all others, in the direction of a change: the squares of what is left
 * are least then. Null where no day does, or where the stretch ends before `from`.
 */
export function lastingChange(
  { days, costs, later }: DailySeries,
  change: number,
  from: Day,
): LastingChange | null {
  const stretch = mostDifferent(costs, Math.sign(change), (end) => (days[end - 1] ?? "") >= from);
  if (stretch === null) return null;
  const { first, end } = fromFirstCharge(costs, stretch);
  const over = end === costs.length ? daysUntilBack({ days, costs, later }, first) : 0;
  const lasts = over === null;
  return {
    firstDay: days[first] ?? "",
    lastDay: lasts ? null : ([...days.slice(0, end), ...later.days].at(end - 1 + over) ?? null),
    perMonth: lasts ? perMonth(costs, first, change) : null,
  };
}

/** After how many later days a stretch is back at what was before it; null while it isn't, or where nothing was. */
function daysUntilBack({ days, costs, later }: DailySeries, first: number): number | null {
  if (first === 0) return null;
  const [before, during] = [costs.slice(0, first), costs.slice(first)];
  const change = mean(during) - mean(before);
  const usualBefore = byWeekday({ days: days.slice(0, first), costs: before });
  const usualDuring = byWeekday({ days: days.slice(first), costs: during });
  const isBack = later.costs.map((cost, at) => {
    const day = later.days[at] ?? "";
    const was = usualBefore(day) ?? mean(before);
    const is = usualDuring(day) ?? was + change;
    return Math.abs(cost - was) < Math.abs(cost - is);
  });
  const ends = isBack.map((_, at) => isBack.slice(at, at + DAYS_BACK));
  const at = ends.findIndex((some) => some.length === DAYS_BACK && !some.includes(false));
  return at < 0 ? null : at;
}

/** The mean of each weekday's costs; null for one that isn't there. */
function byWeekday({ days, costs }: Days): (day: Day) => number | null {
  const weekdayOf = (day: Day) => dayNumber(day) % DAYS_PER_WEEK;
  const ofWeekdays = Map.groupBy(costs, (_, at) => weekdayOf(days[at] ?? ""));
  return (day) => {
    const known = ofWeekdays.get(weekdayOf(day));
    return known === undefined ? null : mean(known);
  };
}

interface Stretch {
  readonly first: number;
  readonly end: number;
}

function mostDifferent(
  costs: readonly number[],
  sign: number,
  mayEnd: (end: number) => boolean,
): Stretch | null {
  const sums = prefixSums(costs);
  let found: Stretch | null = null;
  let most = 0;
  for (let end = 1; end <= costs.length; end++) {
    if (!mayEnd(end)) continue;
    // Never all days: there would be nothing that they differ from.
    for (let first = end === costs.length ? 1 : 0; first < end; first++) {
      const gain = gainOf(sums, { first, end }, sign);
      if (gain <= most) continue;
      most = gain;
      found = { first, end };
    }
  }
  return found;
}

/** The squares that a stretch's own mean explains; 0 where it differs in the other direction. */
function gainOf(sums: readonly number[], { first, end }: Stretch, sign: number): number {
  const count = sums.length - 1;
  const inside = end - first;
  const within = (sums[end] ?? 0) - (sums[first] ?? 0);
  const difference = within / inside - ((sums[count] ?? 0) - within) / (count - inside);
  return difference * sign > 0
    ? ((difference * difference * inside) / count) * (count - inside)
    : 0;
}

/** What is new begins on its first day, however small it was then. */
function fromFirstCharge(costs: readonly number[], { first, end }: Stretch): Stretch {
  const charged = costs.findIndex((cost) => cost !== 0);
  const isNew = charged > 0 && costs.slice(charged, first).every((cost) => cost !== 0);
  return isNew && charged < first ? { first: charged, end } : { first, end };
}

/** The latest days against those before the change; null where next to nothing of it is left. */
function perMonth(costs: readonly number[], first: number, change: number): number | null {
  if (first === 0) return null;
  const recent = costs.slice(Math.max(first, costs.length - RECENT_DAYS));
  const amount = (mean(recent) - mean(costs.slice(0, first))) * DAYS_OF_MONTH;
  return amount / change < LEAST_LEFT ? null : amount;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function prefixSums(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value);
  return sums;
}
