import type { ChartBlock } from "#src/cards/card";
import { formatPeriod } from "#src/cards/format";
import { waterfallChart } from "#src/cards/waterfall";
import type { Period } from "#src/focus/day";
import type { CurrencyExplanation } from "./explanation.ts";

/** How one period's total became the other's; null where a single part is all of it. */
export function driverWaterfall(
  { currency, drivers, before, after }: CurrencyExplanation,
  periods: { readonly before: Period; readonly after: Period },
): ChartBlock | null {
  if (drivers.length < 2) return null;
  const [from, to] = [formatPeriod(periods.before), formatPeriod(periods.after)];
  const steps = drivers.filter(({ kind }) => kind !== "rest");
  const rest = drivers.find(({ kind }) => kind === "rest");
  return waterfallChart({
    title: `From ${from} to ${to}, in ${currency}`,
    unit: currency,
    first: { label: from, value: before ?? 0 },
    steps: steps.map(({ label, change }) => ({ label, value: change })),
    last: { label: to, value: after ?? 0 },
    rest: rest?.label ?? "Everything else",
  });
}
