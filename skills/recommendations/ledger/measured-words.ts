import { formatMoney, formatPeriod } from "#src/cards/format";
import { addDays } from "#src/focus/day";
import type { Measured } from "#src/recommendations/measured";

const GROWTH: Readonly<Record<Measured["by"], string>> = {
  usage: "for the same usage",
  control: "growth of comparable charges taken out",
  trend: "its own trend taken out",
};

/** `$95.20 a month, 90% sure between $88.00 and $102.40 (measured on 3–16 November 2026, …)`. */
export function measuredWords(measured: Measured, currency: string): string {
  const { from, through, by, otherCauses } = measured;
  const on = formatPeriod({ start: from, end: addDays(through, 1) });
  const causes = otherCauses.length === 0 ? "" : ` Besides: ${otherCauses.join("; ")}.`;
  return `${intervalWords(measured, currency)}, measured on ${on}, ${GROWTH[by]}.${causes}`;
}

/** `$95.20 a month, in 90 of 100 cases between $88.00 and $102.40`. */
function intervalWords(
  { monthlySaving, low, high }: Pick<Measured, "monthlySaving" | "low" | "high">,
  currency: string,
): string {
  const money = (value: number) => formatMoney(value, currency);
  return `${money(monthlySaving)} a month, in 90 of 100 cases between ${money(low)} and ${money(high)}`;
}
