import type { Words } from "./words.ts";

/** Words `from` up to (not with) `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Small words that go with a period ("in", "for the"); "go over" and "going on" keep theirs. */
const SMALL =
  "in|for|during|from|between|of|the|within|throughout|so far|as of|(?<!(?:go|goes|going|went|is|are) )(?:over|on)";
const CONNECTING = "to|with|and|than|vs|against|relative to|compared(?: to| with| against)?";

const LEADING = new RegExp(`(?:(?<= |^)(?:${SMALL}) )*$`);
const LEADING_OTHER = new RegExp(`(?:(?<= |^)(?:${SMALL}|${CONNECTING}) )*$`);

/** The words of a stretch as typed, without a possessive at the end. */
export function phraseOf({ question, list }: Words, { from, to }: Stretch): string {
  return question.slice(list[from]?.start, list[to - 1]?.coreEnd);
}

/**
 * The question without some stretches and the small words before them, each replaced by a space;
 * the other side of a comparison takes its connecting words along.
 */
export function withoutStretches(
  words: Words,
  stretches: readonly Stretch[],
  other: Stretch | null,
): string {
  const taken = new Set<number>();
  for (const stretch of stretches) {
    const leading = stretch === other ? LEADING_OTHER : LEADING;
    for (let index = leadingIndex(words, stretch.from, leading); index < stretch.to; index++)
      taken.add(index);
  }
  let rest = "";
  let done = 0;
  for (const [index, { start, end }] of words.list.entries()) {
    if (!taken.has(index)) continue;
    rest += taken.has(index - 1) ? "" : `${words.question.slice(done, start)} `;
    done = end;
  }
  return (rest + words.question.slice(done)).replace(/\s+/g, " ").trim();
}

function leadingIndex({ text, list }: Words, index: number, leading: RegExp): number {
  const before = text.slice(0, list[index]?.offset);
  const at = leading.exec(before)?.index ?? before.length;
  return list.findIndex(({ offset }) => offset >= at);
}
