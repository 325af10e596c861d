import { addMonths, type Day, type Period } from "#src/focus/day";
import type { WhatIf } from "#src/forecast-question";
import { type PhraseTaker, phraseTaker, said } from "#src/router/conversation/phrase-taker";
import { readLeftovers } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { readQuestion } from "#src/router/question-reading";
import type { RoutingContext } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";
import { takePlannedSize } from "./planned-size.ts";
import { takePlannedTime } from "./time-to-come.ts";

/** A condition that a question imagines, and the question without it. */
export interface ImaginedQuestion {
  readonly whatIf: WhatIf;
  readonly rest: string;
  readonly assumptions: readonly string[];
}

const CLAUSE =
  /(?:,\s*)?\b(?:what (?:happens |would happen |will happen )?(?:(?:to|with) [^,?]+? )?if|if|suppose|assuming|imagine)\s+(?<clause>[^?;]+?)(?=,\s*(?:what|how|where)\b|[?;]|[.!]?\s*$)[.!]?/i;
/** “What would we spend without staging?” */
const WITHOUT_CLAUSE =
  /\b(?:what|how much|where)\b.*\b(?:would|could)\b.*?(?<clause>\bwithout\s+[^?,;]+)/i;
/** Words of the rest that ask for nothing but a forecast. */
const ASKING = said(
  "(?:what|how much|how|where)(?: (?:would|will|could|does|do|is|are))?(?: (?:it|that|this(?! (?:week|month|quarter|year))|we|i|things|the|our|my|total|cloud|monthly))*(?: (?:costs?|spend|spending|bills?|forecast))?(?: (?:change|be|become|look(?: like)?|cost|spend|pay|end(?: up)?|happen|mean))*(?: (?:to|for|on) (?:us|it|our|my|the)(?: (?:costs?|spend|bills?))?)?|then",
);
const GONE =
  "(?:gone|removed|shut ?down|switched off|turned off|deleted|closed|retired|cancell?ed|decommissioned|deprecated)";
const DROPS =
  "(?:we|i|they)(?:['’]d| would| had| have)? (?:dropp?(?:ed)?|remov(?:ed|e)|shut ?down|delet(?:ed|e)|turn(?:ed)? off|switch(?:ed)? off|clos(?:ed|e)|retir(?:ed|e)|got rid of|get rid of|decommission(?:ed)?|cancel(?:l?ed)?|deprecat(?:ed|e)|stopp?(?:ed)?(?: using)?|left|leave)";
const WITHOUT: readonly RegExp[] = [
  /^(?:it (?:was|were|is) )?without (?<subject>.+)$/i,
  new RegExp(`^${DROPS} (?<subject>.+)$`, "i"),
  new RegExp(`^(?<subject>.+?) (?:is|was|are|were|had been) ${GONE}$`, "i"),
];
const COMMITMENT =
  /\b(?:b(?:ought|uy)|purchased?|g[oe]t|had|t(?:ake|ook)|sign(?:ed)?)\b.*\b(?<kind>savings plans?|reserved instances?|reservations?|ris?|cuds?|committed use discounts?|commitments?)\b/i;
const CHANGES = said(
  "(?:we|i|they)(?: would)? (?:add(?:ed)?|cut|reduced?|increased?|grew|grow|saved?|scaled?(?: up| down)?|spen[dt])|(?:to )?(?:grows?|grew|increases?|increased|rises?|rose|goes up|went up|shrinks?|shrank|drops?|dropped|falls?|fell|decreases?|decreased|declines?|declined|goes down|went down|costs?|more|less|further|usage|spend(?:ing)?|by|on|for|in|of|our|the)",
);
const EVERYTHING = /^(?:(?:everything|all|total|overall|cloud|bill|it|we|prices?)[\s,]*)*$/i;

