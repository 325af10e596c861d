import { ExactSum } from "#src/focus/exact-sum";
import type { Forecast } from "./forecast.ts";
import { at, sum } from "./statistics.ts";

/**
 * Forecasts of a whole and of its parts that agree: at each step the parts' points add up to the whole's
 * exactly (as `ExactSum` adds). The two totals are averaged, the surer one counting more, and each part takes
 * on a share of the difference by how unsure it is. Intervals move with their points.
 */
export function reconcile(
  whole: Forecast,
  parts: readonly Forecast[],
): { readonly whole: Forecast; readonly parts: readonly Forecast[] } {
  if (parts.length === 0) return { whole, parts };
  const moved = whole.mean.map((target, step) => pointsAt(target, whole, parts, step));
  const agreed = parts.map((part, index) => {
    const points = moved.map((all) => at(all, index));
    return movedTo(part, isNeverNegative(part) ? points.map(notBelowZero) : points);
  });
  const totals = whole.mean.map((_, step) => {
    const total = new ExactSum();
    for (const part of agreed) total.add(at(part.mean, step));
    return total.value;
  });
  return { whole: movedTo(whole, totals), parts: agreed };
}

/** The parts' points that come nearest to a total that all can agree on. */
function pointsAt(
  target: number,
  whole: Forecast,
  parts: readonly Forecast[],
  step: number,
): number[] {
  const points = parts.map((part) => at(part.mean, step));
  const doubts = parts.map((part) => varianceAt(part, step));
  const doubt = sum(doubts);
  const ofBoth = doubt + varianceAt(whole, step);
  const trust = ofBoth === 0 ? 1 : doubt / ofBoth;
  const shares = doubt > 0 ? doubts : points.map(() => 1);
  const unit = (trust * (target - sum(points))) / sum(shares);
  return points.map((point, index) => point + unit * at(shares, index));
}

function varianceAt({ lo80, hi80 }: Forecast, step: number): number {
  return (at(hi80, step) - at(lo80, step)) ** 2;
}

function isNeverNegative({ lo95 }: Forecast): boolean {
  return lo95.every((bound) => bound >= 0);
}

function notBelowZero(value: number): number {
  return Math.max(value, 0);
}

/** The forecast with other points; bounds that were not below 0 stay so, unless the point itself is. */
function movedTo(forecast: Forecast, points: readonly number[]): Forecast {
  const hasFloor = isNeverNegative(forecast);
  const shift = (bounds: readonly number[]) =>
    bounds.map((bound, step) => {
      const point = at(points, step);
      const moved = bound + point - at(forecast.mean, step);
      return hasFloor ? Math.max(moved, Math.min(0, point)) : moved;
    });
  return {
    mean: points,
    lo80: shift(forecast.lo80),
    hi80: shift(forecast.hi80),
    lo95: shift(forecast.lo95),
    hi95: shift(forecast.hi95),
    model: forecast.model,
  };
}
