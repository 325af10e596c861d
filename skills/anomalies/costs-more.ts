import type { AnomalyAnswer } from "./anomaly-answer.ts";

/** Whether an anomaly goes on costing more, in a part of the bill that can be named. */
export function costsMore({ direction, monthlyIfItStays, slice }: AnomalyAnswer): boolean {
  const isPart = Object.keys(slice).length > 0;
  return direction === "up" && monthlyIfItStays !== null && monthlyIfItStays > 0 && isPart;
}
