import type { Filter } from "./filter.ts";
import { phrase, type QuestionWords } from "./question-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

const NAMES: Readonly<Record<string, string>> = {
  dollars: "USD",
  "us dollars": "USD",
  euro: "EUR",
  euros: "EUR",
  pounds: "GBP",
  yen: "JPY",
};
const CURRENCY = phrase(
  `(?<lead>(?:billed )?in )?(?<currency>[a-z]{3}|${Object.keys(NAMES).join("|")})`,
);

/** Asks how much, in no currency in particular. */
const HOW_MANY = phrase("how many (?:us )?(?:dollars|euros?|pounds|bucks|usd|eur)");

/** What a question says about currencies. */
export interface CurrencyReading {
  readonly filters: readonly Filter[];
  readonly assumptions: readonly string[];
}

/** "in EUR" asks for the charges billed in it; a currency that no bill has is left for others to read. */
export function readCurrencies(words: QuestionWords, vocabulary: Vocabulary): CurrencyReading {
  const held = vocabulary.values("BillingCurrency").map(({ value }) => value);
  const filters: Filter[] = [];
  words.take(HOW_MANY);
  for (const { from, to, groups } of words.find(CURRENCY)) {
    const { currency = "", lead } = groups;
    const isCode = words.list[to - 1]?.typed === currency.toUpperCase();
    if (lead === undefined && !isCode) continue;
    const code = NAMES[currency] ?? currency.toUpperCase();
    if (!held.includes(code)) continue;
    words.explain({ from, to });
    filters.push({ dimension: "BillingCurrency", operator: "in", values: [code] });
  }
  const assumptions = filters.map(({ values }) => `only charges billed in ${values.join(", ")}`);
  return { filters, assumptions };
}
