import { phrase, type QuestionWords, type Stretch } from "./question-words.ts";

const MARKER = phrase(
  "(?<=(?:all|every|everything|everyone|any|anything) (?:[^ ]+ ){0,3})but(?: for| not)?|except(?: for)?|instead of|rather than|excluding|excludes?|excl|without|minus|other than|apart from|aside from|besides|(?:but |and )?not (?:including|counting|for|in|from|on)|(?:but |and )?not|ignoring|ignore|leaving out|leave out|omitting|omit|outside(?: of)?|net of|non|no",
);
const FILLERS: ReadonlySet<string> = new Set(
  "the any all our my its for from in on of to cost costs spend charges everything".split(" "),
);
const LIST_WORDS: ReadonlySet<string> = new Set(["and", "or", "nor", "the", "any"]);

/** Which of the named things a question leaves out: "except EC2 and S3", "without tax". */
export function readExclusions<T extends Stretch>(
  words: QuestionWords,
  named: readonly T[],
  dimensionOf: (one: T) => string,
): ReadonlySet<T> {
  const starting = new Map(named.map((one) => [one.from, one]));
  const excluded = new Set<T>();
  for (const marker of words.find(MARKER)) {
    let one = starting.get(words.skip(marker.to, FILLERS));
    if (one === undefined) continue;
    words.explain(marker);
    let joint: Joint = "comma";
    while (one !== undefined) {
      excluded.add(one);
      const next = nextListed(words, one.to);
      const listed: T | undefined = starting.get(next.at);
      const isOther: boolean =
        next.joint === "comma" &&
        (joint === "word" || (listed !== undefined && dimensionOf(listed) !== dimensionOf(one)));
      one = isOther ? undefined : listed;
      joint = next.joint;
    }
  }
  return excluded;
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
