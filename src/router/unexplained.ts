import type { Lookup } from "./entities/lookup.ts";
import { readLeftovers } from "./leftovers.ts";
import { phrase } from "./question-words.ts";

/** Words of asking that change what is asked: left unread they leave the reading in doubt. */
const TELLING = phrase(
  "not|without|except|excepting|excluding|excludes?|excl|minus|aside|apart|omit|omitting|ignore|ignoring|outside|before|after|since|until|till|ago|(?:calendar )?(?:days|weeks?|months?|quarters?|years?)|an? (?:day|week|month|quarter|year)|\\d[\\d.,]*[km]?|average|avg|mean|median|typical(?:ly)?|cumulative|ratio",
);

/** Words that would name a period, if they were understood. */
const OF_TIME =
  /(?:^| )(?:spring|summer|autumn|winter|semester|trimester|until|till|since|ago|days|weeks?|months?|quarters?|years?|decade|century)(?= |$)/;

/** The words of a question that no reader explained and that aren't just words of asking, as typed. */
export function unexplainedIn(lookup: Lookup): string[] {
  const { words } = lookup;
  const stretches = [...readLeftovers(lookup).others, ...words.find(TELLING)];
  const typed = stretches
    .sort((left, right) => left.from - right.from)
    .map((one) => words.typed(one));
  return [...new Set(typed)];
}

/** Unexplained words that seem to name a period; null where none do. */
export function unreadPeriod(lookup: Lookup): string | null {
  const names = readLeftovers(lookup).names.map((name) => lookup.words.typed(name));
  const all = [...unexplainedIn(lookup), ...names];
  return all.find((words) => OF_TIME.test(words.toLowerCase())) ?? null;
}

/** What an answer says of words that its reading leaves out. */
export function leftOutWords(unexplained: readonly string[]): string[] {
  const list = unexplained.map((words) => `“${words}”`).join(", ");
  return unexplained.length === 0 ? [] : [`not understood and left out: ${list}`];
}
