import { phraseTaker } from "#src/router/conversation/phrase-taker";
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
import { type AnomalyThread, anomalyThread } from "./anomaly-thread.ts";
import {
  type AnomalyVerb,
  type AnomalyWords,
  isVerdict,
  readAnomalyWords,
} from "./anomaly-words.ts";
import { readUntil } from "./until.ts";

/** A question about anomalies as far as it is read. */
interface Asked {
  readonly question: string;
  readonly words: AnomalyWords;
  readonly reading: QuestionReading;
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly until: string | null;
  /** Place in the list that was shown, counted from 0, or from the end when negative. */
  readonly at: number | null;
  readonly thread: AnomalyThread | null;
}

/** Routes a question about anomalies, by itself or after one; null for any other question. */
export function routeAnomalies(
  question: string,
  context: RoutingContext,
  names: Names,
): Routing | null {
  const thread = context.previous === null ? null : anomalyThread(context.previous);
  const until = readUntil(question, context.today);
  const isSaid = isVerdict(readAnomalyWords(question).verb);
  const { at, rest } = readPlace(isSaid ? until.rest : question, names);
  const words = readAnomalyWords(rest);
  const { reading: time } = readAskedTime(words.rest, context);
  const reading = readQuestion(time.rest, names, false);
  const asked: Asked = {
    question,
    words,
    reading,
    period: time.period,
    until: isSaid ? until.day : null,
    at,
    thread,
  };
  if (!isAboutAnomalies(asked)) return null;
  const wish = wishIn(new QuestionWords(words.rest), names);
  if (wish !== null) return { kind: "unsupported", wish };
  if (isSaid && until.unread !== null) return askUntil(until.unread);
  return callFor(asked, names);
}

const NUMBERED = /\b(?:anomaly|spike)\s+(?:#|no\.?\s*|number\s+)?(?<number>\d{1,3})\b/i;
const ORDINAL_ANOMALY =
  /(?<=\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d(?:st|nd|rd|th))\s+)(?:anomaly|spike)\b/i;

/** "The second one", "the second anomaly", "anomaly 2"; the words are taken from the question. */
function readPlace(question: string, names: Names): { at: number | null; rest: string } {
  const number = NUMBERED.exec(question)?.groups?.["number"];
  if (number !== undefined) {
    return { at: Number(number) - 1, rest: question.replace(NUMBERED, "anomaly") };
  }
  const phrases = phraseTaker(question.replace(ORDINAL_ANOMALY, "one anomaly"));
  const pick = readPick(phrases, null, names.dimensions);
  return pick?.kind === "row" ? { at: pick.at, rest: phrases.rest } : { at: null, rest: question };
}

/** Named, or in a thread about them: picked, said of, or the list asked for again for other days or things. */
function isAboutAnomalies({ words, reading, period, at, thread }: Asked): boolean {
  const { verb, isNamed, states, minimumSeverity } = words;
  if (isNamed) return true;
  if (thread === null) return false;
  const isSaid = isVerdict(verb) || (verb === "explain" && !isAboutCosts(reading));
  if (at !== null || isSaid || states !== null || minimumSeverity !== null) return true;
  const namesOnly = period !== null || reading.mentions.length > 0;
  return namesOnly && !asksForCosts(reading);
}

/** "Why did EC2 costs go up?" is about costs, also after a list of anomalies. */
function isAboutCosts({ lookup, changes, isFreshness }: QuestionReading): boolean {
  return isFreshness || changes.isChange || speaksOfCost(lookup.words);
}

function asksForCosts({
  lookup,
  groupBy,
  metrics,
  thresholds,
  ranking,
  isFreshness,
}: QuestionReading) {
  const { others, names } = readLeftovers(lookup);
  const parts = [groupBy, metrics, thresholds, others, names];
  if (isFreshness || ranking !== null || parts.some(({ length }) => length > 0)) return true;
  return speaksOfCost(lookup.words);
}

function askUntil(words: string): Routing {
  const text = `I don't know which day “${words}” is. Name a day to come, such as “until 15 January”.`;
  return { kind: "clarify", reason: "unclear", text, suggestions: [] };
}

