import { askAboutGroup, askAboutName, unknownName } from "./clarify.ts";
import { type Leftovers, readLeftovers, speaksOfCost } from "./leftovers.ts";
import { type Names, namesOf } from "./names.ts";
import { type AskedTime, readAskedTime } from "./period.ts";
import { type QuestionReading, readQuestion } from "./question-reading.ts";
import { QuestionWords } from "./question-words.ts";
import type { Router, Routing, RoutingContext } from "./router.ts";
import { freshnessCall, type SkillCall, spendCall } from "./skill-call.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { asksForHelp, readLateWish, readWish } from "./wishes.ts";

/**
 * A router of rules, without a model or a network. What a vocabulary's names are looked up in is kept
 * for as long as its generation stays the same.
 */
export function ruleRouter(): Router {
  const kept = new WeakMap<Vocabulary, { readonly generation: string; readonly names: Names }>();
  const namesIn = (vocabulary: Vocabulary): Names => {
    const { generation } = vocabulary;
    const found = kept.get(vocabulary);
    if (found?.generation === generation) return found.names;
    const names = namesOf(vocabulary);
    kept.set(vocabulary, { generation, names });
    return names;
  };
  return { route: (question, context) => route(question, context, namesIn(context.vocabulary)) };
}

function route(question: string, context: RoutingContext, names: Names): Routing {
  const words = new QuestionWords(question);
  if (asksForHelp(words.text)) return { kind: "unsupported", wish: null };
  const time = readAskedTime(question, context);
  const asked = readQuestion(time.reading.rest, names, time.reading.comparison !== null);
  if (asked.isFreshness) return called(asked, freshnessCall(asked));
  const wish = readWish(textBesideNames(words, names)) ?? wishForMetrics(asked);
  if (wish !== null) return { kind: "unsupported", wish };
  const leftovers = readLeftovers(asked.lookup);
  if (!isUnderstood(asked, time, leftovers)) return { kind: "unsupported", wish: null };
  const lateWish = readLateWish(asked.lookup.words.freeText());
  if (lateWish !== null) return { kind: "unsupported", wish: lateWish };
  return askBack(question, asked, leftovers, names) ?? called(asked, spendCall(asked, time));
}

/** "amortised vs unblended" compares neither periods nor things. */
function wishForMetrics({ metrics, changes }: QuestionReading): string | null {
  const isCompared = metrics.length > 1 && changes.comparing.length > 0;
  return isCompared ? "set two kinds of cost side by side yet" : null;
}

/** The question to ask back where a word names several things or none; null where all is clear. */
function askBack(
  question: string,
  { doubts, unreadGroups, lookup }: QuestionReading,
  leftovers: Leftovers,
  names: Names,
): Routing | null {
  const [doubt] = doubts;
  if (doubt !== undefined) return askAboutName(question, doubt);
  const [group] = unreadGroups;
  if (group !== undefined) return askAboutGroup(question, lookup.words.typed(group), names);
  const [name] = leftovers.names;
  return name === undefined ? null : askAboutName(question, unknownName(lookup, name, names));
}

/** A question about nothing that a bill holds isn't one about this month's total. */
function isUnderstood(
  { mentions, doubts, groupBy, conditions, metrics, thresholds, ranking, lookup }: QuestionReading,
  { reading }: AskedTime,
  { names, hasOthers }: Leftovers,
): boolean {
  if (speaksOfCost(lookup.words)) return true;
  if (hasOthers) return false;
  const found = [mentions, doubts, groupBy, conditions, metrics, thresholds];
  if (found.some((list) => list.length > 0)) return true;
  return (
    names.length === 0 &&
    (reading.period !== null || reading.granularity !== null || ranking !== null)
  );
}

function called({ assumptions }: QuestionReading, { skill, input }: SkillCall): Routing {
  return { kind: "skill", skill, input, assumptions: [...new Set(assumptions)] };
}

const NAME_LENGTHS = [4, 3, 2];

/** The folded words without names of several words: "Amazon Forecast" asks for no forecast. */
function textBesideNames({ list }: QuestionWords, { index }: Names): string {
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
