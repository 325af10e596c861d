import { phraseTaker, said } from "#src/router/conversation/phrase-taker";
import type { Names } from "#src/router/names";
import { readQuestion } from "#src/router/question-reading";
import type { Routing } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";
import { leftOutWords, unexplainedIn } from "#src/router/unexplained";
import { kindsIn } from "./list-words.ts";
import { NAMED } from "./named.ts";
import { readNumbers } from "./numbers.ts";
import type { RecommendationThread } from "./recommendation-thread.ts";
import { targetIn } from "./target.ts";

/** “Open a Jira ticket for”: somebody wants one made, not to hear of one. */
const OPEN = said(
  "(?:please )?(?:(?:can|could|would) you )?(?:open|create|file|raise|make|log|cut|draft)(?: me)?(?: an?| one| some)?(?: new)?(?: (?:jira|github|gitlab|servicenow|snow))?(?: (?:tickets?|issues?|incidents?))(?: (?:in|on|at) (?:jira|github|gitlab|servicenow|snow))?(?: (?:for|about|on|per))?",
);
/** “For 12”: nothing but a recommendation has a number there. */
const BARE = /^\s*(?=#?\d)/;
const ONE = said("ones?");
/** Tickets are opened about recommendations alone. */
const OF_OTHERS = /\b(?:costs?|spend|anomal(?:y|ies)|spikes?|budgets?|forecasts?)\b/i;
const FILLERS = said(
  "any|every|all|each|of|them|that|which|save[sd]?|saving|costs?|the|a|an|ones?|a month|per month|monthly|each month|in (?:jira|github|gitlab|servicenow)",
);

/** Routes a wish for tickets about recommendations; null for any other question. */
export function routeTickets(
  question: string,
  thread: RecommendationThread | null,
  names: Names,
): Routing | null {
  const phrases = phraseTaker(question);
  if (OF_OTHERS.test(question) || !phrases.takes(OPEN)) return null;
  const { numbers, rest } = readNumbers(phrases.rest.replace(BARE, "rec "));
  if (numbers.length > 0) return called({ numbers });
  const bounded = boundedIn(rest, names);
  if (bounded !== null) return bounded;
  const isNamed = [...NAMED, ONE].some((pattern) => rest.search(pattern) >= 0);
  const target = isNamed || thread !== null ? targetIn(rest, thread, names) : null;
  if (target !== null) return called(target);
  if (/\w/.test(rest)) return null;
  return {
    kind: "clarify",
    reason: "unclear",
    text: "A ticket for which recommendation? Say its number, such as “open a ticket for rec 12”.",
    suggestions: ["What can we save?"],
  };
}

/** “Any waste over $200 a month for payments”: all that save so much; null where nothing bounds it. */
function boundedIn(rest: string, names: Names): Routing | null {
  const phrases = phraseTaker(rest);
  const kinds = kindsIn(phrases);
  for (const pattern of [...NAMED, FILLERS]) phrases.takes(pattern);
  const reading = readQuestion(phrases.rest, names, false);
  if (reading.thresholds.length === 0) return null;
  const unexplained = unexplainedIn(reading.lookup);
  const input = { kinds, savings: reading.thresholds, filters: filtersOf(reading), all: true };
  return called(input, [...reading.assumptions, ...leftOutWords(unexplained)], unexplained);
}

function called(
  input: object,
  assumptions: readonly string[] = [],
  unexplained: readonly string[] = [],
): Routing {
  return {
    kind: "skill",
    skill: "create-ticket",
    input,
    assumptions: [...new Set(assumptions)],
    unexplained,
  };
}
