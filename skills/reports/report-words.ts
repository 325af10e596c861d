import { driverHow } from "#skills/spend/explain/driver-words";
import type { Driver } from "#skills/spend/explain/explanation";
import type { Money } from "#src/answer";
import {
  formatChange,
  formatDay,
  formatMoney,
  formatPercent,
  formatPeriod,
} from "#src/cards/format";
import { addDays, addMonths, type Period } from "#src/focus/day";
import type { Report, ReportAnswer, ReportBudget, ReportMonth } from "./report-answer.ts";

/** What the cause tests find is told before the effects that it comes from. */
const CAUSES: Readonly<Partial<Record<Driver["causes"][number]["kind"], string>>> = {
  new_resource: "new",
  resource_ended: "ended",
  price_changed: "price",
  commitment_expired: "a commitment ended",
  coverage_lost: "less of it under commitments",
  credit_ended: "a credit ended",
  one_off_purchase: "a one-off purchase",
};
const EFFECTS: Readonly<Record<string, string>> = {
  "new charges": "new",
  "charges that ended": "ended",
  "list price": "price",
  "negotiated price": "price",
  "unit price": "price",
};

/** `$1,200.00 and €300.00` */
export function moneyWords(amounts: readonly Money[]): string {
  return amounts.map(({ currency, value }) => formatMoney(value, currency)).join(" and ");
}

/** What was spent, and how that compares, in a sentence: `$700.00 in 16–22 November 2026, +$20.00 (+2.9%) on the days before.` */
export function spendWords({ totals, comparison, period }: ReportAnswer, beside: string): string {
  const parts = totals.map(({ currency, value }) => {
    const delta = comparison?.delta.find((one) => one.currency === currency);
    const change = delta === undefined ? "" : `, ${formatChange(delta, currency)}`;
    return `${formatMoney(value, currency)}${change}`;
  });
  const days = period === null ? "" : ` ${isOneDay(period) ? "on" : "in"} ${formatPeriod(period)}`;
  return `Spent${days}: ${parts.join("; ")} ${beside}.`;
}

function isOneDay({ start, end }: Period): boolean {
  return addDays(start, 1) === end;
}

/** The month so far: `November 2026 so far: $2,200.00, +$100.00 (+4.8%), expected to end at $3,000.00.` */
export function monthWords({ period, amounts }: ReportMonth): string {
  const month = formatPeriod({ start: period.start, end: addMonths(period.start, 1) });
  const parts = amounts.map(({ currency, value, previous, percent, forecast }) => {
    const change = previous === null ? null : (value ?? 0) - previous;
    const moved = change === null ? "" : `, ${formatChange({ value: change, percent }, currency)}`;
    const end =
      forecast === null ? "" : `, expected to end at ${formatMoney(forecast.mean, currency)}`;
    return `${formatMoney(value, currency)}${moved}${end}`;
  });
  return `${month} so far: ${parts.join("; ")}.`;
}

/** Where budgets stand, in a sentence; null without budgets. */
export function budgetsWords(budgets: readonly ReportBudget[]): string | null {
  const judged = budgets.filter(({ state }) => state !== "no data");
  const [only] = judged;
  if (only === undefined) return null;
  if (judged.length === 1) {
    const { name, state, amount, currency, percentUsed } = only;
    const used = percentUsed === null ? "" : `, ${formatPercent(percentUsed)} spent`;
    return `The budget ${name} of ${formatMoney(amount, currency)} is ${state}${used}.`;
  }
  const broken = judged.filter(isBroken).length;
  return broken === 0
    ? `All ${judged.length} budgets are on track.`
    : `${broken} of ${judged.length} budgets ${broken === 1 ? "is" : "are"} over or will be.`;
}

/** `Payments is at risk: $2,000.00 of $2,500.00 is spent (80.0%), expected to end at $2,900.00.` */
export function budgetWords(budget: ReportBudget): string {
  const { name, state, actual, amount, forecast, percentUsed, currency } = budget;
  const used = percentUsed === null ? "" : ` (${formatPercent(percentUsed)})`;
  const end = forecast === null ? "" : `, expected to end at ${formatMoney(forecast, currency)}`;
  return `${name} is ${state}: ${formatMoney(actual, currency)} of ${formatMoney(amount, currency)} is spent${used}${end}.`;
}

/** Whether a budget is over, or is expected to be. */
export function isBroken({ state }: Pick<ReportBudget, "state">): boolean {
  return state === "over" || state === "at risk";
}

/** What moved, in a line: `+$320.00 Amazon RDS, shop-prod: new, since 17 November 2026`. */
export function moverWords(driver: Driver, currency: string): string {
  const { label, change, firstDay, lastDay } = driver;
  const amount = formatMoney(change, currency);
  const why = causeWords(driver);
  const because = why === "" ? "" : `: ${why}`;
  const sign = change > 0 ? "+" : "";
  return `${sign}${amount} ${label}${because}${whenWords(firstDay, lastDay)}`;
}

/** What moved of a service, in a line. */
export function partWords(name: string | null, change: number, currency: string): string {
  return `${change > 0 ? "+" : ""}${formatMoney(change, currency)} ${name ?? "without a service"}`;
}

function causeWords(driver: Driver): string {
  const least = Math.abs(driver.change) / 2;
  const causes = driver.causes
    .filter(({ amount }) => Math.abs(amount) >= least)
    .flatMap(({ kind }) => CAUSES[kind] ?? []);
  const effects = driverHow(driver).map((effect) => EFFECTS[effect] ?? effect);
  return [...new Set(causes.length > 0 ? causes : effects)].join(" and ");
}

function whenWords(firstDay: string | null, lastDay: string | null): string {
  if (firstDay === null) return "";
  if (lastDay === null) return `, since ${formatDay(firstDay)}`;
  return lastDay === firstDay
    ? `, on ${formatDay(firstDay)}`
    : `, from ${formatDay(firstDay)} to ${formatDay(lastDay)}`;
}

/** How many anomalies go on and ended: `2 anomalies are open, 1 closed`. */
export function anomalyCounts({ open, closed }: Pick<Report, "open" | "closed">): string {
  if (open.length + closed.length === 0) return "No anomalies.";
  const are = open.length === 1 ? "anomaly is" : "anomalies are";
  const ended = closed.length === 0 ? "" : `, ${closed.length} closed`;
  return `${open.length === 0 ? "No" : open.length} ${are} open${ended}.`;
}

/** What waits to be decided: `5 decisions wait, worth $900.00 a month.` */
export function decisionCounts({ decisions }: Pick<Report, "decisions">): string {
  const { count, savings } = decisions;
  if (count === 0) return "No decisions wait.";
  const wait = count === 1 ? "decision waits" : "decisions wait";
  return `${count} ${wait}, worth ${moneyWords(savings)} a month.`;
}

/** What was measured to be saved; null where nothing was. */
export function verifiedWords({ verified }: Pick<Report, "verified">): string | null {
  if (verified.count === 0) return null;
  return `Verified on the bill: ${moneyWords(verified.savings)} a month saved by ${verified.count} ${verified.count === 1 ? "decision" : "decisions"}.`;
}
