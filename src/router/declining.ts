import { askAboutGroup, askAboutName, unknownName } from "./clarify.ts";
import { readLeftovers } from "./leftovers.ts";
import type { Names } from "./names.ts";
import type { QuestionReading } from "./question-reading.ts";
import type { QuestionWords } from "./question-words.ts";
import type { Routing } from "./router.ts";
import { readLateWish, readWish } from "./wishes.ts";

/** What the words wish for that no skill does, names apart; null where they wish for nothing of the kind. */
export function wishIn(words: QuestionWords, names: Names): string | null {
  return readWish(textBesideNames(words, names));
}

/** As `wishIn`, for what becomes plain only when the rest of a question is read. */
export function wishBehind({ metrics, changes, lookup }: QuestionReading): string | null {
  const comparesMetrics = metrics.length > 1 && changes.comparing.length > 0;
  if (comparesMetrics) return "set two kinds of cost side by side yet";
  return readLateWish(lookup.words.freeText());
}

/** The question to ask back where a word names several things or none; null where all is clear. */
export function askBack(
  question: string,
  { doubts, unreadGroups, lookup }: QuestionReading,
  names: Names,
): Routing | null {
  const [doubt] = doubts;
  if (doubt !== undefined) return askAboutName(question, doubt);
  const [group] = unreadGroups;
  if (group !== undefined) return askAboutGroup(question, lookup.words.typed(group), names);
  const [name] = readLeftovers(lookup).names;
  return name === undefined ? null : askAboutName(question, unknownName(lookup, name, names));
}

const NAME_LENGTHS = [4, 3, 2];

/** The folded words without names of several words: "Amazon Forecast" asks for no forecast. */
export function textBesideNames({ list }: QuestionWords, { index }: Names): string {
  const isName = (from: number, length: number) => {
    const squashed = list.slice(from, from + length).map((word) => word.squashed);
    const candidates = squashed.length < length ? [] : index.named(squashed.join(""));
    return candidates.some(
      ({ thing, fit }) => fit === "folded" && thing.dimension === "ServiceName",
    );
  };
  const kept: string[] = [];
  for (let at = 0; at < list.length; at++) {
    const length = NAME_LENGTHS.find((count) => isName(at, count));
    if (length === undefined) kept.push(list[at]?.text ?? "");
    else at += length - 1;
  }
  return kept.join(" ");
}
