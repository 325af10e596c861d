import type { OpenQuestion } from "#src/conversation";
import { nounAt } from "#src/router/dimension-words";
import { readLeftovers } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { readQuestion } from "#src/router/question-reading";
import { QuestionWords } from "#src/router/question-words";

const LONGEST_REPLY = 8;
const AROUND =
  /^\W*(?:(?:no|yes|sorry|ok|okay|i meant?|i mean|it's|that's|the)[ ,]+)*(?<name>.*?)(?: (?:one|please|then|of course))*[\s.!?]*$/is;
/** A follow-up of its own rather than a reply. */
const GOES_ON =
  /^\W*(?:and|but|or|also|only|just|what|how|which|show|without|not|excluding|except|exclude|include|vs|versus|same)\b/i;

/** The open question with a reply in place of the name that wasn't clear; null where it is no reply. */
export function completeQuestion(
  reply: string,
  { text, name }: OpenQuestion,
  names: Names,
): string | null {
  if (GOES_ON.test(reply) || !text.includes(name)) return null;
  const given = AROUND.exec(reply)?.groups?.["name"]?.replace(/^(?:by|per) /i, "") ?? "";
  return isName(given, names) ? text.replace(name, () => given) : null;
}

/** Whether words name one thing, or one dimension, and say nothing else. */
function isName(given: string, names: Names): boolean {
  const words = new QuestionWords(given);
  const { length } = words.list;
  if (length === 0 || length > LONGEST_REPLY) return false;
  if (nounAt(words, 0, names.dimensions)?.to === length) return true;
  const { mentions, doubts, groupBy, ranking, metrics, thresholds, conditions, lookup } =
    readQuestion(given, names, false);
  const others = [doubts, groupBy, metrics, thresholds, conditions];
  if (ranking !== null || others.some((found) => found.length > 0)) return false;
  const left = readLeftovers(lookup);
  return mentions.length === 1 && left.names.length === 0 && left.others.length === 0;
}
