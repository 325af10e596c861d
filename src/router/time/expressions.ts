import type { Clock } from "./clock.ts";
import { matchAt, wordAfter, wordPattern } from "./form.ts";
import { type PeriodExpression, readRange } from "./ranges.ts";
import { type RelativeExpression, readRelative } from "./relatives.ts";
import { readUpTo } from "./up-to.ts";
import type { Words } from "./words.ts";

/** Periods that bound a deadline, a schedule or the future name no days to look at. */
const NOT_A_PERIOD = wordPattern(
  "(?:(?:until|till|before|by)(?: after)?(?: the)?(?: end of)?|end of|next|upcoming|every)(?: the)?",
);

/** All periods of a question in order, with those that are relative to another one. */
export interface Expressions {
  readonly periods: readonly PeriodExpression[];
  readonly relatives: readonly RelativeExpression[];
}

/** Reads a question from left to right, taking the longest expression at each word. */
export function readExpressions(words: Words, clock: Clock): Expressions {
  const periods: PeriodExpression[] = [];
  const relatives: RelativeExpression[] = [];
  let index = 0;
  while (index < words.list.length) {
    const skipped = skipNotAPeriod(words, index, clock);
    const relative = readRelative(words, index);
    const period = readUpTo(words, index, clock) ?? readRange(words, index, clock);
    if (skipped !== null) index = skipped;
    else if (relative !== null && relative.to > (period?.to ?? 0)) {
      relatives.push(relative);
      index = relative.to;
    } else if (period !== null) {
      periods.push(period);
      index = period.to;
    } else index++;
  }
  return { periods, relatives };
}

function skipNotAPeriod(words: Words, index: number, clock: Clock): number | null {
  const word = words.list[index];
  if (word?.timely !== true) return null;
  const match = matchAt(NOT_A_PERIOD, words, word.offset);
  if (match === null || readUpTo(words, index, clock) !== null) return null;
  const after = wordAfter(words, index, word.offset + match[0].length);
  return readRange(words, after, clock)?.to ?? null;
}
