import { daysIn, type Period } from "#src/focus/day";
import { phrase, type QuestionWords } from "./question-words.ts";

const AVERAGE = phrase(
  "(?:(?:on|in) )?(?:an? |the |our |my )?(?<!(?:above|below|over|under|than) (?:the |our |an )?)(?:average|avg|averaged|averages|mean(?= (?:costs?|spend|spending|bill)))(?: of)?",
);
const DAILY_TO = 62;

/** Whether a question asks for an average that is left to be read; reads it. */
export function readAverage(words: QuestionWords): boolean {
  return words.take(AVERAGE).length > 0;
}

/** What the average is of where a question doesn't say: of days or, over a longer period, of months. */
export function averageUnit(period: Period): "day" | "month" {
  return daysIn(period) <= DAILY_TO ? "day" : "month";
}
