import type { CostQuestion } from "#src/cost-question";
import { addDays, type Day, dayNumber, dayOf, daysIn, type Period } from "#src/focus/day";
import type { Change } from "#src/store/change/change";
import { plainQuery } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import { type DailyCost, PER_DAY_FILTERS } from "./calendar.ts";
import type { ComparedTotals } from "./compared-totals.ts";
import type { DailySeries } from "./lasting-change.ts";

/** Days back from which weekdays are known. */
const WEEKDAYS_FROM = 56;
/** Periods further apart than this are two series, not one. */
const LARGEST_GAP = 62;
/** Days after both periods that tell whether what began in them has ended since. */
const DAYS_LATER = 31;

/** Each part day by day over both periods, what lies between, and some days later, as far as the data are complete. */
export function seriesOf(
  change: Change,
  partOf: Int32Array,
  parts: number,
  { main, other, dataThrough }: ComparedTotals,
): DailySeries[] {
  const [first, last] = main.start < other.start ? [main, other] : [other, main];
  const gap = daysIn({ start: first.end, end: last.start });
  const end = first.end > last.end ? first.end : last.end;
  const stretches = gap > LARGEST_GAP ? [first, last] : [{ start: first.start, end }];
  const known = dataThrough === null ? end : addDays(dataThrough, 1);
  const read = (stretch: Period) => {
    const period = { start: stretch.start, end: stretch.end < known ? stretch.end : known };
    return { days: daysOf(period), sums: change.daily(partOf, parts, period) };
  };
  const asked = stretches.map(read);
  const later = read({ start: end, end: addDays(end, DAYS_LATER) });
  return Array.from({ length: parts }, (_, part) => ({
    days: asked.flatMap(({ days }) => days),
    costs: asked.flatMap(({ sums }) => [...(sums[part] ?? [])]),
    later: { days: later.days, costs: [...(later.sums[part] ?? [])] },
  }));
}

function daysOf(period: Period): Day[] {
  const start = dayNumber(period.start);
  return Array.from({ length: Math.max(0, daysIn(period)) }, (_, at) => dayOf(start + at));
}

/** Usage day by day over the weeks before a period ends, to know its weekends by. */
export function weekdaySeries(
  costs: Costs,
  question: CostQuestion,
  { main, dataThrough }: ComparedTotals,
): ReadonlyMap<string, DailyCost[]> {
  const known = dataThrough === null ? main.end : addDays(dataThrough, 1);
  const end = main.end < known ? main.end : known;
  const period = { start: addDays(end, -WEEKDAYS_FROM), end };
  const query = plainQuery(period, [...question.filters, ...PER_DAY_FILTERS]);
  const { rows } = costs.query({ ...query, metric: question.metric, granularity: "day" });
  const daily = rows.map(({ currency, bucket, value }) => ({
    currency,
    day: bucket ?? "",
    cost: value ?? 0,
  }));
  return Map.groupBy(daily, ({ currency }) => currency);
}
