import { phraseTaker, said } from "./conversation/phrase-taker.ts";
import { type Filter, mergeFilters } from "./filter.ts";
import { type AskedTime, otherPeriod } from "./period.ts";
import type { CostCall, SkillCall } from "./skill-call.ts";

const MOVED =
  "(?:increases?|changes?|jumps?|spikes?|rises?|growth|differences?|drops?|falls?|decreases?)";
const UP_TO_FOUR = "(?:[^\\s]+ ){0,4}";

/** What asks for a cause; what it asks about stands in the rest of the question. */
const WHY: readonly RegExp[] = [
  "(?:please |can you |could you )*(?:tell (?:me|us) |explain (?:to (?:me|us) )?|investigate |find out |do you know |any idea )?(?:why(?: exactly)?|how come)(?: that)?",
  "(?:please |can you |could you )*investigate",
  "(?:what (?:is|are|was|were) )?the root causes?(?: (?:of|for|behind))?|root causes?(?: (?:of|for|behind))?",
  "what(?:['’]s| is| are| has| have| had)? (?:caused|causing|causes|drove|explains|behind)",
  "what (?:happened (?:to|with)|(?:has |have )?changed|happened)",
  "(?:what (?:is|are|was|were) )?(?:the )?reasons? (?:for|of|behind)",
  `what(?:['’]s| is| was)? driving(?= (?:the|this|that|our|my) ${UP_TO_FOUR}${MOVED})`,
  `(?:please |can you |could you )*explain(?: (?:to )?(?:me|us))?(?= (?!which|what)(?:[^\\s]+ ){0,6}${MOVED})`,
].map(said);

/** A question without the words that ask why something changed; null where it asks for no cause. */
export function withoutWhy(question: string): string | null {
  const phrases = phraseTaker(question);
  const found = WHY.map((pattern) => phrases.take(pattern) !== null);
  return found.includes(true) ? phrases.rest.trim() : null;
}

/** The call that explains what a call would show: against the period that it compares with, or the one before. */
export function explainCall(call: CostCall, time: AskedTime): SkillCall {
  const { metric, period, periodWords, periodBasis } = call.input;
  const compared = call.skill === "compare-spend" ? call.input.compare : null;
  const compare =
    compared?.kind === "period"
      ? compared
      : { kind: "period", period: otherPeriod(time), running: time.isRunning };
  const filters =
    compared?.kind === "values"
      ? mergeFilters([...call.input.filters, filterOfSides(compared)])
      : call.input.filters;
  return {
    skill: "explain-change",
    input: { metric, period, periodWords, periodBasis, filters, compare },
  };
}

/** Two values that were compared with each other are explained together. */
function filterOfSides({
  dimension,
  main,
  other,
}: {
  readonly dimension: string;
  readonly main: string;
  readonly other: string;
}): Filter {
  return { dimension, operator: "in", values: [main, other] };
}
