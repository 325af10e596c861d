import { z } from "zod";
import { BUDGET_CADENCES, type HeldBudget } from "#src/budget-book";
import { filterSchema } from "#src/cost-question";
import type { SkillContext } from "#src/skill";
import { liesWithin } from "#src/store/filters-within";
import { BUDGET_STATES } from "./budget-answer.ts";
import { type JudgedBudget, judgeBudget } from "./budget-status.ts";

/** Which budgets are asked about; nothing said is all of them. */
export const budgetListSchema = z.object({
  names: z.array(z.string()).default([]).describe("names of budgets, as they are called"),
  filters: z
    .array(filterSchema)
    .default([])
    .describe("budgets whose charges all lie within these; those of `names` beside them"),
  dimension: z
    .string()
    .nullable()
    .default(null)
    .describe("only budgets for values of a dimension, such as team"),
  states: z
    .array(z.enum(BUDGET_STATES))
    .default([])
    .describe("over: spent already; at risk: the forecast is over; [] for all"),
  cadences: z.array(z.enum(BUDGET_CADENCES)).default([]).describe("[] for all"),
  amounts: z
    .array(z.object({ operator: z.enum(["gt", "gte", "lt", "lte"]), value: z.number() }))
    .default([])
    .describe("only budgets whose amount compares so"),
});

export type BudgetList = z.infer<typeof budgetListSchema>;

/** The budgets that a list is about, whatever their state, the furthest over first. */
export function judgedBudgets(context: SkillContext, list: BudgetList): JudgedBudget[] {
  return context.budgets
    .held(context.today)
    .filter(({ budget }) => isNamed(budget, list) && isOfDimension(budget, list))
    .filter(({ budget }) => list.cadences.length === 0 || list.cadences.includes(budget.cadence))
    .map((held) => judgeBudget(context, held))
    .filter(({ status }) => list.amounts.every((bound) => keeps(bound, status.amount)))
    .toSorted((a, b) => overBy(b) - overBy(a));
}

function isNamed({ name, filters }: HeldBudget["budget"], list: BudgetList): boolean {
  if (list.names.length + list.filters.length === 0) return true;
  if (list.names.some((one) => one.toLowerCase() === name.toLowerCase())) return true;
  return list.filters.length > 0 && liesWithin(filters, list.filters);
}

/** Whether some filters are about the dimension that a list is limited to. */
export function isOfDimension(
  { filters }: Pick<HeldBudget["budget"], "filters">,
  { dimension }: BudgetList,
): boolean {
  if (dimension === null) return true;
  const names = [dimension, dimension.replace(/Id$/, "Name")];
  return filters.some((filter) => names.includes(filter.dimension));
}

/** Whether an amount compares as a list asks. */
export function keeps({ operator, value }: BudgetList["amounts"][number], amount: number): boolean {
  switch (operator) {
    case "gt":
      return amount > value;
    case "gte":
      return amount >= value;
    case "lt":
      return amount < value;
    case "lte":
      return amount <= value;
  }
}

/** The expected end as a share of the budget; those that are over already go first. */
function overBy({ status: { state, variance, amount } }: JudgedBudget): number {
  if (variance === null) return Number.NEGATIVE_INFINITY;
  const share = amount === 0 ? variance : variance / amount;
  return state === "over" ? share + OVER_FIRST : share;
}

const OVER_FIRST = 1e9;
