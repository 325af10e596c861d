import type { ShownRows } from "#src/conversation";
import type { DimensionNames } from "#src/router/dimension-words";
import { squash } from "#src/router/fold";
import { type AnswerAspect, readAnswerAspect } from "./answer-aspects.ts";
import { type PhraseTaker, phraseTaker, said } from "./phrase-taker.ts";
import { type RowPick, readPick } from "./picks.ts";

/** Parts of the question before that a follow-up takes away. */
export type Dropped = "filters" | "breakdown" | "limit" | "comparison";

/** What a question says about the one before it. */
export interface References {
  /** The question without the words that point back. */
  readonly rest: string;
  /** It can only be understood with the question before. */
  readonly pointsBack: boolean;
  /** It begins as if it went on: "and", "only". */
  readonly goesOn: boolean;
  /** What it names comes on top of what there was. */
  readonly adds: boolean;
  /** A grouping that it names comes on top of the one there was. */
  readonly addsGroups: boolean;
  /** What is no longer filtered by: whatever the rest names, or a dimension; null where nothing is freed. */
  readonly frees: "named" | { readonly dimension: string } | null;
  readonly drops: ReadonlySet<Dropped>;
  /** Charge categories that count again. */
  readonly includes: readonly string[];
  readonly pick: RowPick | null;
  readonly aspect: AnswerAspect | null;
}

const UNIT = "(?:period|time|point|date|hour|day|week|weekday|weekend|month|quarter|half|year)";
const SAME = said(
  `(?:the )?same (?:thing|again|question|report|query|one|numbers?|figures?|data|breakdown|analysis)|do (?:that|it|this|so) again|repeat (?:that|it|this)|ditto|(?:the )?same(?! ${UNIT})(?= (?:for|but|in|with|without|by|only|as|on|per)(?![\\w-]))|^\\W*(?:the )?same(?=\\W*$)`,
);
const WHAT_ABOUT = said("(?:and |but |so )?(?:what|how) about");
/** What stands after "for" is a name, also one that nothing has. */
const FOR = " for ";
const PRESENTATION = said(
  "as (?:an? )?(?:(?:bar|line|pie|simple) )?(?:table|chart|graph|plot|list(?! (?:cost|price|rate|spend)))|(?:chart|graph|plot|draw|visuali[sz]e|tabulate) (?:it|that|this|them)",
);
/** "How much does it cost to run EC2?" points at nothing. */
const PRONOUN = said(
  "(?:it|its)(?! (?:costs?|costing|takes?|possible|true)(?: us)?(?: to| that| if)(?![\\w-]))|them|their|theirs",
);
/** Alone, or beside a small word: "the services that cost most" points at nothing. */
const POINTING = said(
  "(?:(?<=(?:of|for|on|in|to|with|do|does|did|is|was|are|were|has|have|break|split|show|compare|group|make|put) )(?:that|this|those|these)(?= (?:by|for|in|per|and|only|as|without|with|on|down|up|to|from|last|again|too|change|go|gone|include|compare|look|higher|lower|more|less|complete|final|right|correct|was|is|were|are|came|went|split|broken|vs|versus|against|daily|weekly|monthly|excluding|except)(?![\\w-])))|(?:(?:of|for|on|in|to|with|is|was|did|does|has|break|split|show|compare) )?(?:that|this|those|these)(?=[\\s.?!]*$)|^\\W*(?:that|this|those|these)(?= (?:by|for|in|per|only|as|without|with|vs|versus)(?![\\w-]))|out of (?:that|this)",
);
const GOING_ON =
  /^\W*(?:(?:ok|okay|so|now|great|thanks|right|well)\W+)*(?:and|but|or|also|plus|then|only)\b/i;
const ONLY = /\bonly\b/i;
const ADDING = said(
  "also|too(?=[\\s,.?!]*$|,)|as well|plus|in addition|additionally|on top(?: of (?:that|it))?",
);
const ADDED = said("(?:and )?(?:add(?: back)?|include)");
const ADDING_GROUPS =
  /^\W*(?:(?:ok|okay|now)\W+)*(?:and|also|plus|then|additionally)(?: (?:also|then|again|split|broken down|grouped|break it down))* (?:by|per)\b|\bby\b.*\b(?:too|as well)\W*$/i;
