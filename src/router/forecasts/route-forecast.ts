import type { Period } from "#src/focus/day";
import type { ForecastQuestion } from "#src/forecast-question";
import { costCallOf } from "#src/router/conversation/call-before";
import { followCosts } from "#src/router/conversation/follow-costs";
import { askBack, textBesideNames, wishBehind, wishIn } from "#src/router/declining";
import { readFreshness } from "#src/router/freshness";
import { readLeftovers, speaksOfCost } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import type { AskedTime } from "#src/router/period";
import { readQuestion } from "#src/router/question-reading";
import { QuestionWords } from "#src/router/question-words";
import type { Routing, RoutingContext } from "#src/router/router";
import { type CostCall, spendCall } from "#src/router/skill-call";
import { leftOutWords, unexplainedIn } from "#src/router/unexplained";
import { withoutWhy } from "#src/router/why";
import { forecastBefore, forecastCall, leftOutOfForecast } from "./forecast-call.ts";
import {
  asksForecast,
  type ForecastWish,
  readForecastWish,
  readNearestTime,
  readTimeToCome,
} from "./forecast-wish.ts";
import { besideExclusion, monthsOf, readWhatIf } from "./what-if.ts";

/**
 * Routes a question for costs to come, by itself or in a thread, also for what they would be under a condition; null
 * for any other question.
 */
export function routeForecast(
  question: string,
  context: RoutingContext,
  names: Names,
): Routing | null {
  const imagined = readWhatIf(question, context, names);
  if (imagined === null) {
    const routing = routeComing(question, context, names);
    const whatIf = besideExclusion(question, filtersOf(routing));
    return whatIf === null ? routing : withCondition(routing, { whatIf });
  }
  const isAfter = context.previous?.skill === "forecast-spend";
  const rest = imagined.rest === "" && isAfter ? "it" : imagined.rest;
  const routing = routeComing(`forecast ${rest}`, context, names);
  const { whatIf, assumptions } = imagined;
  const months = isTimed(routing) ? null : monthsOf(whatIf, context.today);
  const period = months === null ? {} : { period: months };
  return withCondition(routing, { whatIf, ...period }, assumptions);
}

type ForecastRouting = SkillRouting & { readonly input: Partial<ForecastQuestion> };

function isForecast(routing: Routing | null): routing is ForecastRouting {
  return routing?.kind === "skill" && routing.skill === "forecast-spend";
}

function filtersOf(routing: Routing | null): ForecastQuestion["filters"] {
  return isForecast(routing) ? (routing.input.filters ?? []) : [];
}

function isTimed(routing: Routing | null): boolean {
  return isForecast(routing) && routing.input.period !== undefined;
}

function withCondition(
  routing: Routing | null,
  condition: Pick<Partial<ForecastQuestion>, "whatIf" | "period">,
  assumptions: readonly string[] = [],
): Routing | null {
  if (!isForecast(routing)) return routing;
  return {
    ...routing,
    input: { ...routing.input, ...condition },
    assumptions: [...routing.assumptions, ...assumptions],
  };
}

function routeComing(question: string, context: RoutingContext, names: Names): Routing | null {
  const words = new QuestionWords(question);
  const isFreshness = readFreshness(new QuestionWords(question));
  const asks = !isFreshness && asksForecast(textBesideNames(words, names));
  const wish = asks
    ? readForecastWish(question, context)
    : { rest: question, period: null, periodWords: null };
  const before = callBefore(context, asks);
  const isOther = before === null ? !asks || withoutWhy(question) !== null : false;
  if (isOther || wishIn(words, names) !== null) return null;
  const followed =
    before === null ? null : follow({ question, wish, asks }, before, context, names);
  if (followed !== null || !asks) return followed;
  return routeAlone(question, wish, context, names);
}

/** The call that may be followed up on: a forecast by anything, costs only by asking for a forecast. */
function callBefore({ previous, today }: RoutingContext, asks: boolean): CostCall | null {
  if (previous === null) return null;
  const input = forecastBefore(previous, today);
  if (input !== null) return { skill: "get-spend", input };
  return asks ? costCallOf(previous) : null;
}

