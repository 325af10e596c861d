import { type Day, dayNumber } from "#src/focus/day";
import type { Widths } from "./band.ts";
import { dayAfter, type Series } from "./series.ts";
import { sum } from "./statistics.ts";

/** Something that will change the cost from a day on: a launch, the end of a commitment, growth. */
export interface PlannedChange {
  readonly from: Day;
  /** The day that it ends before; it stays when there is none. */
  readonly until?: Day;
  /** What it adds a day, in the series' unit; negative for a saving. */
  readonly perDay?: number;
  /** What it multiplies the forecast by, 1.15 for 15% more. */
  readonly factor?: number;
  /** How likely it is, 0 to 1; certain when not said. */
  readonly probability?: number;
}

/** Two-sided quantiles of normal noise. */
const NORMAL_80 = 1.2816;
const NORMAL_95 = 1.96;

/** A path with its widths and what the changes are expected to add; doubt about them widens it. */
export function applyChanges(
  path: readonly number[],
  widths: Widths,
  { values, frequency, start }: Series,
  changes: readonly PlannedChange[],
): { readonly path: readonly number[]; readonly widths: Widths } {
  if (changes.length === 0 || start === undefined) return { path, widths };
  const effects = path.map((value, step) => {
    const first = dayNumber(dayAfter(start, frequency, values.length + step));
    const end = dayNumber(dayAfter(start, frequency, values.length + step + 1));
    return effectOf(changes, value, first, Math.max(end, first + 1));
  });
  const widen = (width: number, step: number, level: 80 | 95) =>
    widenedBy(effects[step]?.variance ?? 0, width, level);
  return {
    path: path.map((value, step) => value + (effects[step]?.expected ?? 0)),
    widths: {
      of80: widths.of80.map((width, step) => widen(width, step, 80)),
      of95: widths.of95.map((width, step) => widen(width, step, 95)),
    },
  };
}

/** What some changes add to each of the days from `first` on, were they certain; `path` is the days without them. */
export function dailyEffects(
  changes: readonly PlannedChange[],
  path: readonly number[],
  first: Day,
): number[] {
  const start = dayNumber(first);
  return path.map((value, at) =>
    sum(changes.map((change) => wholeEffect(change, value, start + at, start + at + 1))),
  );
}

/** What doubt about a change adds to the half-widths of a forecast that it is in by its probability. */
export function widenedBy(variance: number, width: number, level: 80 | 95): number {
  return Math.sqrt(width ** 2 + (level === 80 ? NORMAL_80 : NORMAL_95) ** 2 * variance);
}

function effectOf(changes: readonly PlannedChange[], value: number, first: number, end: number) {
  let expected = 0;
  let variance = 0;
  for (const change of changes) {
    const { probability = 1 } = change;
    const whole = wholeEffect(change, value, first, end);
    expected += probability * whole;
    variance += probability * (1 - probability) * whole ** 2;
  }
  return { expected, variance };
}

/** What a change adds to a step of the days [first, end), were it certain. */
function wholeEffect(
  { from, until, perDay = 0, factor = 1 }: PlannedChange,
  value: number,
  first: number,
  end: number,
): number {
  const last = until === undefined ? end : Math.min(end, dayNumber(until));
  const days = Math.max(0, last - Math.max(first, dayNumber(from)));
  return days * perDay + (days / (end - first)) * (factor - 1) * value;
}
