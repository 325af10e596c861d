import { formatDay } from "#src/cards/format";
import { type Day, dayNumber } from "#src/focus/day";
import type { CurrencyExplanation } from "./explanation.ts";

/** What begins within so many days of something else began at the same time. */
const SAME_TIME_DAYS = 1;

/** Which drivers began when the largest of each currency did, in sentences; what begins with the period says nothing. */
export function togetherNotes(
  explanation: readonly CurrencyExplanation[],
  periodStart: Day,
): string[] {
  return explanation.flatMap(({ drivers }) => {
    const [largest, ...smaller] = drivers.flatMap(({ label, firstDay }) =>
      firstDay !== null && firstDay > periodStart ? [{ label, firstDay }] : [],
    );
    if (largest === undefined) return [];
    const { label, firstDay: day } = largest;
    const together = smaller.filter(
      ({ firstDay }) => Math.abs(dayNumber(firstDay) - dayNumber(day)) <= SAME_TIME_DAYS,
    );
    if (together.length === 0) return [];
    const others = together.map((other) => `“${other.label}”`).join(" and ");
    return [`Within a day of “${label}”, on ${formatDay(day)}, ${others} began to change, too.`];
  });
}
