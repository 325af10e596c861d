import type { Period } from "#src/focus/day";
import { askBack, textBesideNames, wishIn } from "#src/router/declining";
import type { Filter } from "#src/router/filter";
import { readLeftovers, speaksOfCost } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { readAskedTime } from "#src/router/period";
import { type QuestionReading, readQuestion } from "#src/router/question-reading";
import { QuestionWords } from "#src/router/question-words";
import type { Routing, RoutingContext } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";
import { leftOutWords, unexplainedIn } from "#src/router/unexplained";
import { type BudgetThread, budgetThread } from "./budget-thread.ts";
import { type BudgetWords, readBudgetWords } from "./budget-words.ts";
import {
  agreesToAll,
  askCall,
  setSuggestedCall,
  setsSuggested,
  suggestionInput,
} from "./route-asks.ts";

const OF_BUDGETS =
  /(?:^| )(?:over-?budget|budgets?|budgeted|budgeting|overspend(?:ing)?|overspent)(?= |$)/;
/** In a thread about budgets: one is pointed at, or another is asked about. */
const GOES_ON =
  /^\W*(?:(?:and|ok|okay|so|now|then)\W+)*(?:what about|how about|and|for|is|it|that)\b/i;
const POINTS = /\b(?:its?|that one|this one|that|this)\b/i;

interface Asked {
  readonly words: BudgetWords;
  readonly reading: QuestionReading;
  readonly filters: readonly Filter[];
  readonly thread: BudgetThread | null;
  /** The period that is named. */
  readonly period: Period | null;
}

/** Routes a question about budgets, by itself or after one; null for any other question. */
export function routeBudgets(
  question: string,
  context: RoutingContext,
  names: Names,
): Routing | null {
  const thread = context.previous === null ? null : budgetThread(context.previous);
  const isNamed = OF_BUDGETS.test(textBesideNames(new QuestionWords(question), names));
  if (!isNamed && thread === null) return null;
  const suggested = thread?.suggested ?? null;
  if (suggested !== null && agreesToAll(question)) return setSuggestedCall(suggested);
  const words = readBudgetWords(question, context.budgets ?? []);
  if (!isNamed && !goesOn(question, words)) return null;
  if (words.isOther) return declined(words, names, OTHER);
  const asked = readAsked(words, thread, context, names);
  if (!isNamed && isElsewhere(asked)) return null;
  return callFor(question, asked, context, names);
}

const OTHER = "say that about budgets yet";
const LOOK_BACK = "look back on budgets yet";
const EXPLAIN = "explain several budgets together; ask about one by its name";
const CLOSE = "bring several budgets back together; ask about one by its name";

function callFor(question: string, asked: Asked, context: RoutingContext, names: Names): Routing {
  const { words, reading, filters, thread } = asked;
  const suggested = thread?.suggested ?? null;
  if (setsSuggested(question)) {
    return setSuggestedCall(suggestionInput({ reading, filters, suggested }));
  }
  const called = askCall({ words, reading, filters, suggested, name: nameMeant(question, asked) });
  if (called !== null) {
    const doubt = words.names.length > 0 ? null : askBack(question, reading, names);
    return doubt ?? called;
  }
  if (words.verb !== "list") return setCall(question, asked, names);
  if (!holds(asked.period, context)) return declined(words, names, LOOK_BACK);
  const isPicked = words.names.length + filters.length > 0;
  if (words.ask === "why" && !isPicked) return declined(words, names, EXPLAIN);
  if (words.ask === "close" && !isPicked) return closeCall(question, asked, names);
  return listCall(question, asked, names);
}

/** What would bring “it” back: the only budget that was shown. */
function closeCall(question: string, asked: Asked, names: Names): Routing {
  const meant = nameMeant(question, asked);
  if (meant === null) return declined(asked.words, names, CLOSE);
  return listCall(question, { ...asked, words: { ...asked.words, names: [meant] } }, names);
}

/** Costs are asked about in a thread about budgets, too. */
function isElsewhere(asked: Asked): boolean {
  return speaksOfCost(asked.reading.lookup.words) || isEmpty(asked);
}

/** What a list is of is read without its time words; what is written has none. */
function readAsked(
  words: BudgetWords,
  thread: BudgetThread | null,
  context: RoutingContext,
  names: Names,
): Asked {
  const { reading: time } = readAskedTime(words.rest, context);
  const rest = words.verb === "list" ? time.rest : words.rest;
  const reading = readQuestion(rest, names, false);
  return { words, reading, filters: filtersOf(reading), thread, period: time.period };
}

/** Budgets are told of as they stand today. */
function holds(period: Period | null, { today }: RoutingContext): boolean {
  return period === null || (period.start <= today && period.end > today);
}

