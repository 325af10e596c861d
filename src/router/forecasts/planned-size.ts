import { type PhraseTaker, said } from "#src/router/conversation/phrase-taker";

/** How much something planned or imagined changes the cost. */
export interface PlannedSize {
  /** Null for an amount that may be meant a month or once. */
  readonly kind: "monthly" | "one-off" | "percent" | "growth" | null;
  /** An amount in `currency`, or a percentage; below 0 for less. */
  readonly size: number;
  readonly currency: string | null;
}

const CODES = "usd|eur|gbp|chf|jpy|cad|aud|inr|sek|nok|dkk|pln|brl|sgd|nzd";
const CURRENCIES: Readonly<Record<string, string>> = {
  $: "USD",
  us$: "USD",
  dollar: "USD",
  buck: "USD",
  "€": "EUR",
  euro: "EUR",
  "£": "GBP",
  pound: "GBP",
};
const FACTORS: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
};
const EACH =
  "(?:\\s?(?:a|an|per|each|every|/)\\s?(?<each>day|week|month|mo|quarter|year|yr)|\\s(?<adverb>daily|weekly|monthly|quarterly|yearly|annually))";
const PER_MONTH: Readonly<Record<string, number>> = {
  day: 365 / 12,
  daily: 365 / 12,
  week: 365 / 84,
  weekly: 365 / 84,
  quarter: 1 / 3,
  quarterly: 1 / 3,
  year: 1 / 12,
  yr: 1 / 12,
  yearly: 1 / 12,
  annually: 1 / 12,
};

/** "About", "by", "of" and the like before a size say nothing of their own. */
const LEAD =
  "(?:(?:by|of|to|at|is|costs?|costing|adds?|adding|saves?|saving|about|around|roughly|approx(?:imately|\\.)?|approximately|an? (?:extra|additional)|an?|extra|additional|another|some|ca\\.?|~)\\s?)*";
const MONEY = new RegExp(
  `(?<![\\w.])(?<lead>${LEAD})(?<sign>[-−–+])?\\s?(?<symbol>us\\$|[$€£]|(?:${CODES})\\s)?(?<inner>[-−–])?\\s?(?<number>\\d[\\d,]*(?:\\.\\d+)?)\\s?(?<factor>k|mn?|thousand|million)?(?:\\s?(?<unit>${CODES}|dollars?|bucks|euros?|pounds?|[€£$])(?!\\w))?(?![\\w%-])(?:${EACH})?(?!\\w)`,
  "gi",
);
const PERCENT = new RegExp(
  `(?<![\\w.])(?<lead>${LEAD})(?<sign>[-−–+])?\\s?(?<number>\\d+(?:\\.\\d+)?)\\s?(?:%|percent|per cent)(?!\\w)(?:${EACH})?(?:[ -](?:over|on)[ -](?:month|year))?`,
  "gi",
);
const TIMES: readonly (readonly [pattern: RegExp, percent: number])[] = [
  [said("doubles?|doubled|doubling|twice as much"), 100],
  [said("triples?|tripled|tripling"), 200],
  [said("halves?|halved|halving"), -50],
];
const ONCE = said(
  "(?:an? )?(?:one[- ]off|one[- ]time|non-recurring|single)(?: (?:cost|charge|payment|fee|expense))?|once",
);
const LESS = said(
  "less|lower|cheaper|down|drops?|dropped|falls?|fell|shrinks?|shrink|shrank|decreases?|decreased|decline[sd]?|reduces?|reduced|reduction|saves?|savings?(?! plans?)|saving|cuts?|goes away|retires?|retired|decommission(?:ed|ing)?|shut ?down|switched off",
);

/** Takes the words out that say how much; null where none do. What ends costs less, unless a sign says otherwise. */
export function takePlannedSize(phrases: PhraseTaker, isEnd = false): PlannedSize | null {
  const isOnce = phrases.takes(ONCE);
  const isLess = isEnd || phrases.rest.search(LESS) >= 0;
  const share = takeShare(phrases);
  const found = share ?? takeMoney(phrases, isOnce);
  if (found === null) return null;
  const { kind, currency, size, sign } = found;
  const isNegative = sign === null ? isLess : sign === "-";
  return { kind, currency, size: isNegative ? -Math.abs(size) : size };
}

interface Found extends PlannedSize {
  readonly sign: "-" | "+" | null;
}

function takeShare(phrases: PhraseTaker): Found | null {
  const groups = phrases.take(PERCENT)?.groups;
  if (groups !== undefined) {
    const { number = "", sign } = groups;
    const each = groups["each"] ?? groups["adverb"];
    const percent = Number(number);
    const isYearly = each !== undefined && /^y|^annually/i.test(each);
    const monthly = isYearly ? 100 * ((1 + percent / 100) ** (1 / 12) - 1) : percent;
    const kind = each === undefined ? "percent" : "growth";
    return { kind, size: monthly, currency: null, sign: signOf(sign) };
  }
  const times = TIMES.find(([pattern]) => phrases.takes(pattern));
  return times === undefined
    ? null
    : { kind: "percent", size: times[1], currency: null, sign: null };
}

/** Smaller numbers that nothing marks as an amount may be years, or parts of names. */
const LEAST_BARE = 2100;

function takeMoney(phrases: PhraseTaker, isOnce: boolean): Found | null {
  const isMeant = ({ groups = {} }: RegExpExecArray) =>
    [groups["symbol"], groups["factor"], groups["unit"], groups["each"], groups["adverb"]].some(
      (part) => part !== undefined,
    ) || Number((groups["number"] ?? "").replaceAll(",", "")) > LEAST_BARE;
  const groups = phrases.take(MONEY, isMeant)?.groups;
  if (groups === undefined) return null;
  const { number = "", factor = "" } = groups;
  const each = (groups["each"] ?? groups["adverb"])?.toLowerCase();
  const amount = Number(number.replaceAll(",", "")) * (FACTORS[factor.toLowerCase()] ?? 1);
  const size = amount * (each === undefined ? 1 : (PER_MONTH[each] ?? 1));
  const kind = each !== undefined ? "monthly" : isOnce ? "one-off" : null;
  return {
    kind,
    size,
    currency: currencyOf(groups["symbol"] ?? groups["unit"]),
    sign: signOf(groups["sign"] ?? groups["inner"]),
  };
}

function currencyOf(words: string | undefined): string | null {
  if (words === undefined) return null;
  const word = words.trim().toLowerCase();
  return CURRENCIES[word.replace(/s$/, "")] ?? CURRENCIES[word] ?? word.toUpperCase();
}

function signOf(sign: string | undefined): "-" | "+" | null {
  if (sign === undefined) return null;
  return sign === "+" ? "+" : "-";
}
