import { phraseTaker } from "#src/router/conversation/phrase-taker";
import type { Names } from "#src/router/names";
import type { Routing, RoutingContext } from "#src/router/router";
import { type DecisionVerb, takeDecision } from "./decision-words.ts";
import { readHold } from "./hold.ts";
import { readNumbers } from "./numbers.ts";
import { readReason } from "./reasons.ts";
import { readReceiver } from "./receivers.ts";
import type { RecommendationThread } from "./recommendation-thread.ts";
import { type Target, targetIn } from "./target.ts";

/** A question as far as it is read. */
export interface Asked {
  readonly question: string;
  /** Whether it speaks of recommendations by itself. */
  readonly isNamed: boolean;
  /** Whether nothing was asked before. */
  readonly isFirst: boolean;
  readonly thread: RecommendationThread | null;
}

/** What is said besides which ones are meant. */
interface Told {
  readonly until: string | null;
  readonly above: number | null;
  /** Words that should say a day, but don't. */
  readonly unread: string | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly to: string | null;
  readonly rest: string;
}

const NOTHING = { until: null, above: null, unread: null, reason: null, note: null, to: null };
/** Verbs of other questions, too, where nothing says which recommendation is meant. */
const OF_OTHERS: ReadonlySet<DecisionVerb> = new Set<DecisionVerb>(["assign", "take", "release"]);
const UNDO =
  /^\W*(?:please )?undo(?: (?:it|that|this|(?:my|the) last (?:step|decision|one)))?\W*$/i;
const THE_ONE = /\b(?:the|that|all|every)\s+.*\bones?\b/i;

/** Routes what is to be done to recommendations; null where nothing is, or to something else. */
export function routeDecision(asked: Asked, context: RoutingContext, names: Names): Routing | null {
  const { numbers, rest: unnumbered } = readNumbers(asked.question);
  const phrases = phraseTaker(asked.question);
  const verb = takeDecision(phrases);
  if (verb === null || !isMeant(asked, verb, numbers)) return null;
  const told = toldIn(verb, numbers.length === 0 ? phrases.rest : withoutVerb(unnumbered), context);
  if (told.unread !== null) {
    return askBack(
      `I don't know which day “${told.unread}” is. Name a day to come, such as “until 15 January”.`,
    );
  }
  const target = numbers.length > 0 ? { numbers } : targetIn(told.rest, asked.thread, names);
  const isUnclear = target === null || (verb === "assign" && told.to === null);
  return isUnclear ? unclear(verb, told, asked, numbers) : callOf(verb, told, target, asked);
}

/** What is asked back where it isn't said which one is meant, or who gets it. */
function unclear(
  verb: DecisionVerb,
  told: Told,
  asked: Asked,
  numbers: readonly number[],
): Routing | null {
  // What is taken back without saying which is what the asker did last.
  if (verb === "undo") return callOf(verb, told, {}, asked);
  if (isOther(asked, numbers) && OF_OTHERS.has(verb)) return null;
  if (verb === "assign" && told.to === null) {
    return askBack("To whom? Say it, such as “assign rec 12 to ana@example.com”.");
  }
  return askWhich();
}

/** “Give me 5 services” in a thread about recommendations, which it doesn't name. */
function isOther({ isNamed }: Asked, numbers: readonly number[]): boolean {
  return !isNamed && numbers.length === 0;
}

function withoutVerb(text: string): string {
  const phrases = phraseTaker(text);
  takeDecision(phrases);
  return phrases.rest;
}

function toldIn(verb: DecisionVerb, rest: string, { today }: RoutingContext): Told {
  if (verb === "snooze") {
    const { rest: left, ...hold } = readHold(rest, today);
    const { note, rest: last } = readReason(left);
    return { ...NOTHING, ...hold, note, rest: last };
  }
  if (verb === "assign") return { ...NOTHING, ...readReceiver(rest) };
  const { reason, note, rest: left } = readReason(rest);
  return { ...NOTHING, reason: verb === "dismiss" ? reason : null, note, rest: left };
}

/** Outside of a thread about them a verb alone isn't enough: numbers, their name, or “the idle one” stand beside it. */
function isMeant(
  { question, isNamed, isFirst, thread }: Asked,
  verb: DecisionVerb,
  numbers: readonly number[],
): boolean {
  if (numbers.length > 0 || thread !== null) return true;
  if (verb === "undo") return isNamed || UNDO.test(question);
  return (isNamed && verb !== "take") || (isFirst && THE_ONE.test(question));
}

function callOf(
  verb: DecisionVerb,
  { until, above, reason, note, to }: Told,
  target: Partial<Target>,
  { thread }: Asked,
): Routing {
  const called = (skill: string, input: object): Routing => ({
    kind: "skill",
    skill,
    input: { ...target, ...input },
    assumptions: [],
    ...(thread === null ? {} : { followsUp: true }),
  });
  if (verb === "take") return called("assign-recommendation", { to: "me" });
  if (verb === "release") return called("assign-recommendation", { to: null });
  if (verb === "assign") return called("assign-recommendation", { to });
  return called("decide-recommendation", {
    decision: verb,
    ...(until === null ? {} : { until }),
    ...(above === null ? {} : { above }),
    ...(reason === null ? {} : { reason }),
    ...(note === null ? {} : { note }),
  });
}

function askWhich(): Routing {
  return askBack(
    "Which recommendation do you mean? Say its number, such as “rec 12”, or what it is about.",
    ["What can we save?"],
  );
}

function askBack(text: string, suggestions: readonly string[] = []): Routing {
  return { kind: "clarify", reason: "unclear", text, suggestions };
}
