import type { Day } from "#src/focus/day";
import { readTime } from "./time/read-time.ts";

const OPENERS = "(?:(?:and|but|also|then|so|ok|okay|now|please|or)[ ,]+)*";
/** How a question of its own begins. */
const ASKS = new RegExp(
  `^${OPENERS}(?:what|whats|what's|how|which|who|whose|when|where|why|is|are|was|were|do|does|did|has|have|can|could|would|will|should|show|give|tell|list|compare|break|split|explain|find|get)\\b`,
  "i",
);
/** Says how to show the answer to the question before. */
const PRESENTS =
  /^(?:(?:and|also|please)[ ,]+)*(?:show|give|draw|make|plot|display|use)\b(?: (?:me|it|that|this|them))*(?: (?:as|in|on|with|a|an|the))* (?:(?:bar|line|pie|stacked) )?(?:chart|graph|table|plot|list)\b/i;
const SPENDS = /\b(?:costs?|spend|spent|spending|bills?|pay|paid)\b/i;
const GOES_ON = /^(?:(?:and|but|or)\b.*\?|then\b.*)$/is;
/** Where one sentence may end and the next begin: "N. Virginia" and "vs. staging" end none. */
const SENTENCE_END = /(?<=[?!]["')\]]*)\s+|(?<=[^\s.]{4}\.["')\]]*)\s+|\s*[;\n]+\s*/u;
const ASKING_WORD =
  "(?:what(?:'s)?|how|which|who|when|where|why|can you|could you|would you|show me|give me|tell me|list|compare|(?:is|are|was|were|do|does|did|has|have) (?:the|our|we|any|there|it|that|they|this|i)\\b)";
const JOINT = new RegExp(
  `(?<joint>,?\\s+(?:and also|and then|and|also|plus),?\\s+(?:(?:also|please|then) )*|,\\s+)(?=${ASKING_WORD}\\b)`,
  "gi",
);
/** "between what we spent in March and what we spent in April" is one question. */
const HOLDS_TOGETHER = /\b(?:between|compare|comparing|both|difference|versus|vs)\b[^,]*$/i;
const FEWEST_WORDS = 3;

/**
 * The questions of a message, in order: sentences that ask something each, and what "and" joins where both
 * sides ask. A sentence that asks nothing belongs to the one before it, or to the first that does. `today` is
 * the day that time words are read by.
 */
export function questionsIn(message: string, today: Day): string[] {
  return sentencesIn(message).flatMap((sentence) => withSharedPeriod(joinedIn(sentence), today));
}

/** "What did we spend and which services cost most last month?" asks both about last month. */
function withSharedPeriod(questions: readonly string[], today: Day): string[] {
  const phrases = questions.map((question) => readTime(question, { today }).phrase);
  const isShared = phrases.findIndex((phrase) => phrase !== null) === questions.length - 1;
  const shared = isShared ? phrases.at(-1) : null;
  return questions.map((question, at) =>
    shared === null || shared === undefined || at === questions.length - 1
      ? question
      : `${question} ${shared}`,
  );
}

function sentencesIn(message: string): string[] {
  const questions: string[] = [];
  let lead = "";
  for (const sentence of message.split(SENTENCE_END)) {
    const text = sentence.trim();
    if (text === "") continue;
    const last = questions.length - 1;
    if (isQuestion(text)) {
      questions.push(`${lead}${text}`);
      lead = "";
    } else if (last >= 0) questions[last] = `${questions[last]} ${text}`;
    else lead = `${lead}${text} `;
  }
  return lead === "" ? questions : [lead.trim()];
}

function isQuestion(sentence: string): boolean {
  return (ASKS.test(sentence) && !PRESENTS.test(sentence)) || GOES_ON.test(sentence);
}

function joinedIn(sentence: string): string[] {
  const questions: string[] = [];
  let start = 0;
  for (const { index, 0: joint } of sentence.matchAll(JOINT)) {
    const left = sentence.slice(start, index).trim();
    const right = sentence.slice(index + joint.length).trim();
    if (!canStandAlone(left, joint.trim() === ",") || !asksMore(right)) continue;
    questions.push(left);
    start = index + joint.length;
  }
  return [...questions, sentence.slice(start).trim()];
}

/** A comma alone joins less than "and": "for our AWS costs, what …" is one question. */
function canStandAlone(left: string, isCommaAlone: boolean): boolean {
  if (left.split(/\s+/).length < FEWEST_WORDS || HOLDS_TOGETHER.test(left)) return false;
  const [asks, spends] = [isQuestion(left), SPENDS.test(left)];
  return isCommaAlone ? asks && spends : asks || spends;
}

/** "and why" asks more; "and when", "and how much is it" and "and is it done" only round a question off. */
function asksMore(right: string): boolean {
  if (/^why\W*$/i.test(right)) return true;
  return right.split(/\s+/).length >= FEWEST_WORDS && !ROUNDS_OFF.test(right);
}

const ROUNDS_OFF =
  /^(?:how much(?: of (?:it|that|them))?(?: (?:is|was|are|were|does|did|do))?(?: (?:it|that|this|they|those|each))?(?: costs?)?|(?:is|are|was|were) (?:it|that|this|they|those|these) (?:done|finished|implemented|verified)(?: yet| already)?)\W*$/i;
