import { type PhraseMatch, phrase, type QuestionWords } from "./question-words.ts";

/** How rows are ordered, and how many are wanted; `limit` is null for all. */
export interface Ranking {
  readonly by: "amount" | "delta" | "percent";
  readonly direction: "descending" | "ascending";
  readonly limit: number | null;
}

const DEFAULT_LIMIT = 5;

const NUMBERS: ReadonlyMap<string, number> = new Map(
  [
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    "sixteen seventeen eighteen nineteen twenty",
  ]
    .join(" ")
    .split(" ")
    .map((word, index) => [word, index + 1]),
);

/** "The second most expensive" is the last one of so many. */
const ORDINALS: ReadonlyMap<string, number> = new Map(
  ["second third fourth fifth", "2nd 3rd 4th 5th"].flatMap((list) =>
    list.split(" ").map((word, index) => [word, index + 2]),
  ),
);

const ORDINAL = `(?<ordinal>${[...ORDINALS.keys()].join("|")})`;
const COUNT = `(?<count>\\d{1,7}|${[...NUMBERS.keys()].join("|")})`;
const COST = "(?:costs?|spend|spending|expenses?|bills?)";
const RISE = "(?:increases?|growth|rises?|jumps?|changes?|gains?|spikes?|movers?|swings?|hikes?)";
const FALL = "(?:decreases?|drops?|declines?|reductions?|falls?|decliners?)";
const PERCENT = "(?:percentage|percent|%|relative|proportional)";
const MOST =
  "(?:top|most expensive|most costly|costliest|priciest|biggest|largest|highest|greatest|main|major|steepest)";
const LEAST = "(?:bottom|cheapest|least expensive|least costly|smallest|lowest|fewest|tiniest)";
const SPENT = "(?:cost|costs|costed|costing|spend|spends|spent|spending)";
const OPTIONAL_WORDS = "(?: (?!and )[^ ]+){0,3}?";

interface Reading {
  readonly by: Ranking["by"];
  readonly direction: Ranking["direction"];
  readonly pattern: RegExp;
}

/** Changes come before amounts: "biggest increase" holds "biggest". */
const CHANGES: readonly Reading[] = [
  reading(
    "percent",
    "descending",
    `(?:${MOST} )?${PERCENT} ${RISE}|by (?:the )?(?:highest )?growth rates?|fastest[- ](?:growing|rising|increasing)|(?:growing|grew|grow|rising|rose|increased|increasing)(?: the)? fastest|(?:grew|grown|increased|rose)(?: the)? most (?:by|in) ${PERCENT}`,
  ),
  reading(
    "percent",
    "ascending",
    `(?:${MOST} )?${PERCENT} ${FALL}|fastest[- ](?:falling|shrinking|declining)`,
  ),
  reading("delta", "descending", `${MOST}(?: ${COUNT})?(?=${OPTIONAL_WORDS} ${RISE}(?![^ ]))`),
  reading("delta", "ascending", `${MOST}(?: ${COUNT})?(?=${OPTIONAL_WORDS} ${FALL}(?![^ ]))`),
  reading(
    "delta",
    "descending",
    `(?:grew|grow|grown|growing|increased|increase|rise|rises|rose|risen|rising|went up|go up|gone up|jumped|spiked|changed|change|moved)(?: in ${COST})?(?: by)?(?: the)? most|most increased|(?<=(?:which|what) (?:[^ ]+ ){1,4})(?:have |has )?(?:spiked|jumped|surged|soared|ballooned)(?: in ${COST})?`,
  ),
  reading(
    "delta",
    "ascending",
    `(?:fell|fallen|dropped|decreased|shrank|shrunk|declined|went down|gone down)(?: in ${COST})?(?: by)?(?: the)? most`,
  ),
];

/** "Which two regions are the cheapest". */
function askedCount(superlative: string): string {
  return `(?<=(?:which|what) )${COUNT}(?= (?:[^ ]+ ){0,2}[^ ]+s (?:.* )?${superlative}(?: |$))`;
}

