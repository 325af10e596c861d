import type { Period } from "#src/focus/day";
import { type PhraseTaker, phraseTaker, said } from "#src/router/conversation/phrase-taker";
import { readPick } from "#src/router/conversation/picks";
import { changedFilters } from "#src/router/conversation/thread-filters";
import { askBack, wishIn } from "#src/router/declining";
import type { Filter } from "#src/router/filter";
import { readLeftovers, speaksOfCost } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { readAskedTime } from "#src/router/period";
import { type QuestionReading, readQuestion } from "#src/router/question-reading";
import { QuestionWords } from "#src/router/question-words";
import type { Routing, RoutingContext } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";
import { leftOutWords, unexplainedIn } from "#src/router/unexplained";
import type { Asked } from "./decision-route.ts";
import { type DecidedWords, type ListWords, takeListWords, thingsIn } from "./list-words.ts";
import { NAMED } from "./named.ts";
import { readNumbers } from "./numbers.ts";
import { leftWords } from "./target.ts";
import { hasTraits, traitInput } from "./trait-words.ts";

const FILLERS = said(
  "acted on|save|and (?:is|are) (?:it|they|that)(?: done)?|and why|is it done|ranked by (?:what they save|savings?|dollar)(?: impact)?|by savings?(?: impact)?|(?:savings?|dollar) impact|ones?|open|current|biggest|largest|money|can|could|i|we|kill|delete|remove|terminate|find|resources?|infrastructure|(?:across )?all clouds|waits?|waiting|there|impact|a month|per month|monthly|each month|opportunit(?:y|ies)|who owns?|owns?|am i seeing|seeing|yet|it|this|that|their|risks?|adopt(?:ing)?|implement(?:ing)?",
);
const GROUPS: ReadonlySet<string> = new Set([
  "team",
  "environment",
  "ServiceProviderName",
  "SubAccountId",
  "ServiceName",
  "RegionId",
]);
const BY_OWN = said("(?:by|per|for each) (?<group>owner|kind|type|status|state)s?");
const ONES = /\bones?\b/i;
/** “What is accepted but not done?” */
const STANDS =
  /^\W*(?:what|which(?: ones)?)(?:['’]s|\s+is|\s+are)(?:\s+still|\s+currently|\s+all)*\s+(?:accepted|snoozed|dismissed|postponed)\b/i;
/** What all of them save together is what the list says. */
const IF_ALL = said(
  "if we (?:did|do|took|take|accepted|accept|implemented|implement|followed|follow) (?:everything|all(?: of (?:it|them|these|those))?|(?:it|them) all|every (?:one|recommendation))",
);
const POINTED = /^\W*(?:why|explain|tell me more|more details?)(?: (?:it|that|this))?\W*$/i;
/** A wish that recommendations fulfil, or that the ledger does. */
const OWN_WISH = "say that of savings; ask “what can we save?” or “what did we save?”";

/** Routes a question for recommendations, by itself or after one; null for any other question. */
export function routeList(asked: Asked, context: RoutingContext, names: Names): Routing | null {
  const numbered = readNumbers(asked.question);
  const phrases = phraseTaker(numbered.rest);
  const words = takeListWords(phrases);
  const numbers = numbersIn(numbered.numbers, phrases, asked, names);
  if (!isAboutThem(asked, words, numbers)) return null;
  if (numbers.length > 0) return called({ numbers, detail: numbers.length === 1 }, asked);
  const wish = wishIn(new QuestionWords(asked.question.replace(IF_ALL, " ")), names);
  if (wish !== null && wish !== OWN_WISH) return { kind: "unsupported", wish };
  return describedList(asked, words, phrases, { context, names });
}

function describedList(
  asked: Asked,
  words: ListWords,
  phrases: PhraseTaker,
  { context, names }: { readonly context: RoutingContext; readonly names: Names },
): Routing | null {
  const { question, isNamed, thread } = asked;
  const own = phrases.take(BY_OWN)?.groups?.["group"]?.toLowerCase();
  const things = thingsIn(phrases);
  for (const pattern of [IF_ALL, ...NAMED, FILLERS]) phrases.takes(pattern);
  const { reading: time } = readAskedTime(phrases.rest, context);
  const reading = readQuestion(time.rest, names, false);
  const isPicked = ONES.test(question) || words.isWhy;
  if (!isNamed && thread !== null && isElsewhere(words, reading, isPicked)) return null;
  const doubt = isPicked ? null : askBack(question, reading, names);
  if (doubt !== null) return doubt;
  const input = {
    ...inputOf(words, time.period),
    filters: filtersAfter(asked, filtersOf(reading)),
    ...boundsOf(reading, own),
    ...wordsOf(things, isPicked ? leftWords(reading) : null),
    ...(isPicked ? { detail: words.isWhy || /\bone\b/i.test(question) } : {}),
  };
  const unexplained = isPicked ? [] : unexplainedIn(reading.lookup);
  return called(input, asked, [...reading.assumptions, ...leftOutWords(unexplained)], unexplained);
}

function wordsOf(...found: readonly (string | null)[]): object {
  const words = found.filter((one) => one !== null).join(" ");
  return words === "" ? {} : { words };
}

/** The recommendations that a question points at: by number, by place in the list, or the only one shown. */
function numbersIn(
  numbers: readonly number[],
  phrases: PhraseTaker,
  { question, thread }: Asked,
  names: Names,
): readonly number[] {
  if (numbers.length > 0 || thread === null) return numbers;
  const pick = readPick(phrases, null, names.dimensions);
  const placed = pick?.kind === "row" ? thread.numbers.at(pick.at) : undefined;
  if (placed !== undefined) return [placed];
  const isOnly = POINTED.test(question) && thread.numbers.length === 1;
  return isOnly ? thread.numbers : [];
}

/** Named, or said so that only recommendations can be meant; in a thread about them anything of theirs. */
function isAboutThem(
  { question, isNamed, thread }: Asked,
  { decided, owner, waitsForMe, statuses, traits, isWhy }: ListWords,
  numbers: readonly number[],
): boolean {
  if (isNamed || thread !== null || decided !== null || waitsForMe) return true;
  if (numbers.length > 0) return isWhy;
  if (traits.isQuickWin || (statuses !== null && STANDS.test(question))) return true;
  const isUnowned = owner === "nobody" && /^\W*(?:which|what|show|list|any)\b/i.test(question);
  if (isUnowned && !/\btags?\b/i.test(question)) return true;
  return statuses?.includes("awaiting-approval") === true;
}

/** In a thread about recommendations costs, and words that mean nothing, are asked about elsewhere. */
function isElsewhere(words: ListWords, reading: QuestionReading, isPicked: boolean): boolean {
  const { lookup, isFreshness, changes, metrics, groupBy, mentions, thresholds, ranking } = reading;
  const ofCosts = isFreshness || changes.isChange || metrics.length > 0;
  if (ofCosts || speaksOfCost(lookup.words)) return true;
  if (isSaid(words) || isPicked) return false;
  const { names, others } = readLeftovers(lookup);
  if (names.length + others.length > 0) return true;
  return mentions.length + thresholds.length + groupBy.length === 0 && ranking === null;
}

function isSaid(words: ListWords): boolean {
  const { statuses, owner, kinds, decided, traits, waitsForMe, isWhy } = words;
  const said = [statuses, owner, decided].some((one) => one !== null);
  return said || kinds.length > 0 || waitsForMe || isWhy || hasTraits(traits);
}

function inputOf(
  { kinds, statuses, owner, waitsForMe, decided, traits }: ListWords,
  period: Period | null,
): object {
  return {
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(statuses === null ? {} : statusInput(statuses, period)),
    ...(owner === null ? {} : { owner }),
    ...(waitsForMe ? { waitsFor: "me" } : {}),
    ...(decided === null ? {} : decidedInput(decided, period)),
    ...traitInput(traits),
  };
}

/** “Accepted in October”: when that was decided, however it stands by now. */
function statusInput(statuses: readonly string[], period: Period | null): object {
  const what = statuses.flatMap((status) => DECIDED[status] ?? []);
  return period === null || what.length < statuses.length
    ? { statuses }
    : { decided: { what, by: null }, period };
}

const DECIDED: Readonly<Record<string, string>> = {
  accepted: "accept",
  dismissed: "dismiss",
  snoozed: "snooze",
  done: "done",
  verified: "verify",
};

function decidedInput({ what, by, status }: DecidedWords, period: Period | null): object {
  if (status !== null && period === null) return { statuses: [status] };
  return { decided: { what, by }, ...(period === null ? {} : { period }) };
}

function boundsOf({ thresholds, ranking, groupBy }: QuestionReading, own: string | undefined) {
  const limit = ranking?.limit ?? null;
  const group = own === undefined ? groupBy.find((one) => GROUPS.has(one)) : OWN_GROUPS[own];
  return {
    ...(thresholds.length === 0 ? {} : { savings: thresholds }),
    ...(limit === null ? {} : { limit }),
    ...(group === undefined ? {} : { groupBy: group }),
  };
}

const OWN_GROUPS: Readonly<Record<string, string>> = {
  owner: "owner",
  kind: "kind",
  type: "kind",
  status: "status",
  state: "status",
};

/** In a thread what is said changes the list before. */
function filtersAfter({ isNamed, thread }: Asked, filters: readonly Filter[]): readonly Filter[] {
  const before = isNamed ? [] : (thread?.list?.filters ?? []);
  const references = { adds: false, frees: null, drops: new Set<never>(), includes: [] };
  return changedFilters(before, filters, references);
}

function called(
  input: object,
  { thread }: Asked,
  assumptions: readonly string[] = [],
  unexplained: readonly string[] = [],
): Routing {
  return {
    kind: "skill",
    skill: "list-recommendations",
    input,
    assumptions: [...new Set(assumptions)],
    unexplained,
    ...(thread === null ? {} : { followsUp: true }),
  };
}
