import type { Filter } from "./filter.ts";
import { phrase, type QuestionWords, type Stretch } from "./question-words.ts";

/** Words for a kind of charge, with the condition that they stand for. */
export interface ChargeWord extends Stretch {
  readonly filter: Filter;
  /** The condition of leaving them out. */
  readonly without: Filter;
}

const CHARGES = "(?: (?:charges?|costs?|amounts?|rows|lines|fees))?";

const CATEGORIES: readonly (readonly [category: string, pattern: RegExp])[] = [
  ["Tax", phrase(`(?:sales )?(?:tax|taxes|vat|gst)${CHARGES}`)],
  ["Credit", phrase(`(?:credits?|refunds?|promotional credits?)${CHARGES}`)],
  ["Purchase", phrase("(?:up-?front )?purchases?(?: (?:charges?|costs?))?|one-?time purchases?")],
  ["Adjustment", phrase(`adjustments?${CHARGES}`)],
];

const USAGE = phrase(
  "usage only|(?:only|just)(?: the)? usage|usage (?:charges?|costs?) only|only usage (?:charges?|costs?)|usage charges",
);
const WITHOUT_USAGE = phrase("(?<=(?:without|excluding|except|not) )usage");

const PRICING: readonly (readonly [category: string, pattern: RegExp])[] = [
  ["Standard", phrase("on-?demand|on demand|pay-?as-?you-?go|payg")],
  ["Dynamic", phrase("spot(?: instances?)?|preemptible|dynamic pricing")],
  ["Committed", phrase("committed")],
];

const CORRECTIONS = phrase(`corrections?${CHARGES}`);
/** Naming a kind of charge to say that it counts changes nothing. */
const INCLUDED = phrase(
  "(?:including|include|includes|incl|with|inclusive of|plus|after) (?:all )?(?:the )?(?:sales )?(?:tax|taxes|vat|gst|credits?|refunds?|corrections?|purchases|adjustments)(?: (?:and|or) (?:tax|taxes|vat|credits?|refunds?|corrections?|adjustments|support))*(?! (?:excluded|removed|omitted|left out))",
);

/** Kinds of charges that a question asks for or leaves out: tax, credits, purchases, on-demand. */
export function readChargeWords(words: QuestionWords): ChargeWord[] {
  words.take(INCLUDED);
  const found: ChargeWord[] = [];
  const add = (pattern: RegExp, dimension: string, value: string) => {
    for (const match of words.take(pattern)) found.push(chargeWord(match, dimension, value));
  };
  add(USAGE, "ChargeCategory", "Usage");
  add(WITHOUT_USAGE, "ChargeCategory", "Usage");
  for (const [category, pattern] of CATEGORIES) add(pattern, "ChargeCategory", category);
  for (const [category, pattern] of PRICING) add(pattern, "PricingCategory", category);
  for (const match of words.take(CORRECTIONS)) {
    const { filter } = chargeWord(match, "ChargeClass", "Correction");
    found.push({ from: match.from, to: match.to, filter, without: nullFilter("ChargeClass") });
  }
  return found;
}

function chargeWord({ from, to }: Stretch, dimension: string, value: string): ChargeWord {
  return {
    from,
    to,
    filter: { dimension, operator: "in", values: [value] },
    without: { dimension, operator: "not_in", values: [value] },
  };
}

function nullFilter(dimension: string): Filter {
  return { dimension, operator: "is_null", values: [] };
}
