import type { Budget } from "#src/budget-book";
import { UserError } from "#src/errors";
import type { SkillContext } from "#src/skill";
import { chargesWords } from "./budget-words.ts";
import { isForSame } from "./same-charges.ts";

/** Which budget is meant: the one of a name, or else the one for some charges. */
export interface BudgetPick {
  readonly name: string | null;
  readonly filters: Budget["filters"];
}

/**
 * The budget of that name, or else the one for just these charges; null where there is none.
 * @throws UserError where several fit
 */
export function pickBudget(
  { budgets, today }: SkillContext,
  { name, filters }: BudgetPick,
  isFitting: (budget: Budget) => boolean = () => true,
): Budget | null {
  const all = budgets.held(today).map(({ budget }) => budget);
  if (name !== null) {
    const named = all.find((budget) => budget.name.toLowerCase() === name.toLowerCase());
    if (named !== undefined || filters.length === 0) return named ?? null;
  }
  const fitting = all.filter((budget) => isFitting(budget) && isForSame(budget.filters, filters));
  const [first, ...others] = fitting;
  if (others.length > 0) {
    const list = fitting.map((budget) => `“${budget.name}”`).join(", ");
    throw new UserError(`Several budgets fit: ${list}. Say which one you mean by its name.`);
  }
  return first ?? null;
}

/** What is said where no budget is the one that is meant. */
export function noSuchBudget(
  { budgets, providers, today }: SkillContext,
  { name, filters }: BudgetPick,
): UserError {
  const kept = providers
    .items("budget")
    .find(({ item }) => item.name.toLowerCase() === name?.toLowerCase());
  if (kept !== undefined) {
    const { provider } = kept.item;
    return new UserError(`“${kept.item.name}” is kept at ${provider}; change it there.`);
  }
  const which = name === null ? chargesWords(filters) : ` “${name}”`;
  const names = budgets.held(today).map(({ budget }) => budget.name);
  const there = names.length === 0 ? "There are none yet." : `There are ${names.join(", ")}.`;
  return new UserError(`There is no budget${which}. ${there}`);
}
