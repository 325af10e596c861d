import { phrase, type QuestionWords, type Stretch } from "./question-words.ts";

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

/** "billed, not amortised", "list cost instead of billed": what is named isn't asked for. */
const NEGATIONS: ReadonlySet<string> = new Set(["not", "not as", "instead of", "rather than"]);

function negationBefore(words: QuestionWords, to: number): Stretch | null {
  const before = [1, 2].map((length) => ({ from: to - length, to }));
  return before.find((stretch) => NEGATIONS.has(wordsIn(words, stretch))) ?? null;
}

function wordsIn(words: QuestionWords, { from, to }: Stretch): string {
  return words.list
    .slice(Math.max(0, from), to)
    .map(({ text }) => text)
    .join(" ");
}

/** The kinds of cost that are asked for, the deciding one first; none where the question doesn't say. */
export function readMetrics(words: QuestionWords): Metric[] {
  const others = words.find(OTHER_MEANINGS);
  const metrics = new Set<Metric>();
  for (const [metric, pattern] of READINGS) {
    for (const match of words.find(pattern)) {
      if (others.some(({ from, to }) => match.from < to && from < match.to)) continue;
      words.explain(match);
      const negation = negationBefore(words, match.from);
      if (negation === null) metrics.add(metric);
      else words.explain(negation);
    }
  }
  return [...metrics];
}
