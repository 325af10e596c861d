import { phrase, type QuestionWords } from "./question-words.ts";

/** A bound on a group's amount, in the currency of its bill. */
export interface Threshold {
  readonly operator: "gt" | "gte" | "lt" | "lte";
  readonly value: number;
}

const CURRENCY = "(?:us\\$|[$€£¥]|usd|eur|gbp)";
const AMOUNT = `${CURRENCY}? ?(\\d[\\d,]*(?:\\.\\d+)?) ?(k|m|mn|b|bn|thousand|million|billion|grand)?\\+?(?: ?(?:us dollars?|dollars?|usd|euros?|eur|pounds?|gbp|bucks|${CURRENCY}))?`;
const COST = "(?:costs?|costing|spend|spending|spends)";

const BETWEEN = phrase(`(?:${COST} )?(?:between|from) ${named(1)} (?:and|to) ${named(2)}`);

const BOUNDS: readonly (readonly [operator: Threshold["operator"], pattern: RegExp])[] = [
  [
    "gte",
    phrase(
      `(?:${COST} )?(?:at least|no less than|not less than|minimum(?: of)?|starting at|>=) ${named(1)}`,
    ),
  ],
  [
    "lte",
    phrase(
      `(?:${COST} )?(?:at most|no more than|not more than|maximum(?: of)?|up to|<=) ${named(1)}`,
    ),
  ],
  [
    "gt",
    phrase(
      `(?:${COST} )?(?:over|above|more than|greater than|higher than|exceeding|exceeds?|exceeded|larger than|bigger than|north of|>) ${named(1)}`,
    ),
  ],
  [
    "lt",
    phrase(
      `(?:${COST} )?(?:under|below|less than|lower than|smaller than|cheaper than|<) ${named(1)}`,
    ),
  ],
  ["gte", phrase(`${named(1)} (?:or more|and more|or above|and up|and above)`)],
  ["lte", phrase(`${named(1)} (?:or less|or below|and below)`)],
];

const FACTORS: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  grand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

/** The bounds that a question sets on amounts: "over $500", "between 1k and 2k". */
export function readThresholds(words: QuestionWords): Threshold[] {
  const thresholds = words.take(BETWEEN).flatMap(({ groups }): Threshold[] => [
    { operator: "gte", value: amountOf(groups, 1) },
    { operator: "lte", value: amountOf(groups, 2) },
  ]);
  for (const [operator, pattern] of BOUNDS) {
    for (const { groups } of words.take(pattern))
      thresholds.push({ operator, value: amountOf(groups, 1) });
  }
  return thresholds;
}

function named(index: number): string {
  return AMOUNT.replace("(\\d", `(?<number${index}>\\d`).replace("(k|", `(?<factor${index}>k|`);
}

function amountOf(groups: Readonly<Record<string, string | undefined>>, index: number): number {
  const number = Number((groups[`number${index}`] ?? "").replaceAll(",", ""));
  return number * (FACTORS[groups[`factor${index}`] ?? ""] ?? 1);
}
