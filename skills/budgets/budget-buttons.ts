import type { CardButton } from "#src/cards/card";
import { formatDay, formatMoney } from "#src/cards/format";
import type { BudgetStatus } from "./budget-answer.ts";
import { periodBefore } from "./budget-period.ts";
import { roundedUp } from "./rounded-up.ts";
import { inCurrency } from "./same-charges.ts";

/** A budget isn't raised by less than this, in percent. */
const LEAST_RAISE = 10;

/** What can be asked about a budget. */
export function lookButtons(status: BudgetStatus): CardButton[] {
  const byService = { period: status.period, groupBy: ["ServiceName"] };
  return [
    whyButton("Why", status),
    forecastButton(status),
    callButton("By service", "get-spend", status, byService),
  ];
}

/** What can be asked about the one budget of a card, and done about it where it is over or will be. */
export function onlyButtons(status: BudgetStatus): CardButton[] {
  const isOver = status.state === "over" || status.state === "at risk";
  return [...lookButtons(status), ...(isOver ? changeButtons(status) : [])];
}

/** What can be done with an alert. */
export function alertButtons(status: BudgetStatus): CardButton[] {
  return [whyButton("Explain", status), forecastButton(status), ...changeButtons(status)];
}

function whyButton(label: string, status: BudgetStatus): CardButton {
  const { cadence, period } = status;
  const compare = { kind: "period", period: periodBefore(cadence, period), running: true };
  return callButton(label, "explain-change", status, { period, compare });
}

function forecastButton(status: BudgetStatus): CardButton {
  return callButton("Forecast", "forecast-spend", status, { period: status.period });
}

function callButton(
  label: string,
  skill: string,
  { filters, metric, currency }: BudgetStatus,
  input: object,
): CardButton {
  const charges = { metric, filters: inCurrency(filters, currency) };
  return { label, action: { kind: "call", skill, input: { ...charges, ...input } } };
}

/** Raising is asked in the card's thread, so that it shows old and new and waits for a yes. */
function changeButtons(status: BudgetStatus): CardButton[] {
  const { name, currency, period } = status;
  const amount = raisedAmount(status);
  return [
    {
      label: `Raise to ${formatMoney(amount, currency)}`,
      action: { kind: "ask", question: `raise it to ${amount} ${currency}` },
    },
    {
      label: `Mute until ${formatDay(period.end)}`,
      action: { kind: "call", skill: "mute-budget", input: { name } },
    },
  ];
}

/** The expected end in round figures, without what former periods left. */
function raisedAmount({ amount, carried, actual, forecast }: BudgetStatus): number {
  const raised = amount * (1 + LEAST_RAISE / 100);
  return roundedUp(Math.max(forecast?.mean ?? 0, actual ?? 0, raised) - (carried ?? 0));
}
