import { ExactSum } from "#src/focus/exact-sum";
import { type ChargeLine, changeOf } from "./charge-line.ts";
import {
  type CalendarRatio,
  EFFECTS,
  type EffectName,
  isFactorable,
  lineEffects,
  wholeLineEffect,
} from "./line-effects.ts";

/** A change of cost by effect, in the lines' currency; the effects add up to the change. */
export interface Decomposition {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly effects: Readonly<Record<EffectName, number>>;
}

/**
 * Price, usage and mix, without residual: usage that was charged in both periods is taken apart by factor
 * (calendar, usage, mix, price, discounts, exchange rate); all else is an effect of its own.
 * @param calendar days after / days before, for charges that go by the day; see `weightedDays`
 */
export function decompose(
  lines: readonly ChargeLine[],
  calendar: CalendarRatio = 1,
): Decomposition {
  const groups = quantityRatios(lines);
  const sums = Object.fromEntries(EFFECTS.map((name) => [name, new ExactSum()])) as Record<
    EffectName,
    ExactSum
  >;
  const [before, after, change] = [new ExactSum(), new ExactSum(), new ExactSum()];
  for (const line of lines) {
    before.add(line.before?.cost ?? 0);
    after.add(line.after?.cost ?? 0);
    change.add(changeOf(line));
    const effects = lineEffects(line, calendar, groups.get(line.unitGroup) ?? null);
    for (const name of EFFECTS) sums[name].add(effects[name] ?? 0);
  }
  const effects = Object.fromEntries(EFFECTS.map((name) => [name, sums[name].value]));
  return {
    before: before.value,
    after: after.value,
    change: change.value,
    effects: effects as Record<EffectName, number>,
  };
}

/** By how much the quantities of each unit group grew, over the lines that were there in both periods. */
function quantityRatios(lines: readonly ChargeLine[]): Map<string | null, number> {
  const sums = new Map<string | null, { before: number; after: number }>();
  for (const { unitGroup, ...line } of lines) {
    const { before, after } = line;
    if (unitGroup === null || wholeLineEffect({ unitGroup, ...line }) !== null) continue;
    if (!isFactorable(before) || !isFactorable(after)) continue;
    const sum = sums.get(unitGroup) ?? { before: 0, after: 0 };
    sum.before += before.quantity;
    sum.after += after.quantity;
    sums.set(unitGroup, sum);
  }
  return new Map([...sums].map(([group, { before, after }]) => [group, after / before]));
}
