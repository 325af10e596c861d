import { medianOf } from "#src/analytics/anomalies/rolling-median";

/** Whether a value is an anomaly, given those before it (null where a day is missing). */
type IsAnomaly = (before: readonly (number | null)[], value: number) => boolean;

/** A published rule for cost anomalies, as its code or documentation states it. */
export interface OpenRule {
  readonly name: string;
  readonly isAnomaly: IsAnomaly;
}

/** The six rules of open FinOps tools. Each day is judged on its final value, from the days before it. */
export const OPEN_RULES: readonly OpenRule[] = [
  { name: "OptScale: 7 days' mean +30 %", isAnomaly: isAboveMean },
  { name: "s3u/aws-cost-anomalies: 14 days, z > 2.5", isAnomaly: zScoreRule(14, 2.5, 7) },
  { name: "ADR-005: 7 days, z > 2.5", isAnomaly: zScoreRule(7, 2.5, 3) },
  { name: "nable: 28 days, z ≥ 2 and 20 %", isAnomaly: isOffMonth },
  { name: "nable: same weekday, 8 weeks", isAnomaly: isOffWeekday },
  { name: "Costroid: 30 days' median, 3 MAD and 10 %", isAnomaly: isOffMedian },
];

/** Indices of the values that a rule finds. */
export function findDays(rule: OpenRule, values: readonly (number | null)[]): readonly number[] {
  return values.flatMap((value, index) =>
    value !== null && rule.isAnomaly(values.slice(0, index), value) ? [index] : [],
  );
}

function isAboveMean(before: readonly (number | null)[], value: number): boolean {
  const window = known(before.slice(-7));
  return window.length >= 3 && value > mean(window) * 1.3;
}

function zScoreRule(days: number, deviations: number, least: number): IsAnomaly {
  return (before, value) => {
    const window = known(before.slice(-days));
    return window.length >= least && isOff(window, value, { deviations, share: 0 });
  };
}

function isOffMonth(before: readonly (number | null)[], value: number): boolean {
  const window = known(before.slice(-28));
  return window.length >= 7 && isOff(window, value, { deviations: 2, share: 0.2 });
}

function isOffWeekday(before: readonly (number | null)[], value: number): boolean {
  const days = [1, 2, 3, 4, 5, 6, 7, 8].map((weeks) => before[before.length - 7 * weeks] ?? null);
  const window = known(days);
  return window.length >= 3 && isOff(window, value, { deviations: 2, share: 0.2 });
}

function isOffMedian(before: readonly (number | null)[], value: number): boolean {
  const window = known(before.slice(-30));
  if (window.length < 10) return false;
  const middle = medianOf(window);
  const deviation = 1.4826 * medianOf(window.map((one) => Math.abs(one - middle)));
  return Math.abs(value - middle) > 3 * deviation && Math.abs(value / middle - 1) >= 0.1;
}

function isOff(
  window: readonly number[],
  value: number,
  { deviations, share }: { readonly deviations: number; readonly share: number },
): boolean {
  const middle = mean(window);
  const squares = window.reduce((sum, one) => sum + (one - middle) ** 2, 0);
  const deviation = Math.sqrt(squares / (window.length - 1));
  const distance = Math.abs(value - middle);
  return deviation > 0 && distance >= deviations * deviation && distance >= share * middle;
}

function known(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value) => value !== null);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
