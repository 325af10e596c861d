import type { Turn } from "#src/conversation";
import { routeAnomalies } from "./anomalies/route-anomalies.ts";
import { routeBudgets } from "./budgets/route-budgets.ts";
import { costCallOf } from "./conversation/call-before.ts";
import { completeQuestion } from "./conversation/complete-question.ts";
import { type Before, followCosts } from "./conversation/follow-costs.ts";
import { followFreshness } from "./conversation/follow-freshness.ts";
import { withThreadPeriod } from "./conversation/thread-time.ts";
import { askBack, wishBehind, wishIn } from "./declining.ts";
import { dimensionBeside } from "./entities/qualifiers.ts";
import { routeForecast } from "./forecasts/route-forecast.ts";
import { routePlans } from "./forecasts/route-plans.ts";
import { readLeftovers, speaksOfCost } from "./leftovers.ts";
import { type Names, namesOf } from "./names.ts";
import { type AskedTime, readAskedTime } from "./period.ts";
import { type QuestionReading, readQuestion } from "./question-reading.ts";
import { QuestionWords, type Stretch } from "./question-words.ts";
import { withoutMentions } from "./recommendations/receivers.ts";
import { routeRecommendations } from "./recommendations/route-recommendations.ts";
import { routeReports } from "./reports/route-reports.ts";
import { routeRights } from "./rights-words.ts";
import type { Router, Routing, RoutingContext } from "./router.ts";
import { type CostCall, freshnessCall, type SkillCall, spendCall } from "./skill-call.ts";
import { mendSpelling } from "./spelling.ts";
import { routeTerms } from "./terms.ts";
import { leftOutWords, unexplainedIn, unreadPeriod } from "./unexplained.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { explainCall, withoutWhy } from "./why.ts";
import { asksForHelp, onlyThanks } from "./wishes.ts";

/**
 * A router of rules, without a model or a network. What a vocabulary's names are looked up in is kept
 * for as long as its generation stays the same.
 */
export function ruleRouter(): Router {
  const kept = new WeakMap<Vocabulary, { readonly generation: string; readonly names: Names }>();
  const namesIn = (vocabulary: Vocabulary): Names => {
    const { generation } = vocabulary;
    const found = kept.get(vocabulary);
    if (found?.generation === generation) return found.names;
    const names = namesOf(vocabulary);
    kept.set(vocabulary, { generation, names });
    return names;
  };
  return { route: (question, context) => route(question, context, namesIn(context.vocabulary)) };
}

function route(question: string, context: RoutingContext, names: Names): Routing {
  const { open = null } = context;
  const completed = open === null ? null : completeQuestion(question, open, names);
  if (completed !== null) return route(completed, { ...context, open: null }, names);
  const aboutItself = routeRights(question) ?? routeTerms(question);
  if (aboutItself !== null) return aboutItself;
  // “Sending” would be mended to “spending”.
  const routeMeant = (asked: string, before: RoutingContext) =>
    routeMended(mendSpelling(channelsNamed(asked), names), before, names);
  const alone = { ...context, previous: null, open: null };
  const aboutReports = routeReports(question, context, names, (asked) => routeMeant(asked, alone));
  return aboutReports ?? routeMeant(question, context);
}

/** To other questions than those about sending, a channel is what it is called. */
function channelsNamed(question: string): string {
  return question.replace(/<#\w+\|?([^>]*)>/g, (_, name: string) =>
    name === "" ? " " : `#${name}`,
  );
}

/** People are given recommendations; to other questions they only listen in. */
function routeMended(question: string, context: RoutingContext, names: Names): Routing {
  const aboutRecommendations = routeRecommendations(question, context, names);
  return aboutRecommendations ?? routeOthers(withoutMentions(question), context, names);
}

function routeOthers(question: string, context: RoutingContext, names: Names): Routing {
  const { previous } = context;
  const aboutBudgets = routeBudgets(question, context, names);
  if (aboutBudgets !== null) return aboutBudgets;
  const aboutPlans = routePlans(question, context, names);
  if (aboutPlans !== null) return aboutPlans;
  const aboutAnomalies = routeAnomalies(question, context, names);
  if (aboutAnomalies !== null) return aboutAnomalies;
  const { impossible } = readAskedTime(question, context).reading;
  if (impossible !== null) return askAboutTime(impossible);
  const aboutForecast = routeForecast(question, context, names);
  if (aboutForecast !== null) return aboutForecast;
  if (previous === null) return routeAlone(question, context, names);
  const before = costCallOf(previous);
  const said = before === null ? question : withThreadPeriod(question, before.input, context);
  const followed =
    before === null
      ? followFreshness(said, previous, context, names)
      : followCosts(said, costsBefore(previous, before), context, names);
  return followed ?? routeAlone(said, context, names);
}