const INSTEAD = said("instead(?! of)");
const FILLERS = said("again|rather(?! than)|for a change");
const FREED = said(
  "(?:remove|drop|clear|forget|lift|undo|without|no|ignore) (?:the |that |this )?(?<what>\\w[\\w .-]{0,60}?) filters?",
);
const NO_FILTERS = said(
  "(?:remove|drop|clear|forget|lift|undo|reset|without|no|ignore)(?: (?:the|all|any|those|these|my|that|of|this))* filters?",
);
const EVERYTHING = said("unfiltered|(?:for |across |over )?everything(?: together)?");
const EVERY = "(?<lead>for |across |over |in |on )?(?:all|every)(?: of)?(?: the| our| my)?";
/** Longer nouns ("cost centres") go first. */
const EVERY_ONE = [said(`${EVERY} (?<noun>\\w+ \\w+)`), said(`${EVERY} (?<noun>\\w+)`)];
const NO_BREAKDOWN = said(
  "(?:as )?(?:a |one |just |only |the |in |grand )*totals?(?: only)?(?=[\\s.?!]*$)|as (?:a |one )(?:single )?(?:number|figure|sum)|ungrouped|(?:without|no|remove|drop)(?: (?:the|a|any))? (?:breakdown|grouping|split)",
);
const NO_LIMIT = said(
  "all of (?:them|it|those)|(?:show|list|give)(?: me)?(?: (?:the|them))? all(?: rows| of them)?(?=[\\s.?!]*$)|the rest|(?:the )?(?:full|whole|complete) (?:list|table)|no limit",
);
const NO_COMPARISON = said("(?:without|no|remove|drop|forget)(?: (?:the|a|any))? comparison");
const CATEGORY = "(?:sales )?(?:tax|taxes|vat|gst|credits?|refunds?|purchases|adjustments)";
const INCLUDED = said(
  `(?:including|includes?|incl|with|inclusive of|plus|add)(?: (?:all|the|back|in|again))* (?<categories>${CATEGORY}(?:(?:,| and|, and) (?:the )?${CATEGORY})*)(?: (?:back|in|again))*`,
);
const CATEGORIES: readonly (readonly [category: string, pattern: RegExp])[] = [
  ["Tax", /tax|vat|gst/i],
  ["Credit", /credit|refund/i],
  ["Purchase", /purchase/i],
  ["Adjustment", /adjustment/i],
];

/** Reads what points back, in an order in which longer phrases go first. */
export function readReferences(
  question: string,
  rows: ShownRows | null,
  dimensions: DimensionNames,
  filtered: ReadonlySet<string>,
): References {
  const phrases = phraseTaker(question);
  const everyOne = readEveryOne(phrases, dimensions, filtered);
  const aspect = readAnswerAspect(phrases);
  const pick = readPick(phrases, rows, dimensions);
  const includes = categoriesIn(phrases.take(INCLUDED)?.groups?.["categories"] ?? "");
  const removed = readRemoved(phrases);
  const isWhole = phrases.takes(EVERYTHING);
  const isTotal = phrases.takes(NO_BREAKDOWN);
  const freed = phrases.take(FREED)?.groups?.["what"] ?? null;
  const isAbout = phrases.takes(WHAT_ABOUT, FOR);
  const points = takesAny(phrases, [SAME, PRESENTATION, INSTEAD]) || isAbout;
  const begins = GOING_ON.test(phrases.rest) || ONLY.test(phrases.rest);
  const adding = phrases.takes(ADDING);
  const adds = takesAny(phrases, [ADDED]) || adding;
  phrases.takes(FILLERS);
  const hasPronoun = takesAny(phrases, [PRONOUN, POINTING]);
  const named = [aspect, pick, freed].some((part) => part !== null);
  return {
    ...readFreed(freed, phrases.rest, dimensions),
    ...(everyOne === null ? {} : { frees: { dimension: everyOne } }),
    pointsBack: named || removed.length + includes.length > 0 || points || hasPronoun,
    goesOn: begins || adding,
    adds,
    addsGroups: ADDING_GROUPS.test(question),
    drops: new Set<Dropped>([
      ...removed,
      ...(isWhole ? (["filters"] as const) : []),
      ...(isTotal ? (["breakdown"] as const) : []),
    ]),
    includes,
    pick,
    aspect,
  };
}

/** "for all accounts" frees accounts; "all accounts" does where they were filtered, else it lists them. */
function readEveryOne(
  phrases: PhraseTaker,
  dimensions: DimensionNames,
  filtered: ReadonlySet<string>,
): string | null {
  const dimensionIn = ({ groups }: RegExpExecArray) => dimensions(squash(groups?.["noun"] ?? ""));
  for (const pattern of EVERY_ONE) {
    const match = phrases.take(pattern, (one) => {
      const dimension = dimensionIn(one);
      return dimension !== null && (one.groups?.["lead"] !== undefined || filtered.has(dimension));
    });
    if (match !== null) return dimensionIn(match);
  }
  return null;
}

/** Takes all of these; whether there was any. */
function takesAny(phrases: PhraseTaker, patterns: readonly RegExp[]): boolean {
  return patterns.map((pattern) => phrases.takes(pattern)).includes(true);
}

function readRemoved(phrases: PhraseTaker): Dropped[] {
  const readings: readonly (readonly [Dropped, RegExp])[] = [
    ["comparison", NO_COMPARISON],
    ["filters", NO_FILTERS],
    ["limit", NO_LIMIT],
  ];
  return readings.flatMap(([part, pattern]) => (phrases.takes(pattern) ? [part] : []));
}

/** "the account filter" frees a dimension, "the staging filter" that of a name, which is left to be read. */
function readFreed(
  freed: string | null,
  rest: string,
  dimensions: DimensionNames,
): Pick<References, "rest" | "frees"> {
  const dimension = freed === null ? null : dimensions(squash(freed));
  if (dimension !== null) return { rest, frees: { dimension } };
  return freed === null ? { rest, frees: null } : { rest: `${rest} ${freed}`, frees: "named" };
}

function categoriesIn(words: string): string[] {
  return CATEGORIES.flatMap(([category, pattern]) => (pattern.test(words) ? [category] : []));
}
