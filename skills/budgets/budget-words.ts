import { filterWords } from "#skills/spend/cost-answer";
import type { Budget, BudgetCadence } from "#src/budget-book";
import { formatDay, formatMoney, formatPercent, formatPeriod } from "#src/cards/format";
import { costQuestionSchema } from "#src/cost-question";
import type { BudgetStatus } from "./budget-answer.ts";

const EACH: Readonly<Record<BudgetCadence, string>> = {
  monthly: "a month",
  quarterly: "a quarter",
  yearly: "a year",
};

/** `$50,000.00 a month`. */
export function amountWords({
  amount,
  currency,
  cadence,
}: Pick<Budget, "amount" | "currency" | "cadence">): string {
  return `${formatMoney(amount, currency)} ${EACH[cadence]}`;
}

/** Which charges a budget is for, ` for team payments`. */
export function chargesWords(filters: Budget["filters"]): string {
  const nowhere = { start: "2000-01-01", end: "2000-01-02" };
  const words = filterWords(costQuestionSchema.parse({ period: nowhere, filters }));
  return words === "" ? " for all charges" : words;
}

/** How a budget stands, in sentences. */
export function budgetSentence(status: BudgetStatus): string {
  const { name, amount, actual, currency, period, percentUsed, burnRatePerDay } = status;
  const money = (value: number) => formatMoney(value, currency);
  const budget = `${money(amount)} for ${formatPeriod(period)}`;
  if (actual === null && status.forecast === null)
    return `${name}: no charges to judge its ${budget} by.`;
  const used = percentUsed === null ? "" : ` (${formatPercent(percentUsed)})`;
  const burn = burnRatePerDay === null ? "" : `, ${money(burnRatePerDay)} a day`;
  return [
    `${name} is ${status.state}: ${formatMoney(actual, currency)} of ${budget} is spent${used}${burn}.`,
    ...forecastWords(status),
    ...overrunWords(status),
  ].join(" ");
}

function forecastWords({ forecast, amount, currency }: BudgetStatus): string[] {
  if (forecast === null) return ["There are too few days with data to forecast its end."];
  const money = (value: number) => formatMoney(value, currency);
  const { mean, lo80, hi80 } = forecast;
  const by = mean - amount;
  const side = by > 0 ? `${money(by)} over` : `${money(-by)} under`;
  return [
    `It is expected to end at ${money(mean)}, ${side} budget; with 80% confidence between ${money(lo80)} and ${money(hi80)}.`,
  ];
}

function overrunWords({ overrunDay, state }: BudgetStatus): string[] {
  if (overrunDay === null) return [];
  return [
    state === "over"
      ? `The budget was used up on ${formatDay(overrunDay)}.`
      : `At this rate the budget is used up on ${formatDay(overrunDay)}.`,
  ];
}
