import type { Answer } from "#src/answer";
import { type AnswerFigures, figuresOf } from "./answer-figures.ts";
import { isStatedDate, mentionedDates } from "./mentioned-dates.ts";
import { namesWithDigits, withoutNames } from "./names-with-digits.ts";
import { type WrittenNumber, writtenNumbers } from "./written-numbers.ts";

/** Words that stand for a number or a ratio; an answer states its numbers in digits. */
const NUMBER_WORDS =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|dozens?|half|halved|halves|twice|thrice|doubl\w+|tripl\w+|quadrupl\w+|\w*-?fold|quarters? of|thirds?(?! part)|tenths?)\b/i;
/** Sums of doubles differ in their last digits from what is shown of them. */
const ROUNDING = 1e-9;

/**
 * Whether each number, date and name with digits of a text is one that the answer states, rounded at most to
 * the digits that are shown. Number words and ratios ("doubled") count as numbers that it doesn't state.
 */
export function numbersAreFrom(text: string, answer: Answer): boolean {
  const figures = figuresOf(answer);
  const names = new Set(figures.texts.flatMap(namesWithDigits));
  const { dates, rest } = mentionedDates(withoutNames(text, names));
  if (!dates.every((date) => isStatedDate(date, figures.dates))) return false;
  const { numbers, rest: words } = writtenNumbers(rest);
  if (NUMBER_WORDS.test(words) || /\p{N}/u.test(words)) return false;
  return numbers.every((number) => isStatedNumber(number, figures));
}

function isStatedNumber(number: WrittenNumber, figures: AnswerFigures): boolean {
  const { value, tolerance, isPercent, isNegative, currency } = number;
  if (currency !== null && !figures.currencies.has(currency)) return false;
  const stated = isPercent ? figures.percents : figures.amounts;
  const reach = tolerance + ROUNDING * Math.max(1, value);
  return stated.some((other) => {
    if (isNegative && other > 0) return false;
    return Math.abs(Math.abs(other) - value) <= reach;
  });
}
