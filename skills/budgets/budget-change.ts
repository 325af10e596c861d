import type { Budget, HeldBudget } from "#src/budget-book";
import { budgetSchema } from "#src/budget-book";
import { UserError } from "#src/errors";
import { addDays, addMonths } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { plainQuery } from "#src/store/cost-query";
import { chargesWords } from "./budget-words.ts";
import { noSuchBudget, pickBudget } from "./pick-budget.ts";
import { withoutCurrency } from "./same-charges.ts";
import type { SetBudget } from "./set-budget-input.ts";

/** What becomes of which budget; `before` is null for a new one, `after` for one that is deleted. */
export interface BudgetChange {
  readonly name: string;
  readonly before: Budget | null;
  readonly after: Budget | null;
}

/** Works out what is to change. @throws UserError where that isn't clear or isn't allowed */
export function budgetChange(context: SkillContext, input: SetBudget): BudgetChange {
  const before = pickBudget(context, input, isFitting(input));
  if (before === null && input.change !== "set") throw noSuchBudget(context, input);
  context.rights.require("govern", before ?? { filters: input.filters });
  if (before !== null && input.change === "delete") {
    return { name: before.name, before, after: null };
  }
  const after = before === null ? newBudget(context, input) : changed(context, before, input);
  if (!context.budgets.mayKeep(after.name, after, context.today)) {
    throw new UserError(
      "This budget can't be set: it would hold charges that you don't see, or its name is taken. Name some of your own charges.",
    );
  }
  return { name: after.name, before, after };
}

/** A new one may stand beside another for the same charges, in another currency or rhythm. */
function isFitting({ change, currency, cadence }: SetBudget): (budget: Budget) => boolean {
  return (budget) =>
    change !== "set" ||
    ((currency === null || budget.currency === currency) &&
      (cadence === null || budget.cadence === cadence));
}

function amountOf({ amount }: SetBudget): number {
  if (amount === null) throw new UserError("Say the budget's amount, such as $50k a month.");
  return amount;
}

/** Only what is said changes; a new amount takes the place of amounts by month and of growth, too. */
function changed(context: SkillContext, before: Budget, input: SetBudget): Budget {
  const after = { ...before, ...settingsOf(context, input, before.rollOver) };
  if (input.amount === null && hasSettings(input)) return after;
  const currency = input.currency ?? before.currency;
  const isSame = currency === before.currency;
  return {
    ...after,
    amount: amountOf(input),
    currency,
    filters: isSame ? before.filters : withoutCurrency(before.filters),
    cadence: input.cadence ?? before.cadence,
    amounts: {},
    growth: null,
  };
}

function hasSettings({ owner, channel, thresholds, rollOver }: SetBudget): boolean {
  return [owner, channel, thresholds, rollOver].some((setting) => setting !== null);
}

/** What is said of a budget beside its amount; it rolls over from the period that runs. */
function settingsOf(
  { today }: SkillContext,
  { owner, channel, thresholds, rollOver }: SetBudget,
  before: Budget["rollOver"],
): Partial<Budget> {
  return {
    ...(owner === null ? {} : { owner }),
    ...(channel === null ? {} : { channel }),
    ...(thresholds === null ? {} : { thresholds }),
    ...(rollOver === null
      ? {}
      : { rollOver: rollOver ? (before ?? { since: today.slice(0, 7) }) : null }),
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
  const settings = settingsOf(context, input, null);
  return budgetSchema.parse({
    name,
    filters: input.filters,
    currency,
    cadence,
    amount,
    ...settings,
  });
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
  const period = { start: addMonths(today, -MONTHS_LOOKED_AT), end: addDays(today, 1) };
  const { totals } = costs.query(plainQuery(period, filters));
  const [only, ...others] = totals;
  if (only === undefined || others.length > 0) {
    const list = totals.map(({ currency }) => currency).join(" and ");
    const why = list === "" ? "there are no charges to tell it by" : `the charges are in ${list}`;
    throw new UserError(`Say the budget's currency, such as 50,000 EUR a month; ${why}.`);
  }
  return only.currency;
}
