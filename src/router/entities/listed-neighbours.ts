import type { QuestionWords } from "#src/router/question-words";
import type { Lookup } from "./lookup.ts";
import type { Mention } from "./mention.ts";
import { merge } from "./thing.ts";

const JOINTS: ReadonlySet<string> = new Set(["and", "or"]);

/** Words of asking that are names beside names: "search and data". */
export function listedNeighbours(lookup: Lookup, mentions: readonly Mention[]): Mention[] {
  const found: Mention[] = [];
  for (const mention of mentions) {
    for (const index of [
      wordAfter(lookup.words, mention.to),
      wordBefore(lookup.words, mention.from),
    ]) {
      const neighbour = index === null ? null : namedLike(lookup, index, mention);
      if (neighbour === null) continue;
      lookup.words.explain(neighbour);
      found.push(neighbour);
    }
  }
  return found;
}

function wordAfter(words: QuestionWords, to: number): number | null {
  const gap = words.list[to]?.gap;
  if (JOINTS.has(words.textAt(to))) return to + 1;
  return gap === "comma" || gap === "slash" ? to : null;
}

function wordBefore(words: QuestionWords, from: number): number | null {
  const gap = words.list[from]?.gap;
  if (JOINTS.has(words.textAt(from - 1))) return from - 2;
  return gap === "comma" || gap === "slash" ? from - 1 : null;
}

function namedLike({ words, index }: Lookup, at: number, { thing: like }: Mention): Mention | null {
  const word = words.list[at];
  if (word === undefined || !words.isFree(at)) return null;
  const fitting = index
    .named(word.squashed)
    .filter(({ thing, fit }) => fit === "folded" && thing.dimension === like.dimension);
  const thing = merge(fitting.map((candidate) => candidate.thing));
  if (thing === null) return null;
  const stretch = { from: at, to: at + 1 };
  return { ...stretch, typed: word.typed, thing, isExcluded: false, assumption: null };
}
