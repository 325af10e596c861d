import type { Forecast } from "#src/analytics/forecast/forecast";
import { reconcile } from "#src/analytics/forecast/reconcile";
import { FEWEST_VALUES } from "#src/analytics/forecast/series";
import type { Period } from "#src/focus/day";
import { sumOf } from "./amounts-sum.ts";
import type { CurrencyAmounts, DailyAmounts, ForecastDays } from "./daily-amounts.ts";
import { bookedIn, type Outlook, outlookOf, type SliceOutlook } from "./outlook.ts";

/** So many groups have a course of their own; what is left of the whole is forecast as one. */
const OWN_COURSES = 6;
/** The latest days, by which a common forecast is shared out. */
const LATEST_DAYS = 7;

/** A group's outlook; the key is null for charges without a value. */
export interface PartOutlook {
  readonly key: string | null;
  readonly outlook: Outlook;
}

/** The whole, and its parts, which add up to it. */
export interface AgreedForecast {
  readonly whole: Outlook;
  readonly parts: readonly PartOutlook[];
  /** How many small or new groups share a common forecast. */
  readonly shared: number;
}

/** The outlook of the whole over some steps, with its groups' in agreement. */
export function agreedForecast(
  { whole, parts }: CurrencyAmounts,
  ofWhole: SliceOutlook,
  steps: readonly Period[],
  days: ForecastDays,
): AgreedForecast {
  const outlook = ofWhole.over(steps);
  if (parts.length === 0) return { whole: outlook, parts: [], shared: 0 };
  const { own, small } = divided(parts);
  const alone = own.map((part) => ({
    members: [part],
    outlook: outlookOf(part, days, false).over(steps),
  }));
  const together =
    small.length === 0
      ? []
      : [
          {
            members: small,
            outlook: outlookOf(pooled(small, whole), days, false).over(steps),
          },
        ];
  const all = [...alone, ...together];
  const agreed = reconcile(
    asCertain(outlook.coming),
    all.map((one) => one.outlook.coming),
  );
  const outlooks = all.flatMap(({ members }, index) => {
    const coming = agreed.parts[index];
    return coming === undefined ? [] : sharedOut(members, coming, steps, days);
  });
  return {
    whole: outlook,
    parts: outlooks.toSorted((a, b) => totalOf(b.outlook) - totalOf(a.outlook)),
    shared: small.length,
  };
}

/** The whole is told the same however it is broken down: its parts give way. */
function asCertain(whole: Forecast): Forecast {
  const { mean, model } = whole;
  return { mean, lo80: mean, hi80: mean, lo95: mean, hi95: mean, model };
}

/** What an outlook comes to over all its steps. */
export function totalOf({ booked, coming }: Outlook): number {
  return sumOf([...booked, ...coming.mean]);
}

/** The largest groups that are known for long enough, and the others. */
function divided(parts: readonly DailyAmounts[]) {
  const size = ({ known }: DailyAmounts) => sumOf(known.map((amount) => Math.abs(amount ?? 0)));
  const isKnown = ({ known }: DailyAmounts) =>
    known.filter((amount) => amount !== null).length >= FEWEST_VALUES;
  const bySize = parts.toSorted((a, b) => size(b) - size(a));
  const own = bySize.filter(isKnown).slice(0, OWN_COURSES);
  return { own, small: bySize.filter((part) => !own.includes(part)) };
}

/** The small groups as one; it is known on the days on which the whole is. */
function pooled(small: readonly DailyAmounts[], whole: DailyAmounts): DailyAmounts {
  const sumAt = (amountsOf: (part: DailyAmounts) => readonly (number | null)[], day: number) =>
    sumOf(small.map((part) => amountsOf(part)[day] ?? 0));
  return {
    key: null,
    known: whole.known.map((amount, day) =>
      amount === null ? null : sumAt(({ known }) => known, day),
    ),
    later: whole.later.map((_, day) => sumAt(({ later }) => later, day)),
  };
}

/** A common forecast as those of its members: what is booked is theirs, what is to come goes by their last days. */
function sharedOut(
  members: readonly DailyAmounts[],
  coming: Forecast,
  steps: readonly Period[],
  days: ForecastDays,
): PartOutlook[] {
  const latest = members.map(({ known }) =>
    Math.max(0, sumOf(known.slice(-LATEST_DAYS).map((amount) => amount ?? 0))),
  );
  const ofAll = sumOf(latest);
  return members.map((member, index) => {
    const share = ofAll > 0 ? (latest[index] ?? 0) / ofAll : 1 / members.length;
    const booked = steps.map((step) => bookedIn(step, member, days));
    return { key: member.key, outlook: { booked, coming: scaled(coming, share) } };
  });
}

function scaled({ mean, lo80, hi80, lo95, hi95, model }: Forecast, share: number): Forecast {
  const times = (amounts: readonly number[]) => amounts.map((amount) => amount * share);
  return {
    mean: times(mean),
    lo80: times(lo80),
    hi80: times(hi80),
    lo95: times(lo95),
    hi95: times(hi95),
    model,
  };
}
