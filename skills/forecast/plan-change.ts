import type { Card } from "#src/cards/card";
import type { Plan, PlanVersion } from "#src/planned-change-book";
import { planKey } from "#src/planned-change-book";
import { defineSkill, type SkillContext } from "#src/skill";
import { type ChangedPlan, changedPlan } from "./changed-plan.ts";
import { planCharges, sizeWords, spanWords } from "./known-words.ts";
import { type PlansAnswer, plansAnswer, plansAnswerSchema } from "./plan-answer.ts";
import { plansCard } from "./plan-card.ts";
import { type PlanChange, planChangeSchema } from "./plan-change-input.ts";

/** “New region from 1 March, about $12k a month” */
export const planChange = defineSkill({
  name: "plan-change",
  description:
    "Notes something planned that will change the cost, so that forecasts count it: an amount a month, once, or a percentage, from a day on; changes it, or forgets it. Every version is kept with who said it and when.",
  examples: [
    "new region from 1 March, about $12k a month",
    "we expect EC2 to grow 5% a month from January",
    "one-off of $30k in December for the migration",
    "forget the plan for the new region",
  ],
  access: "write",
  input: planChangeSchema,
  output: plansAnswerSchema,
  confirm: (context, input) => willWords(changedPlan(context, input)),
  run(context, input) {
    return answerOf(context, kept(context, input));
  },
  present: changedCard,
});

/** Keeps the change; pressed again, what was kept the first time. */
function kept(context: SkillContext, input: PlanChange): PlanVersion {
  const { act, plans, rights } = context;
  if (act === null) throw new Error("plan-change was run without being confirmed");
  const before = plans.keptBy(act.actionId);
  if (before !== null) {
    if (before.plan !== null) rights.require("act", before.plan);
    return before;
  }
  const { name, after } = changedPlan(context, input);
  const version = { name, plan: after, person: act.person, saidAt: act.now.toISOString() };
  plans.keep(act.actionId, version);
  return version;
}

function answerOf({ plans, today }: SkillContext, { name, plan }: PlanVersion): PlansAnswer {
  if (plan === null) {
    return {
      ...plansAnswer([], today),
      notes: [`“${name}” is no longer planned; its versions are kept.`],
      suggestions: ["What's planned?"],
    };
  }
  const held = plans.held(today).filter((one) => planKey(one.plan.name) === planKey(name));
  return {
    ...plansAnswer(held, today),
    filters: plan.filters,
    notes: [`“${name}” is planned now, and forecasts of its charges count it.`],
    suggestions: ["Forecast the next 3 months", "What's planned?"],
  };
}

function changedCard(answer: PlansAnswer, { change }: PlanChange): Card {
  const title = change === "forget" ? "Plan forgotten" : "Planned";
  return { ...plansCard(answer), title };
}

/** What is about to happen, with old and new. */
function willWords({ name, before, after }: ChangedPlan): string {
  if (after === null) {
    const was = before === null ? "" : `, ${wordsOf(before)},`;
    return `“${name}”${was} will no longer be planned, and forecasts won't count it.`;
  }
  if (before === null) return `“${name}” will be planned: ${wordsOf(after)}.`;
  return `“${name}” will be planned as ${wordsOf(after)}; now it is ${wordsOf(before)}.`;
}

function wordsOf(plan: Plan): string {
  return `${sizeWords(plan)}${planCharges(plan.filters)} ${spanWords(plan)}`;
}
