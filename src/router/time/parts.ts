import { addDays, addMonths, type Day, isWholeMonths, type Period } from "#src/focus/day";
import { addUnits, type CalendarUnit, monthsBetween, unitPeriod } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import {
  countOf,
  type Expression,
  matchAt,
  type Slots,
  slotsOf,
  wordAfter,
  wordPattern,
} from "./form.ts";
import { NUMBERED } from "./numbered.ts";
import {
  calendarSpan,
  daySpan,
  type PeriodKind,
  type Span,
  spanOf,
  weekendSpan,
  wholePeriod,
} from "./span.ts";
import { ORDINALS } from "./vocabulary.ts";
import type { Words } from "./words.ts";

/** Reads the period that begins at a word. */
export type ReadPeriod = (words: Words, index: number, clock: Clock) => Expression | null;

/** A period made from the one that its words name: "first week of October", "the week of Oct 12". */
interface Derivation {
  readonly pattern: RegExp;
  readonly weak: boolean;
  derive(of: Span, slots: Slots, clock: Clock): Span | null;
}

const DERIVATIONS: readonly Derivation[] = [
  {
    pattern: wordPattern("{ordinal} (?:{count} )?{unit} (?:of|in)(?: the)?"),
    weak: false,
    derive: partOf,
  },
  {
    pattern: wordPattern(
      `${NUMBERED}(?<unit>day|week|month|quarter) (?<count>\\d{1,2}) (?:of|in)(?: the)?`,
    ),
    weak: false,
    derive: numberedPart,
  },
  {
    pattern: wordPattern("(?<count>\\d{1,2})(?:st|nd|rd|th)(?: day)? of(?: the)?"),
    weak: false,
    derive: (of, slots, clock) =>
      of.kind === "month" ? numberedPart(of, { ...slots, unit: "day" }, clock) : null,
  },
  {
    pattern: wordPattern("week (?:of|commencing|beginning|starting|ending)(?: on)?(?: the)?"),
    weak: false,
    derive: (of, _, clock) =>
      of.kind === "day"
        ? derived(of, "week", ({ start }) => unitPeriod("week", start), clock)
        : null,
  },
  {
    pattern: wordPattern("weekend of(?: the)?"),
    weak: false,
    derive: (of) => (of.kind === "day" ? weekendSpan(of.period.start) : null),
  },
  {
    pattern: wordPattern("(?:start|beginning) of(?: the)?"),
    weak: true,
    derive: (of) => daySpan(of.period.start),
  },
];

const BARE_UNIT = wordPattern("(?<unit>week|month|quarter|half|year)");

/** A period made from another one, or null where none is said at the word. */
export function readDerived(
  words: Words,
  index: number,
  clock: Clock,
  readPeriod: ReadPeriod,
): Expression | null {
  const offset = words.list[index]?.offset ?? 0;
  for (const { pattern, weak, derive } of DERIVATIONS) {
    const match = matchAt(pattern, words, offset);
    if (match === null) continue;
    const at = wordAfter(words, index, offset + match[0].length);
    const of = readPeriod(words, at, clock) ?? readBareUnit(words, at, clock);
    const span = of === null ? null : derive(of.span, slotsOf(match), clock);
    if (of !== null && span !== null) return { from: index, to: of.to, weak, span };
  }
  return null;
}

/** "of the month": the running one. */
function readBareUnit(words: Words, index: number, clock: Clock): Expression | null {
  const offset = words.list[index]?.offset ?? 0;
  const unit = slotsOf(matchAt(BARE_UNIT, words, offset)).unit as CalendarUnit | undefined;
  if (unit === undefined) return null;
  const period = unitPeriod(unit, clock.today, { yearStart: clock.fiscalYearStartMonth });
  return { from: index, to: index + 1, weak: false, span: calendarSpan(unit, period, clock) };
}

function partOf(of: Span, slots: Slots, clock: Clock): Span | null {
  const { ordinal = "", unit = "day" } = slots;
  const count = countOf(slots.count);
  const position = ORDINALS.get(ordinal) ?? "last";
  const kind = unit === "day" && count === 1 ? "day" : (PART_KINDS.get(unit) ?? "range");
  if (unit === "half") {
    const halfKind = of.kind === "year" ? "half" : "range";
    return derived(of, halfKind, (whole) => halfOf(whole, position), clock);
  }
  return derived(of, kind, (whole) => unitsOf(whole, { position, count, unit }), clock);
}

/** "week 5 of October" may be shorter than a week; the weeks of a year are the calendar's own. */
function numberedPart(of: Span, { unit = "day", count }: Slots, clock: Clock): Span | null {
  if (unit === "week" && of.kind === "year") return null;
  const kind = unit === "day" ? "day" : (PART_KINDS.get(unit) ?? "range");
  const part = { position: Number(count), count: 1, unit };
  return derived(of, kind, (whole) => unitsOf(whole, part, unit === "week"), clock);
}

const PART_KINDS: ReadonlyMap<string, PeriodKind> = new Map([
  ["month", "month"],
  ["quarter", "quarter"],
]);

interface Part {
  readonly position: number | "last";
  readonly count: number;
  readonly unit: string;
}

/** Units counted from the start or the end of a period; null where it hasn't so many. */
function unitsOf(
  whole: Period,
  { position, count, unit }: Part,
  isCutShort = false,
): Period | null {
  const inMonths = unit === "month" || unit === "quarter";
  if (unit === "year" || (inMonths && !isWholeMonths(whole))) return null;
  const step = (day: Day, units: number): Day =>
    inMonths ? addUnits(day, unit, units) : addDays(day, units * (unit === "week" ? 7 : 1));
  const start =
    position === "last" ? step(whole.end, -count) : step(whole.start, (position - 1) * count);
  const end = step(start, count);
  if (isCutShort && start < whole.end && end > whole.end) return { start, end: whole.end };
  return start < whole.start || end > whole.end ? null : { start, end };
}

/** Half of an even number of months; a month's halves part after the 15th. */
function halfOf(whole: Period, position: number | "last"): Period | null {
  const months = isWholeMonths(whole) ? monthsBetween(whole.start, whole.end) : 0;
  if (months === 0 || (months > 1 && months % 2 === 1)) return null;
  const middle = months === 1 ? addDays(whole.start, 15) : addMonths(whole.start, months / 2);
  if (position === 1) return { start: whole.start, end: middle };
  return position === 2 || position === "last" ? { start: middle, end: whole.end } : null;
}

/** Of a recurring name, the latest one whose derived period has begun. */
function derived(
  of: Span,
  kind: PeriodKind,
  derive: (whole: Period) => Period | null,
  clock: Clock,
): Span | null {
  const { latest } = of;
  if (latest === undefined) {
    const period = derive(wholePeriod(of));
    return period === null ? null : spanOf(kind, period, clock);
  }
  const latestDerived = (asOf: Day): Period | null => {
    const whole = latest(asOf);
    const period = derive(whole);
    if (period !== null && period.start <= asOf) return period;
    return derive(latest(addDays(whole.start, -1)));
  };
  const period = latestDerived(clock.today);
  if (period === null) return null;
  return { ...spanOf(kind, period, clock), latest: (asOf) => latestDerived(asOf) ?? period };
}
