import type { CostQuestion } from "#src/cost-question";
import { type PhraseTaker, said } from "./phrase-taker.ts";

/** What a question wants to know about the answer before it. */
export type AnswerAspect = "included" | "calculated" | "left out";

const THAT =
  "(?:that|this|it|those|these|they|(?:the|that|this) (?:total|number|figure|amount|cost))";
const KINDS =
  "(?:tax(?:es)?|vat|support|credits?|refunds?|discounts?|purchases|adjustments|corrections?)";

const ASPECTS: readonly (readonly [AnswerAspect, RegExp])[] = [
  [
    "left out",
    said(
      "(?:which|what) (?:rows|charges|lines|costs|records)? ?(?:did|do|were|are|is|was|have)(?: you)? (?:leave|left|exclude|excluded|omit|omitted|drop|dropped|ignore|ignored)(?: out)?",
    ),
  ],
  [
    "calculated",
    said(
      `(?:show me |explain |tell me )?how (?:did |do |have )?you (?:calculated?|computed?|got|get|arrived?|came?|worked?)(?: ${THAT})?(?: (?:at|to|out|up with))?(?: ${THAT})?|how (?:was|is|were) ${THAT} (?:calculated|computed|worked out)|where (?:does|did|do) ${THAT} come from|(?:show|give|what is|what's|print)(?: me)?(?: (?:the|your))? (?:query|sql)`,
    ),
  ],
  [
    "included",
    said(
      `(?:does|did|do) ${THAT} (?:already |also )?include (?:the |any )?${KINDS}[^?.!]*|(?:is|are) (?:the |any )?${KINDS}(?:,? (?:and |or )?${KINDS})* (?:included|in (?:there|that|it|this))(?: in ${THAT})?|what(?:'s| is) (?:included|in (?:that|it|there))(?: in ${THAT})?`,
    ),
  ],
];

/** Reads "does that include tax?", "how did you calculate that?", "which rows did you leave out?". */
export function readAnswerAspect(phrases: PhraseTaker): AnswerAspect | null {
  return ASPECTS.find(([, pattern]) => phrases.take(pattern) !== null)?.[0] ?? null;
}

/** What can be said of an answer's making from its question alone. */
export function explainAspect(aspect: AnswerAspect, question: CostQuestion): string {
  switch (aspect) {
    case "included":
      return includedWords(question);
    case "calculated":
      return calculatedWords(question);
    case "left out":
      return leftOutWords(question);
  }
}

function includedWords({ filters }: CostQuestion): string {
  const valuesOf = (operator: string) =>
    filters
      .filter((filter) => filter.dimension === "ChargeCategory" && filter.operator === operator)
      .flatMap(({ values }) => values);
  const [only, without] = [valuesOf("in"), valuesOf("not_in")];
  const others = filters.some(({ dimension }) => dimension !== "ChargeCategory");
  const limits = others ? ", as far as the other filters let them through" : "";
  if (only.length > 0)
    return `of the charge categories only ${only.join(", ")} is included${limits}`;
  if (without.length > 0)
    return `charges of every category but ${without.join(", ")} are included${limits}`;
  return `charges of every category are included (usage, purchases, tax, credits, adjustments), support fees too${limits}`;
}

function calculatedWords({ metric, periodBasis, filters }: CostQuestion): string {
  const start = periodBasis === "billing" ? "BillingPeriodStart" : "ChargePeriodStart";
  const limits = filters.length === 0 ? "" : " and that the filters let through";
  return `calculated as the sum of ${metric} over the charges whose ${start} lies in the period${limits}`;
}

function leftOutWords({ filters, limit, thresholds }: CostQuestion): string {
  const isShort = limit !== null || thresholds.length > 0;
  const rows = isShort ? "; groups that aren't listed still count in the total" : "";
  return filters.length === 0
    ? `no charge of the period was left out${rows}`
    : `left out were the charges of the period that the filters don't let through${rows}`;
}
