import { z } from "zod";
import { budgetSchema } from "#src/budget-book";
import type { Card } from "#src/cards/card";
import { formatMoney } from "#src/cards/format";
import { UserError } from "#src/errors";
import { defineSkill, type SkillContext } from "#src/skill";
import { type BudgetsAnswer, budgetsAnswerSchema } from "./budget-answer.ts";
import { budgetCard } from "./budget-card.ts";
import { budgetListSchema } from "./budget-list.ts";
import { chargesWords } from "./budget-words.ts";
import { budgetsOf } from "./list-budgets.ts";
import { type NewBudget, newBudgetSchema } from "./proposed-budget.ts";
import { suggestBudgetsSchema } from "./suggest-budgets.ts";
import { mayMake, unbudgeted } from "./unbudgeted.ts";

/** Which budgets to make: those that are listed, else all that would be suggested. */
export const setSuggestedBudgetsSchema = suggestBudgetsSchema.extend({
  budgets: z
    .array(newBudgetSchema)
    .nullable()
    .default(null)
    .describe("monthly; null for all that are suggested"),
});

export type SetSuggestedBudgets = z.infer<typeof setSuggestedBudgetsSchema>;

/** “Set them all”, after budgets were suggested */
export const setSuggestedBudgets = defineSkill({
  name: "set-suggested-budgets",
  description: "Makes the budgets that are suggested for what has none, all at once.",
  examples: ["set the suggested budgets for all accounts"],
  access: "write",
  input: setSuggestedBudgetsSchema,
  output: budgetsAnswerSchema,
  confirm(context, input) {
    const budgets = budgetsMeant(context, input);
    return { text: willWords(budgets), input: { ...input, budgets } };
  },
  run(context, input) {
    const made = make(context, budgetsMeant(context, input));
    const listed = budgetsOf(context, budgetListSchema.parse({ names: made }));
    const count = made.length === 1 ? "1 budget is" : `${made.length} budgets are`;
    return {
      ...listed,
      notes: [`${count} set. ${listed.notes[0] ?? ""}`, ...listed.notes.slice(1)],
    };
  },
  present: (answer: BudgetsAnswer): Card => ({ ...budgetCard(answer), title: "Budgets set" }),
});

/** @throws UserError where there is none that may be set, AccessError for one that isn't the asker's to set */
function budgetsMeant(context: SkillContext, input: SetSuggestedBudgets): NewBudget[] {
  const { rights } = context;
  const budgets = input.budgets ?? suggested(context, input);
  for (const { filters } of budgets) rights.require("govern", { filters });
  if (budgets.length > 0) return budgets;
  throw new UserError("There is no budget to suggest that you may set.");
}

/** What the asker may set of all that is suggested. @throws AccessError where that is nothing, for want of rights */
function suggested(context: SkillContext, input: SetSuggestedBudgets): NewBudget[] {
  const { proposed } = unbudgeted(context, input);
  const settable = proposed.filter(({ maySet }) => maySet);
  const [first] = proposed;
  if (settable.length === 0 && first !== undefined) {
    context.rights.require("govern", { filters: first.filters });
  }
  return settable.map(({ name, filters, currency, amount }) => ({
    name,
    filters,
    currency,
    amount,
  }));
}

/** Keeps each once, under the action and its place; returns the names. @throws UserError for a name that is taken */
function make(context: SkillContext, budgets: readonly NewBudget[]): string[] {
  const { act, budgets: book, today } = context;
  if (act === null) throw new Error("set-suggested-budgets was run without being confirmed");
  const isKept = budgets.map((_, at) => book.keptBy(`${act.actionId}#${at}`) !== null);
  const open = budgets.filter((_, at) => isKept[at] !== true);
  const names = new Set(book.held(today).map(({ budget }) => budget.name.toLowerCase()));
  const taken = open.find(({ name }) => names.has(name.toLowerCase()));
  if (taken !== undefined) {
    throw new UserError(
      `There is a budget “${taken.name}” by now, so none was set. Ask again for what has no budget.`,
    );
  }
  if (open.some((budget) => !mayMake(context, budget))) {
    throw new UserError("Some of these budgets hold charges that you don't see, so none was set.");
  }
  for (const [at, budget] of budgets.entries()) {
    book.keep(`${act.actionId}#${at}`, {
      name: budget.name,
      budget: budgetSchema.parse(budget),
      person: act.person,
      setAt: act.now.toISOString(),
    });
  }
  return budgets.map(({ name }) => name);
}

function willWords(budgets: readonly NewBudget[]): string {
  const lines = budgets.map(
    ({ name, filters, amount, currency }) =>
      `“${name}”: ${formatMoney(amount, currency)} a month${chargesWords(filters)}`,
  );
  const count = budgets.length === 1 ? "A budget" : `${budgets.length} budgets`;
  return `${count} will be made, EffectiveCost:\n${lines.join("\n")}`;
}
