import { forecast } from "#src/analytics/forecast/forecast";
import { forecastMonthEnd } from "#src/analytics/forecast/month-end";
import { costSeries } from "./cost-series.ts";

/** How long forecasts take on this machine, on one core. */
export interface SpeedReport {
  /** Of the processor, for 500 slices of 19 months of days, 365 days ahead. */
  readonly yearOf500Seconds: number;
  /** The slowest month-end of 20. */
  readonly slowestAnswerMilliseconds: number;
}

const SLICES = 500;
const MEASURED = 50;

/** Times a tenth of the 500 slices and counts it ten times. */
export function benchSpeed(seed: number): SpeedReport {
  const slices = costSeries(MEASURED, seed);
  const before = process.cpuUsage();
  for (const { values, start } of slices) forecast({ values, start, frequency: "D" }, 365);
  const { user, system } = process.cpuUsage(before);
  const seconds = ((user + system) / 1e6) * (SLICES / MEASURED);
  const answers = slices.slice(0, 20).map((series) => {
    const asked = performance.now();
    forecastMonthEnd(series, "2026-07-08");
    return performance.now() - asked;
  });
  return { yearOf500Seconds: seconds, slowestAnswerMilliseconds: Math.max(...answers) };
}