const AMOUNTS: readonly Reading[] = [
  reading("amount", "descending", `top[- ]${COUNT}(?: ${MOST})?`),
  reading("amount", "ascending", `bottom[- ]${COUNT}(?: ${LEAST})?`),
  reading("amount", "descending", `${COUNT} (?:of the |of our |of my )?${MOST}`),
  reading("amount", "ascending", `${COUNT} (?:of the |of our |of my )?${LEAST}`),
  reading("amount", "descending", `${ORDINAL} ${MOST}`),
  reading("amount", "ascending", `${ORDINAL} ${LEAST}`),
  reading("amount", "descending", askedCount(`(?:most|${MOST})`)),
  reading("amount", "ascending", askedCount(`(?:least|${LEAST})`)),
  reading("amount", "descending", `${MOST}(?: ${COUNT})?`),
  reading("amount", "ascending", `${LEAST}(?: ${COUNT})?`),
  reading("amount", "ascending", `${SPENT} (?:us |me |the )*least|least ${COST}`),
  reading(
    "amount",
    "descending",
    `${SPENT} (?:us |me |the )*most|(?:the )?most ${COST}|most of (?:my|our|the)|the most`,
  ),
];

const SORTED: readonly Reading[] = [
  reading(
    "amount",
    "ascending",
    "(?:sorted|ordered|ranked|sort|rank|order(?= by))(?: by [a-z]+)? (?:asc|ascending)",
  ),
  reading(
    "amount",
    "descending",
    `(?:sorted|ordered|ranked|sort|rank|order(?= by))(?: (?:by|in))?(?: (?:${COST}|amount|descending|desc))*`,
  ),
];

/** What a comparison shows anyway; it ranks nothing. */
const SHOWN_ANYWAY = phrase(`(?:including|with|showing|and)(?: the)? ${PERCENT} changes?`);

/** How the rows of an answer are to be ranked; null where the question doesn't say. */
export function readRanking(words: QuestionWords): Ranking | null {
  words.take(SHOWN_ANYWAY);
  const change = firstOf(words, CHANGES);
  const amount = firstOf(words, AMOUNTS);
  const sorted = firstOf(words, SORTED);
  const ranking = change ?? amount ?? sorted;
  if (ranking === null) return null;
  const { by, direction } = ranking.reading;
  const count = change?.count ?? amount?.count ?? null;
  // "The top 5 increases and the top 5 decreases" are the two ends of one table, which needs all its rows.
  if (change?.isBothWays === true) return { by, direction, limit: null };
  const isLimited = change !== null || amount !== null;
  return { by, direction, limit: count ?? (isLimited ? DEFAULT_LIMIT : null) };
}

interface Found {
  readonly reading: Reading;
  /** How many are wanted, where any of the words that fit says so. */
  readonly count: number | null;
  /** Whether the opposite order is asked for as well. */
  readonly isBothWays: boolean;
}

/** The first reading that fits; everything that fits is explained. */
function firstOf(words: QuestionWords, readings: readonly Reading[]): Found | null {
  let first: Found | null = null;
  for (const candidate of readings) {
    for (const match of words.take(candidate.pattern)) {
      first ??= { reading: candidate, count: null, isBothWays: false };
      first = { ...first, count: first.count ?? countOf(match) };
      if (first.reading.direction !== candidate.direction) first = { ...first, isBothWays: true };
    }
  }
  return first;
}

function reading(by: Ranking["by"], direction: Ranking["direction"], pattern: string): Reading {
  return { by, direction, pattern: phrase(pattern) };
}

/** "Top 0" says nothing of how many. */
function countOf({ groups }: PhraseMatch): number | null {
  const { ordinal = "", count = "0" } = groups;
  const number = ORDINALS.get(ordinal) ?? NUMBERS.get(count) ?? Number(count);
  return number === 0 ? null : number;
}