function askWhich(): Routing {
  const text = "Which anomaly do you mean? Ask for anomalies first, or say what it is about.";
  return { kind: "clarify", reason: "unclear", text, suggestions: ["Any anomalies?"] };
}

function callFor(asked: Asked, names: Names): Routing {
  const { words, at, thread } = asked;
  const verb = words.verb ?? (at === null ? "list" : "explain");
  const isOne = at !== null && verb === "list";
  if (verb === "list" && !isOne) return listCall(asked, names);
  const skill = verb === "explain" || isOne ? "explain-anomaly" : writeSkill(verb);
  const said = skill === "resolve-anomaly" ? { verdict: verb, ...heldWords(asked) } : {};
  if (skill !== "explain-anomaly" && thread === null && (isBare(asked) || at !== null))
    return askWhich();
  const input = { ...pickOf(asked), ...said };
  return {
    kind: "skill",
    skill,
    input,
    assumptions: [],
    ...(thread === null ? {} : { followsUp: true }),
  };
}

function writeSkill(verb: AnomalyVerb): string {
  return verb === "recommended" ? "suggest-recommendation" : "resolve-anomaly";
}

function heldWords({ until, words }: Asked) {
  return { until, note: words.note };
}

function listCall(asked: Asked, names: Names): Routing {
  const { question, words, reading, period, thread } = asked;
  const doubt = askBack(question, reading, names);
  if (doubt !== null) return doubt;
  const before = words.isNamed ? null : (thread?.list ?? null);
  const { states, minimumSeverity, direction } = words;
  const input = {
    ...(before ?? {}),
    ...(period === null ? {} : { period }),
    filters: filtersAfter(before?.filters ?? [], filtersOf(reading)),
    ...(states === null ? {} : { states }),
    ...(minimumSeverity === null ? {} : { minimumSeverity }),
    ...(direction === null ? {} : { direction }),
  };
  const unexplained = unexplainedIn(reading.lookup);
  const assumptions = [...new Set([...reading.assumptions, ...leftOutWords(unexplained)])];
  return {
    kind: "skill",
    skill: "list-anomalies",
    input,
    assumptions,
    unexplained,
    ...(before === null ? {} : { followsUp: true }),
  };
}

function filtersAfter(before: readonly Filter[], said: readonly Filter[]): Filter[] {
  const references = { adds: false, frees: null, drops: new Set<never>(), includes: [] };
  return changedFilters(before, said, references);
}

/** The anomaly that is meant: by its place in the list shown, by what it is about, or the one spoken of last. */
function pickOf(asked: Asked) {
  const { reading, period, at, thread } = asked;
  const list = thread?.list ?? null;
  const from = list === null ? {} : { list };
  if (at !== null) return { ...placed(at, thread), ...from };
  const filters = filtersOf(reading);
  const words = nameIn(reading);
  if (period !== null) return { filters, words, period };
  return isBare(asked) ? { ...spokenOf(thread), ...from } : { filters, words, ...from };
}

/** The only one that was shown, or the one that was explained last. */
function spokenOf(thread: AnomalyThread | null) {
  const shown = thread?.rows?.values ?? [];
  const [id] = shown;
  return shown.length === 1 && typeof id === "string" ? { id } : { ...thread?.pick };
}

function placed(at: number, thread: AnomalyThread | null) {
  const id = thread?.rows?.values.at(at) ?? null;
  return id === null ? { nth: at < 0 ? at : at + 1 } : { id };
}

/** Whether nothing says which anomaly is meant. */
function isBare({ reading, period, at }: Asked): boolean {
  return (
    at === null && period === null && filtersOf(reading).length === 0 && nameIn(reading) === null
  );
}

/** A word that names nothing in the bill may be part of what an anomaly is called. */
function nameIn({ lookup, doubts }: QuestionReading): string | null {
  const [doubt] = doubts;
  if (doubt !== undefined) return doubt.typed;
  const { names, others } = readLeftovers(lookup);
  const [first] = [...names, ...others];
  return first === undefined ? null : lookup.words.typed(first);
}
