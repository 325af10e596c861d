import type { ShownRows } from "#src/conversation";
import type { DimensionNames } from "#src/router/dimension-words";
import { squash } from "#src/router/fold";
import { type PhraseTaker, said } from "./phrase-taker.ts";

/** A row of the last answer's table, counted from 0, or from the end when negative. */
interface NumberedPick {
  readonly kind: "row";
  readonly at: number;
}

/** "that account", "those services". */
interface ThingPick {
  readonly kind: "thing";
  readonly dimension: string;
  readonly isPlural: boolean;
}

/** What a question points at in the last answer. */
export type RowPick = NumberedPick | ThingPick;

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const ORDINAL = `(?<ordinal>${ORDINALS.join("|")}|\\d{1,2}(?:st|nd|rd|th)|last|top|bottom)`;
const NUMBERED = said(
  `(?:the |that )?${ORDINAL} (?:one|row|entry|item|result|line)|(?:(?:number|row|no\\.?|nr\\.?) |#)(?<number>\\d{1,2})`,
);
const ORDINAL_ALONE = new RegExp(
  `^(?<lead>(?:(?:and|ok|okay|now|only|just|show|me|for|what|how|about) )*)(?:the )${ORDINAL}[\\s.?!]*$`,
  "gi",
);
const ORDINAL_THING = said(`(?:the |that )?(?!top|bottom)${ORDINAL} (?<noun>\\w+)`);
const THAT = "(?:that|this|those|these|the same|same)";
/** Longer nouns ("cost centre") go first. */
const THAT_THINGS = [said(`${THAT} (?<noun>\\w+ \\w+)`), said(`${THAT} (?<noun>\\w+)`)];

/** Reads "the second one", "number 3", "that account"; the words are taken from the question. */
export function readPick(
  phrases: PhraseTaker,
  rows: ShownRows | null,
  dimensions: DimensionNames,
): RowPick | null {
  const numbered = phrases.take(NUMBERED) ?? phrases.take(ORDINAL_ALONE);
  if (numbered !== null) return { kind: "row", at: positionOf(numbered) };
  const dimensionIn = ({ groups }: RegExpExecArray) => dimensions(squash(groups?.["noun"] ?? ""));
  const listed = phrases.take(
    ORDINAL_THING,
    (match) => rows !== null && dimensionIn(match) === rows.dimension,
  );
  if (listed !== null) return { kind: "row", at: positionOf(listed) };
  for (const pattern of THAT_THINGS) {
    const thing = phrases.take(pattern, (match) => dimensionIn(match) !== null);
    const dimension = thing === null ? null : dimensionIn(thing);
    if (thing !== null && dimension !== null)
      return { kind: "thing", dimension, isPlural: /s$/i.test(thing[0]) };
  }
  return null;
}

function positionOf({ groups }: RegExpExecArray): number {
  const { ordinal, number } = groups ?? {};
  if (number !== undefined) return Number(number) - 1;
  const word = (ordinal ?? "").toLowerCase();
  if (word === "last" || word === "bottom") return -1;
  if (word === "top") return 0;
  const at = ORDINALS.indexOf(word);
  return at >= 0 ? at : Number.parseInt(word, 10) - 1;
}