/** Reads the condition of a question that imagines one; null where it has none that can be reckoned. */
export function readWhatIf(
  question: string,
  context: RoutingContext,
  names: Names,
): ImaginedQuestion | null {
  const match = CLAUSE.exec(question) ?? WITHOUT_CLAUSE.exec(question);
  const clause = match?.groups?.["clause"]?.trim();
  if (match === null || clause === undefined) return null;
  const whatIf = imagined(clause, context, names);
  if (whatIf === null) return null;
  const said = question.replace(CLAUSE.test(question) ? match[0] : clause, " ");
  const phrases = phraseTaker(said.replace(/[?!]/g, " "));
  phrases.takes(ASKING);
  const rest = phrases.rest.replace(/\s+/g, " ").replace(/^[\s,]+|[\s,]+$/g, "");
  return {
    whatIf,
    rest,
    assumptions: isMonthly(clause, whatIf) ? ["the amount is meant a month"] : [],
  };
}

/** An amount that isn't said to be once is meant a month. */
function isMonthly(clause: string, { kind }: WhatIf): boolean {
  return kind === "monthly" && takePlannedSize(phraseTaker(clause))?.kind === null;
}

const MONTHS_SHOWN = 3;

/** The months to show what begins after the running one, where no period is asked about; null for the running month. */
export function monthsOf({ from }: WhatIf, today: Day): Period | null {
  if (from === null || from < addMonths(today, 1)) return null;
  return { start: addMonths(from, 0), end: addMonths(from, MONTHS_SHOWN) };
}

/** “Without the staging account”: what is left out may be shown beside what is asked. */
export function besideExclusion(question: string, filters: WhatIf["filters"]): WhatIf | null {
  const left = filters.filter(({ operator }) => operator === "not_in");
  const [only, ...others] = left;
  if (only === undefined || others.length > 0 || !/\bwithout\b/i.test(question)) return null;
  if (only.dimension === "ChargeCategory") return null;
  return { ...NOTHING, kind: "with", filters: [{ ...only, operator: "in" }] };
}

function imagined(clause: string, context: RoutingContext, names: Names): WhatIf | null {
  for (const pattern of WITHOUT) {
    const subject = pattern.exec(clause)?.groups?.["subject"];
    const filters = subject === undefined ? null : chargesIn(subject, names);
    if (filters !== null && filters.length > 0) return { ...NOTHING, kind: "without", filters };
  }
  const kind = COMMITMENT.exec(clause)?.groups?.["kind"];
  if (kind !== undefined) return { ...NOTHING, kind: "commitment", filters: ofKind(kind) };
  return changed(phraseTaker(clause), context, names);
}

const NOTHING = { size: null, currency: null, from: null, until: null } as const;

function changed(phrases: PhraseTaker, context: RoutingContext, names: Names): WhatIf | null {
  const time = takePlannedTime(phrases, context);
  const size = takePlannedSize(phrases, time?.isEnd === true);
  if (size === null) return null;
  phrases.takes(CHANGES);
  const filters = chargesIn(phrases.rest.trim(), names);
  if (filters === null) return null;
  return {
    kind: size.kind ?? "monthly",
    size: size.size,
    currency: size.currency,
    filters,
    from: time?.from ?? null,
    until: size.kind === "one-off" ? (time?.named.end ?? null) : (time?.until ?? null),
  };
}

/** The charges that words name to the last word, [] for all of them; null for words that aren't read. */
function chargesIn(words: string, names: Names): WhatIf["filters"] | null {
  if (EVERYTHING.test(words)) return [];
  const reading = readQuestion(words, names, false);
  const { names: unread, others } = readLeftovers(reading.lookup);
  const filters = filtersOf(reading).map((filter) => ({ ...filter, values: [...filter.values] }));
  const isRead = unread.length + others.length + reading.doubts.length === 0;
  return isRead && filters.length > 0 ? filters : null;
}

/** Which commitments are meant; "a commitment" is any. */
function ofKind(kind: string): WhatIf["filters"] {
  const word = /^savings/i.test(kind)
    ? "Savings Plan"
    : /^(?:reserv|ri)/i.test(kind)
      ? "Reserv"
      : /^(?:cud|committed)/i.test(kind)
        ? "CUD"
        : null;
  if (word === null) return [];
  return [{ dimension: "CommitmentDiscountType", operator: "contains", values: [word] }];
}
