import { at, mean, sum } from "#src/analytics/forecast/statistics";
import { inverse, type Matrix, product } from "./matrix.ts";

/** A day that is to be explained: what was seen, and by what. */
export interface Observation {
  /** Neighbours are 1 apart. */
  readonly day: number;
  readonly value: number;
  readonly causes: readonly number[];
}

/** What is known of a coefficient beforehand. */
export interface Prior {
  readonly mean: number;
  readonly deviation: number;
}

/** Coefficients, how sure they are, and the noise about what they explain. */
export interface Fit {
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  readonly noise: Noise;
  /** Degrees of freedom. */
  readonly freedom: number;
}

/** Noise that persists: as much of a day's is left on the next one. */
export interface Noise {
  /** Of a single day. */
  readonly deviation: number;
  /** 0 to 0.9. */
  readonly persistence: number;
}

const ROUNDS = 4;
const MOST_PERSISTENT = 0.9;
const FEWEST_PAIRS = 5;
const LEAST_FREEDOM = 3;

/**
 * Fits a linear model with persisting noise, and with what is known of its coefficients beforehand: generalised
 * least squares, in a few rounds.
 * @param least the least deviation of a day that is believed
 */
export function fitModel(
  observations: readonly Observation[],
  priors: readonly Prior[],
  least: number,
): Fit {
  let noise: Noise = { deviation: Math.max(least, 0.05), persistence: 0 };
  let solution = solve(observations, priors, noise);
  for (let round = 0; round < ROUNDS; round++) {
    const rest = observations.map(
      ({ value, causes }) => value - product(solution.coefficients, causes),
    );
    noise = noiseOf(observations, rest, { explained: solution.explained, least });
    solution = solve(observations, priors, noise);
  }
  const { coefficients, covariance, explained } = solution;
  const independent = observations.length / inflation(noise.persistence);
  const freedom = Math.max(LEAST_FREEDOM, independent - Math.min(explained, independent / 2));
  return { coefficients, covariance, noise, freedom };
}

/** What a model says of a day, or of the mean of several days: the point and its variance. */
export function predict({ coefficients, covariance }: Fit, causes: readonly number[]) {
  const variance = sum(covariance.map((row, index) => at(causes, index) * product(row, causes)));
  return { point: product(coefficients, causes), variance };
}

/** The variance of the mean of so many days of noise. */
export function varianceOfMean({ deviation, persistence }: Noise, days: number): number {
  return (deviation ** 2 / days) * inflation(persistence);
}

/**
 * The noise in what a model leaves over. What is left looks quieter and more independent than the noise is; that is
 * made up for.
 */
export function noiseOf(
  observations: readonly Pick<Observation, "day">[],
  rest: readonly number[],
  { explained, least }: { readonly explained: number; readonly least: number },
): Noise {
  const count = rest.length;
  const persistence = persistenceOf(observations, rest);
  const seen = sum(rest.map((value) => value ** 2)) / Math.max(1, count - explained);
  const hidden = Math.min(0.5, (inflation(persistence) - 1) / count);
  return { deviation: Math.max(least, Math.sqrt(seen / (1 - hidden))), persistence };
}

/** By how much persistence makes the variance of a mean of many days larger. */
function inflation(persistence: number): number {
  return (1 + persistence) / (1 - persistence);
}

function persistenceOf(
  observations: readonly Pick<Observation, "day">[],
  rest: readonly number[],
): number {
  const products = rest.flatMap((value, index) => {
    const isNext =
      index > 0 && observations[index]?.day === (observations[index - 1]?.day ?? 0) + 1;
    return isNext ? [value * at(rest, index - 1)] : [];
  });
  const size = mean(rest.map((value) => value ** 2));
  if (products.length < FEWEST_PAIRS || size === 0) return 0;
  const seen = mean(products) / size;
  const lost = (1 + 3 * Math.max(0, seen)) / rest.length;
  return Math.min(MOST_PERSISTENT, Math.max(0, seen + lost));
}

/** One round: the noise is taken as known, and what persists of the day before is taken off each day. */
function solve(
  observations: readonly Observation[],
  priors: readonly Prior[],
  { deviation, persistence }: Noise,
) {
  const rows = observations.map((one, index) =>
    innovation(one, observations[index - 1], persistence),
  );
  const variance = deviation ** 2 * (1 - persistence ** 2);
  const known = priors.map(({ deviation: own }) => variance / own ** 2);
  const normal = priors.map((_, row) =>
    priors.map(
      (_, column) =>
        sum(rows.map(({ causes }) => at(causes, row) * at(causes, column))) +
        (row === column ? at(known, row) : 0),
    ),
  );
  const target = priors.map(
    ({ mean: middle }, row) =>
      sum(rows.map(({ causes, value }) => at(causes, row) * value)) + at(known, row) * middle,
  );
  const inverted = inverse(normal);
  return {
    coefficients: inverted.map((row) => product(row, target)),
    covariance: inverted.map((row) => row.map((value) => value * variance)),
    // Of each coefficient, the share that the observations decided.
    explained: sum(inverted.map((row, index) => 1 - at(row, index) * at(known, index))),
  };
}

/** What is new on a day, in the same scale for all days. */
function innovation(
  { day, value, causes }: Observation,
  before: Observation | undefined,
  persistence: number,
): Pick<Observation, "value" | "causes"> {
  if (before?.day === day - 1) {
    return {
      value: value - persistence * before.value,
      causes: causes.map((cause, index) => cause - persistence * at(before.causes, index)),
    };
  }
  const scale = Math.sqrt(1 - persistence ** 2);
  return { value: value * scale, causes: causes.map((cause) => cause * scale) };
}
