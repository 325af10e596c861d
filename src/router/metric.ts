import { phrase, type QuestionWords } from "./question-words.ts";

export type Metric = "EffectiveCost" | "BilledCost" | "ListCost" | "ContractedCost";

const COST = "(?:costs?|spend|spending|prices?|rates?|amounts?|charges?|value)";

/** The first that fits decides; "the bill" and "paid" leave the question as soon as nothing else does. */
const READINGS: readonly (readonly [metric: Metric, pattern: RegExp])[] = [
  ["EffectiveCost", phrase(`(?:net )?(?:effective|amorti[sz]ed)(?: ${COST})?`)],
  [
    "ListCost",
    phrase(
      `(?:at |in )?(?:list (?:costs?|prices?|rates?|spend)|rack rates?|(?:on-?demand|retail|public|undiscounted) (?:prices?|rates?))|(?:paid|cost|pay) (?:at )?(?:on-?demand|on demand)|(?:without|before|ignoring|excluding)(?: any| all)?(?: the)? discounts?|undiscounted(?: ${COST})?`,
    ),
  ],
  ["ContractedCost", phrase(`(?:at |in )?(?:contracted|negotiated|contract)(?: ${COST})?`)],
  ["BilledCost", phrase(`(?:un-?blended|billed|invoiced|cash)(?: (?:${COST}|in|on|for))?`)],
  ["BilledCost", phrase("(?:on |in )?(?:the |our |my )?invoices?(?: (?:totals?|amounts?))?")],
  ["BilledCost", phrase(`actual ${COST}|actuals?|actually (?:paid|pay|spent|spend)`)],
  ["BilledCost", phrase("paid|pay|paying|payments? made")],
  ["BilledCost", phrase("(?:the |our |my )?(?:cloud )?bills?")],
];

/** Names of dimensions that begin with a metric's word. */
const OTHER_MEANINGS = phrase(
  "(?:invoiced|billed) (?:by|from|through)|by invoice(?: (?:id|issuer|number))?|invoice (?:ids?|issuers?|numbers?)|per invoice|which invoices?",
);

/** The kinds of cost that are asked for, the deciding one first; none where the question doesn't say. */
export function readMetrics(words: QuestionWords): Metric[] {
  const others = words.find(OTHER_MEANINGS);
  const metrics = new Set<Metric>();
  for (const [metric, pattern] of READINGS) {
    for (const match of words.find(pattern)) {
      if (others.some(({ from, to }) => match.from < to && from < match.to)) continue;
      words.explain(match);
      metrics.add(metric);
    }
  }
  return [...metrics];
}
