import { nounAt } from "./dimension-words.ts";
import type { Lookup } from "./entities/lookup.ts";
import { phrase, type QuestionWords, type Stretch } from "./question-words.ts";

const MARKER = phrase(
  "(?<=(?:all|every|everything|everyone|any|anything) (?:[^ ]+ ){0,3})but(?: for| not)?|except(?: for)?|instead of|rather than|excluding|excludes?|excl|without|minus|other than|apart from|aside from|besides|(?:but |and )?not (?:including|counting|for|in|from|on)|(?:but |and )?not|ignoring|ignore|leaving out|leave out|omitting|omit|outside(?: of)?|net of|non|no",
);
/** What stands after the names that it leaves out: "AKS aside", "with tax excluded". */
const MARKER_AFTER = phrase("aside|excluded|removed|left out|not included|omitted");
/** "Before tax", "before credits": of kinds of charges, for other things may come before one in time. */
const MARKER_OF_CHARGES = phrase("before|pre");
const FILLERS: ReadonlySet<string> = new Set(
  "the any all our my its for from in on of to cost costs spend charges everything".split(" "),
);
const LIST_WORDS: ReadonlySet<string> = new Set(["and", "or", "nor", "the", "any"]);

/** Which of the named things a question leaves out: "except EC2 and S3", "without tax", "AKS aside". */
export function readExclusions<T extends Stretch>(
  lookup: Lookup,
  named: readonly T[],
  dimensionOf: (one: T) => string,
): ReadonlySet<T> {
  const { words } = lookup;
  const starting = new Map(named.map((one) => [one.from, one]));
  const namedAfter = ({ to }: Stretch) => starting.get(nameAfter(lookup, to, starting));
  const excluded = new Set<T>();
  for (const marker of words.find(MARKER_AFTER)) {
    const one = named.find(({ to }) => to === marker.from);
    if (one === undefined) continue;
    words.explain(marker);
    excluded.add(one);
  }
  const ofCharges = words.find(MARKER_OF_CHARGES).filter((marker) => {
    const one = namedAfter(marker);
    return one !== undefined && dimensionOf(one) === "ChargeCategory";
  });
  for (const marker of [...words.find(MARKER), ...ofCharges]) {
    const first = namedAfter(marker);
    if (first === undefined) continue;
    words.explain(marker);
    for (const one of listFrom(words, first, starting, dimensionOf)) excluded.add(one);
  }
  return excluded;
}

/** Where the name after a marker begins, perhaps behind the word for its kind: "excluding account shop-prod". */
function nameAfter(
  { words, dimensions }: Lookup,
  index: number,
  starting: ReadonlyMap<number, unknown>,
): number {
  const from = words.skip(index, FILLERS);
  return starting.has(from) ? from : (nounAt(words, from, dimensions)?.to ?? from);
}

/** The names of a list, from its first one on. */
function listFrom<T extends Stretch>(
  words: QuestionWords,
  first: T,
  starting: ReadonlyMap<number, T>,
  dimensionOf: (one: T) => string,
): T[] {
  const list = [first];
  let joint: Joint = "comma";
  for (let one = first; ; ) {
    const next = nextListed(words, one.to);
    const listed = starting.get(next.at);
    const isOther =
      next.joint === "comma" &&
      (joint === "word" || (listed !== undefined && dimensionOf(listed) !== dimensionOf(one)));
    if (isOther || listed === undefined) return list;
    list.push(listed);
    joint = next.joint;
    one = listed;
  }
}

/** After "and" a comma begins something else: "excluding tax and credits, AWS last month". */
type Joint = "word" | "comma";

/** Where the list goes on after one of its names; −1 where it ends. */
function nextListed(words: QuestionWords, to: number): { at: number; joint: Joint } {
  const gap = words.list[to]?.gap;
  const next = words.skip(to, LIST_WORDS);
  if (next > to) return { at: next, joint: "word" };
  return { at: gap === "comma" || gap === "slash" ? next : -1, joint: "comma" };
}
