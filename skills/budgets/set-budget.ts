import type { Budget, BudgetVersion } from "#src/budget-book";
import type { Card } from "#src/cards/card";
import { defineSkill, type SkillContext } from "#src/skill";
import { type BudgetsAnswer, budgetsAnswerSchema } from "./budget-answer.ts";
import { budgetCard } from "./budget-card.ts";
import { type BudgetChange, budgetChange } from "./budget-change.ts";
import { budgetListSchema } from "./budget-list.ts";
import { amountWords, chargesWords } from "./budget-words.ts";
import { budgetsOf, emptyBudgets } from "./list-budgets.ts";
import { type SetBudget, setBudgetSchema } from "./set-budget-input.ts";
import { budgetWords, settingChanges } from "./settings-words.ts";

/** “Set a budget of $50k a month for payments” */
export const setBudget = defineSkill({
  name: "set-budget",
  description:
    "Makes a budget for some charges, changes its amount, owner, channel, alerts or roll-over, or deletes it; every version is kept with who set it and when.",
  examples: [
    "set a budget of $50k a month for payments",
    "raise the ml budget to 80k",
    "alert the payments budget at 70 and 90%",
    "make ana@example.com the owner of the payments budget",
    "let the search budget roll over",
    "delete the budget for growth",
  ],
  access: "write",
  input: setBudgetSchema,
  output: budgetsAnswerSchema,
  confirm: (context, input) => willWords(budgetChange(context, input)),
  run(context, input) {
    const version = kept(context, input);
    return answerOf(context, version);
  },
  present: changedCard,
});

/** Keeps the change; pressed again, what was kept the first time. */
function kept(context: SkillContext, input: SetBudget): BudgetVersion {
  const { act, budgets, rights } = context;
  if (act === null) throw new Error("set-budget was run without being confirmed");
  const before = budgets.keptBy(act.actionId);
  if (before !== null) {
    if (before.budget !== null) rights.require("govern", before.budget);
    return before;
  }
  const { name, after } = budgetChange(context, input);
  const version = { name, budget: after, person: act.person, setAt: act.now.toISOString() };
  budgets.keep(act.actionId, version);
  return version;
}

function answerOf(context: SkillContext, { name, budget }: BudgetVersion): BudgetsAnswer {
  if (budget === null) {
    return {
      ...emptyBudgets({ filters: [] }),
      notes: [`The budget “${name}” is deleted; its versions are kept.`],
      suggestions: ["What budgets do we have?"],
    };
  }
  const listed = budgetsOf(context, budgetListSchema.parse({ names: [name] }));
  const [headline = "", ...notes] = listed.notes;
  return { ...listed, notes: [`“${name}” is ${amountWords(budget)} now. ${headline}`, ...notes] };
}

function changedCard(answer: BudgetsAnswer, { change }: SetBudget): Card {
  const title = change === "delete" ? "Budget deleted" : "Budget set";
  return { ...budgetCard(answer), title };
}

/** What is about to happen, with old and new. */
function willWords({ name, before, after }: BudgetChange): string {
  if (after === null) {
    const was = before === null ? "" : `, ${budgetWords(before)},`;
    return `The budget “${name}”${was} will be deleted.`;
  }
  const settings = settingChanges(before, after, "now").map((sentence) => ` ${sentence}`);
  if (before === null) {
    return `A new budget “${name}” will be made: ${budgetWords(after)}, ${after.metric}.${settings.join("")}`;
  }
  const owner = before.owner === null ? "" : ` Its owner is ${before.owner}.`;
  return `The budget “${name}”${chargesWords(after.filters)} ${amountChange(before, after)}${settings.join("")}${owner}`;
}

function amountChange(before: Budget, after: Budget): string {
  const [was, is] = [amountWords(before), amountWords(after)];
  const hasMonths = Object.keys(before.amounts).length > 0 || before.growth !== null;
  if (was === is && (!hasMonths || after.amounts === before.amounts)) return `stays ${is}.`;
  const dropped = hasMonths ? " Its amounts by month and its growth are dropped." : "";
  return `will be ${is}; now it is ${was}.${dropped}`;
}
