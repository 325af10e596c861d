import { type Forecast, forecast } from "#src/analytics/forecast/forecast";
import { forecastMonthEnd, type MonthEnd } from "#src/analytics/forecast/month-end";
import { addDays, addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import { sumOf } from "./amounts-sum.ts";
import { type DailyAmounts, daysOf, type ForecastDays } from "./daily-amounts.ts";

/** What a slice costs in some steps of time: what is charged, and what is expected beyond that. */
export interface Outlook {
  /** An amount a step. */
  readonly booked: readonly number[];
  /** What is still to come, a point with its interval a step; 0 where a step is over. */
  readonly coming: Forecast;
}

/** The outlook of a slice from its last complete day on. */
export interface SliceOutlook {
  readonly model: string;
  /** By how much the totals of earlier months would have been missed at the same day; latest first. */
  readonly pastErrors: readonly number[];
  over(steps: readonly Period[]): Outlook;
}

type Bound = "lo80" | "hi80" | "lo95" | "hi95";
const BOUNDS: readonly Bound[] = ["lo80", "hi80", "lo95", "hi95"];

/** The days after the last complete one: what is expected, and its bounds. */
type Path = Forecast;

/**
 * What a slice will cost. The running month ends where the month-end forecast says, the days after it go on as the
 * daily forecast does; what is left of the running month is shared out to its days along that.
 * @param isWhole whether the end of the running month is worth a forecast of its own; parts follow the whole
 * @throws TooFewValuesError with fewer than seven known days
 */
export function outlookOf(
  amounts: DailyAmounts,
  days: ForecastDays,
  isWhole: boolean,
): SliceOutlook {
  const { start, asOf } = days;
  const horizon = amounts.later.length;
  const series = { values: amounts.known, start };
  const path = forecast({ ...series, frequency: "D" }, Math.max(horizon, 1), {
    booked: amounts.later,
  });
  const left = daysIn({ start: addDays(asOf, 1), end: addMonths(asOf, 1) });
  const monthEnd =
    isWhole && left > 0
      ? forecastMonthEnd(series, asOf, { booked: amounts.later.slice(0, left) })
      : null;
  const agreed = monthEnd === null ? path : endingAt(path, monthEnd, amounts, left);
  return {
    model: monthEnd?.model ?? path.model,
    pastErrors: monthEnd?.pastErrors ?? [],
    over: (steps) => overSteps(steps, { amounts, days, path: agreed, monthEnd }),
  };
}

/** A path whose first days add up to what the month still is to bring, none below what is charged for it. */
function endingAt(
  path: Path,
  { expected, booked }: MonthEnd,
  { later }: DailyAmounts,
  left: number,
): Path {
  const charged = later.slice(0, left);
  const rest = expected - booked - sumOf(charged);
  const open = charged.map((amount, day) => Math.max((path.mean[day] ?? 0) - amount, 0));
  const ofOpen = sumOf(open);
  const mean = path.mean.map((value, day) => {
    const amount = charged[day];
    if (amount === undefined) return value;
    return amount + (ofOpen > 0 ? (rest * (open[day] ?? 0)) / ofOpen : rest / left);
  });
  const moved = (bounds: readonly number[]) =>
    bounds.map((bound, day) => {
      const by = (mean[day] ?? 0) - (path.mean[day] ?? 0);
      const floor = Math.min(later[day] ?? 0, mean[day] ?? 0);
      return by === 0 ? bound : Math.max(bound + by, floor);
    });
  const bounds = BOUNDS.map((name) => [name, moved(path[name])]);
  return { ...path, mean, ...(Object.fromEntries(bounds) as Pick<Path, Bound>) };
}

interface Known {
  readonly amounts: DailyAmounts;
  readonly days: ForecastDays;
  readonly path: Path;
  readonly monthEnd: MonthEnd | null;
}

function overSteps(steps: readonly Period[], known: Known): Outlook {
  const ofSteps = steps.map((step) => overStep(step, known));
  const column = (name: Bound | "mean") => ofSteps.map((one) => one[name]);
  return {
    booked: ofSteps.map(({ booked }) => booked),
    coming: {
      mean: column("mean"),
      lo80: column("lo80"),
      hi80: column("hi80"),
      lo95: column("lo95"),
      hi95: column("hi95"),
      model: known.path.model,
    },
  };
}

function overStep(step: Period, { amounts, days, path, monthEnd }: Known) {
  const { asOf } = days;
  const ahead = comingIn(step, days, amounts.later.length);
  const charged = sumOf(ahead.map((day) => amounts.later[day] ?? 0));
  const booked = bookedIn(step, amounts, days);
  const beyond = (values: readonly number[]) =>
    ahead.length === 0 ? 0 : sumOf(ahead.map((day) => values[day] ?? 0)) - charged;
  const isMonth = step.start === addMonths(asOf, 0) && step.end === addMonths(asOf, 1);
  if (monthEnd !== null && isMonth) {
    const left = (value: number) => value - monthEnd.booked - charged;
    return {
      booked,
      mean: left(monthEnd.expected),
      lo80: left(monthEnd.lo80),
      hi80: left(monthEnd.hi80),
      lo95: left(monthEnd.lo95),
      hi95: left(monthEnd.hi95),
    };
  }
  return {
    booked,
    mean: beyond(path.mean),
    lo80: beyond(path.lo80),
    hi80: beyond(path.hi80),
    lo95: beyond(path.lo95),
    hi95: beyond(path.hi95),
  };
}

/** What is charged for the days of a step. */
export function bookedIn(
  step: Period,
  { known, later }: DailyAmounts,
  { start, asOf }: ForecastDays,
): number {
  const past = indicesIn(step, start, known.length).map((day) => known[day] ?? 0);
  const ahead = indicesIn(step, addDays(asOf, 1), later.length).map((day) => later[day] ?? 0);
  return sumOf([...past, ...ahead]);
}

/** Which of the days after the last complete one lie in a step. */
export function comingIn(step: Period, { asOf }: ForecastDays, length: number): number[] {
  return indicesIn(step, addDays(asOf, 1), length);
}

/** Which days of a series that begins at `start` lie in a step. */
function indicesIn(step: Period, start: Day, length: number): number[] {
  const offset = daysIn({ start, end: step.start });
  return daysOf(step)
    .map((_, at) => offset + at)
    .filter((at) => at >= 0 && at < length);
}
