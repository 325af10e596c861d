import type { Day } from "#src/focus/day";
import { readUntil } from "#src/router/anomalies/until";
import { withDaysNamed } from "./named-days.ts";

/** For how long something is to be quiet, as far as a question says so. */
export interface Hold {
  readonly until: Day | null;
  /** Once it would save more than this a month. */
  readonly above: number | null;
  /** Words that should say a day, but don't. */
  readonly unread: string | null;
  readonly rest: string;
}

const AMOUNT =
  "(?:us)?[$€£]?\\s?(?<number>\\d[\\d,]*(?:\\.\\d+)?)\\s?(?<factor>k|m)?\\+?\\s?(?:usd|eur|gbp|dollars|euros)?";
const ABOVE = new RegExp(
  `(?<![\\w-])(?:(?:until|unless|till|once|when)\\s+)?(?:it|that|this|the saving|savings?)(?:['’]s|\\s+is)?\\s+(?:would\\s+)?(?:saves?\\s+|goes\\s+|gets\\s+|is\\s+)?(?:exceeds?|exceeding|over|above|more than|passes|reaches|tops)\\s+${AMOUNT}(?:\\s+(?:a|per)\\s+month)?`,
  "i",
);
const FACTORS: Readonly<Record<string, number>> = { k: 1_000, m: 1_000_000 };

/** Reads “until it exceeds $500”, “until after Black Friday”, “for two weeks”; the words are taken from the question. */
export function readHold(question: string, today: Day): Hold {
  const above = ABOVE.exec(question);
  const beside =
    above === null ? question : question.replace(ABOVE, " ").replace(/\s+or\s*$/i, " ");
  const { rest, day, unread } = readUntil(withDaysNamed(beside, today), today);
  return { until: day, above: above === null ? null : amountOf(above), unread, rest };
}

function amountOf({ groups = {} }: RegExpExecArray): number {
  const { number = "", factor = "" } = groups;
  return Number(number.replaceAll(",", "")) * (FACTORS[factor.toLowerCase()] ?? 1);
}
