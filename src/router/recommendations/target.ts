import { type PhraseTaker, phraseTaker, said } from "#src/router/conversation/phrase-taker";
import { readPick } from "#src/router/conversation/picks";
import type { Filter } from "#src/router/filter";
import { readLeftovers } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { type QuestionReading, readQuestion } from "#src/router/question-reading";
import { filtersOf } from "#src/router/skill-call";
import { kindsIn, thingsIn } from "./list-words.ts";
import { NAMED } from "./named.ts";
import { withoutMentions } from "./receivers.ts";
import type { RecommendationThread } from "./recommendation-thread.ts";

/** Which recommendations are meant, as the skills take it. */
export interface Target {
  readonly numbers: readonly number[];
  readonly filters: readonly Filter[];
  readonly kinds: readonly string[];
  readonly words: string | null;
  readonly all: boolean;
}

const ALL = said("all|every|everything|both|them all");
const THEM = /\b(?:all|both|them|these|those)\b/i;
const POINTS = said("it|this|that|these|those|them|(?:that|this|the) one");
const ONE = said("ones?|(?:the )?(?:rec|recommendation)s?");
const FILLERS = said(
  "the|a|an|my|our|please|for now|of|about|on|and|to|with|as|me|owner|over|now|again|back|last step|action|decision|idea|suggestion|it is|for",
);
const NONE = { numbers: [], filters: [], kinds: [], words: null, all: false };

/** The recommendations that words mean, numbers apart; null where nothing says which. */
export function targetIn(
  rest: string,
  thread: RecommendationThread | null,
  names: Names,
): Target | null {
  const phrases = phraseTaker(withoutMentions(rest));
  const pick = readPick(phrases, null, names.dimensions);
  if (pick?.kind === "row") {
    const number = thread?.numbers.at(pick.at);
    return number === undefined ? null : { ...NONE, numbers: [number] };
  }
  return describedIn(phrases, names) ?? shownIn(rest, thread);
}

/** “The idle RDS one”, “all for payments”. */
function describedIn(phrases: PhraseTaker, names: Names): Target | null {
  const all = phrases.takes(ALL);
  const kinds = kindsIn(phrases);
  const things = thingsIn(phrases);
  for (const pattern of [POINTS, ...NAMED, ONE, FILLERS]) phrases.takes(pattern);
  const reading = readQuestion(phrases.rest, names, false);
  const filters = filtersOf(reading);
  const words = [things, leftWords(reading)].filter((one) => one !== null).join(" ") || null;
  if (filters.length + kinds.length === 0 && words === null) return null;
  return { numbers: [], filters, kinds, words, all };
}

/** The only one that was shown, or all of them where words say so. */
function shownIn(rest: string, thread: RecommendationThread | null): Target | null {
  const numbers = thread?.numbers ?? [];
  const isMeant = numbers.length === 1 || (numbers.length > 1 && THEM.test(rest));
  return isMeant ? { ...NONE, numbers } : null;
}

/** Words that name nothing in the bill may be part of what a recommendation says of itself; null where none are left. */
export function leftWords({ lookup, doubts }: QuestionReading): string | null {
  const { names, others } = readLeftovers(lookup);
  const typed = [...names, ...others].map((one) => lookup.words.typed(one));
  const words = [...doubts.map((doubt) => doubt.typed), ...typed].join(" ").trim();
  return words === "" ? null : words;
}
