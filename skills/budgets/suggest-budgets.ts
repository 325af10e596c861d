import { z } from "zod";
import { blankAnswer, skillAnswerSchema } from "#src/answer";
import { answerTableBlock } from "#src/cards/answer-table";
import type { ButtonsBlock, Card, CardBlock } from "#src/cards/card";
import { formatMoney } from "#src/cards/format";
import { filterSchema } from "#src/cost-question";
import { defineSkill, type SkillContext } from "#src/skill";
import { type ProposedBudget, proposedBudgetSchema } from "./proposed-budget.ts";
import { type Unbudgeted, unbudgeted } from "./unbudgeted.ts";

/** What is asked to have budgets. */
export const suggestBudgetsSchema = z.object({
  dimension: z
    .string()
    .default("SubAccountId")
    .describe("of what: SubAccountId for accounts and subscriptions, team, ServiceName …"),
  filters: z.array(filterSchema).default([]).describe("only among these charges"),
});

/** An answer about what has no budget. */
export const suggestBudgetsAnswerSchema = skillAnswerSchema.extend({
  proposed: z.array(proposedBudgetSchema),
});

export type SuggestBudgets = z.infer<typeof suggestBudgetsSchema>;
export type SuggestBudgetsAnswer = z.infer<typeof suggestBudgetsAnswerSchema>;

/** “Which subscriptions have no budget?” */
export const suggestBudgets = defineSkill({
  name: "suggest-budgets",
  description:
    "Which accounts, teams or services have no budget of their own, and a monthly amount for each with its reason: from the last whole months and the running month's forecast.",
  examples: [
    "which subscriptions have no budget?",
    "which teams don't have a budget?",
    "suggest a budget for each account",
  ],
  access: "read",
  input: suggestBudgetsSchema,
  output: suggestBudgetsAnswerSchema,
  run(context, asked) {
    const found = unbudgeted(context, asked);
    return answerOf(context, asked, found);
  },
  present: suggestedCard,
});

function answerOf(
  context: SkillContext,
  asked: SuggestBudgets,
  { proposed, all, currencies, dataThrough, basis }: Unbudgeted,
): SuggestBudgetsAnswer {
  const blank = { ...blankAnswer(), metric: "EffectiveCost", filters: asked.filters, basis };
  const answer = { ...blank, groupBy: [asked.dimension], dataThrough, proposed: [...proposed] };
  if (all === 0) {
    const notes = [`There are no charges by ${asked.dimension} to suggest a budget for.`];
    return { ...answer, status: "no_data", notes };
  }
  const by = currencies > 1 ? `${asked.dimension} and currency` : asked.dimension;
  if (proposed.length === 0) {
    return { ...answer, notes: [`All ${all} by ${by} have a budget of their own.`] };
  }
  const unsettable = proposed.filter(({ maySet }) => !maySet).length;
  return {
    ...answer,
    table: tableOf(context, asked, proposed),
    assumptions: [
      "EffectiveCost, all charge categories, whole UTC months",
      "a budget of its own names it, here or at a provider, and holds all of its charges",
    ],
    notes: [
      `${proposed.length} of ${all} by ${by} have no budget of their own.`,
      ...(unsettable === 0
        ? []
        : [
            `${unsettable} of them you can't set: they aren't your team's, or may hold charges that you don't see.`,
          ]),
    ],
    suggestions: settable(proposed).length === 0 ? [] : ["Set them all"],
  };
}

function tableOf(
  { costs }: SkillContext,
  { dimension }: SuggestBudgets,
  proposed: readonly ProposedBudget[],
): SuggestBudgetsAnswer["table"] {
  const currencies = [...new Set(proposed.map(({ currency }) => currency))];
  const isMixed = currencies.length > 1;
  const unit = isMixed ? {} : { unit: currencies[0] ?? "" };
  const isNamed = proposed.some(({ value }) => costs.nameOf(dimension, value) !== null);
  const measure = (name: string) => ({ name, kind: "measure" as const, ...unit });
  const text = (name: string) => ({ name, kind: "dimension" as const });
  return {
    columns: [
      text(dimension),
      ...(isNamed ? [text("name")] : []),
      ...(isMixed ? [text("BillingCurrency")] : []),
      ...["suggested", "forecast", "last month"].map(measure),
      text("reason"),
    ],
    rows: proposed.map(({ value, currency, amount, forecast, months, reason }) => [
      value,
      ...(isNamed ? [costs.nameOf(dimension, value)] : []),
      ...(isMixed ? [currency] : []),
      amount,
      forecast,
      months.at(-1) ?? null,
      reason,
    ]),
  };
}

function settable(proposed: readonly ProposedBudget[]): ProposedBudget[] {
  return proposed.filter(({ maySet }) => maySet);
}

function suggestedCard(answer: SuggestBudgetsAnswer, { dimension }: SuggestBudgets): Card {
  const [headline = "", ...notes] = answer.notes;
  const table = answerTableBlock(answer);
  const context: CardBlock = { type: "context", lines: [...notes, ...answer.assumptions] };
  return {
    title: `Without a budget, by ${dimension}`,
    blocks: [
      { type: "text", text: headline },
      ...(table === null ? [] : [table]),
      ...setButton(answer),
      ...(context.lines.length === 0 ? [] : [context]),
    ],
  };
}

/** Sets just what the card shows, once that is agreed to. */
function setButton({ proposed }: SuggestBudgetsAnswer): ButtonsBlock[] {
  const budgets = settable(proposed).map(({ name, filters, currency, amount }) => ({
    name,
    filters,
    currency,
    amount,
  }));
  const [first] = budgets;
  if (first === undefined) return [];
  const label =
    budgets.length === 1
      ? `Set ${formatMoney(first.amount, first.currency)} a month`
      : `Set all ${budgets.length}`;
  const confirm =
    budgets.length === 1
      ? `A monthly budget for ${first.name}?`
      : `${budgets.length} monthly budgets, with the amounts that are shown?`;
  const action = { kind: "call", skill: "set-suggested-budgets", input: { budgets } } as const;
  return [{ type: "buttons", buttons: [{ label, style: "primary", confirm, action }] }];
}
