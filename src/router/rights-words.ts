import type { Routing } from "./router.ts";

const POLITE = "(?:(?:please|hey|hi|hello|tally|so|tell me|show me)[ ,]+)*";
const MAY = "(?:may|can|could|am i allowed to|am i permitted to|do i have the right to)";
const SEEN = "(?:see|view|look at|access)";
const PART = "(?:part of the bill|costs?|charges?|data|accounts?|teams?|bills?|of the bill)";
const RIGHTS = "(?:rights?|roles?|permissions?|access(?: rights| level)?|scopes?)";
const HERE = "(?: (?:here|in tally|with tally|with you|have|exactly))*";

const FORMS = [
  "who ?am ?i(?: to you)?",
  // “What can I do?” asks for help.
  "what may i do",
  "what am i (?:allowed|permitted) to (?:do|see|ask|change|approve)",
  `what ${MAY} i ${SEEN}`,
  `(?:what|which) (?:of the )?${PART} (?:may i|can i|am i allowed to|am i permitted to) ${SEEN}`,
  `(?:what|which|what['’]?s)(?: (?:is|are))? my ${RIGHTS}(?: (?:is|are))?`,
  `(?:what|which) ${RIGHTS} do i have`,
  `(?:list )?my (?:own )?${RIGHTS}`,
  `do i have (?:[^ ]+ ){0,3}(?:${RIGHTS})(?: (?:to|for) .+)?`,
  "am i (?:allowed|permitted) to .+",
  "am i (?:an? |the )?(?:admin(?:istrator)?|owner|viewer|member|finops|team owner)(?: (?:of|in|for) .+)?",
  `what i (?:may|can|am allowed to) (?:do|${SEEN})`,
  "(?:which|what)(?:['’]?s| is| are)? my teams?",
  "(?:which|what) teams? am i (?:in|on|of|part of|a member of|assigned to)",
  "(?:which|what) (?:teams?|accounts?) (?:is|are) mine",
];
const OF_RIGHTS = new RegExp(`^\\W*${POLITE}(?:${FORMS.join("|")})${HERE}\\W*$`, "i");

/** Routes what somebody asks of their own rights; null for any other question. */
export function routeRights(question: string): Routing | null {
  if (!OF_RIGHTS.test(question)) return null;
  return { kind: "skill", skill: "show-rights", input: {}, assumptions: [] };
}
