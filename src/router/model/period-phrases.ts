import type { Period } from "#src/focus/day";
import { typingErrors } from "#src/router/entities/typing-errors";
import { nameWords } from "#src/router/fold";
import { type AskedTime, otherPeriod, readAskedTime } from "#src/router/period";
import type { RoutingContext } from "#src/router/router";
import { MONTHS, WEEKDAYS } from "#src/router/time/vocabulary";
import { numbersIn } from "./numbers.ts";
import { isStated } from "./stated.ts";
import type { TimeReader } from "./time-readers.ts";

/** The time words that a model passes on; null where it passes none. */
export interface PeriodPhrases {
  readonly main: string | null;
  /** Undefined where no periods are compared. */
  readonly other: string | null | undefined;
}

/** What the phrases come to. */
export interface PhrasedTime {
  readonly asked: AskedTime;
  /** Null where no periods are compared. */
  readonly other: Period | null;
  /** Readings that aren't in the asker's own words. */
  readonly assumptions: readonly string[];
}

const NAMED_DAYS: ReadonlySet<string> = new Set([...MONTHS, ...WEEKDAYS]);
/** "Okt", "mars", "ottobre": as alike as names of one month are in related languages. */
const LIKE_BEGINNING = 3;
const LIKE_ERRORS = 2;
const CENTURY = 2000;

/**
 * Resolves a model's time words by our own reading. Where that finds periods in the question itself, only those
 * are taken; else the words have to be the conversation's, or a translation without numbers and names of their
 * own. Problems are texts for the model.
 */
export function resolvePhrases(
  { main, other }: PeriodPhrases,
  question: string,
  sources: readonly string[],
  context: RoutingContext,
  read: TimeReader = readAskedTime,
): PhrasedTime | { readonly problems: readonly string[] } {
  const asked = read(phrasesText(main, other ?? null, question), context);
  const own = read(question, context);
  const isCompared = other !== undefined;
  const phrases = [main, other ?? null].filter((phrase) => phrase !== null);
  const foreign = phrases.filter((phrase) => !isStated(phrase, sources));
  const problems = [
    ...foreign.flatMap((phrase) => unstated(phrase, sources)),
    ...unread({ main, other }, asked),
    ...(isOwn(asked, own, isCompared) ? [] : [ownWords(own)]),
    ...[asked, own].flatMap(({ reading: { impossible } }) =>
      impossible === null ? [] : [`There is no “${impossible}” in the calendar; call no tool.`],
    ),
  ];
  if (problems.length > 0) return { problems };
  return {
    asked,
    other: isCompared ? otherPeriod(asked) : null,
    assumptions: foreign.map((phrase) => `“${phrase}” is how the time words were read`),
  };
}

function unread({ main, other }: PeriodPhrases, { reading }: AskedTime): string[] {
  const problems: string[] = [];
  if (main !== null && reading.period === null) problems.push(noPeriod("periodPhrase", main));
  if (typeof other === "string" && reading.comparison === null)
    problems.push(noPeriod("comparePhrase", other));
  return problems;
}

/** Whether the periods are those that the question itself names, if it names any. */
function isOwn(asked: AskedTime, own: AskedTime, isCompared: boolean): boolean {
  if (own.reading.period === null) return true;
  const named = [own.period, ...(own.reading.comparison === null ? [] : [otherPeriod(own)])];
  if (!holds(named, asked.period)) return false;
  return !isCompared || holds([own.period, otherPeriod(own)], otherPeriod(asked));
}

function holds(periods: readonly Period[], { start, end }: Period): boolean {
  return periods.some((period) => period.start === start && period.end === end);
}

function ownWords({ reading }: AskedTime): string {
  const { phrase, comparison } = reading;
  const against =
    comparison === null || comparison === "previous" ? "" : ` and “${comparison.phrase}”`;
  return `the message says “${phrase}”${against}: pass its own time words`;
}

/** The phrases as a question of their own; without any the question itself is read. */
function phrasesText(main: string | null, other: string | null, question: string): string {
  if (other === null) return main ?? question;
  return `${main ?? "this month"} vs ${other}`;
}

/** Numbers, months and weekdays of a phrase that nobody said. */
function unstated(phrase: string, sources: readonly string[]): string[] {
  const said = new Set(sources.flatMap((source) => [...numbersIn(source)]));
  const words = sources.flatMap(nameWords);
  const numbers = [...numbersIn(phrase)].filter(
    (number) => !said.has(number) && !said.has(number - CENTURY),
  );
  const names = nameWords(phrase).filter(
    (word) => NAMED_DAYS.has(word) && !words.some((other) => isLike(word, other)),
  );
  const missing = [...numbers.map(String), ...names];
  return missing.map((word) => `“${phrase}”: “${word}” isn't in the message`);
}

function isLike(name: string, word: string): boolean {
  if (word.length < LIKE_BEGINNING) return false;
  return (
    name.slice(0, LIKE_BEGINNING) === word.slice(0, LIKE_BEGINNING) ||
    typingErrors(name, word) <= LIKE_ERRORS
  );
}

function noPeriod(field: string, phrase: string): string {
  return `${field} “${phrase}” names no period; pass time words such as “last month” or null`;
}
