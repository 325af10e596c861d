import { addDays, addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import { sumOf } from "./amounts-sum.ts";
import { type DailyAmounts, daysOf, type ForecastDays } from "./daily-amounts.ts";
import type { CoursePoint, CurrencyForecast } from "./forecast-answer.ts";
import { stepsOf } from "./forecast-steps.ts";
import type { SliceOutlook } from "./outlook.ts";

/** Up to so many days ahead are shown day by day. */
const DAYS_SHOWN = 45;
const MONTHS_BEFORE = 12;

/** What came and what is expected, in order: days from last month on, or months from a year ago on. */
export function courseOf(
  whole: DailyAmounts,
  outlook: SliceOutlook,
  { start, asOf, period }: ForecastDays,
): CurrencyForecast["course"] {
  const isShort = daysIn({ start: asOf, end: period.end }) <= DAYS_SHOWN;
  const step = isShort ? "day" : "month";
  const settled = isShort ? addDays(asOf, 1) : addMonths(addDays(asOf, 1), 0);
  const from = later(
    earlier(period.start, addMonths(asOf, isShort ? -1 : -MONTHS_BEFORE)),
    firstWhole(firstDayOf(whole, start), step),
  );
  const past = stepsOf({ start: from, end: earlier(settled, later(period.end, from)) }, step);
  const ahead = stepsOf({ start: later(settled, from), end: period.end }, step);
  return { step, points: [...past.map(pastPoint(whole, start)), ...pointsAhead(ahead, outlook)] };
}

function pastPoint(whole: DailyAmounts, start: Day): (step: Period) => CoursePoint {
  return (step) => {
    const offset = daysIn({ start, end: step.start });
    const amounts = daysOf(step)
      .map((_, day) => whole.known[offset + day] ?? null)
      .filter((amount) => amount !== null);
    const actual = amounts.length === 0 ? null : sumOf(amounts);
    return { bucket: step.start, actual, mean: null, lo80: null, hi80: null };
  };
}

function pointsAhead(steps: readonly Period[], outlook: SliceOutlook): CoursePoint[] {
  const { booked, coming } = outlook.over(steps);
  return steps.map(({ start }, at) => {
    const sum = (amounts: readonly number[]) => (booked[at] ?? 0) + (amounts[at] ?? 0);
    const { mean, lo80, hi80 } = coming;
    return { bucket: start, actual: null, mean: sum(mean), lo80: sum(lo80), hi80: sum(hi80) };
  });
}

function firstDayOf({ known }: DailyAmounts, start: Day): Day {
  return addDays(
    start,
    Math.max(
      0,
      known.findIndex((amount) => amount !== null),
    ),
  );
}

/** The first month that the data have whole. */
function firstWhole(day: Day, step: "day" | "month"): Day {
  return step === "day" || day.endsWith("-01") ? day : addMonths(day, 1);
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