function costsBefore({ skill, rows }: Turn, call: CostCall): Before {
  return { call, rows, isExplanation: skill === "explain-change" };
}

/** Reads a question as the first one of a conversation. */
function routeAlone(question: string, context: RoutingContext, names: Names): Routing {
  const words = new QuestionWords(question);
  if (onlyThanks(words.text)) return { kind: "thanks" };
  if (asksForHelp(words.text)) return { kind: "help" };
  const why = withoutWhy(question);
  const time = readAskedTime(why ?? question, { ...context, asksOfChange: why !== null });
  const asked = readQuestion(time.reading.rest, names, time.reading.comparison !== null);
  if (asked.isFreshness) return called(asked, freshnessCall(asked));
  const wish = wishIn(words, names);
  if (wish !== null) return unsupported(wish);
  const isExplained = why !== null && asksOfChange(asked);
  const lateWish = wishBehind(asked);
  const isRead = isExplained || isUnderstood(asked, time);
  if (lateWish !== null || !isRead) return unsupported(lateWish);
  return (
    askAboutPeriod(asked, time) ??
    askBack(question, asked, names) ??
    called(asked, callOf(spendCall(asked, time), time, why !== null))
  );
}

function callOf(call: CostCall, time: AskedTime, asksWhy: boolean): SkillCall {
  return asksWhy ? explainCall(call, time) : call;
}

/** Words that seem to name a period are never answered with this month's costs. */
function askAboutPeriod({ lookup }: QuestionReading, { reading }: AskedTime): Routing | null {
  const isSaid = reading.period !== null || reading.granularity !== null;
  const unread = isSaid ? null : unreadPeriod(lookup);
  if (unread === null) return null;
  const text = `I don't know which period “${unread}” is. Name days, weeks, months, quarters or years.`;
  return { kind: "clarify", reason: "unclear", text, suggestions: [] };
}

/** "Explain the increase", and nothing else. */
function asksOfChange({ changes, lookup }: QuestionReading): boolean {
  const { names, others } = readLeftovers(lookup);
  return changes.isChange && names.length + others.length === 0;
}

const HOW_MUCH = /\bhow much\b/;

/** A question about nothing that a bill holds isn't one about this month's total. */
function isUnderstood(
  { mentions, doubts, groupBy, conditions, metrics, thresholds, ranking, lookup }: QuestionReading,
  { reading }: AskedTime,
): boolean {
  if (speaksOfCost(lookup.words)) return true;
  const { names, others } = readLeftovers(lookup);
  if (others.length === 0 && names.some((name) => isCalled(lookup, name))) return true;
  if (others.length > 0) return false;
  const found = [mentions, doubts, groupBy, conditions, metrics, thresholds];
  if (found.some((list) => list.length > 0)) return true;
  if (names.length > 0) return reading.period !== null;
  return reading.period !== null || reading.granularity !== null || ranking !== null;
}

/** "How much was web-1", "project nw-web": the question asks about it, or says what kind of thing it is. */
function isCalled({ words, dimensions }: QuestionReading["lookup"], name: Stretch): boolean {
  return HOW_MUCH.test(words.text) || dimensionBeside(words, name, dimensions) !== null;
}

/** A day that no calendar has is never taken for one nearby. */
function askAboutTime(phrase: string): Routing {
  const text = `There is no “${phrase}” in the calendar. Which period do you mean?`;
  return { kind: "clarify", reason: "impossible-date", text, suggestions: [] };
}

function called({ assumptions, lookup }: QuestionReading, { skill, input }: SkillCall): Routing {
  const unexplained = unexplainedIn(lookup);
  const all = [...new Set([...assumptions, ...leftOutWords(unexplained)])];
  return { kind: "skill", skill, input, assumptions: all, unexplained };
}

function unsupported(wish: string | null): Routing {
  return { kind: "unsupported", wish };
}
