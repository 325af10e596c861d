import type { Anomaly, CostSeries } from "./anomaly.ts";
import { calendarOf } from "./calendar.ts";
import { Detector } from "./detector.ts";
import { type AnomalyOptions, DEFAULT_OPTIONS } from "./options.ts";

/** Anomalies of a series, and how strange each of its points is. */
export interface Judgement {
  readonly anomalies: readonly Anomaly[];
  /** Standard deviations by which a point (or the week up to it) is off; null where it isn't judged. */
  readonly scores: readonly (number | null)[];
}

/** The anomalies of a cost series by start, each point judged with what was known at its time. */
export function detectAnomalies(
  series: CostSeries,
  options: Partial<AnomalyOptions> = {},
): readonly Anomaly[] {
  return judgeSeries(series, options).anomalies;
}

/** As `detectAnomalies`, with a score for each point. */
export function judgeSeries(series: CostSeries, options: Partial<AnomalyOptions> = {}): Judgement {
  const all: AnomalyOptions = { ...DEFAULT_OPTIONS, ...options };
  const { values, firstSeen, settled = values.length } = series;
  const detector = new Detector(all);
  const dayAt = calendarOf(all.rhythm.isDaily ? series.start : undefined);
  const scores = values.map((amount, point) => {
    const day = dayAt(point);
    const isOpen = point >= settled;
    if (isOpen && (amount === null || !detector.isExcess(point, amount, day))) return null;
    return detector.observe(point, amount, day, isOpen ? 1 : (firstSeen?.[point] ?? 1));
  });
  return { anomalies: detector.anomalies, scores };
}
