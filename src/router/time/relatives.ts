import type { CalendarUnit } from "./calendar.ts";
import { countOf, matchAt, type Slots, slotsOf, wordAfter, wordPattern } from "./form.ts";
import type { Relative } from "./span.ts";
import type { Words } from "./words.ts";

/** Words that name a period only beside another one. */
export interface RelativeExpression {
  readonly from: number;
  readonly to: number;
  readonly relative: Relative;
}

const UNIT = "(?<unit>day|week|month|quarter|half|year)";
const PREVIOUS = "(?:last|previous|prior|preceding)";

/** "the week before" is relative, "the week before Christmas" isn't. */
const ENDS_HERE = "(?=$| (?:[,.]|by|per|for|in|and|across|broken|grouped|split)(?: |$))";

const SHORT_UNITS: Readonly<Record<string, Unit>> = {
  d: "day",
  w: "week",
  m: "month",
  q: "quarter",
  y: "year",
};

type Unit = "day" | CalendarUnit;

const FORMS: readonly (readonly [RegExp, (slots: Slots) => Relative])[] = [
  [
    wordPattern(
      `(?:${PREVIOUS}(?: equivalent| comparable| equal)? period|(?:period|weekend) (?:before|prior)|period over period)`,
    ),
    () => ({ type: "previous" }),
  ],
  [
    wordPattern(
      "same (?:period|time|point|date|hour|day|week|weekday|month|quarter|half)(?: of| in| from)?(?: the)? " +
        `(?:${PREVIOUS}|a|one) ${UNIT}(?: ago| earlier| before)?`,
    ),
    same,
  ],
  [wordPattern(`(?:a|one) ${UNIT} (?:earlier|before|prior)`), same],
  [wordPattern(`${PREVIOUS} (?<unit>[ymqw])td`), same],
  [
    wordPattern(
      `(?:{count} )?${UNIT} (?:before|prior|earlier|preceding)(?: that| it)?${ENDS_HERE}`,
    ),
    ({ unit, count }) => ({ type: "before", unit: unitOf(unit), count: countOf(count) }),
  ],
  [wordPattern(`${UNIT} (?:over|on|vs) \\k<unit>`), over],
  // "Wow, …" opens a sentence; "WoW" doesn't.
  [wordPattern("(?!wow [,.])(?<unit>[ymqwd])o\\k<unit>"), over],
];

/** The longest relative expression at a word, or null. */
export function readRelative(words: Words, index: number): RelativeExpression | null {
  const word = words.list[index];
  if (word?.timely !== true) return null;
  let longest: RelativeExpression | null = null;
  for (const [pattern, relative] of FORMS) {
    const match = matchAt(pattern, words, word.offset);
    if (match === null) continue;
    const to = wordAfter(words, index, word.offset + match[0].length);
    if (longest === null || to > longest.to)
      longest = { from: index, to, relative: relative(slotsOf(match)) };
  }
  return longest;
}

function same({ unit }: Slots): Relative {
  return { type: "same", unit: unitOf(unit) };
}

function over({ unit }: Slots): Relative {
  return { type: "over", unit: unitOf(unit) };
}

function unitOf(unit = "month"): Unit {
  return SHORT_UNITS[unit] ?? (unit as Unit);
}
