import type { Day } from "#src/focus/day";

const MONTH_PATTERNS: readonly RegExp[] = [
  /billing_?period(?:start)?=(20\d\d)-?(0[1-9]|1[0-2])/i,
  /year=(20\d\d)\/month=(0?[1-9]|1[0-2])(?!\d)/i,
  /(?<!\d)(20\d\d)[-_/.](0[1-9]|1[0-2])(?!\d)/,
  /(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)/,
];

/**
 * The first day of the month that an object's folders and name tell: a partition `billing_period=2026-10`
 * or `year=2026/month=10`, else the first date, such as `2026/10/`, `2026-10-05` or `20261005`.
 */
export function monthInName(key: string): Day | null {
  for (const pattern of MONTH_PATTERNS) {
    const [, year, month] = pattern.exec(key) ?? [];
    if (year !== undefined && month !== undefined) return `${year}-${month.padStart(2, "0")}-01`;
  }
  return null;
}
