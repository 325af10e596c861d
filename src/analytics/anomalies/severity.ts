import type { Anomaly } from "./anomaly.ts";

/** How much an anomaly matters, in rising order. */
export const SEVERITIES = ["low", "medium", "high", "critical"] as const;

/** How much an anomaly matters. */
export type Severity = (typeof SEVERITIES)[number];

/** From which money, or which share of a month's cost, an anomaly is so severe. */
export interface SeverityThresholds {
  readonly medium: Threshold;
  readonly high: Threshold;
  readonly critical: Threshold;
}

interface Threshold {
  readonly amount: number;
  readonly share: number;
}

/** Dollars, and shares of a month; every organisation has its own. */
const DEFAULT_THRESHOLDS: SeverityThresholds = {
  medium: { amount: 100, share: 0.02 },
  high: { amount: 1000, share: 0.05 },
  critical: { amount: 10_000, share: 0.15 },
};

const DAYS_PER_MONTH = 30;

/**
 * The severity of a daily series' anomaly: by its impact so far or, while it lasts, what it comes to in 30 days
 * if it stays; as money, or as a share of what the scope costs a month. Less money than `medium.amount` is low,
 * whatever its share.
 * @param monthlyCost what the scope usually costs in a month, in the anomaly's currency; null leaves shares out
 */
export function severityOf(
  { impact, excessPerPoint, status }: Pick<Anomaly, "impact" | "excessPerPoint" | "status">,
  monthlyCost: number | null,
  thresholds: SeverityThresholds = DEFAULT_THRESHOLDS,
): Severity {
  const monthly = status === "ended" ? 0 : DAYS_PER_MONTH * Math.abs(excessPerPoint);
  const amount = Math.max(Math.abs(impact), monthly);
  if (amount < thresholds.medium.amount) return "low";
  const share = monthlyCost === null || monthlyCost <= 0 ? 0 : amount / monthlyCost;
  const reaches = (threshold: Threshold) => amount >= threshold.amount || share >= threshold.share;
  if (reaches(thresholds.critical)) return "critical";
  return reaches(thresholds.high) ? "high" : "medium";
}
