import { type PhraseTaker, phraseTaker, said } from "#src/router/conversation/phrase-taker";
import { type BudgetAsk, takeAsk } from "./asked-of-budgets.ts";
import { type BudgetSettings, takeSettings } from "./setting-words.ts";

/** What is wanted of budgets. */
export type BudgetVerb = "list" | "set" | "change" | "delete";
type Cadence = "monthly" | "quarterly" | "yearly";
type State = "over" | "at risk" | "on track";

/** The words of a question that speak of budgets, and the rest of it. */
export interface BudgetWords {
  /** Whether budgets are named at all; in a thread about them they needn't be. */
  readonly isNamed: boolean;
  readonly verb: BudgetVerb;
  /** To set; null where none is said. */
  readonly amount: number | null;
  readonly currency: string | null;
  readonly cadence: Cadence | null;
  readonly states: readonly State[];
  /** The names of budgets that are said. */
  readonly names: readonly string[];
  /** What a new budget is to be called. */
  readonly called: string | null;
  /** What else than its amount is to be set; null where nothing is said of it. */
  readonly settings: BudgetSettings | null;
  /** What else than how they stand is asked; null where nothing else is. */
  readonly ask: BudgetAsk | null;
  /** Whether something is asked of budgets that can't be told. */
  readonly isOther: boolean;
  readonly rest: string;
}

const POLITE =
  "(?:(?:please|can you|could you|would you|hey|tally|now|ok|okay|let['’]?s|(?:i|we) (?:want|need|would like) to|i['’]d like to)[ ,]+)*";
const NAMED = said("over-?budget|budgets?|budgeted|budgeting|overspend(?:ing)?|overspent");
const SET = "(?:set(?: up)?|create|make|add|define|establish|give|put|assign|start)";
const CHANGE =
  "(?:change|update|raise|increase|lower|reduce|decrease|cut|bump(?: up)?|adjust|edit|lift|extend|double|halve)";
const DELETE = "(?:delete|remove|drop|cancel|discard|get rid of)";
const VERBS: readonly (readonly [verb: BudgetVerb, pattern: RegExp])[] = [
  ["delete", new RegExp(`^\\W*${POLITE}${DELETE}\\b`, "i")],
  ["change", new RegExp(`^\\W*${POLITE}${CHANGE}\\b`, "i")],
  ["set", new RegExp(`^\\W*${POLITE}${SET}\\b`, "i")],
];
/** "A budget of $5k for ml", "budget $5k for ml": said, not asked. */
const STATED = /^\W*(?:(?:an?|new|the)\s+)*(?:(?:monthly|quarterly|yearly|annual)\s+)?budget\b/i;
const OTHER = said(
  "affects?|affected|should|alerts?|notif(?:y|ication|ications)|last (?:month|quarter|year)",
);

const CURRENCIES: Readonly<Record<string, string>> = {
  $: "USD",
  us$: "USD",
  dollars: "USD",
  dollar: "USD",
  bucks: "USD",
  "€": "EUR",
  euros: "EUR",
  euro: "EUR",
  "£": "GBP",
  pounds: "GBP",
};
const CODES = "usd|eur|gbp|chf|jpy|cad|aud|inr|sek|nok|dkk|pln|brl|sgd|nzd";
const FACTORS: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
};
/** An amount says what it is by its currency, its unit, or the word before it. */
const AMOUNT = new RegExp(
  `(?<![\\w.-])(?<lead>(?:of|to|at|is|=|:)\\s+)?(?<sign>us\\$|[$€£]|(?:${CODES})\\s)?\\s?(?<number>\\d[\\d,]*(?:\\.\\d+)?)\\s?(?<factor>k|mn?|thousand|million)?(?:\\s?(?<unit>${CODES}|dollars?|bucks|euros?|pounds|[€£$]))?(?![\\w%-])`,
  "gi",
);