/** "Raise it to 60k", "and the ml one?", "who changed it?" */
function goesOn(question: string, { verb, names, amount, settings, ask }: BudgetWords): boolean {
  if (ask !== null) return ask !== "why" && (names.length > 0 || POINTS.test(question));
  if (settings !== null) return true;
  if (verb === "list") return names.length > 0 || GOES_ON.test(question);
  return amount !== null || (verb === "delete" && POINTS.test(question));
}

function isEmpty({ words, filters, reading }: Asked): boolean {
  if (words.verb !== "list" || words.ask !== null) return false;
  return words.names.length + filters.length + reading.doubts.length === 0;
}

/** Budgets come up in what can't be done about them, too. */
function declined({ rest }: BudgetWords, names: Names, otherwise: string): Routing {
  const wish = wishIn(new QuestionWords(rest), names);
  return { kind: "unsupported", wish: wish ?? otherwise };
}

function listCall(question: string, asked: Asked, names: Names): Routing {
  const { words, reading, filters } = asked;
  const wish = wishIn(new QuestionWords(words.rest), names);
  if (wish !== null) return { kind: "unsupported", wish };
  const doubt = words.names.length > 0 ? null : askBack(question, reading, names);
  if (doubt !== null) return doubt;
  const [dimension] = reading.groupBy;
  const unknown = firstLeftover(reading);
  const isPicked = words.names.length + filters.length + reading.groupBy.length > 0;
  if (unknown !== null && !isPicked) return askAbout(unknown);
  const input = {
    ...(words.names.length === 0 ? {} : { names: words.names }),
    ...(filters.length === 0 ? {} : { filters }),
    ...(dimension === undefined ? {} : { dimension }),
    ...(words.states.length === 0 ? {} : { states: words.states }),
    ...(words.cadence === null ? {} : { cadences: [words.cadence] }),
    ...(reading.thresholds.length === 0 ? {} : { amounts: reading.thresholds }),
  };
  const unexplained = unexplainedIn(reading.lookup);
  const assumptions = [...new Set([...reading.assumptions, ...leftOutWords(unexplained)])];
  return { kind: "skill", skill: "list-budgets", input, assumptions, unexplained };
}

function setCall(question: string, asked: Asked, names: Names): Routing {
  const { words, reading, filters } = asked;
  const { verb, amount, currency, cadence, called, settings } = words;
  const meant = nameMeant(question, asked);
  const doubt = meant === null ? askBack(question, reading, names) : null;
  const unclear = doubt ?? unclearIn(asked, meant);
  if (unclear !== null) return unclear;
  const name = called ?? meant;
  const input = {
    change: verb,
    ...(name === null ? {} : { name }),
    ...(filters.length === 0 ? {} : { filters }),
    ...(amount === null ? {} : { amount }),
    ...(currency === null ? {} : { currency }),
    ...(cadence === null ? {} : { cadence }),
    ...settingsIn(settings),
  };
  return { kind: "skill", skill: "set-budget", input, assumptions: reading.assumptions };
}

function settingsIn(settings: BudgetWords["settings"]): object {
  const said = Object.entries(settings ?? {}).filter(([, setting]) => setting !== null);
  return Object.fromEntries(said);
}

/** Nothing is written that isn't read to the last word. */
function unclearIn(
  { words, reading, filters, period }: Asked,
  name: string | null,
): Routing | null {
  if (period !== null) return ask("A budget holds from now on; please leave the period out.");
  if (words.verb !== "delete" && words.amount === null && words.settings === null) {
    return ask("To how much? Say the amount, such as “set a budget of $50k a month for payments”.");
  }
  const left = firstLeftover(reading);
  if (left !== null) {
    return ask(
      `I don't understand “${left}”, so no budget is changed. Please say it in other words.`,
    );
  }
  const isNamed = name !== null || filters.length > 0;
  if (words.verb === "set" || isNamed) return null;
  return ask("Which budget? Say its name, or what it is for.");
}

function firstLeftover({ lookup }: QuestionReading): string | null {
  const { names, others } = readLeftovers(lookup);
  const [left] = [...others, ...names];
  return left === undefined ? null : lookup.words.typed(left);
}

/** The only budget that is named, or the only one that was shown where it is pointed at or nothing else can be changed. */
function nameMeant(question: string, { words, thread, filters }: Asked): string | null {
  if (words.names.length > 0) return words.names[0] ?? null;
  const [only, ...others] = thread?.names ?? [];
  const isPointedAt = filters.length === 0 && (words.verb === "change" || POINTS.test(question));
  return isPointedAt && only !== undefined && others.length === 0 ? only : null;
}

/** A word that names nothing may be what the budget asked about is for. */
function askAbout(typed: string): Routing {
  const text = `I don't know “${typed}”. Name a budget, or a team, a service or an account that one is for.`;
  return {
    kind: "clarify",
    reason: "unknown-name",
    text,
    suggestions: ["What budgets do we have?"],
  };
}

function ask(text: string): Routing {
  return { kind: "clarify", reason: "unclear", text, suggestions: [] };
}
