import { filterWords } from "#skills/spend/cost-answer";
import type { Budget, BudgetCadence } from "#src/budget-book";
import { formatDay, formatMoney, formatPercent, formatPeriod } from "#src/cards/format";
import { costQuestionSchema } from "#src/cost-question";
import type { BudgetStatus, ListedProviderBudget } from "./budget-answer.ts";

const EACH: Readonly<Record<BudgetCadence, string>> = {
  monthly: "a month",
  quarterly: "a quarter",
  yearly: "a year",
};

const EACH_OF: Readonly<Record<ListedProviderBudget["cadence"], string>> = {
  daily: "a day",
  ...EACH,
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
    ...carriedWords(status),
    ...forecastWords(status),
    ...overrunWords(status),
    ...committedWords(status),
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

function overrunWords({ overrunDay, overrunInterval, state }: BudgetStatus): string[] {
  if (overrunDay === null) return [];
  const day = formatDay(overrunDay);
  if (state === "over") return [`The budget was used up on ${day}.`];
  return [`At this rate the budget is used up on ${day}${intervalWords(overrunInterval)}.`];
}

function intervalWords(interval: BudgetStatus["overrunInterval"]): string {
  if (interval === null) return "";
  const { earliest, latest } = interval;
  if (earliest === latest) return "";
  return latest === null
    ? ` (${formatDay(earliest)} at the earliest, or not in this period)`
    : ` (between ${formatDay(earliest)} and ${formatDay(latest)})`;
}

function carriedWords({ carried, currency }: BudgetStatus): string[] {
  if (carried === null || carried === 0) return [];
  const amount = formatMoney(Math.abs(carried), currency);
  return [
    carried > 0
      ? `It holds ${amount} that former periods left.`
      : `${amount} that former periods overspent are taken off it.`,
  ];
}

function committedWords({ committed, currency }: BudgetStatus): string[] {
  if (committed === null || committed.amount === 0) return [];
  const { amount, percent } = committed;
  return [
    `${formatMoney(amount, currency)} of what is spent (${formatPercent(percent)}) is committed: commitments and recurring fees.`,
  ];
}

/** What costs more than its share of a budget, a line each; null where nothing does. */
export function driverWords({ drivers, currency, period }: BudgetStatus): string | null {
  if (drivers.length === 0) return null;
  const money = (value: number) => formatMoney(value, currency);
  const lines = drivers.map(({ label, actual, allowance, above, since, owner }) => {
    const when = since === null || since < period.start ? "" : ` since ${formatDay(since)}`;
    const whose = owner === null ? "" : ` Owner: ${owner}.`;
    return `${label}: ${money(actual)} against ${money(allowance)}, ${money(above)} above its share${when}.${whose}`;
  });
  return ["Above their share of the budget so far:", ...lines].join("\n");
}

/** A provider's budget with the provider's figures, and how ours differ where we have them. */
export function providerSentence(budget: ListedProviderBudget): string {
  const { name, provider, amount, actual, forecast, currency, state, sameAs } = budget;
  const money = (value: number | null) => formatMoney(value, currency);
  const of = amount === null ? "an amount that it works out itself" : money(amount);
  const end = forecast === null ? "" : `, forecast ${money(forecast)}`;
  return [
    `${name}, kept at ${provider}, is ${state}: ${money(actual)} of ${of} ${EACH_OF[budget.cadence]} is spent${end}, as ${provider} counts.`,
    oursWords(budget),
    ...(sameAs === null ? [] : [`Here “${sameAs}” is for the same charges.`]),
  ].join(" ");
}

function oursWords({ ours, actual, forecast, currency, scope }: ListedProviderBudget): string {
  if (ours === null) return `What it is for can't be compared here: ${scope}.`;
  const through = ours.dataThrough === null ? "" : `, complete through ${ours.dataThrough}`;
  const parts = [
    differenceWords("billed", ours.actual, actual, currency),
    differenceWords("forecast", ours.forecast, forecast, currency),
  ];
  return `The bill here has ${parts.join(" and ")}${through}.`;
}

function differenceWords(
  word: string,
  ours: number | null,
  theirs: number | null,
  currency: string,
): string {
  if (ours === null) return `nothing ${word}`;
  const by = theirs === null ? 0 : ours - theirs;
  const side = by > 0 ? "more" : "less";
  const difference = isCent(by) ? "" : ` (${formatMoney(Math.abs(by), currency)} ${side})`;
  return `${formatMoney(ours, currency)} ${word}${difference}`;
}

/** Less than a cent is no difference that anybody sees. */
function isCent(amount: number): boolean {
  return Math.abs(amount) < 0.005;
}
