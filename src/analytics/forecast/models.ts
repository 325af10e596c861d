import { autoregressiveLevel, autoregressiveSteps } from "./autoregression.ts";
import { levelSinceChange } from "./level-since-change.ts";
import { type Prepared, prepare } from "./prepared.ts";
import { seasonalSmoothing } from "./seasonal-smoothing.ts";
import type { CompleteSeries, Frequency } from "./series.ts";
import { dampedTrend, type Extrapolation, theta } from "./smoothing.ts";
import { at } from "./statistics.ts";
import { yearlyCourse } from "./yearly-course.ts";

type Model = (history: Prepared, horizon: number) => number[];

const DAILY: Readonly<Record<string, Model>> = {
  "level and slope since the last change": lifted(levelSinceChange),
  Theta: lifted(theta),
  "autoregressive steps": lifted(autoregressiveSteps),
  "autoregressive level": lifted(autoregressiveLevel),
  "Holt-Winters": seasonal(40),
};

const MODELS: Readonly<Record<Frequency, Readonly<Record<string, Model>>>> = {
  H: DAILY,
  D: DAILY,
  W: {
    "damped trend": scaled(dampedTrend),
    "autoregressive steps": scaled(autoregressiveSteps),
    "autoregressive level": scaled(autoregressiveLevel),
    "Holt-Winters": seasonal(8),
    "logarithmic Holt-Winters": logarithmic(seasonal(20)),
  },
  M: {
    Theta: scaled(theta),
    "damped trend": scaled(dampedTrend),
    "autoregressive steps": scaled(autoregressiveSteps),
    "autoregressive steps, additive season": lifted(autoregressiveSteps),
    "Holt-Winters": seasonal(20),
    "logarithmic Holt-Winters": logarithmic(seasonal(20)),
  },
};

/** The names of the models that are tried for a frequency, in the order of their paths. */
export function modelNames(frequency: Frequency): string[] {
  return Object.keys(MODELS[frequency]);
}

/** What is expected of the coming steps, before the models are mixed. */
export interface Outlook {
  /** A path for each model. */
  readonly paths: readonly (readonly number[])[];
  /** What last year's course would add, if it came again; empty where it isn't known. */
  readonly yearly: readonly number[];
}

/** What each model expects of the coming steps. */
export function outlookOf(series: CompleteSeries, horizon: number): Outlook {
  const history = prepare(series);
  const length = series.values.length;
  const month = Array.from({ length: horizon }, (_, step) => history.monthEffect(length + step));
  const paths = Object.values(MODELS[series.frequency]).map((model) =>
    model(history, horizon).map((value, step) => value + at(month, step)),
  );
  const yearly = series.frequency === "D" ? yearlyCourse(history.lifted.values, horizon) : [];
  return { paths, yearly };
}

function lifted(extrapolation: Extrapolation): Model {
  return (history, horizon) => restored(extrapolation, history.lifted, horizon);
}

function scaled(extrapolation: Extrapolation): Model {
  return (history, horizon) => restored(extrapolation, history.scaled, horizon);
}

function restored(
  extrapolation: Extrapolation,
  { values, restore }: Prepared["lifted"],
  horizon: number,
): number[] {
  return extrapolation(values, horizon).map((value, step) => restore(value, values.length + step));
}

/** The fewest steps that gains are chosen on, however short the period. */
const FEWEST_STEPS = 200;

function seasonal(cycles: number): Model {
  return ({ values, period }, horizon) =>
    period === 1
      ? dampedTrend(values, horizon)
      : seasonalSmoothing(values, period, horizon, Math.max(cycles * period, FEWEST_STEPS));
}

function logarithmic(model: Model): Model {
  return (history, horizon) =>
    history.values.every((value) => value > 0)
      ? model({ ...history, values: history.values.map(Math.log) }, horizon).map(Math.exp)
      : model(history, horizon);
}
