import { DAYS_PER_MONTH } from "#skills/recommendations/month-days";
import { measureSaving } from "#src/analytics/savings/measure-saving";
import { otherCauses } from "#src/analytics/savings/other-causes";
import type { DayRange, Saving } from "#src/analytics/savings/saving";
import { addDays, type Day, daysIn } from "#src/focus/day";
import type { Measured } from "#src/recommendations/measured";
import type { Recommendation } from "#src/recommendations/recommendation";
import { causeWords, meantCauses } from "./cause-words.ts";
import { type ChargesSeries, sideFigures } from "./charges-series.ts";

/** A saving as measured on given days, the days themselves included. */
export interface MeasuredCharges {
  readonly saving: Saving;
  readonly before: DayRange;
  readonly after: DayRange;
}

/** Measures what charges cost less on the days from `after` on than on those of `before`; null where they don't tell. */
export function measureCharges(
  series: ChargesSeries,
  before: { readonly start: Day; readonly end: Day },
  after: { readonly start: Day; readonly end: Day },
): MeasuredCharges | null {
  const length = series.costs.length;
  const rangeOf = ({ start, end }: { readonly start: Day; readonly end: Day }): DayRange => ({
    start: Math.max(0, daysIn({ start: series.first, end: start })),
    end: Math.min(length, daysIn({ start: series.first, end })),
  });
  const ranges = { before: rangeOf(before), after: rangeOf(after) };
  const saving = measureSaving({ ...series, ...ranges });
  return saving === null ? null : { saving, ...ranges };
}

/** A measurement as it is kept: a month's amounts, and what else may have changed the cost. */
export function measuredOf(
  series: ChargesSeries,
  { saving, before, after }: MeasuredCharges,
  { kind }: Pick<Recommendation, "kind">,
  since: Day,
): Measured {
  const causes = otherCauses(
    sideFigures(series, before),
    sideFigures(series, after),
    meantCauses(kind),
  );
  return {
    monthlySaving: saving.daily * DAYS_PER_MONTH,
    low: saving.low * DAYS_PER_MONTH,
    high: saving.high * DAYS_PER_MONTH,
    since,
    from: addDays(series.first, after.start),
    through: addDays(series.first, after.start + saving.days - 1),
    by: saving.by,
    otherCauses: causes.map(causeWords),
  };
}
