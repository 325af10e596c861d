import type { Clock } from "./clock.ts";
import type { Expressions } from "./expressions.ts";
import type { Expression } from "./form.ts";
import { type Ends, type PeriodExpression, settleEnds } from "./ranges.ts";
import type { RelativeExpression } from "./relatives.ts";
import { plainSpan } from "./span.ts";
import type { Words } from "./words.ts";

/** What a question looks at, and what it holds against it. */
export interface Sides {
  readonly main: Expression | null;
  readonly other: Expression | RelativeExpression | null;
}

const COMPARES = /(?:^| )(?:compar|contrast)/;

/** Words of change: with two ends of one kind they compare the ends. */
const CHANGES =
  /(?:^| )(?:compar|contrast|chang|differ|delta|increas|decreas|grow|grew|rise|rose|rising|fell|fall|drop|declin|jump|mover|gainer|(?:go|goes|going|gone|went|move[sd]?) (?:up|down) )/;

/** Words of a movement, which "since last month" measures against that month. */
const MOVES =
  /(?:^| )(?:(?:increas|decreas|chang|drop|jump|declin|spik)[a-z]*|grow[ns]?|grew|ris(?:e|en|ing)|rose|fell|fallen|up|down)(?= |$)/;
const LAST_UNIT = /^(?:the )?last (?:week|month|quarter|year)$/;

/** Small words that may stand between a connecting word and its period. */
const LINK = "(?: (?:in|for|on|the|during|of|at|that|those|what|it|we|they|was|were|spent|had))*";

/** Words before the other side of a comparison. */
const COMPARATOR = new RegExp(
  "(?:^| )(?:vs|against|than|relative to|compar\\w+ (?:to|with|against)|" +
    "(?:up|down|higher|lower|chang\\w+|increas\\w+|decreas\\w+|differ\\w*|grew|grown|growth)(?: by)?(?: [\\d.]+%?)? from|" +
    `(?:up|down) on)${LINK} $`,
);
/** Words that join the two objects of "compare": beside the second, or right after the first. */
const JOINED = new RegExp(`(?:^| )(?:to|with|and|or|over|,)(?: and)?${LINK} $|^(?:to|with) `);

/** A doubtful period ("2025", "Monday") is a side of the comparison when it stands this near. */
const NEARBY = 3;

/** Words between the neighbours of a list. */
const LISTED = /^(?:, |and |, and |or )(?:in |for |the )*$/;

interface Asked {
  readonly clock: Clock;
  /** Whether the question asks what changed, whatever its words say. */
  readonly asksOfChange: boolean;
}

/** Finds which period is the main one and which, if any, it is compared with. */
export function findSides(expressions: Expressions, words: Words, asked: Asked): Sides {
  return (
    comparedEnds(expressions.periods, words, asked) ??
    changedSince(expressions.periods, words) ??
    comparedByWord(expressions, words) ??
    comparedPair(expressions.periods, words) ?? {
      main: listed(expressions.periods, words),
      other: null,
    }
  );
}

/** The first period whose two ends are compared with each other. */
function comparedEnds(
  periods: readonly PeriodExpression[],
  words: Words,
  asked: Asked,
): Sides | null {
  for (const { ends, from } of periods) {
    const compares = ends?.joint === "to" && COMPARES.test(textBefore(words, from));
    if (compares) return { main: ends.first, other: ends.last };
    const joins = ends?.joint === "from" || ends?.joint === "between";
    const sides = joins ? changeBetween(ends, words, asked) : null;
    if (sides !== null) return sides;
  }
  return null;
}

/**
 * "changed from September to October", "increase between March and April": the later is the main one. What
 * happened between two days is no difference of theirs.
 */
function changeBetween(
  { first, last }: Ends,
  words: Words,
  { clock, asksOfChange }: Asked,
): Sides | null {
  const saysChange = CHANGES.test(words.text);
  if (!saysChange && !asksOfChange) return null;
  const [earlier, later] = settleEnds(first.span, last.span, clock);
  const isDay = later.kind === "day";
  const upToNow = isDay && later.period.start === clock.today;
  if (earlier.kind !== later.kind || upToNow || (isDay && !saysChange)) return null;
  return { main: { ...last, span: later }, other: { ...first, span: earlier } };
}

/** "Did it drop since last month?" compares with last month. */
function changedSince(periods: readonly PeriodExpression[], words: Words): Sides | null {
  if (!MOVES.test(words.text)) return null;
  const since = periods
    .map((period) => period.since)
    .find((first) => first !== undefined && LAST_UNIT.test(textOf(words, first)));
  return since === undefined ? null : { main: null, other: since };
}

