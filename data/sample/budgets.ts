import { addMonths, type Day } from "#src/focus/day";
import { billingAccounts } from "./accounts.ts";
import { calendarDays } from "./calendar-day.ts";
import type { Team } from "./company.ts";
import type { Filters } from "./events.ts";
import { plannedCost } from "./planned-cost.ts";
import type { Stream } from "./stream.ts";
import { usageStreams } from "./streams.ts";

/** What may be spent in a calendar month, as EffectiveCost in one currency. */
export interface DemoBudget {
  readonly name: string;
  readonly filters: Filters;
  readonly currency: string;
  readonly monthlyAmount: number;
}

/** Budgets as a share of an ordinary month's usage at contracted prices; some were set too low. */
const teamShares: Readonly<Record<Team, number>> = {
  payments: 1.02,
  platform: 1.2,
  data: 0.92,
  search: 1.15,
  mobile: 1.2,
  ml: 0.95,
  growth: 1.1,
  security: 1,
};

const AZURE_SHARE = 1.3;
const ANTHROPIC_SHARE = 1.1;
const ROUNDED_TO = 500;

/** The monthly budgets of a clock's month: one for each team in USD, one for Azure, one for Anthropic. */
export function demoBudgets(today: Day): readonly DemoBudget[] {
  const days = calendarDays(addMonths(today, 0), addMonths(today, 1));
  const amount = (share: number, isMeant: (stream: Stream) => boolean) =>
    Math.round((share * plannedCost(usageStreams.filter(isMeant), days)) / ROUNDED_TO) * ROUNDED_TO;
  const isUsd = ({ source }: Stream) => billingAccounts[source].currency === "USD";
  const teams = (Object.keys(teamShares) as Team[]).map((team) => ({
    name: `Team ${team}`,
    filters: { team, BillingCurrency: "USD" },
    currency: "USD",
    monthlyAmount: amount(teamShares[team], (stream) => stream.team === team && isUsd(stream)),
  }));
  return [
    ...teams,
    {
      name: "Azure",
      filters: { InvoiceIssuerName: "Microsoft" },
      currency: "EUR",
      monthlyAmount: amount(AZURE_SHARE, ({ source }) => source === "azure"),
    },
    {
      name: "Anthropic",
      filters: { InvoiceIssuerName: "Anthropic" },
      currency: "USD",
      monthlyAmount: amount(ANTHROPIC_SHARE, ({ source }) => source === "anthropic"),
    },
  ];
}
