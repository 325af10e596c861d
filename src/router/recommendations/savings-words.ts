import { phraseTaker, said } from "#src/router/conversation/phrase-taker";
import { askBack } from "#src/router/declining";
import type { Names } from "#src/router/names";
import { readAskedTime } from "#src/router/period";
import { readQuestion } from "#src/router/question-reading";
import type { Routing, RoutingContext } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";
import { leftOutWords, unexplainedIn } from "#src/router/unexplained";

/** Said so that only what was saved can be meant, not what could be. */
const SAVED = said(
  [
    "(?:what|how much)(?: money)? (?:have|has|did|do) (?:we|i|you|they|it|(?:the )?team)(?: really| actually)?(?: already)? saved?(?: so far)?",
    "how much of (?:what|that which) (?:we|i|they|people|the team) (?:have )?(?:accepted|did|done|implemented) (?:was|is|has been|got)(?: really| actually)? saved",
    "savings ledger|ledger of (?:the )?savings|track(?:ed|ing)? savings",
    "(?:reali[sz]ed|verified|measured|actual|achieved|confirmed|past) savings?",
    "savings? (?:reali[sz]ed|verified|measured|achieved|so far|to date)",
    "estimated (?:vs\\.?|versus|against|and|compared (?:to|with)) (?:verified|measured|reali[sz]ed|actual)(?: savings?)?",
    "savings?(?= (?:by|per|each) (?:team|month)\\b)",
    "(?:list|show)(?: me)?(?: all| the| our| my)* savings(?=$|[?.!]|,? (?:of|in|for|since|by|this|last) )",
    "(?:money|amount) (?:that (?:we|was) )?saved",
  ].join("|"),
);
const MONTHLY = said("(?:by|per|each|every) month|month by month|monthly");
const FILLERS = said(
  "savings?|saved|estimated|verified|measured|so far|to date|from (?:the )?recommendations?|recommendations?|in total|altogether|really|already",
);
/** What could be saved is the recommendations' own question; what discounts save, the bill's. */
const OF_OTHERS = said(
  "(?:can|could|might|should) (?:we|i|you)|opportunit(?:y|ies)|potential|savings? (?:plans?|rates?)|reservations?|commitments?|discounts?|credits?|spot",
);
const STAGES: readonly (readonly [stage: string, pattern: RegExp])[] = [
  ["not-verified", said("not verified|unverified")],
];
const GROUPS: ReadonlySet<string> = new Set([
  "team",
  "environment",
  "ServiceProviderName",
  "SubAccountId",
  "ServiceName",
  "RegionId",
]);

/** Routes a question for what was saved; null for any other question. */
export function routeSavings(
  question: string,
  context: RoutingContext,
  names: Names,
): Routing | null {
  const phrases = phraseTaker(question);
  if (phrases.takes(OF_OTHERS) || !phrases.takes(SAVED)) return null;
  const stages = STAGES.flatMap(([stage, pattern]) => (phrases.takes(pattern) ? [stage] : []));
  const isMonthly = phrases.takes(MONTHLY);
  phrases.takes(FILLERS);
  const { reading: time } = readAskedTime(phrases.rest, context);
  const reading = readQuestion(time.rest, names, false);
  const doubt = askBack(question, reading, names);
  if (doubt !== null) return doubt;
  const group = isMonthly ? "month" : reading.groupBy.find((one) => GROUPS.has(one));
  const unexplained = unexplainedIn(reading.lookup);
  return {
    kind: "skill",
    skill: "list-savings",
    input: {
      ...(time.period === null ? {} : { period: time.period }),
      filters: filtersOf(reading),
      ...(stages.length === 0 ? {} : { stages }),
      ...(group === undefined ? {} : { groupBy: group }),
    },
    assumptions: [...new Set([...reading.assumptions, ...leftOutWords(unexplained)])],
    unexplained,
  };
}
