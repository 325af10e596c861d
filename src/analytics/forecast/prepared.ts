import { drawnIn, localExcess } from "./clean.ts";
import { type MonthEffects, monthEffects } from "./month-effects.ts";
import { type SeasonIndices, seasonAt, seasonIndices } from "./season.ts";
import type { CompleteSeries, Frequency } from "./series.ts";
import { at } from "./statistics.ts";

/** A series made ready for the models: outliers drawn in, effects of the month taken off. */
export interface Prepared {
  /** With its season. */
  readonly values: readonly number[];
  readonly period: number;
  /** Without its season as a summand. */
  readonly lifted: Adjusted;
  /** Without its season as a factor; as a summand for days and hours, and where not all is above 0. */
  readonly scaled: Adjusted;
  /** What the month adds to the step at an index. */
  readonly monthEffect: (index: number) => number;
}

/** A series without its season, and the way back. */
export interface Adjusted {
  readonly values: readonly number[];
  readonly restore: (value: number, index: number) => number;
}

interface Cleaning {
  /** Steps before and after, by which a level is told from an outlier. */
  readonly halfWindow: number;
  /** Beyond so many robust deviations a value is an outlier. */
  readonly deviations: number;
  /** The latest steps looked at. */
  readonly steps: number;
  /** The last steps, which are taken as they are: what they start isn't known. */
  readonly spared: number;
}

const OF_DAYS: Cleaning = { halfWindow: 15, deviations: 3.5, steps: 403, spared: 0 };
const OF_LONG_STEPS: Cleaning = { halfWindow: 2, deviations: 10, steps: 150, spared: 2 };
const CLEANING: Readonly<Record<Frequency, Cleaning>> = {
  H: OF_DAYS,
  D: OF_DAYS,
  W: OF_LONG_STEPS,
  M: OF_LONG_STEPS,
};

/** The periods that a season is taken from. */
const CYCLES: Readonly<Record<Frequency, number>> = { H: 6, D: 20, W: 10, M: 8 };

/** Makes a series ready for the models. An outlier spoils the season too, which is taken anew without it. */
export function prepare(series: CompleteSeries): Prepared {
  const rough = calmed(series, seasonOf(series.values, series));
  const { lifted, monthEffect } = rough.hasOutliers
    ? calmed(series, seasonOf(restoredValues(rough.lifted), series))
    : rough;
  const values = restoredValues(lifted);
  return {
    values,
    period: series.period,
    lifted,
    scaled: scale(values, lifted, series),
    monthEffect,
  };
}

function seasonOf(
  values: readonly number[],
  { period, frequency }: Pick<CompleteSeries, "period" | "frequency">,
): SeasonIndices {
  return period === 1 ? [0] : seasonIndices(values, period, CYCLES[frequency]);
}

function restoredValues({ values, restore }: Adjusted): number[] {
  return values.map(restore);
}

/** The series without a season and without the month's effects, outliers drawn in. */
function calmed({ values, frequency, places }: CompleteSeries, season: SeasonIndices) {
  const { halfWindow, deviations, steps, spared } = CLEANING[frequency];
  const flat = values.map((value, index) => value - seasonAt(season, index));
  const from = Math.max(0, flat.length - steps);
  const excesses = localExcess(flat.slice(from), halfWindow);
  const effects: MonthEffects =
    places.length === 0 ? [] : monthEffects(excesses, places.slice(from, from + excesses.length));
  const monthEffect = (index: number) => at(effects, at(places, index));
  const plain = flat.map((value, index) => value - monthEffect(index));
  const end = Math.max(from, plain.length - spared);
  const judged = plain.slice(from, end);
  const calm = drawnIn(
    judged,
    excesses.slice(0, end - from).map((excess, index) => excess - monthEffect(from + index)),
    deviations,
  );
  const lifted: Adjusted = {
    values: [...plain.slice(0, from), ...calm, ...plain.slice(end)],
    restore: (value, index) => value + seasonAt(season, index),
  };
  const hasOutliers = calm.some((value, index) => value !== judged[index]);
  return { lifted, monthEffect, hasOutliers };
}

function scale(values: readonly number[], lifted: Adjusted, series: CompleteSeries): Adjusted {
  const { period, frequency } = series;
  const isLong = frequency === "W" || frequency === "M";
  if (!isLong || period === 1 || !values.every((value) => value > 0)) return lifted;
  const season = seasonOf(values.map(Math.log), { period, frequency }).map(Math.exp);
  return {
    values: values.map((value, index) => value / seasonAt(season, index)),
    restore: (value, index) => value * seasonAt(season, index),
  };
}
