import { said } from "#src/router/conversation/phrase-taker";

const IDLE = "(?:idle|unused|unattached|orphan(?:ed|s)?|abandoned|zombies?)";
const MAY_BE_NAMES = said(`${IDLE}|recommended`);
const NO_NAMES = said(
  `${IDLE} (?!(?:this|is|was|has|costs)\\b)[\\w-]+s|idle (?:spend|cost)|(?:is|are|do you|would you|you) recommend(?:ed)?`,
);
/** “How much did unattached cost?” asks for what something of that name costs. */
const OF_COST = /\b(?:costs?|spen[dt]|pa(?:y|id))\b/i;
/** “What can payments save?”: who could is no part of it. */
const COULD_SAVE = said("(?:can|could|might|should|do|may|to|would) (?:[\\w-]+ ){0,4}save");
/** Words that speak of recommendations, or of what they save. */
export const NAMED: readonly RegExp[] = [
  "(?:(?:cost|savings?|optimi[sz]ation|provider|cloud) )*(?:recommendations?|recommended|recommends?|recs?)",
  "right-? ?siz(?:e|ed|es|ing)|over-?provisioned|over-?sized|under-?utili[sz]ed",
  `${IDLE}(?: (?:resources?|things?|ones?|stuff|infrastructure))*`,
  "(?:commitments?|reservations?|savings plans?) (?:worth buying|to buy)",
  "wast(?:e|es|ed|ing|age|eful)",
  "save (?:money|costs?|cash|on)",
  "(?:potential|possible|available|open|biggest|top|largest|estimated|monthly|more|any|all|our|my|the|me)? ?(?:cost )?savings? ?(?:opportunit(?:y|ies)|potentials?|recommendations?)",
  "(?:potential|possible|available|biggest|top|largest) savings?",
  "savings(?= (?:over|above|under|below|of more|of at least|worth|for|in|with|by)\\b)",
  "(?:ways?|options?|opportunit(?:y|ies)|potential) to save(?: (?:money|costs?|on))?",
  "optimi[sz](?:e|ing|ation|ations)(?: (?:opportunit(?:y|ies)|potentials?|ideas?|options?))?(?: (?:costs?|spend(?:ing)?))?",
  "(?:reduce|reducing|cut|lower|bring down) (?:our |my |the )?(?:cloud |aws |azure |gcp )?(?:costs?|bills?|spend(?:ing)?)(?: down)?",
].map(said);

/** What was saved is told by the ledger; these aren't ways to save. */
const OF_THE_LEDGER =
  /\b(?:saved|savings? (?:ledger|rates?)|effective savings|(?:did|do|does) (?:\w+ ){1,4}save|estimated (?:vs\.?|versus|against) |verified savings|actual savings|reali[sz]ed savings|savings estimates|savings? from our|so far)\b/i;
const OF_OTHERS =
  /\b(?:anomal(?:y|ies)|spikes?|outliers?|budgets?|budgeted|tickets?|jira|linear|servicenow|pull requests?|prs?|github|gitlab|digests?|reports?|schedules?|subscriptions? to|plans? for)\b/i;
const RECOMMENDED = said("recommendations?|recs?");

/** Whether a question speaks of recommendations, or of what could be saved. */
export function isNamed(question: string): boolean {
  if (OF_THE_LEDGER.test(question)) return false;
  const isName = OF_COST.test(question) && question.search(NO_NAMES) < 0;
  const text = isName ? question.replace(MAY_BE_NAMES, " ") : question;
  return [COULD_SAVE, ...NAMED].some((pattern) => text.search(pattern) >= 0);
}

/** Whether other things are spoken of as well: anomalies, budgets, tickets, the savings ledger. */
export function isOfOthers(question: string): boolean {
  if (OF_THE_LEDGER.test(question)) return true;
  const isOther = OF_OTHERS.test(question);
  return (
    isOther &&
    !(
      question.search(RECOMMENDED) >= 0 &&
      !/tickets?|jira|linear|servicenow|pull requests?|\bprs?\b/i.test(question)
    )
  );
}
