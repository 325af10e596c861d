import { at, mean, quantile, sum } from "./statistics.ts";

/** How far to either side of the point an interval reaches, for each step. */
export interface Widths {
  readonly of80: readonly number[];
  readonly of95: readonly number[];
}

/** The errors of earlier forecasts: actual less expected, a row a trial, null where nothing came. */
export interface TrialErrors {
  readonly errors: readonly (readonly (number | null)[])[];
  /** The number of values known at each trial; tells the phase of each step. */
  readonly lengths: readonly number[];
}

/** Two-sided quantiles of normal noise. */
const NORMAL_80 = 1.2816;
const NORMAL_95 = 1.96;

/**
 * Conformal widths: the errors of past forecasts, put on one scale that grows with the horizon and differs by
 * phase, give the quantiles; the scale of each coming step gives them back. Few independent stretches of the
 * past widen them.
 * @param length the number of values known now
 */
export function conformalWidths(
  past: TrialErrors,
  period: number,
  length: number,
  horizon: number,
): Widths {
  const trials = tamed(past);
  const phases = phaseFactors(trials, period);
  const factor = (known: number, step: number) => at(phases, (known + step) % phases.length);
  const level = trials.errors.map((row, trial) =>
    row.map((error, step) =>
      error === null ? null : error / factor(at(trials.lengths, trial), step),
    ),
  );
  const growth = fitGrowth(level);
  const sizes = sizesOf(level, growth);
  const caution = cautionFor(trials);
  const scale = Array.from(
    { length: horizon },
    (_, step) => scaleAt(growth, step) * factor(length, step),
  );
  const outermost = quantile(sizes, 0.95);
  const deviation = Math.sqrt(mean(sizes.map((size) => Math.min(size, FARTHEST * outermost) ** 2)));
  const quantile80 = quantile(sizes, 0.8) * caution.of80;
  // The outermost quantile of few errors is shaky: half of it is what normal noise would have.
  const quantile95 = ((outermost + NORMAL_95 * deviation) / 2) * caution.of95;
  return {
    of80: scale.map((one) => one * quantile80),
    of95: scale.map((one) => one * Math.max(quantile95, quantile80)),
  };
}

/** An error so many times beyond the outermost of twenty is an outlier's, and counts as that much. */
const FARTHEST = 4;

function tamed({ errors, lengths }: TrialErrors): TrialErrors {
  const sizes = errors.flatMap((row) =>
    row.flatMap((error) => (error === null ? [] : [Math.abs(error)])),
  );
  const limit = FARTHEST * quantile(sizes, 0.95);
  const within = (error: number) => Math.min(Math.max(error, -limit), limit);
  return {
    errors: errors.map((row) => row.map((error) => (error === null ? null : within(error)))),
    lengths,
  };
}

/** Widths by the noise of the values alone, for a series too short to look back on. */
export function coldWidths(deviation: number, known: number, horizon: number): Widths {
  const grown = Array.from(
    { length: horizon },
    (_, step) => UNKNOWN_MODEL * deviation * Math.sqrt(1 + (step + 1) / known),
  );
  return {
    of80: grown.map((one) => one * studentQuantile(NORMAL_80, known - 1)),
    of95: grown.map((one) => one * studentQuantile(NORMAL_95, known - 1)),
  };
}

/** What not knowing the trend or the season adds to the noise. */
const UNKNOWN_MODEL = 1.3;

/** Student's quantile by the normal one (Cornish-Fisher). */
function studentQuantile(normal: number, freedom: number): number {
  const cubic = (normal ** 3 + normal) / (4 * freedom);
  const fifth = (5 * normal ** 5 + 16 * normal ** 3 + 3 * normal) / (96 * freedom ** 2);
  return normal + cubic + fifth;
}

/** The scale `first · (step + 1) ^ exponent`. */
interface Growth {
  readonly first: number;
  readonly exponent: number;
}

const STEEPEST = 0.9;

function scaleAt({ first, exponent }: Growth, step: number): number {
  return first * (step + 1) ** exponent;
}

/** Errors on the scale of their step. */
function sizesOf(errors: TrialErrors["errors"], growth: Growth): number[] {
  if (growth.first === 0) return [];
  return errors.flatMap((row) =>
    row.flatMap((error, step) => (error === null ? [] : [Math.abs(error) / scaleAt(growth, step)])),
  );
}

/** A power of the horizon through the root mean square error of each step; near steps count more. */
function fitGrowth(errors: TrialErrors["errors"]): Growth {
  const points = (errors[0] ?? []).flatMap((_, step) => {
    const squares = errors.flatMap((row) =>
      typeof row[step] === "number" ? [row[step] ** 2] : [],
    );
    const size = Math.sqrt(mean(squares));
    return size > 0
      ? [{ along: Math.log(step + 1), size: Math.log(size), weight: 1 / (step + 1) }]
      : [];
  });
  if (points.length === 0) return { first: 0, exponent: 0 };
  const weight = sum(points.map((point) => point.weight));
  const along = sum(points.map((point) => point.weight * point.along)) / weight;
  const size = sum(points.map((point) => point.weight * point.size)) / weight;
  const up = sum(points.map((one) => one.weight * (one.along - along) * (one.size - size)));
  const out = sum(points.map((one) => one.weight * (one.along - along) ** 2));
  const exponent = out === 0 ? 0 : Math.min(Math.max(up / out, 0), STEEPEST);
  const first = Math.exp(mean(points.map((point) => point.size - exponent * point.along)));
  return { first, exponent };
}

/** A longer season has too few errors for each phase. */
const LONGEST_PERIOD = 31;
/** So many errors of the common size stand beside those of a phase. */
const COMMON_ERRORS = 50;

/** How much larger or smaller the errors of each phase are than all. */
function phaseFactors({ errors, lengths }: TrialErrors, period: number): number[] {
  const growth = fitGrowth(errors);
  if (period === 1 || period > LONGEST_PERIOD || growth.first === 0) return [1];
  const byPhase: number[][] = Array.from({ length: period }, () => []);
  for (const [trial, row] of errors.entries()) {
    for (const [step, error] of row.entries()) {
      const phase = (at(lengths, trial) + step) % period;
      if (error !== null) byPhase[phase]?.push(Math.abs(error) / scaleAt(growth, step));
    }
  }
  const common = mean(byPhase.flat());
  return byPhase.map(
    (sizes) => (sum(sizes) / common + COMMON_ERRORS) / (sizes.length + COMMON_ERRORS),
  );
}

/** Trials that overlap are one witness: what few independent stretches of the past add to the widths. */
function cautionFor({ errors, lengths }: TrialErrors) {
  const horizon = errors[0]?.length ?? 1;
  const span = Math.max(...lengths) - Math.min(...lengths) + horizon;
  const stretches = span / horizon;
  return {
    of80: 1 + 0.6 / stretches ** 2,
    of95: 1 + 0.5 / stretches + 0.5 / stretches ** 2,
  };
}
