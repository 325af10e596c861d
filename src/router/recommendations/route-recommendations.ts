import { makesRecommendation } from "#src/router/anomalies/anomaly-words";
import { asksToClose } from "#src/router/budgets/asked-of-budgets";
import type { Names } from "#src/router/names";
import type { Routing, RoutingContext } from "#src/router/router";
import { routeDecision } from "./decision-route.ts";
import { routeList } from "./list-route.ts";
import { isNamed, isOfOthers } from "./named.ts";
import { recommendationThread } from "./recommendation-thread.ts";
import { routeSavings } from "./savings-words.ts";
import { routeSuppressions } from "./suppression-route.ts";
import { routeTickets } from "./ticket-words.ts";

/** In a thread about these, “dismiss the first one” is about them. */
const OF_OTHERS = /anomal|budget|plan|schedule|report|ticket/;

/** Routes what is said about recommendations, by itself or in a thread about them; null for anything else. */
export function routeRecommendations(
  question: string,
  context: RoutingContext,
  names: Names,
): Routing | null {
  const { previous } = context;
  if (asksToClose(question) || makesRecommendation(question, previous?.skill ?? null)) return null;
  const thread = previous === null ? null : recommendationThread(previous);
  const aside = routeSavings(question, context, names) ?? routeTickets(question, thread, names);
  if (aside !== null) return aside;
  const about = isNamed(question);
  const isElsewhere = previous !== null && OF_OTHERS.test(previous.skill) && !about;
  if (isElsewhere || isOfOthers(question)) return null;
  const suppressions = routeSuppressions(question, context, names);
  if (suppressions !== null) return suppressions;
  const asked = { question, isNamed: about, isFirst: previous === null, thread };
  return routeDecision(asked, context, names) ?? routeList(asked, context, names);
}
