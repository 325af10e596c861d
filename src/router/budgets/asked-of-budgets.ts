import { type PhraseTaker, said } from "#src/router/conversation/phrase-taker";

/** What else than how they stand is asked of budgets. */
export type BudgetAsk = "history" | "suggest" | "why" | "close" | "mute" | "unmute";

const POLITE =
  "(?:(?:please|can you|could you|would you|hey|tally|now|ok|okay|let['’]?s)[ ,]+)*(?:(?:i|we) (?:want|need) to )?";
const MUTE = new RegExp(
  `^\\W*${POLITE}(?<un>un)?(?:mute|silence|snooze)(?:\\s+(?:all\\s+)?(?:the\\s+)?(?:alerts?|warnings?|notifications?)\\s+(?:of|for|about|on))?\\b`,
  "gi",
);
const OF_HISTORY = said(
  "who (?:has |last |was it that )?(?:changed|set|made|created|raised|lowered|deleted|removed|edited|updated|touched)|(?:change )?histor(?:y|ies)|versions?|change ?log|audit(?: trail| log)?|when (?:was|were|did)",
);
/** "When was it last raised": what was done is told of in any case. */
const DONE = said(
  "(?:last )?(?:changed?|set|made|created|raised?|lowered|deleted|removed|edited|updated)(?: last)?",
);
const UNBUDGETED = said(
  "(?:do|does|have|has|is|are|that|which|who)?\\s*(?:(?:don['’]?t|doesn['’]?t|do not|does not) (?:yet )?have|without|ha(?:s|ve) (?:got )?no|lack(?:s|ing)?|missing|with no|not having) (?:an?y? |their own |its own )?budgets?(?: of (?:its|their) own)?(?: yet| at all)?|un-?budgeted|not budgeted|no budgets?|(?:do|does|has|have) (?:all|every|each)(?: of)?(?: our| the| my)?(?= .*\\bha(?:ve|s) (?:an? |their own |its own )?budgets?\\b)",
);
const SUGGEST = said(
  "(?:what|how (?:much|high|big|large)) should|suggest(?:ed|ions?)?|recommend(?:ed|ations?)?|propos(?:e|ed|als?)|(?:an? )?(?:appropriate|sensible|reasonable)(?: monthly)?(?: budget)?(?: amounts?)?",
);
/** What a suggestion goes by and what it is of goes without saying. */
const OF_SUGGESTIONS = said(
  "analy[sz]e|(?:the )?(?:last|past) \\d+ months(?: of (?:spend(?:ing)?|costs?|usage))?|(?:monthly|budget|amounts?)(?: (?:budget|amounts?))*(?: for (?:each|all|every one|them)(?: of them)?(?=\\W*$))?|for (?:each|all|every one|them)(?: of them)?(?=\\W*$)",
);
const WHY = said(
  "why|how come|explain|what(?:['’]?s| is| are)? (?:driving|drives|drive|causing|behind)|because of what|drivers?(?: of)?",
);

const SAVINGS =
  "(?:(?:which|what|any)(?: of)?(?: (?:our|the|my|open))* (?:recommendations?|recs?|savings?)|what|how)(?: (?:would|could|can|will|should|do|does|to|we|i|need|have|take|accept|help))*";
const BRING =
  "(?:bring|brings|get|gets|put|puts|keep|keeps|pull|move|stay|be)(?: (?:us|it|that|this))?";
const UNDER = "(?:back )?(?:under|within|below|inside|on)";
const GAP = "clos(?:e|es|ing)(?: the| its| our)?(?: budget)? gap(?: of| in| for)?";
const CLOSES = new RegExp(
  `\\b${SAVINGS} (?:${GAP}\\b|${BRING}\\b.*\\b${UNDER} (?:[\\w'’]+ ){0,3}budget\\b)`,
  "i",
);
const OF_CLOSING: readonly RegExp[] = [SAVINGS, GAP, BRING, UNDER].map(said);

/** Whether a text asks by what a budget would be kept to. */
export function asksToClose(question: string): boolean {
  return CLOSES.test(question);
}

/** Takes the words that ask for something else than how budgets stand; null where none do. */
export function takeAsk(phrases: PhraseTaker): BudgetAsk | null {
  const muted = phrases.take(MUTE);
  if (muted !== null) return muted.groups?.["un"] === undefined ? "mute" : "unmute";
  if (asksToClose(phrases.rest)) {
    for (const pattern of OF_CLOSING) phrases.takes(pattern);
    return "close";
  }
  if (phrases.rest.search(OF_HISTORY) >= 0) {
    phrases.takes(OF_HISTORY);
    phrases.takes(DONE);
    return "history";
  }
  const isUnbudgeted = phrases.takes(UNBUDGETED);
  if (phrases.takes(SUGGEST) || isUnbudgeted) {
    phrases.takes(OF_SUGGESTIONS);
    return "suggest";
  }
  return phrases.takes(WHY) ? "why" : null;
}
