import { nounAt } from "#src/router/dimension-words";
import { fold } from "#src/router/fold";
import type { QuestionWords, Stretch } from "#src/router/question-words";
import { mistypedCandidates, spelledCandidates } from "./candidates.ts";
import { listedNeighbours } from "./listed-neighbours.ts";
import type { Finder, Lookup } from "./lookup.ts";
import { assumptionOf, type Doubt, describeThing, type Mention } from "./mention.ts";
import { fitsKind, statedKind } from "./stated-kind.ts";
import { bestOf, type Candidate, merge } from "./thing.ts";
import { mixedDoubts, unify } from "./unify.ts";

/** What the names in a question were linked to. */
export interface Links {
  readonly mentions: readonly Mention[];
  readonly doubts: readonly Doubt[];
}

const LONGEST_NAME = 8;
const LONGEST_MISTYPED = 3;
const CHOICES = 3;
const ASKED = /^(?:which|what|each|every|our|all)$/;

/** Links the names in the words that are still free: the longest first, then those with typing errors. */
export function linkNames(lookup: Lookup): Links {
  const spelled = scan(lookup, LONGEST_NAME, spelledCandidates);
  const mistyped = scan(lookup, LONGEST_MISTYPED, mistypedCandidates);
  const linked = [...spelled.mentions, ...mistyped.mentions];
  linked.push(...listedNeighbours(lookup, linked));
  const mentions = unify(
    lookup,
    linked.sort((left, right) => left.from - right.from),
  );
  return {
    mentions,
    doubts: [...spelled.doubts, ...mistyped.doubts, ...mixedDoubts(lookup, mentions)],
  };
}

function scan(lookup: Lookup, longest: number, find: Finder): Links {
  const mentions: Mention[] = [];
  const doubts: Doubt[] = [];
  for (let index = 0; index < lookup.words.list.length; index++) {
    const found = longestAt(lookup, index, longest, find);
    if (found === null) {
      index = (nounAt(lookup.words, index, lookup.dimensions)?.to ?? index + 1) - 1;
      continue;
    }
    lookup.words.explain(found);
    if ("thing" in found) mentions.push(found);
    else doubts.push(found);
    index = found.to - 1;
  }
  return { mentions, doubts };
}

function longestAt(
  lookup: Lookup,
  from: number,
  longest: number,
  find: Finder,
): Mention | Doubt | null {
  const shortest = shortestName(lookup, from);
  for (let length = reach(lookup.words, from, longest); length >= shortest; length--) {
    const stretch = { from, to: from + length };
    const kind = statedKind(lookup.words, stretch, lookup.dimensions);
    const candidates = find(lookup, stretch).filter(({ thing }) => fitsKind(thing, kind));
    if (candidates.length > 0) return decide(lookup, stretch, candidates);
  }
  return lookup.words.isFree(from) ? negated(lookup, from) : null;
}

/** A dimension's own name is none, unless a value is called so and isn't asked for as a group. */
function shortestName({ words, index, dimensions }: Lookup, from: number): number {
  const noun = nounAt(words, from, dimensions);
  if (noun === null) return 1;
  const length = noun.to - from;
  const squashed = words.list.slice(from, noun.to).map((word) => word.squashed);
  const isValue = index.named(squashed.join("")).some(({ fit }) => fit === "folded");
  const isGroup = from > 0 && (!words.isFree(from - 1) || ASKED.test(words.textAt(from - 1)));
  return isValue && !isGroup ? length : length + 1;
}

/** How many free words stand together from here. */
function reach(words: QuestionWords, from: number, longest: number): number {
  let length = 0;
  while (length < longest && words.isFree(from + length)) {
    const gap = words.list[from + length]?.gap;
    if (length > 0 && gap !== "space" && gap !== "slash") break;
    length++;
  }
  return length;
}

/** "non-prod" leaves out production, unless something is called so. */
function negated({ words, index }: Lookup, from: number): Mention | null {
  const word = words.list[from];
  const { rest } = /^non-?(?<rest>.{3,})$/.exec(word?.text ?? "")?.groups ?? {};
  if (word === undefined || rest === undefined) return null;
  const candidates = index.named(rest.replaceAll("-", ""));
  const thing = merge(bestOf(candidates).map((candidate) => candidate.thing));
  if (thing === null) return null;
  const assumption = `“${word.typed}” read as all but ${describeThing(thing)}`;
  return { from, to: from + 1, typed: word.typed, thing, isExcluded: true, assumption };
}

function decide(
  { words }: Lookup,
  stretch: Stretch,
  candidates: readonly Candidate[],
): Mention | Doubt {
  const typed = words.typed(stretch);
  const isMistyped = candidates.every(({ fit }) => fit === "typo");
  const best = isMistyped ? candidates : bestOf(candidates);
  const things = exactly(typed, best);
  const isGuess = isMistyped || best[0]?.fit === "partial";
  const thing = merge(things);
  if (thing === null || (isGuess && things.length > 1)) {
    const choices = things.slice(0, CHOICES).map(describeThing);
    return { ...stretch, typed, kind: "several", choices };
  }
  const assumption = assumptionOf(typed, thing, candidates);
  return { ...stretch, typed, thing, isExcluded: false, assumption };
}

/** Of values that differ in case or punctuation, the one that was typed, or else those that differ in case alone. */
function exactly(typed: string, candidates: readonly Candidate[]) {
  const things = candidates.map(({ thing }) => thing);
  const spelled = (isSame: (name: string) => boolean) =>
    things.filter(({ values: [value = ""], label }) => isSame(value) || isSame(label));
  const exact = spelled((name) => name === typed);
  if (exact.length > 0) return exact;
  const folded = spelled((name) => fold(name) === fold(typed));
  return folded.length > 0 ? folded : things;
}
