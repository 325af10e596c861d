import { type PhraseTaker, phraseTaker, said } from "#src/router/conversation/phrase-taker";
import type { RoutingContext } from "#src/router/router";
import { type PlannedSize, takePlannedSize } from "./planned-size.ts";
import { type PlannedTime, takePlannedTime } from "./time-to-come.ts";

/** What is wanted of plans. */
export type PlanVerb = "list" | "plan" | "change" | "forget";

/** What a message says of something planned. */
export interface PlanWords {
  readonly verb: PlanVerb;
  readonly size: PlannedSize | null;
  readonly time: PlannedTime | null;
  /** How likely it is, 0 to 1; null where that isn't said. */
  readonly probability: number | null;
  /** The plan of those there are that is named. */
  readonly known: string | null;
  /** What is said to change, and what it is said to be for; in words of the message. */
  readonly subject: string;
  readonly charges: string | null;
}

const POLITE =
  "(?:(?:please|can you|could you|hey|tally|now|ok|okay|also|and|note|remember|fyi)(?: that)?[ ,:]+)*";
/** Plans that people buy; nobody forgets or lists those here. */
const BOUGHT =
  /\b(?:savings?|support|service|compute|hosting|pricing|payment|app service|business|enterprise|rate) plans?\b/i;
const FORGET = new RegExp(
  `^\\W*${POLITE}(?:forget|remove|delete|drop|cancel|scrap|discard|take back|undo|give up)\\b`,
  "i",
);
const CHANGE = new RegExp(
  `^\\W*${POLITE}(?:change|update|move|shift|raise|lower|increase|reduce|correct|set|make)\\b`,
  "i",
);
/** What is moved to a day begins there. */
const MOVED_TO =
  /\bto (?=(?:the )?(?:(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|next |q[1-4]\b|\d{4}-\d\d))/gi;
const A_PLAN = /\b(?:plan|plans|planned)\b/i;
const LISTS: readonly RegExp[] = [
  /\bwhat(?:['’]?s| is| are| has been| have we| did we|) (?:\w+ )?planned\b/i,
  /\b(?:what|which|list|show|any|are there|have we)\b.*\bplanned (?:changes?|launch(?:es)?|one-?offs?|migrations?|growth|projects?)\b/i,
  /\b(?:what|which) (?:cost )?(?:changes|launches|one-?offs|migrations|projects) (?:are|have been|were) planned\b/i,
  /^\W*(?:please )?(?:list|show)(?: me)?(?: all| the| our| my)* plans\b/i,
  /\b(?:what|which) plans (?:do we have|are there|have we|are noted)\b/i,
];
const EXPECTS = new RegExp(
  `^\\W*${POLITE}(?:(?:we|i|they|the \\w+ team)(?:['’]re| are| have)?(?: (?:also|now))? (?:expect(?:ing)?|plan(?:ning|ned)?|anticipat(?:e|ing)|intend(?:ing)?)|(?:we|i)(?:['’]ll| will| are going to|['’]re going to)|expect|plan(?:ned)?(?: change)?|add (?:a |the )?plan(?:ned change)?|there will be|there['’]s going to be)(?: (?:that|to(?: add)?|for|on|an?|have|see|the following))*\\b\\s*:?`,
  "i",
);
const WILL =
  /\b(?:will|(?:is|are) going to) (?:grow|increase|rise|shrink|drop|fall|decrease|decline|go (?:up|down)|double|triple|halve|cost|save)\b/i;
/** What asks for numbers isn't a plan. */
const ASKS =
  /[?]|^\W*(?:please )?(?:what|how|why|when|where|which|who|is|are|was|were|do|does|did|has|have|can|could|would|should|show|list|give|tell|compare|forecast|predict|project|explain|find|get|top|break|alert|notify|remind|send|if|suppose)\b/i;
/** “Over $10k a month” bounds amounts. */
const BOUND =
  /\b(?:over|above|under|below|less than|more than|at least|at most|exceed(?:s|ing)?|between|within) (?:[$€£]|us\$)?\s?\d/i;
const COSTS = /\b(?:costs?|costing|spend|spent|bills?|charges)\b/i;
const PROBABILITY =
  /(?:with )?(?:a |an )?(?<percent>\d{1,2}) ?(?:%|percent) (?:likely|chance|probab(?:le|ility)|sure|certain)(?: of)?/gi;
const GROWS =
  "(?:to (?:grow|increase|rise|shrink|drop|fall|decrease|decline|go up|go down|cost|add|save|be|double|triple|halve|start|begin|end)|grows?|growing|growth|increases?|increasing|rises?|rising|shrinks?|shrinking|drops?|falls?|decreases?|declines?|goes up|goes down|going up|will (?:grow|increase|rise|shrink|drop|fall|decrease|cost|add|save)|costs?|adds?|saves?|more|less|extra|additional)";
const FOR = /(?:^|[\s,:])(?:for|in|of|on|to)\s+(?<charges>[^,;:]+)$/i;
const FILLERS = said(
  "about|around|roughly|approximately|please|which|that|it|this|and|then|only|so|will|is|are|be|the cost|costs?|spend(?:ing)?|usage|bills?",
);

/** Reads what a message says of plans; null where it speaks of none. */
export function readPlanWords(message: string, context: RoutingContext): PlanWords | null {
  const plans = context.plans ?? [];
  const isBought = BOUGHT.test(message);
  if (LISTS.some((pattern) => pattern.test(message)) && !isBought) return listWords(message);
  const known = knownIn(message, plans);
  const isOfPlans = known !== null || (A_PLAN.test(message) && !isBought);
  if (FORGET.test(message) && isOfPlans) {
    return withoutSize("forget", message.replace(FORGET, " "), known);
  }
  if (ASKS.test(message) || BOUND.test(message)) return null;
  const verb = CHANGE.test(message) ? "change" : "plan";
  if (verb === "change" && !isOfPlans) return null;
  return plannedWords(message, verb, known, context);
}

function listWords(message: string): PlanWords {
  const { charges } = parted(message.replace(/[?!.\s]+$/, ""));
  return { ...NOTHING, verb: "list", charges };
}

function withoutSize(verb: PlanVerb, rest: string, known: string | null): PlanWords {
  const phrases = phraseTaker(rest.replace(/[?!.\s]+$/, ""));
  phrases.takes(said("(?:the |our |my )?plan(?:s|ned)?(?: (?:change|launch))?(?: for| of| to)?"));
  return { ...NOTHING, verb, known, subject: nameOf(phrases.rest) };
}

const NOTHING = {
  size: null,
  time: null,
  probability: null,
  known: null,
  subject: "",
  charges: null,
} as const;

function plannedWords(
  message: string,
  verb: PlanVerb,
  known: string | null,
  context: RoutingContext,
): PlanWords | null {
  const expects = EXPECTS.test(message) || WILL.test(message);
  const planned =
    verb === "change"
      ? message.replace(CHANGE, " ").replace(MOVED_TO, "from ")
      : message.replace(EXPECTS, " ");
  // A colon ends what is planned: "the move ends 1 Feb: -8k a month".
  const phrases = phraseTaker(planned.replace(/:(?=\s)/g, ","));
  const chance = phrases.take(PROBABILITY)?.groups?.["percent"];
  const time = takePlannedTime(phrases, context);
  const size = takePlannedSize(phrases, time?.isEnd === true);
  const isSaid =
    verb === "change" ? size !== null || time !== null : size !== null && time !== null;
  if (!isSaid) return null;
  const isClear = expects || verb === "change" || isPlainPlan(message, size);
  if (!isClear) return null;
  if (verb === "change")
    phrases.takes(said("(?:the |our |my )?plan(?:ned)?(?: (?:change|launch))?(?: for| of)?"));
  const { subject, charges } = parted(withoutVerbs(phrases));
  return {
    verb,
    size,
    time,
    known,
    probability: chance === undefined ? null : Number(chance) / 100,
    subject: nameOf(subject),
    charges: charges === null ? null : nameOf(charges),
  };
}

/** Without a word of planning, an amount a month or once tells a plan from a question. */
function isPlainPlan(message: string, size: PlannedSize | null): boolean {
  const kind = size?.kind ?? null;
  return kind === "one-off" || (kind === "monthly" && !COSTS.test(message));
}

function withoutVerbs(phrases: PhraseTaker): string {
  phrases.takes(said(GROWS));
  return phrases.rest.replace(/[\s,;:.!-]+$/, "").replace(/^[\s,;:.!-]+/, "");
}

/** What changes, and behind a preposition what it is for. */
function parted(words: string): { readonly subject: string; readonly charges: string | null } {
  const match = FOR.exec(words);
  const charges = match?.groups?.["charges"]?.trim() ?? null;
  return { subject: match === null ? words : words.slice(0, match.index), charges };
}

function nameOf(words: string): string {
  return words
    .replace(FILLERS, " ")
    .replace(/["“”]/g, "")
    .replace(/^(?:[\s,;:.!-]|\b(?:an?|the|our|my|for|of|to|by|in|on|with|at)\b(?!-))+/i, "")
    .replace(/(?:[\s,;:.!-]|\b(?:an?|the|for|of|to|by|in|on|with|at)\b)+$/i, "")
    .replace(/\s+/g, " ");
}

/** The longest name of a plan that a message holds. */
function knownIn(message: string, plans: readonly string[]): string | null {
  const text = message.toLowerCase();
  const named = plans.filter((name) => text.includes(name.toLowerCase()));
  return named.toSorted((a, b) => b.length - a.length)[0] ?? null;
}
