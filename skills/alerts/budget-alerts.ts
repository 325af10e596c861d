import {
  type BudgetAlert,
  type BudgetAlertsDue,
  budgetAlertsDue,
} from "#skills/budgets/budget-alerts";
import { chargedIn } from "#skills/budgets/budget-figures";
import { budgetAmount, budgetPeriod, periodBefore } from "#skills/budgets/budget-period";
import { KeptForBill } from "#skills/reports/kept-for-bill";
import type { Budget } from "#src/budget-book";
import { formatMoney, formatPeriod } from "#src/cards/format";
import { daysIn } from "#src/focus/day";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";
import { personOf } from "./person-of.ts";

/**
 * Budgets of which a threshold was passed: a matter for each budget and period. With each further threshold it is
 * twice as large, so that it is told again; the book of matters keeps what was told.
 */
export function budgetAlerts(context: SkillContext): Alert[] {
  const budgets = new Map(
    context.budgets.held(context.today).map(({ budget }) => [budget.name, budget]),
  );
  const { due } = DUE.of(context, standOf(context), () => budgetAlertsDue(context));
  return [
    ...due.map((one) => alertOf(context, one, budgets.get(one.run.name))),
    ...[...budgets.values()].flatMap((budget) => endOf(context, budget) ?? []),
  ];
}

/** A forecast for each budget takes its time, and alerts are looked for again and again. */
const DUE = new KeptForBill<BudgetAlertsDue>();

/** What alerts of budgets depend on beside the bill. */
function standOf(context: SkillContext): string {
  const { budgets, costs, today, completenessLagDays } = context;
  const { mutes, yearStartMonth } = budgets;
  const { syncNotes } = costs.freshness([], today, completenessLagDays);
  const stand = budgets.held(today).map(({ budget }) => {
    const { start } = budgetPeriod(budget.cadence, today, yearStartMonth);
    const run = { name: budget.name, periodStart: start };
    return [budget, mutes.isSilent(run)];
  });
  return JSON.stringify([stand, syncNotes]);
}

/** By then the last days of the period before are complete. */
const END_TOLD_DAYS = 7;

/** The matter of the period before, which is over; for some days, so that who was told hears how it ended. */
function endOf(context: SkillContext, budget: Budget): Alert | null {
  const { budgets, today } = context;
  const { name, cadence, currency, channel, owner } = budget;
  const period = budgetPeriod(cadence, today, budgets.yearStartMonth);
  if (daysIn({ start: period.start, end: today }) > END_TOLD_DAYS) return null;
  const before = periodBefore(cadence, period);
  const actual = chargedIn(context, budget, before);
  const amount = budgetAmount(budget, before);
  const text = `${formatPeriod(before)} ended at ${formatMoney(actual, currency)} of ${formatMoney(amount, currency)}.`;
  const team = keptValue(budget, "team");
  return {
    key: `budget ${name} ${before.start}`,
    kind: "budget",
    severity: "low",
    team,
    environment: keptValue(budget, "environment"),
    channelHint: channel,
    person: owner ?? personOf(context, team),
    card: { title: `${name}: ${formatPeriod(before)} is over`, blocks: [{ type: "text", text }] },
    size: 0,
    isOver: true,
  };
}

function alertOf(
  context: SkillContext,
  { run, thresholds, owner, channel, card }: BudgetAlert,
  budget: Budget | undefined,
): Alert {
  const team = keptValue(budget, "team");
  const isSpent = thresholds.some(({ of, percent }) => of === "actual" && percent >= 100);
  return {
    key: `budget ${run.name} ${run.periodStart}`,
    kind: "budget",
    severity: isSpent ? "high" : "medium",
    team,
    environment: keptValue(budget, "environment"),
    channelHint: channel,
    person: owner ?? personOf(context, team),
    card,
    size: 2 ** thresholds.length,
    isOver: false,
  };
}

/** The one value that a budget is for in a dimension; null for several or none. */
function keptValue(budget: Budget | undefined, wanted: string): string | null {
  const filter = budget?.filters.find(
    ({ dimension, operator }) => dimension === wanted && operator === "in",
  );
  return filter?.values.length === 1 ? (filter.values[0] ?? null) : null;
}
