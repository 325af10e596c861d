import { at, mean } from "#src/analytics/forecast/statistics";
import { controlLevels } from "./control-levels.ts";
import {
  fitModel,
  noiseOf,
  type Observation,
  type Prior,
  predict,
  varianceOfMean,
} from "./regression.ts";
import { type DayRange, type Saving, type SavingSeries, upperTwentieth } from "./saving.ts";

/** Fewer known days on either side tell nothing: two of each weekday. */
export const FEWEST_DAYS = 14;
const DAYS_PER_WEEK = 7;
/** Noise below this share of the cost isn't believed, however even the days look. */
const LEAST_NOISE = 0.005;
/** Trends are reckoned in so many days. */
const TREND_DAYS = 30;

/** What is known of each coefficient, as a share of what the days before cost. */
const LEVEL: Prior = { mean: 1, deviation: 10 };
const WEEKDAY: Prior = { mean: 0, deviation: 0.4 };
/** How much of the growth of comparable charges a charge shares: none to all of it. */
const SHARED_GROWTH: Prior = { mean: 0.6, deviation: 0.35 };
/** Growth of its own in 30 days: beside comparable charges, alone, and of a price. */
const OWN_GROWTH: Readonly<Record<Saving["by"], Prior>> = {
  control: { mean: 0, deviation: 0.022 },
  trend: { mean: 0, deviation: 0.04 },
  usage: { mean: 0, deviation: 0.0065 },
};

/**
 * Measures what was saved: the days before, with their weekdays and their growth, say what the days after would have
 * cost, and the rest is the saving. Growth is that of the usage where a price fell, else as far as shared that of
 * comparable charges, and a trend of its own.
 * @returns null where fewer than 14 days of either side are known, or nothing was paid at all
 */
export function measureSaving(series: SavingSeries): Saving | null {
  const usable = usableDays(series);
  const { before, after } = usable;
  if (before.length < FEWEST_DAYS || after.length < FEWEST_DAYS) return null;
  // What cost nothing before, and does so now, is reckoned in what it costs now.
  const usual = mean(before.map(({ cost }) => cost)) || mean(after.map(({ cost }) => cost));
  const used = mean(before.map(({ usage }) => usage));
  if (usual === 0 || used === 0) return null;
  const causesOf = causesIn(series, usable.by);
  const observations = before.map(({ day, cost, usage }): Observation => {
    return { day, value: (cost / usual) * (used / usage), causes: causesOf(day) };
  });
  const model = fitModel(observations, priorsOf(usable.by), LEAST_NOISE);
  const scaled = after.map(({ day, usage }) =>
    causesOf(day).map((cause) => (cause * usage) / used),
  );
  const expected = predict(model, meansOf(scaled));
  const actual = mean(after.map(({ cost }) => cost)) / usual;
  const rest = restOf(
    after,
    scaled.map((causes) => predict(model, causes).point),
    usual,
  );
  const noise = noiseOf(after, rest, { explained: 1, least: 0 });
  const left = {
    deviation: noise.deviation,
    persistence: (noise.persistence + model.noise.persistence) / 2,
  };
  const variances = [expected.variance, varianceOfMean(left, after.length)] as const;
  const width = widthOf(variances, [model.freedom, after.length - 1]) * usual;
  const daily = (expected.point - actual) * usual;
  return {
    daily,
    low: daily - width,
    high: daily + width,
    expected: expected.point * usual,
    actual: actual * usual,
    by: usable.by,
    days: after.length,
  };
}

interface KnownDay {
  /** Index. */
  readonly day: number;
  readonly cost: number;
  /** 1 where usage plays no part. */
  readonly usage: number;
}

/** The days whose figures are known, in whole weeks, so that each weekday weighs the same. */
function usableDays(series: SavingSeries) {
  const by = series.usage !== null ? "usage" : series.control !== null ? "control" : "trend";
  const known = ({ start, end }: DayRange) => {
    const days: KnownDay[] = [];
    for (let day = Math.max(0, start); day < end; day++) {
      const cost = series.costs[day] ?? null;
      const usage = series.usage === null ? 1 : (series.usage[day] ?? 0);
      if (cost !== null && usage > 0) days.push({ day, cost, usage });
    }
    return days;
  };
  const before = wholeWeeks(series.before, "latest");
  const after = wholeWeeks(series.after, "first");
  return { by, before: known(before), after: known(after) } as const;
}

function wholeWeeks({ start, end }: DayRange, kept: "first" | "latest"): DayRange {
  const length = Math.floor((end - start) / DAYS_PER_WEEK) * DAYS_PER_WEEK;
  return kept === "first" ? { start, end: start + length } : { start: end - length, end };
}

/** Level, weekday, own growth and, where there are comparable charges, theirs. */
function causesIn(series: SavingSeries, by: Saving["by"]): (day: number) => readonly number[] {
  const { before, firstDay } = series;
  const middle = (before.start + before.end) / 2;
  const levels = by === "control" ? controlLevels(series) : null;
  return (day) => {
    const weekday = (firstDay + day) % DAYS_PER_WEEK;
    const weekdays = Array.from({ length: DAYS_PER_WEEK }, (_, one) => (one === weekday ? 1 : 0));
    const growth = levels === null ? [] : [at(levels, day)];
    return [1, ...weekdays, (day - middle) / TREND_DAYS, ...growth];
  };
}

function priorsOf(by: Saving["by"]): readonly Prior[] {
  const weekdays = Array.from({ length: DAYS_PER_WEEK }, () => WEEKDAY);
  return [LEVEL, ...weekdays, OWN_GROWTH[by], ...(by === "control" ? [SHARED_GROWTH] : [])];
}

function meansOf(rows: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = rows;
  return first.map((_, column) => mean(rows.map((row) => at(row, column))));
}

/** How far the days after are from their mean, as far as that isn't what was expected of them. */
function restOf(
  after: readonly KnownDay[],
  expected: readonly number[],
  usual: number,
): readonly number[] {
  const shares = after.map(({ cost }) => cost / usual);
  const [actual, usually] = [mean(shares), mean(expected)];
  const isShaped = usually > LEAST_NOISE;
  return shares.map(
    (share, index) => share - actual * (isShaped ? at(expected, index) / usually : 1),
  );
}

/** Half of the interval, by Welch and Satterthwaite's degrees of freedom. */
function widthOf([a, b]: readonly [number, number], [ofA, ofB]: readonly [number, number]): number {
  const variance = a + b;
  if (variance === 0) return 0;
  const freedom = variance ** 2 / (a ** 2 / ofA + b ** 2 / ofB);
  return upperTwentieth(freedom) * Math.sqrt(variance);
}
