const LIST =
  "#?\\d{1,6}(?:\\s*(?:,\\s*and\\b|,|and\\b|&|\\+)\\s*(?:recs?\\s+|recommendations?\\s+)?#?\\d{1,6})*";
/** What follows a number that counts something else: “12 months”, “10 %”. */
const NOT_COUNTED = "(?![\\d.%]|\\s*(?:%|days?|weeks?|months?|years?|usd|eur|k\\b|dollars?))";
const NAMED = new RegExp(
  `(?<![\\w$])(?:recommendations?|recs?)\\s*(?:no\\.?|nr\\.?|numbers?)?\\s*(?<list>${LIST})${NOT_COUNTED}`,
  "i",
);
const HASHED = /(?<![\w$])(?<list>#\d{1,6}(?:\s*(?:,|and|&)\s*#\d{1,6})*)/i;
/** After the numbers alone, nothing follows that they could count: “give 5 services”. */
const ENDS =
  "(?=\\s*(?:$|[.?!:;,–—-]|(?:to|over|until|till|unless|for|because|as|since|is|are|done|back|again|please|when|once)\\b))";
const VERBS =
  "accept|dismiss|snooze|postpone|reject|reopen|re-open|approve|decline|undo|take|assign|reassign|give|release|unassign|hand over|hand|why|explain|mark|ignore";
const DONE_TO = new RegExp(`(?<=\\b(?:${VERBS})\\s+)(?<list>${LIST})${NOT_COUNTED}${ENDS}`, "i");
const FIRST = new RegExp(`^\\W*(?<list>${LIST})(?=\\s+(?:is|are)\\b)`, "i");

/** The numbers of recommendations that a question says, and the rest of it. */
export interface NumbersReading {
  readonly numbers: readonly number[];
  /** Whether they are said to be recommendations. */
  readonly isNamed: boolean;
  readonly rest: string;
}

/** Reads “rec 12”, “dismiss 3, 5 and 9”, “#12”. */
export function readNumbers(question: string): NumbersReading {
  for (const pattern of [NAMED, HASHED, DONE_TO, FIRST]) {
    const list = pattern.exec(question)?.groups?.["list"];
    if (list === undefined) continue;
    const numbers = [...new Set((list.match(/\d+/g) ?? []).map(Number))].filter((one) => one > 0);
    return { numbers, isNamed: pattern === NAMED, rest: question.replace(pattern, " ") };
  }
  return { numbers: [], isNamed: false, rest: question };
}
