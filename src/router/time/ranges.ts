import { addDays, addMonths, type Day } from "#src/focus/day";
import { readAnchor } from "./anchors.ts";
import { tomorrow } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { type Expression, matchAt, slotsOf, wordAfter, wordPattern } from "./form.ts";
import type { Stretch } from "./rest.ts";
import { occurrence, plainSpan, type Span } from "./span.ts";
import type { Words } from "./words.ts";

/** How two ends are put together; where things are compared it tells a comparison from a range. */
export type Joint = "from" | "between" | "to" | "dash";

/** The two ends of a period, each as it reads by itself. */
export interface Ends {
  readonly joint: Joint;
  readonly first: Expression;
  readonly last: Expression;
}

/** A period as said, with its ends where it has two. */
export interface PeriodExpression extends Expression {
  readonly ends?: Ends;
  /** What an open period counts from: "last month" in "since last month". */
  readonly since?: Expression;
}

/** "Since we launched on 14 October" counts from that day. */
const OPENER = wordPattern(
  "(?<name>since|after|from|between)(?:(?<=since|after) (?:we|i|they|you|it|the|our) (?:[^ ]+ ){1,3}?(?:on|in)| on| in)?(?: the)?",
);
const JOINT = wordPattern(
  "(?:, )?(?:up (?!to date(?: |$)))?(?<name>to|through|thru|until|till|-|and)(?: and including)?(?: on| in)?(?: the)?",
);
const ONWARD = wordPattern(
  "(?:onwards?|forward|on(?=$| (?:[,.]|by|per|for|in|grouped|split)(?: |$)))",
);

/** A period said at a word: "since March", "from Oct 3 to Oct 9", "from Oct 3 on", or a single one. */
export function readRange(words: Words, index: number, clock: Clock): PeriodExpression | null {
  const word = words.list[index];
  if (word?.timely !== true) return null;
  const match = matchAt(OPENER, words, word.offset);
  const opener = slotsOf(match).name;
  const firstIndex = wordAfter(words, index, word.offset + (match?.[0].length ?? 0));
  const first = readAnchor(words, firstIndex, clock);
  if (first === null) return null;
  const pair = opener === "after" ? null : readPair(first, opener, words, clock);
  if (pair !== null) return { ...pair, from: index };
  return readSingle(first, opener, index, words, clock);
}

function readSingle(
  first: Expression,
  opener: string | undefined,
  from: number,
  words: Words,
  clock: Clock,
): PeriodExpression | null {
  const { start, end } = first.span.period;
  if (opener === "since") {
    const open = openRange(start, { from, to: first.to }, clock);
    return open === null ? null : { ...open, since: first };
  }
  if (opener === "after") return openRange(end, { from, to: first.to }, clock);
  if (opener === "from" && matchAt(ONWARD, words, offsetOf(words, first.to)) !== null)
    return openRange(start, { from, to: first.to + 1 }, clock);
  if (first.span.kind === "range") return { ...first, from };
  return opener === "between" ? null : first;
}

/** From a day up to today; null where that day is still to come. */
function openRange(start: Day, stretch: Stretch, clock: Clock): PeriodExpression | null {
  const span = plainSpan("range", { start, end: tomorrow(clock) });
  return span === null ? null : { ...stretch, weak: false, span };
}

function readPair(
  first: Expression,
  opener: string | undefined,
  words: Words,
  clock: Clock,
): PeriodExpression | null {
  const offset = offsetOf(words, first.to);
  const match = matchAt(JOINT, words, offset);
  const joint = jointOf(opener, slotsOf(match).name);
  if (match === null || joint === null) return null;
  const last = readAnchor(words, wordAfter(words, first.to, offset + match[0].length), clock);
  if (last === null) return null;
  const [start, end] = settleEnds(first.span, last.span, clock);
  const span = plainSpan("range", { start: start.period.start, end: end.period.end });
  if (span === null) return null;
  const ends = { joint, first, last };
  const weak = opener === undefined && first.weak && last.weak && last.span.kind === "day";
  return { from: first.from, to: last.to, weak, span, ends };
}

/** "and" joins after "between" alone; a list ("March and April") is no range. */
function jointOf(opener: string | undefined, joint: string | undefined): Joint | null {
  if (joint === undefined || (joint === "and" && opener !== "between")) return null;
  if (opener !== undefined) return opener === "between" ? "between" : "from";
  return joint === "to" ? "to" : "dash";
}

/** Names without a year take the one that puts them in order: "Sept – Nov 2025", "Nov to Feb". */
export function settleEnds(first: Span, last: Span, clock: Clock): readonly [Span, Span] {
  const next = nextDay(first, last, clock);
  if (next !== null) return [first, next];
  if (first.latest !== undefined) return [occurrence(first, last.period.start, clock), last];
  if (last.latest !== undefined && first.kind !== "year") {
    const withinYear = addDays(sameDayNextYear(first.period.start), -1);
    const asOf = withinYear < clock.today ? withinYear : clock.today;
    return [first, occurrence(last, asOf, clock)];
  }
  return first.period.start <= last.period.start ? [first, last] : [last, first];
}

/** "October up to the 15th", "Sept 28 to the 3rd": the next such day from the first end on. */
function nextDay(first: Span, last: Span, clock: Clock): Span | null {
  const isMonth = first.kind === "month";
  if (last.monthly !== true || first.monthly === true || !(isMonth || first.kind === "day"))
    return null;
  const { start } = first.period;
  const monthLater = addDays(addMonths(start, 1), Number(start.slice(8)) - 1);
  const next = occurrence(last, addDays(monthLater, -1), clock);
  const isBehind = next.period.start >= start && next.period.start <= clock.today;
  return isMonth || isBehind ? next : null;
}

function sameDayNextYear(day: Day): Day {
  return addDays(addMonths(day, 12), Number(day.slice(8)) - 1);
}

function offsetOf(words: Words, index: number): number {
  return words.list[index]?.offset ?? words.text.length;
}
