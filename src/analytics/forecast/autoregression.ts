import { at, mean, sum } from "./statistics.ts";

const LONGEST_FIT = 600;
const HIGHEST_ORDER_OF_STEPS = 16;
const HIGHEST_ORDER_OF_LEVEL = 24;

/** Steps that follow on each other: an autoregression of the differences. */
export function autoregressiveSteps(values: readonly number[], horizon: number): number[] {
  const recent = values.slice(-LONGEST_FIT);
  const steps = recent.slice(1).map((value, index) => value - at(recent, index));
  let level = at(recent, recent.length - 1);
  return aboutTheMean(steps, HIGHEST_ORDER_OF_STEPS, horizon).map((step) => {
    level += step;
    return level;
  });
}

/** A level that is returned to: an autoregression about the mean. */
export function autoregressiveLevel(values: readonly number[], horizon: number): number[] {
  return aboutTheMean(values.slice(-LONGEST_FIT), HIGHEST_ORDER_OF_LEVEL, horizon);
}

function aboutTheMean(values: readonly number[], highest: number, horizon: number): number[] {
  const centre = mean(values);
  const past = values.map((value) => value - centre);
  const coefficients = fitAutoregression(past, highest);
  for (let step = 0; step < horizon; step++) {
    let next = 0;
    for (let lag = 1; lag <= coefficients.length; lag++) {
      next += at(coefficients, lag - 1) * at(past, past.length - lag);
    }
    past.push(next);
  }
  return past.slice(values.length).map((value) => value + centre);
}

/**
 * Burg's autoregression, which is stable at each order; the order up to `highest` is chosen by the corrected
 * Akaike criterion.
 */
function fitAutoregression(values: readonly number[], highest: number): number[] {
  const length = values.length;
  const errors = { ahead: new Float64Array(values), behind: new Float64Array(values) };
  let power = sum(values.map((value) => value * value)) / Math.max(length, 1);
  let coefficients: number[] = [];
  let best = { score: Math.log(power), coefficients };
  const limit = Math.min(highest, Math.floor(length / 4));
  for (let order = 1; order <= limit && power > 0; order++) {
    const reflection = reflect(errors, order);
    const previous = coefficients;
    coefficients = previous.map((one, lag) => one - reflection * at(previous, order - 2 - lag));
    coefficients.push(reflection);
    power *= 1 - reflection * reflection;
    const score = Math.log(power) + (2 * (order + 1)) / Math.max(length - order - 2, 1);
    if (score < best.score) best = { score, coefficients };
  }
  return best.coefficients;
}

interface PredictionErrors {
  readonly ahead: Float64Array;
  readonly behind: Float64Array;
}

/** The next reflection coefficient; the errors are taken on by one order, in place. */
function reflect({ ahead, behind }: PredictionErrors, order: number): number {
  let product = 0;
  let energy = 0;
  for (let index = order; index < ahead.length; index++) {
    const next = at(ahead, index);
    const previous = at(behind, index - 1);
    product += next * previous;
    energy += next * next + previous * previous;
  }
  const reflection = energy === 0 ? 0 : (2 * product) / energy;
  for (let index = ahead.length - 1; index >= order; index--) {
    const next = at(ahead, index);
    const previous = at(behind, index - 1);
    ahead[index] = next - reflection * previous;
    behind[index] = previous - reflection * next;
  }
  return reflection;
}
