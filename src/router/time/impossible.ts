import { dayOfMonth } from "./calendar.ts";
import { isDateShaped } from "./date-text.ts";
import { fullYear } from "./figures.ts";
import {
  ENDS_HERE,
  matchAt,
  type Slots,
  slotsOf,
  THROUGH,
  wordAfter,
  wordPattern,
} from "./form.ts";
import { monthNumber } from "./months.ts";
import { isoWeek, NUMBERED } from "./numbered.ts";
import { phraseOf } from "./rest.ts";
import type { Words } from "./words.ts";

const NUMBER = "(?<count>\\d{1,2})";
const DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
const WITH_YEAR = "(?:(?: ,)?(?: of| in)? {year})";
const NOUN = "(?= (?:costs?|spend|spending|bill|of)(?: |$))";

/** "top 45 October costs", "over 45 October charges", "October 31 November 3". */
const NO_COUNT =
  "(?<!(?:^| )(?:top|bottom|first|last|next|biggest|largest|than|over|under|above|below|least|most|{anyMonth}) )";

/** What names a day, week, month or quarter, with what tells whether there is such a one. */
const NAMES: readonly (readonly [RegExp, (slots: Slots) => boolean])[] = [
  [wordPattern(`${NO_COUNT}${DAY}(?: of)? {month}${WITH_YEAR}?`), isDay],
  [
    wordPattern(
      `{month}(?: the)? (?:\\d{1,2}(?:st|nd|rd|th)? ${THROUGH} )?${DAY}(?! (?:of )?{anyMonth})(?:${WITH_YEAR}|${ENDS_HERE})`,
    ),
    isDay,
  ],
  [wordPattern(`(?<=(?:^| )on the )${DAY}${ENDS_HERE}`), ({ day }) => inRange(day, 31)],
  [numbered("week"), isWeek],
  [numbered("month"), ({ count }) => inRange(count, 12)],
  [numbered("quarter"), ({ count }) => inRange(count, 4)],
  [
    wordPattern(`q(?<count>\\d)(?: (?:of )?(?:fy )?{year}|${NOUN}|${ENDS_HERE})`),
    ({ count }) => inRange(count, 4),
  ],
  [wordPattern(`week ${NUMBER} of {month}`), ({ count }) => inRange(count, 5)],
];

/** The first words that name a day, week, month or quarter that no calendar has; else null. */
export function readImpossible(words: Words): string | null {
  for (const [index, { text, offset, timely }] of words.list.entries()) {
    if (!timely && isDateShaped(text)) return phraseOf(words, { from: index, to: index + 1 });
    for (const [pattern, isPossible] of NAMES) {
      const match = matchAt(pattern, words, offset);
      if (match === null || isPossible(slotsOf(match))) continue;
      return phraseOf(words, {
        from: index,
        to: wordAfter(words, index, offset + match[0].length),
      });
    }
  }
  return null;
}

function numbered(unit: "week" | "month" | "quarter"): RegExp {
  return wordPattern(
    `${NUMBERED}(?<!(?:^| )the )${unit} ${NUMBER}(?:${WITH_YEAR}|${NOUN}|${ENDS_HERE})`,
  );
}

/** Without a year every month has its most days. */
function isDay({ day, month, year }: Slots): boolean {
  const inYear = year === undefined ? LEAP_YEAR : yearNumber(year);
  return dayOfMonth(inYear, monthNumber(month), Number(day)) !== null;
}

const LEAP_YEAR = 2024;
const MOST_WEEKS = 53;

function isWeek({ count, year }: Slots): boolean {
  if (!inRange(count, MOST_WEEKS)) return false;
  return year === undefined || isoWeek(yearNumber(year), Number(count)) !== null;
}

function yearNumber(year: string): number {
  return fullYear(year.replace("'", ""));
}

function inRange(number: string | undefined, last: number): boolean {
  return Number(number) >= 1 && Number(number) <= last;
}
