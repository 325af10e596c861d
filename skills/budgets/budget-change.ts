import type { Budget, HeldBudget } from "#src/budget-book";
import { budgetSchema } from "#src/budget-book";
import { UserError } from "#src/errors";
import { addDays, addMonths } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { liesWithin } from "#src/store/filters-within";
import { chargesWords } from "./budget-words.ts";
import type { SetBudget } from "./set-budget-input.ts";

/** What becomes of which budget; `before` is null for a new one, `after` for one that is deleted. */
export interface BudgetChange {
  readonly name: string;
  readonly before: Budget | null;
  readonly after: Budget | null;
}

/** Works out what is to change. @throws UserError where that isn't clear or isn't allowed */
export function budgetChange(context: SkillContext, input: SetBudget): BudgetChange {
  const before = budgetMeant(context, input);
  if (input.change === "delete") {
    if (before === null) throw new UserError(notThere(context, input));
    return { name: before.name, before, after: null };
  }
  if (before === null && input.change === "change") throw new UserError(notThere(context, input));
  const after = before === null ? newBudget(context, input) : changed(before, input);
  if (!context.budgets.mayKeep(after.name, after, context.today)) {
    throw new UserError(
      "This budget can't be set: it would hold charges that you don't see, or its name is taken. Name some of your own charges.",
    );
  }
  return { name: after.name, before, after };
}

/** The budget of that name, or else the one for just these charges. */
function budgetMeant({ budgets, today }: SkillContext, input: SetBudget): Budget | null {
  const all = budgets.held(today).map(({ budget }) => budget);
  const { name, change } = input;
  if (name !== null) {
    const named = all.find((budget) => budget.name.toLowerCase() === name.toLowerCase());
    if (named !== undefined || input.filters.length === 0) return named ?? null;
  }
  const isFitting = ({ currency, cadence }: Budget) =>
    change === "change" ||
    ((input.currency === null || currency === input.currency) &&
      (input.cadence === null || cadence === input.cadence));
  const fitting = all.filter((budget) => isFitting(budget) && isForSame(budget.filters, input));
  const [first, ...others] = fitting;
  if (others.length > 0) {
    const list = fitting.map((budget) => `“${budget.name}”`).join(", ");
    throw new UserError(`Several budgets fit: ${list}. Say which one you mean by its name.`);
  }
  return first ?? null;
}

function isForSame(filters: Budget["filters"], input: SetBudget): boolean {
  const one = withoutCurrency(filters);
  const other = withoutCurrency(input.filters);
  return liesWithin(one, other) && liesWithin(other, one);
}

function withoutCurrency(filters: Budget["filters"]): Budget["filters"] {
  return filters.filter(({ dimension }) => dimension !== "BillingCurrency");
}

function notThere({ budgets, today }: SkillContext, { name, filters }: SetBudget): string {
  const which = name === null ? chargesWords(filters) : ` “${name}”`;
  const names = budgets.held(today).map(({ budget }) => budget.name);
  const there = names.length === 0 ? "There are none yet." : `There are ${names.join(", ")}.`;
  return `There is no budget${which}. ${there}`;
}

function amountOf({ amount }: SetBudget): number {
  if (amount === null) throw new UserError("Say the budget's amount, such as $50k a month.");
  return amount;
}

/** A new amount takes the place of amounts by month and of growth, too. */
function changed(before: Budget, input: SetBudget): Budget {
  const currency = input.currency ?? before.currency;
  const isSame = currency === before.currency;
  return {
    ...before,
    amount: amountOf(input),
    currency,
    filters: isSame ? before.filters : withoutCurrency(before.filters),
    cadence: input.cadence ?? before.cadence,
    amounts: {},
    growth: null,
  };
}

function newBudget(context: SkillContext, input: SetBudget): Budget {
  const amount = amountOf(input);
  const currency = input.currency ?? currencyOf(context, input);
  const cadence = input.cadence ?? "monthly";
  const names = context.budgets.held(context.today).map(nameOf);
  const label = input.name ?? labelOf(context, input);
  const choices = [label, `${label} ${cadence}`, `${label} ${cadence} ${currency}`];
  const name = choices.find((one) => !names.includes(one.toLowerCase()));
  if (name === undefined) throw new UserError(`The name “${label}” is taken; give it another.`);
  return budgetSchema.parse({ name, filters: input.filters, currency, cadence, amount });
}

function nameOf({ budget }: HeldBudget): string {
  return budget.name.toLowerCase();
}

const LONGEST_NAME = 60;

function labelOf({ costs }: SkillContext, { filters }: SetBudget): string {
  const label = filters
    .flatMap(({ dimension, values, operator }) => {
      const named = values.map((value) => costs.nameOf(dimension, value) ?? value).join(", ");
      return operator === "in" ? named : chargesWords([{ dimension, operator, values }]).slice(5);
    })
    .join(", ");
  return label === "" ? "Everything" : label.slice(0, LONGEST_NAME);
}

const MONTHS_LOOKED_AT = 3;

/** The currency that the charges of the last months are billed in. */
function currencyOf({ costs, today }: SkillContext, { filters }: SetBudget): string {
  const { totals } = costs.query({
    metric: "EffectiveCost",
    period: { start: addMonths(today, -MONTHS_LOOKED_AT), end: addDays(today, 1) },
    basis: "charge",
    filters,
    thresholds: [],
    groupBy: [],
    granularity: null,
    order: { by: "amount", direction: "descending" },
    limit: null,
    compare: null,
  });
  const [only, ...others] = totals;
  if (only === undefined || others.length > 0) {
    const list = totals.map(({ currency }) => currency).join(" and ");
    const why = list === "" ? "there are no charges to tell it by" : `the charges are in ${list}`;
    throw new UserError(`Say the budget's currency, such as 50,000 EUR a month; ${why}.`);
  }
  return only.currency;
}
