import { z } from "zod";
import type { Budget } from "#src/budget-book";
import type { Card } from "#src/cards/card";
import { formatDay } from "#src/cards/format";
import { filterSchema } from "#src/cost-question";
import type { Period } from "#src/focus/day";
import { defineSkill, type SkillContext } from "#src/skill";
import { type BudgetsAnswer, budgetsAnswerSchema } from "./budget-answer.ts";
import { budgetCard } from "./budget-card.ts";
import { budgetListSchema } from "./budget-list.ts";
import { budgetPeriod } from "./budget-period.ts";
import { budgetsOf } from "./list-budgets.ts";
import { noSuchBudget, pickBudget } from "./pick-budget.ts";

/** Which budget is to be silent, or heard again. */
export const muteBudgetSchema = z.object({
  name: z.string().trim().min(1).max(80).nullable().default(null).describe("the budget's name"),
  filters: z.array(filterSchema).default([]).describe("or the charges that it is for"),
  mute: z.boolean().default(true).describe("false takes it back"),
});

export type MuteBudget = z.infer<typeof muteBudgetSchema>;

/** “Mute the payments budget” */
export const muteBudget = defineSkill({
  name: "mute-budget",
  description: "Silences a budget's alerts until its running period ends, or takes that back.",
  examples: ["mute the payments budget", "unmute the ml budget"],
  access: "write",
  input: muteBudgetSchema,
  output: budgetsAnswerSchema,
  confirm: (context, input) => {
    const { name, period } = meant(context, input);
    return `${saidWords(name, period, input)}.`;
  },
  run: mute,
  present: mutedCard,
});

function mute(context: SkillContext, input: MuteBudget): BudgetsAnswer {
  const { act, budgets } = context;
  if (act === null) throw new Error("mute-budget was run without being confirmed");
  const { name, period } = meant(context, input);
  const said = { isSilent: input.mute, person: act.person, now: act.now };
  budgets.mutes.silence(act.actionId, { name, periodStart: period.start }, said);
  const listed = budgetsOf(context, budgetListSchema.parse({ names: [name] }));
  return { ...listed, notes: [`${saidWords(name, period, input)}.`, ...listed.notes] };
}

/** @throws UserError where no budget, or more than one, is the one that is meant; AccessError for others' */
function meant(
  context: SkillContext,
  input: MuteBudget,
): Pick<Budget, "name"> & { readonly period: Period } {
  const budget = pickBudget(context, input);
  if (budget === null) throw noSuchBudget(context, input);
  context.rights.require("act", budget);
  const { budgets, today } = context;
  return { name: budget.name, period: budgetPeriod(budget.cadence, today, budgets.yearStartMonth) };
}

function saidWords(name: string, { end }: Period, { mute: isMuted }: MuteBudget): string {
  return isMuted
    ? `Alerts of “${name}” are silent until ${formatDay(end)}`
    : `Alerts of “${name}” are told again`;
}

function mutedCard(answer: BudgetsAnswer, input: MuteBudget): Card {
  return { ...budgetCard(answer), title: input.mute ? "Budget muted" : "Budget heard again" };
}