/** A follow-up that may name nothing but a period. */
const GOING_ON =
  /^\W*(?:(?:ok|okay|so|now|then)\W+)*(?:and|what about|how about|it|that|for|by|until|till|through|in|over|next|forecast (?:it|that|this))\b/i;
/** Words that say nothing but that it goes on. */
const ONLY_ON =
  /^(?:and|what|how|about|for|then|now|ok|okay|the|a|it|that|this|of|so|be|[\s?.!,])*$/i;

type SkillRouting = Extract<Routing, { kind: "skill" }>;

interface Said {
  readonly question: string;
  readonly wish: ForecastWish;
  /** Whether it asks for a forecast in words of its own. */
  readonly asks: boolean;
}

function follow(said: Said, call: CostCall, context: RoutingContext, names: Names): Routing | null {
  const { question, wish } = said;
  const { previous } = context;
  const isForecast = previous?.skill === "forecast-spend";
  const before = { call, rows: previous?.rows ?? null, isExplanation: false };
  const isBare = ONLY_ON.test(wish.rest) && GOING_ON.test(question);
  const rest = isBare ? `it ${wish.rest}` : wish.rest;
  const followed = followCosts(rest, before, context, names);
  if (followed === null || followed.kind !== "skill") return followed;
  if (followed.skill !== "get-spend") return isForecast ? followed : null;
  return forecastAfter(followed, said, isForecast ? call : null, context);
}

/** The forecast of what a follow-up asks for; the costs themselves where it names a period that is over. */
function forecastAfter(
  followed: SkillRouting,
  { wish, asks }: Said,
  before: CostCall | null,
  context: RoutingContext,
): Routing | null {
  const next = costCallOf({ ...followed, rows: null });
  if (next === null) return null;
  const read = asks ? readTimeToCome : readNearestTime;
  const time = read(wish.rest, context);
  const named = time.reading.period;
  if (!asks && named !== null && named.end <= context.today) return followed;
  const { period, words } = periodAfter(wish, time, before);
  const { skill, input } = forecastCall(next, period, words);
  const assumptions = [...followed.assumptions, ...leftOutOfForecast(next)];
  return { ...followed, skill, input, assumptions };
}

/** The period that a follow-up names, or the one of the forecast before. */
function periodAfter(
  wish: ForecastWish,
  time: AskedTime,
  before: CostCall | null,
): { readonly period: Period | null; readonly words: string | null } {
  const named = periodIn(wish, time);
  if (named.period !== null || before === null) return named;
  return { period: before.input.period, words: before.input.periodWords };
}

/** The period of a forecast; a running one is meant as a whole. */
function periodIn(wish: ForecastWish, { reading }: AskedTime) {
  if (wish.period !== null) return { period: wish.period, words: wish.periodWords };
  const { period, fullEnd, phrase } = reading;
  const whole = period === null ? null : { start: period.start, end: fullEnd ?? period.end };
  return { period: whole, words: phrase };
}

function routeAlone(
  question: string,
  wish: ForecastWish,
  context: RoutingContext,
  names: Names,
): Routing | null {
  const time = readTimeToCome(wish.rest, context);
  const reading = readQuestion(time.reading.rest, names, false);
  const { others } = readLeftovers(reading.lookup);
  if (others.length > 0 && !speaksOfCost(reading.lookup.words)) {
    return { kind: "unsupported", wish: null };
  }
  const late = wishBehind(reading);
  if (late !== null) return { kind: "unsupported", wish: late };
  const doubt = askBack(question, reading, names);
  if (doubt !== null) return doubt;
  const call = spendCall(reading, time);
  const { period, words } = periodIn(wish, time);
  const unexplained = unexplainedIn(reading.lookup);
  const left = [...leftOutOfForecast(call), ...leftOutWords(unexplained)];
  const assumptions = [...new Set([...reading.assumptions, ...left])];
  return { kind: "skill", ...forecastCall(call, period, words), assumptions, unexplained };
}
