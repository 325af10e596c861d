import { addDays, addMonths, type Day, type Period } from "#src/focus/day";
import { dayOfMonth, monthOf, singleDay, yearOf } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { ENDS_HERE, type Form, form, type Slots, THROUGH, weakForm } from "./form.ts";
import { monthNumber } from "./months.ts";
import { daySpan, type Span } from "./span.ts";
import { type Occurrence, yearlyForms } from "./yearly.ts";

/** "top 5 October costs" holds no 5th of October. */
const NOT_A_RANK = "(?<!(?:^| )(?:top|bottom|first|last|next|biggest|largest) )";

const WEEKDAY = "(?:{weekday}(?: ,)?(?: the)? )?";
const DAY_MONTH = "{day}(?: -)?(?: of)? {month}";
const MONTH_DAY = "{month}(?: -)?(?: the)? {day}";

/** Days and runs of days by date: "8 April", "Apr 8th 2026", "2026-04-08", "Oct 1-15". */
export const dateForms: readonly Form[] = [
  ...yearlyForms({
    name: `${WEEKDAY}${NOT_A_RANK}${DAY_MONTH}`,
    kind: "day",
    occurrence: dayEachYear,
  }),
  ...yearlyForms({ name: `${WEEKDAY}${MONTH_DAY}`, kind: "day", occurrence: dayEachYear }),
  ...[
    `{month} {day} ${THROUGH} {lastDay}(?! (?:of )?{anyMonth})`,
    `(?<=(?:^| )between )(?:the )?{month} {day} and (?:the )?{lastDay}(?! (?:of )?{anyMonth})`,
    `${NOT_A_RANK}{day} ${THROUGH} {lastDay}(?: of)? {month}`,
    `(?<=(?:^| )between )(?:the )?{day} and (?:the )?{lastDay}(?: of)? {month}`,
  ].flatMap((name) => yearlyForms({ name, kind: "range", occurrence: daysEachYear })),
  form("(?<name>\\d{4}-\\d\\d-\\d\\d)", ({ name = "" }) => daySpan(name)),
  form(`(?<=(?:^| )on the )(?<day>\\d{1,2})(?:st|nd|rd|th)${ENDS_HERE}`, dayOfTheMonth),
  weakForm(`(?<day>\\d{1,2})(?:st|nd|rd|th)${ENDS_HERE}`, dayOfTheMonth),
];

function dayEachYear({ day, month }: Slots): Occurrence {
  return (year) => {
    const date = dayOfMonth(year, monthNumber(month), Number(day));
    return date === null ? null : singleDay(date);
  };
}

function daysEachYear({ day, lastDay, month }: Slots): Occurrence {
  return (year) => {
    const start = dayOfMonth(year, monthNumber(month), Number(day));
    const last = dayOfMonth(year, monthNumber(month), Number(lastDay));
    return start === null || last === null || last < start
      ? null
      : { start, end: addDays(last, 1) };
  };
}

/** "the 15th": of this month once it has begun, else of the latest month that has such a day. */
function dayOfTheMonth({ day }: Slots, clock: Clock): Span | null {
  const latest = (asOf: Day): Period | null => {
    for (let back = 0; back < 3; back++) {
      const month = addMonths(asOf, -back);
      const date = dayOfMonth(yearOf(month), monthOf(month), Number(day));
      if (date !== null && date <= asOf) return singleDay(date);
    }
    return null;
  };
  const period = latest(clock.today);
  if (period === null) return null;
  return { ...daySpan(period.start), monthly: true, latest: (asOf) => latest(asOf) ?? period };
}
