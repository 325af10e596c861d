import type { Trial } from "./backtest.ts";
import { modelNames, type Outlook } from "./models.ts";
import type { CompleteSeries } from "./series.ts";
import { at, mean, quantile, sum } from "./statistics.ts";

/** How the models are put together. */
export interface Mixture {
  /** How much each model counts; they add up to 1. */
  readonly weights: readonly number[];
  /** The share of last year's course that is expected again. */
  readonly yearlyShare: number;
}

/** The power by which errors count against a model. */
const POWER = 6;
/** The same where other series steady the errors. */
const STEADIED_POWER = 12;

/** How the models do on other series of the kind. */
export interface Standing {
  /** Each model's errors there against the mean of all models; in the order of their paths. */
  readonly ratios: readonly number[];
  /** The share, 0 to 1, that it has against the series' own trials. */
  readonly share: number;
}

/** A miss so many times beyond the outermost of twenty is an outlier's, and counts as that much. */
const FARTHEST = 4;

/**
 * Weights by how far each model was off in the trials, and the share of last year's course that came again.
 * @param misses how far off a path was, in one trial or step by step
 * @param standing what other series say of the models, where few trials say little
 */
export function fitMixture(
  trials: readonly Trial[],
  misses: Misses,
  standing: Standing | null = null,
): Mixture {
  const models = trials[0]?.outlook.paths.length ?? 0;
  const sizes = Array.from({ length: models }, (_, model) =>
    trials.flatMap((trial) => misses(trial.outlook.paths[model] ?? [], trial.actual)),
  );
  const limit = FARTHEST * quantile(sizes.flat(), 0.95);
  const own = sizes.map((all) => mean(all.map((size) => Math.min(size, limit))));
  const errors = standing === null ? own : steadied(own, standing);
  const power = standing === null ? POWER : STEADIED_POWER;
  const least = Math.min(...errors);
  const raw = errors.map((error) => (error === 0 ? 1 : (least / error) ** power));
  const weights = raw.map((weight) => weight / sum(raw));
  return { weights, yearlyShare: yearlyShareOf(trials, weights) };
}

/** Errors drawn towards how the models stand elsewhere. */
function steadied(errors: readonly number[], { ratios, share }: Standing): number[] {
  const common = mean(errors);
  return errors.map((error, model) => (1 - share) * error + share * common * at(ratios, model));
}

/** The sizes of the errors of a path. */
export type Misses = (path: readonly number[], actual: readonly (number | null)[]) => number[];

/** The error of each step. */
export const missesOfSteps: Misses = (path, actual) =>
  actual.flatMap((value, step) => (value === null ? [] : [Math.abs(value - at(path, step))]));

/** The error of the sum of the steps that are known. */
export const missOfSum: Misses = (path, actual) => [
  Math.abs(sum(actual.map((value, step) => (value === null ? 0 : value - at(path, step))))),
];

/** The path that a mixture makes of an outlook. */
export function mix({ paths, yearly }: Outlook, { weights, yearlyShare }: Mixture): number[] {
  return combine(paths, weights).map((value, step) => value + yearlyShare * at(yearly, step));
}

/** What came, less what the mixture would have said; null where nothing is known. */
export function errorsOf({ outlook, actual }: Trial, mixture: Mixture): (number | null)[] {
  const path = mix(outlook, mixture);
  return actual.map((value, step) => (value === null ? null : value - at(path, step)));
}

function combine(paths: readonly (readonly number[])[], weights: readonly number[]): number[] {
  return (paths[0] ?? []).map((_, step) =>
    sum(paths.map((path, model) => at(weights, model) * at(path, step))),
  );
}

/** Last year is one witness: no more than so much of its course is expected again. */
const LARGEST_SHARE = 0.6;
/** So many trials without last year's course stand beside the real ones. */
const CAUTION = 4;

/** How much of last year's course the weighted models missed, by least squares. */
function yearlyShareOf(trials: readonly Trial[], weights: readonly number[]): number {
  let together = 0;
  let square = 0;
  let count = 0;
  for (const { outlook, actual } of trials) {
    if (outlook.yearly.length === 0) continue;
    count++;
    const path = combine(outlook.paths, weights);
    for (const [step, value] of actual.entries()) {
      const course = at(outlook.yearly, step);
      if (value !== null) together += course * (value - at(path, step));
      square += course * course;
    }
  }
  if (square === 0) return 0;
  const share = Math.min(Math.max(together / square, 0), LARGEST_SHARE);
  return (share * count) / (count + CAUTION);
}

/** "Holt-Winters 60%, Theta 40%", the heaviest first. */
export function describeMixture({ frequency }: CompleteSeries, { weights }: Mixture): string {
  return modelNames(frequency)
    .map((name, model) => ({ name, percent: Math.round(100 * at(weights, model)) }))
    .filter(({ percent }) => percent > 0)
    .sort((one, other) => other.percent - one.percent)
    .map(({ name, percent }) => `${name} ${percent}%`)
    .join(", ");
}
