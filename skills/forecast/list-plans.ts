import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import { defineSkill, type SkillContext } from "#src/skill";
import { liesWithin } from "#src/store/filters-within";
import { planCharges } from "./known-words.ts";
import { type PlansAnswer, plansAnswer, plansAnswerSchema } from "./plan-answer.ts";
import { plansCard } from "./plan-card.ts";

const planListSchema = z.object({
  filters: z
    .array(filterSchema)
    .default([])
    .describe("only plans whose charges all lie within these"),
});

/** “What's planned?” */
export const listPlans = defineSkill({
  name: "list-plans",
  description:
    "Planned changes of the cost that forecasts count: launches, growth, migrations, one-offs, with their time, their charges and who said them when.",
  examples: ["what's planned?", "which changes are planned for EC2?", "show the planned changes"],
  access: "read",
  input: planListSchema,
  output: plansAnswerSchema,
  run: plansOf,
  present: plansCard,
});

const HOW_TO =
  "Say, for example, “new region from 1 March, about $12k a month”, or put it under “plans” in tally.yaml.";

function plansOf(
  { plans, today }: SkillContext,
  { filters }: z.infer<typeof planListSchema>,
): PlansAnswer {
  const held = plans.held(today).filter(({ plan }) => liesWithin(plan.filters, filters));
  const which = filters.length === 0 ? "" : planCharges(filters);
  const answer = { ...plansAnswer(held, today), filters };
  if (held.length === 0) {
    return { ...answer, status: "no_data", notes: [`Nothing is planned${which}. ${HOW_TO}`] };
  }
  const count = held.length === 1 ? "One change is" : `${held.length} changes are`;
  return {
    ...answer,
    notes: [`${count} planned${which}.`],
    suggestions: ["Forecast the next 3 months"],
  };
}
