import { at, mean, median, sum } from "./statistics.ts";

/** What a season adds to each phase of its period. Index `t % period` is the phase of step `t`. */
export type SeasonIndices = readonly number[];

/** The seasonal part of a step. */
export function seasonAt(season: SeasonIndices, step: number): number {
  return at(season, step % season.length);
}

/**
 * The additive season of the last `cycles` periods, by what each phase lies above the moving average.
 * Indices that scatter more between cycles than between phases are shrunk towards none.
 */
export function seasonIndices(
  values: readonly number[],
  period: number,
  cycles: number,
): SeasonIndices {
  const byPhase = excessByPhase(values, period, cycles);
  const middles = byPhase.map((excesses) => (median(excesses) + mean(excesses)) / 2);
  const indices = period > LONGEST_SHARP_PERIOD ? blurred(middles) : middles;
  const centre = mean(indices);
  const noise = mean(byPhase.map((excesses, phase) => uncertainty(excesses, at(indices, phase))));
  const spread = mean(indices.map((index) => (index - centre) ** 2));
  const kept = spread <= 0 ? 0 : Math.max(0, 1 - noise / spread);
  return indices.map((index) => (index - centre) * kept);
}

/** A longer season has few values for each phase, and neighbours that are alike. */
const LONGEST_SHARP_PERIOD = 31;
const BLUR = [1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9];

function blurred(indices: readonly number[]): number[] {
  const period = indices.length;
  return indices.map((_, phase) =>
    sum(BLUR.map((weight, offset) => weight * at(indices, (phase + offset - 2 + period) % period))),
  );
}

function excessByPhase(values: readonly number[], period: number, cycles: number): number[][] {
  const byPhase: number[][] = Array.from({ length: period }, () => []);
  // One cycle more, since the moving average ends half a cycle early.
  const part = values.slice(-(cycles + 1) * period);
  const offset = values.length - part.length;
  for (const [index, level] of movingAverage(part, period).entries()) {
    if (level !== null) byPhase[(offset + index) % period]?.push(at(part, index) - level);
  }
  return byPhase;
}

/** The centred moving average over one period; null where its window leaves the series. */
function movingAverage(values: readonly number[], period: number): (number | null)[] {
  const half = Math.floor(period / 2);
  const isEven = period % 2 === 0;
  const averages = new Array<number | null>(values.length).fill(null);
  let window = sum(values.slice(0, period));
  for (let start = 0; start + period <= values.length; start++) {
    const next = window + at(values, start + period) - at(values, start);
    if (!isEven) averages[start + half] = window / period;
    else if (start + period < values.length) averages[start + half] = (window + next) / 2 / period;
    window = next;
  }
  return averages;
}

/** The squared error to expect of a middle of some values. */
function uncertainty(excesses: readonly number[], middle: number): number {
  if (excesses.length < 2) return 0;
  const squares = sum(excesses.map((excess) => (excess - middle) ** 2));
  return squares / (excesses.length - 1) / excesses.length;
}