/** "October vs September", "than last month", "year over year". */
function comparedByWord({ periods, relatives }: Expressions, words: Words): Sides | null {
  const compared = periods.filter(({ from }) => COMPARATOR.test(textBefore(words, from)));
  const other =
    relatives.find(({ relative }) => relative.type !== "over") ?? compared[0] ?? relatives[0];
  if (other === undefined) return null;
  const candidates = periods.filter((period) => !compared.includes(period));
  const before = candidates.findLast(
    ({ to, weak }) => to <= other.from && (!weak || other.from - to <= NEARBY),
  );
  const main = before ?? candidates.find(({ from, weak }) => from >= other.to && !weak);
  if (main === undefined) return { main: null, other };
  const isPlain = before !== undefined && "span" in other;
  return {
    main: listedUpTo(main, candidates, words),
    other: isPlain ? listedFrom(other, candidates, words) : other,
  };
}

/** The first two neighbouring periods that are compared with each other. */
function comparedPair(periods: readonly PeriodExpression[], words: Words): Sides | null {
  for (const [index, first] of periods.entries()) {
    const second = periods[index + 1];
    const sides = second === undefined ? null : pairSides(first, second, words);
    if (sides !== null) return sides;
  }
  return null;
}

/** "compare October and September", "this month over last month", "in March and in October". */
function pairSides(first: Expression, second: Expression, words: Words): Sides | null {
  const before = textBefore(words, second.from);
  const between = textBetween(words, first, second);
  const compares = COMPARES.test(before) && JOINED.test(between);
  if (compares || between === "over ") return { main: first, other: second };
  const listed = LISTED.test(between) && first.span.kind === second.span.kind;
  const apart = CHANGES.test(before) || !adjoin(first, second);
  return listed && apart ? laterFirst(first, second) : null;
}

function laterFirst(first: Expression, second: Expression): Sides {
  return first.span.period.start > second.span.period.start
    ? { main: first, other: second }
    : { main: second, other: first };
}

/** The first period, with those that follow it in a list and in the calendar: "July and August". */
function listed(periods: readonly PeriodExpression[], words: Words): Expression | null {
  const start = periods.findIndex(({ weak }) => !weak);
  let whole: Expression | null = periods[start] ?? null;
  for (const next of periods.slice(start + 1)) {
    const more: Expression | null = whole === null ? null : joined(whole, next, words);
    if (more === null) break;
    whole = more;
  }
  return whole;
}

/** A period with those before it in its list: "Q1 and Q2 vs Q3" has both on one side. */
function listedUpTo(
  last: Expression,
  candidates: readonly PeriodExpression[],
  words: Words,
): Expression {
  const before = candidates.filter(({ to, weak }) => to <= last.from && !weak);
  return before.reduceRight<Expression>(
    (whole, earlier) => joined(earlier, whole, words) ?? whole,
    last,
  );
}

/** As `listedUpTo`, with those after it: "Q3 vs Q1 and Q2". */
function listedFrom(
  first: Expression,
  candidates: readonly PeriodExpression[],
  words: Words,
): Expression {
  const after = candidates.filter(({ from, weak }) => from >= first.to && !weak);
  return after.reduce((whole, later) => joined(whole, later, words) ?? whole, first);
}

/** Neighbours in a list and in the calendar as one period, else null. */
function joined(first: Expression, second: Expression, words: Words): Expression | null {
  const isListed = LISTED.test(textBetween(words, first, second));
  return isListed && adjoin(first, second) ? union(first, second) : null;
}

function adjoin(first: Expression, second: Expression): boolean {
  const [a, b] = [first.span.period, second.span.period];
  return a.end === b.start || b.end === a.start;
}

function union(first: Expression, second: Expression): Expression | null {
  const [a, b] = [first.span.period, second.span.period];
  const span = plainSpan("range", {
    start: a.start < b.start ? a.start : b.start,
    end: a.end > b.end ? a.end : b.end,
  });
  return span === null ? null : { from: first.from, to: second.to, weak: false, span };
}

function textBefore({ text, list }: Words, index: number): string {
  return text.slice(0, list[index]?.offset);
}

function textOf(words: Words, { from, to }: Expression): string {
  return textBefore(words, to).slice(textBefore(words, from).length).trimEnd();
}

function textBetween(words: Words, first: Expression, second: Expression): string {
  return textBefore(words, second.from).slice(textBefore(words, first.to).length);
}
