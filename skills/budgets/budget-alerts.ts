import { syncNotesOf } from "#skills/spend/cost-notes";
import type { Budget, BudgetRun, BudgetThreshold, HeldBudget } from "#src/budget-book";
import type { Card } from "#src/cards/card";
import { formatDay, formatMoney } from "#src/cards/format";
import type { ThreadState } from "#src/conversation";
import { addDays } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { BudgetStatus } from "./budget-answer.ts";
import { alertButtons } from "./budget-buttons.ts";
import { withDetail } from "./budget-drivers.ts";
import { chargedIn } from "./budget-figures.ts";
import { budgetListSchema } from "./budget-list.ts";
import { dataNotes } from "./budget-notes.ts";
import { budgetPeriod } from "./budget-period.ts";
import { type JudgedBudget, judgeBudget } from "./budget-status.ts";
import { budgetSentence, driverWords } from "./budget-words.ts";
import { passedThresholds } from "./passed-thresholds.ts";

/** A source that fell silent in so many days is awaited; one that was silent before is gone. */
const DAYS_AWAITED = 31;

/** Thresholds of one budget that are passed in its period; who tells of them remembers what was told. */
export interface BudgetAlert {
  readonly run: BudgetRun;
  /** The highest first; one card tells of all of them. */
  readonly thresholds: readonly BudgetThreshold[];
  /** Whom it is for, and where it goes; null where the budget doesn't say. */
  readonly owner: string | null;
  readonly channel: string | null;
  readonly card: Card;
  /** What the card's thread holds: “raise it” is about this budget. */
  readonly state: ThreadState;
}

/** What is passed, and the budgets whose alerts wait for complete data. */
export interface BudgetAlertsDue {
  readonly due: readonly BudgetAlert[];
  readonly heldBack: readonly { readonly name: string; readonly why: string }[];
}

/**
 * What is to be told of the budgets that the context's person sees. Actual amounts count through the last complete
 * day; a budget with data that are known to be incomplete is held back, and one that is muted isn't looked at.
 */
export function budgetAlertsDue(context: SkillContext): BudgetAlertsDue {
  const found = context.budgets.held(context.today).map((held) => alertOf(context, held));
  return {
    due: found.flatMap((one) => (one !== null && "card" in one ? [one] : [])),
    heldBack: found.flatMap((one) => (one !== null && "why" in one ? [one] : [])),
  };
}

function alertOf(
  context: SkillContext,
  held: HeldBudget,
): BudgetAlert | { readonly name: string; readonly why: string } | null {
  const { budget } = held;
  const run = runOf(context, budget);
  if (context.budgets.mutes.isSilent(run) || budget.thresholds.length === 0) return null;
  const judged = judgeBudget(context, held);
  const thresholds = passedThresholds(budget.thresholds, factsOf(context, judged));
  if (thresholds.length === 0) return null;
  const why = whyIncomplete(context, judged);
  if (why !== null) return { name: budget.name, why };
  const { owner, channel } = budget;
  const card = alertCard({ ...judged, status: withDetail(context, judged.status) }, thresholds);
  return { run, thresholds, owner, channel, card, state: stateFor(budget) };
}

function runOf({ budgets, today }: SkillContext, { name, cadence }: Budget): BudgetRun {
  return { name, periodStart: budgetPeriod(cadence, today, budgets.yearStartMonth).start };
}

function factsOf(context: SkillContext, { status }: JudgedBudget) {
  const { amount, period, dataThrough, forecast } = status;
  const end = dataThrough === null ? period.start : addDays(dataThrough, 1);
  const actual = end <= period.start ? null : chargedIn(context, status, { ...period, end });
  return { amount, actual, forecast: forecast?.mean ?? null };
}

/** Why more charges than the last days' may be missing; null where none are known to be. */
function whyIncomplete(
  { today }: SkillContext,
  { status, freshness }: JudgedBudget,
): string | null {
  const { period, dataThrough } = status;
  if (dataThrough === null || dataThrough < period.start)
    return "No day of its period is complete.";
  const silent = freshness.sources.find(
    ({ isSilent, lastDay }) => isSilent && lastDay >= addDays(today, -DAYS_AWAITED),
  );
  if (silent !== undefined) return `${silent.source} has no data after ${silent.lastDay}.`;
  return syncNotesOf(period, freshness)[0] ?? null;
}

function stateFor({ name }: Budget): ThreadState {
  const input = budgetListSchema.parse({ names: [name] });
  const rows = { dimension: "budget", values: [name] };
  return { turn: { skill: "list-budgets", input, rows }, open: null };
}

function alertCard(judged: JudgedBudget, thresholds: readonly BudgetThreshold[]): Card {
  const { status } = judged;
  const { actual, amount, forecast, currency } = status;
  const drivers = driverWords(status);
  return {
    title: titleOf(status, thresholds),
    blocks: [
      { type: "text", text: budgetSentence(status) },
      ...(drivers === null ? [] : [{ type: "text" as const, text: drivers }]),
      {
        type: "figures",
        figures: [
          { label: "Spent so far", value: actual, currency },
          { label: "Budget", value: amount, currency },
          ...(forecast === null ? [] : [{ label: "Forecast", value: forecast.mean, currency }]),
        ],
      },
      { type: "buttons", buttons: alertButtons(status) },
      { type: "context", lines: [...dataNotes([judged]), ownerWords(status)] },
    ],
  };
}

/** “Payments has passed 90% of $2,500.00”, “Payments is forecast to pass 100% of $2,500.00”. */
function titleOf(
  { name, amount, currency }: BudgetStatus,
  [highest]: readonly BudgetThreshold[],
): string {
  const verb = highest?.of === "forecast" ? "is forecast to pass" : "has passed";
  return `${name} ${verb} ${highest?.percent ?? 0}% of ${formatMoney(amount, currency)}`;
}

function ownerWords({ owner, period }: BudgetStatus): string {
  const who =
    owner === null
      ? "Whoever sees all of its charges may raise it."
      : `Owner: ${owner}; whoever sees all of its charges may raise it.`;
  return `${who} Each threshold is told of once until ${formatDay(period.end)}.`;
}
