import { DAILY, type Rhythm } from "./rhythm.ts";

/** What counts as an anomaly. Per cent is a share of what was expected: 0.3 is 30 %. */
export interface AnomalyOptions {
  /** The series' time scale; days by default. */
  readonly rhythm: Rhythm;
  /** Standard deviations that a single day must be off (Hampel's k; 4.5 in the reference). */
  readonly dayDeviations: number;
  /** … and per cent, more than expected … */
  readonly dayRise: number;
  /** … or less. */
  readonly dayFall: number;
  /** Standard errors that the last week must be off the month before it. */
  readonly levelDeviations: number;
  /** … and per cent, either way. */
  readonly levelChange: number;
  /** Money that an anomaly must come to before it is told, in the series' currency, either way. */
  readonly minimumImpact: number;
}

/** The defaults. `npm run bench:anomalies` measures what they find. */
export const DEFAULT_OPTIONS: AnomalyOptions = {
  rhythm: DAILY,
  dayDeviations: 4.5,
  dayRise: 0.3,
  dayFall: 0.25,
  levelDeviations: 5,
  levelChange: 0.2,
  minimumImpact: 5,
};
