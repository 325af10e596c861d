import type { CostQuestion } from "#src/cost-question";
import { daysIn } from "#src/focus/day";

/** What forecasts are broken down by next, in this order. */
const NEXT_BY: readonly (readonly [dimension: string, noun: string])[] = [
  ["ServiceName", "service"],
  ["SubAccountId", "account"],
  ["RegionId", "region"],
];
const DAILY_TO = 45;

/** What to ask next in the same conversation: each keeps the forecast's period and filters. */
export function forecastSuggestions({
  groupBy,
  filters,
  granularity,
  period,
}: CostQuestion): string[] {
  const used = new Set([...groupBy, ...filters.map(({ dimension }) => dimension)]);
  const next = NEXT_BY.find(([dimension]) => !used.has(dimension));
  const isShort = granularity !== "day" && daysIn(period) > 1 && daysIn(period) <= DAILY_TO;
  return [
    ...(next === undefined ? [] : [`Break it down by ${next[1]}`]),
    ...(isShort ? ["Show it daily"] : []),
  ];
}