const CADENCES: readonly (readonly [cadence: Cadence, pattern: RegExp])[] = [
  ["monthly", said("monthly|(?:a|per|each|every) month|(?<=\\d[km]?)/ ?mo(?:nth)?|per mo")],
  ["quarterly", said("quarterly|(?:a|per|each|every) quarter")],
  ["yearly", said("yearly|annual(?:ly)?|(?:a|per|each|every) year")],
];
const STATES: readonly (readonly [states: readonly State[], pattern: RegExp])[] = [
  [
    ["over", "at risk"],
    said(
      "at risk(?: of (?:overspending|being exceeded|going over|overrun(?:ning)?))?|(?:close|near) to (?:their|its|the|being over)(?: limits?)?|(?:going|expected|projected|likely|about|set) to (?:go over|exceed|be exceeded|overspend|overrun|be over)|will (?:go over|exceed|be exceeded|overspend|overrun)|in danger|endangered",
    ),
  ],
  [["on track"], said("on track|within(?: the)?|under")],
  [["over"], said("over|exceed(?:ed|ing|s)?|above|blown|overspent|overspending|busted|exhausted")],
];
const WHICH = /\b(?:which|what|who|list|show|any|anyone|anything|only)\b/i;
const CALLED = /\b(?:called|named)\s+(?:["“](?<quoted>[^"”]+)["”]|(?<word>[\w-]+))/gi;
const FILLERS = said(
  "current status|statuses|status|currently|active|remaining|remains?|left|spare|headroom|used up|used|use|limits?|spend limit|running out|run out|actual spend|versus actual|vs\\.? actual(?: spend)?|against actual|actuals?|and classify them|classify|me|our|my|are we|am i|are|is|we|do|doing|have|has|had|how much(?: of)?|how|it|them|there|still|already|so far|projected|expected|tracking|going|for the current (?:billing )?period|in the current (?:billing )?period|current|exist|exists|new|for|team['’]s",
);

/** Reads what a question says of budgets; `budgets` are the names of those there are. */
export function readBudgetWords(question: string, budgets: readonly string[]): BudgetWords {
  const isNamed = question.search(NAMED) >= 0;
  const phrases = phraseTaker(question);
  const called = phrases.take(CALLED)?.groups;
  const names = namesIn(phrases, budgets);
  const { verb, ask, settings } = meantIn(question, phrases);
  const isWrite = verb !== "list";
  const cadence = CADENCES.flatMap(([one, pattern]) => (phrases.takes(pattern) ? [one] : []))[0];
  const money = isWrite ? amountIn(phrases) : null;
  const isOther = !isWrite && ask === null && phrases.rest.search(OTHER) >= 0;
  const states = isWrite ? [] : statesIn(phrases, question);
  const rest = isWrite ? withoutVerb(phrases) : phrases;
  rest.takes(NAMED);
  if (!isWrite) rest.takes(FILLERS);
  return {
    isNamed,
    verb,
    amount: money?.amount ?? null,
    currency: money?.currency ?? null,
    cadence: cadence ?? null,
    states,
    names,
    called: called?.["quoted"] ?? called?.["word"] ?? null,
    settings,
    ask,
    isOther,
    rest: rest.rest,
  };
}

/** What is to be done, or asked; settings that are said without a verb of writing change them. */
function meantIn(
  question: string,
  phrases: PhraseTaker,
): Pick<BudgetWords, "verb" | "ask" | "settings"> {
  const verb = verbIn(question);
  if (verb === "delete") return { verb, ask: null, settings: null };
  const ask = verb === "list" ? takeAsk(phrases) : null;
  const settings = ask === null ? takeSettings(phrases) : null;
  return { verb: verb === "list" && settings !== null ? "change" : verb, ask, settings };
}

function verbIn(question: string): BudgetVerb {
  const found = VERBS.find(([, pattern]) => pattern.test(question));
  if (found !== undefined) return found[0];
  const isStated = STATED.test(question) && amountIn(phraseTaker(question)) !== null;
  return isStated ? "set" : "list";
}

function withoutVerb(phrases: PhraseTaker): PhraseTaker {
  for (const [, pattern] of VERBS) phrases.takes(pattern);
  phrases.takes(said("(?:an?|the|new|our|my|it|that|this|to|of|at)"));
  return phrases;
}

/** The longest names first; each is taken once. */
function namesIn(phrases: PhraseTaker, budgets: readonly string[]): string[] {
  const longest = budgets.toSorted((a, b) => b.length - a.length);
  return longest.filter((name) => phrases.takes(said(name.replace(/[^\w\s]/g, "\\$&"))));
}

function amountIn(phrases: PhraseTaker): { amount: number; currency: string | null } | null {
  const isMeant = ({ groups = {} }: RegExpExecArray) =>
    [groups["lead"], groups["sign"], groups["factor"], groups["unit"]].some(
      (part) => part !== undefined,
    ) || Number((groups["number"] ?? "").replaceAll(",", "")) >= LEAST_BARE;
  const groups = phrases.take(AMOUNT, isMeant)?.groups;
  if (groups === undefined) return null;
  const { sign, unit, number = "", factor = "" } = groups;
  const amount = Number(number.replaceAll(",", "")) * (FACTORS[factor.toLowerCase()] ?? 1);
  const money = (sign ?? unit)?.trim().toLowerCase();
  const currency = money === undefined ? null : (CURRENCIES[money] ?? money.toUpperCase());
  return amount > 0 ? { amount, currency } : null;
}

/** Smaller numbers that nothing marks as an amount may be part of a name. */
const LEAST_BARE = 100;

/** "Which budgets are over?" lists those; "is payments over budget?" asks about one, whatever its state. */
function statesIn(phrases: PhraseTaker, question: string): readonly State[] {
  const found = STATES.flatMap(([states, pattern]) =>
    phrases.rest.replace(BOUND, " ").search(pattern) >= 0 ? [states] : [],
  );
  const bounds = phrases.rest.match(BOUND) ?? [];
  for (const [, pattern] of STATES) if (bounds.length === 0) phrases.takes(pattern);
  return WHICH.test(question) ? (found[0] ?? []) : [];
}

/** "Over $50K" bounds amounts and says nothing of a state. */
const BOUND = /\b(?:over|above|under|exceed(?:ing|s)?)\s+[$€£]?\s?\d[\d,.]*\s?(?:k|m)?\b/gi;
