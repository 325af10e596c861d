import { widenedBy } from "#src/analytics/forecast/planned-changes";
import type { Period } from "#src/focus/day";
import { type AgreedForecast, type PartOutlook, totalOf } from "./agreed-forecast.ts";
import { sumOf } from "./amounts-sum.ts";
import type { ForecastDays } from "./daily-amounts.ts";
import { comingIn, type Outlook, type SliceOutlook } from "./outlook.ts";

/** What is known to change the days to come, beside what the charges tell. */
export interface ComingEffect {
  /** The group that it falls in; null for charges without a value, and where nothing is grouped by. */
  readonly key: string | null;
  readonly probability: number;
  /** What it adds to each day after the last complete one, were it certain. */
  readonly daily: readonly number[];
}

/** A slice's outlook with what is known to change it. */
export function withEffects(
  outlook: SliceOutlook,
  effects: readonly ComingEffect[],
  days: ForecastDays,
): SliceOutlook {
  if (effects.length === 0) return outlook;
  return { ...outlook, over: (steps) => added(outlook.over(steps), effects, steps, days) };
}

/** An agreed forecast with what is known to change it; a group that isn't there yet is one more. */
export function agreedWithEffects(
  { whole, parts, shared }: AgreedForecast,
  effects: readonly ComingEffect[],
  steps: readonly Period[],
  days: ForecastDays,
): AgreedForecast {
  if (effects.length === 0) return { whole, parts, shared };
  const ofWhole = added(whole, effects, steps, days);
  if (parts.length === 0) return { whole: ofWhole, parts, shared };
  const byKey = Map.groupBy(effects, ({ key }) => key);
  const known = new Set(parts.map(({ key }) => key));
  const others = [...byKey.keys()].filter((key) => !known.has(key));
  const all: readonly PartOutlook[] = [
    ...parts,
    ...others.map((key) => ({ key, outlook: nothingOver(steps) })),
  ];
  const changed = all.map(({ key, outlook }) => ({
    key,
    outlook: added(outlook, byKey.get(key) ?? [], steps, days),
  }));
  return {
    whole: ofWhole,
    parts: changed.toSorted((a, b) => totalOf(b.outlook) - totalOf(a.outlook)),
    shared,
  };
}

/** What effects are expected to add to a period. */
export function expectedIn(
  effects: readonly ComingEffect[],
  period: Period,
  days: ForecastDays,
): number {
  return sumOf(effects.map((effect) => effect.probability * wholeIn(effect, period, days)));
}

function wholeIn({ daily }: ComingEffect, step: Period, days: ForecastDays): number {
  return sumOf(comingIn(step, days, daily.length).map((day) => daily[day] ?? 0));
}

function added(
  { booked, coming }: Outlook,
  effects: readonly ComingEffect[],
  steps: readonly Period[],
  days: ForecastDays,
): Outlook {
  const changes = steps.map((step) => {
    const wholes = effects.map((effect) => ({
      probability: effect.probability,
      whole: wholeIn(effect, step, days),
    }));
    return {
      expected: sumOf(wholes.map(({ probability, whole }) => probability * whole)),
      variance: sumOf(wholes.map(({ probability: p, whole }) => p * (1 - p) * whole ** 2)),
    };
  });
  const mean = coming.mean.map((value, at) => value + (changes[at]?.expected ?? 0));
  const moved = (bounds: readonly number[], side: -1 | 1, level: 80 | 95) =>
    bounds.map((bound, at) => {
      const width = Math.abs(bound - (coming.mean[at] ?? 0));
      const point = mean[at] ?? 0;
      const value = point + side * widenedBy(changes[at]?.variance ?? 0, width, level);
      const hasFloor = (coming.lo95[at] ?? 0) >= 0;
      return hasFloor ? Math.max(value, Math.min(0, point)) : value;
    });
  return {
    booked,
    coming: {
      mean,
      lo80: moved(coming.lo80, -1, 80),
      hi80: moved(coming.hi80, 1, 80),
      lo95: moved(coming.lo95, -1, 95),
      hi95: moved(coming.hi95, 1, 95),
      model: coming.model,
    },
  };
}

function nothingOver(steps: readonly Period[]): Outlook {
  const zeros = steps.map(() => 0);
  const coming = { mean: zeros, lo80: zeros, hi80: zeros, lo95: zeros, hi95: zeros, model: "" };
  return { booked: zeros, coming };
}
