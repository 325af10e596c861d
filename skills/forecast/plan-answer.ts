import { z } from "zod";
import { type AnswerTable, blankAnswer, skillAnswerSchema } from "#src/answer";
import type { Day } from "#src/focus/day";
import { type HeldPlan, plannedChangeSchema } from "#src/planned-change-book";
import { sizeWords } from "./known-words.ts";

/** A plan with who said it when, the oldest first; the size is null where it was given up. */
const toldPlanSchema = z.object({
  plan: plannedChangeSchema,
  /** coming: it hasn't begun; running: it has; over: it has ended. */
  state: z.enum(["coming", "running", "over"]),
  history: z.array(z.object({ person: z.string(), at: z.string(), size: z.number().nullable() })),
});

/** An answer about plans. */
export const plansAnswerSchema = skillAnswerSchema.extend({ plans: z.array(toldPlanSchema) });

export type ToldPlan = z.infer<typeof toldPlanSchema>;
export type PlansAnswer = z.infer<typeof plansAnswerSchema>;

/** Plans as an answer holds them, the next to begin first. */
export function plansAnswer(held: readonly HeldPlan[], today: Day): PlansAnswer {
  const plans = held
    .map((one) => toldPlan(one, today))
    .toSorted((a, b) => (a.plan.from < b.plan.from ? -1 : 1));
  return { ...blankAnswer(), table: tableOf(plans), plans };
}

function toldPlan({ plan, history }: HeldPlan, today: Day): ToldPlan {
  const isOver = plan.until !== null && plan.until <= today;
  const state = isOver ? "over" : plan.from > today ? "coming" : "running";
  return {
    plan,
    state,
    history: history.map(({ person, saidAt, plan: said }) => ({
      person,
      at: saidAt,
      size: said?.size ?? null,
    })),
  };
}

function tableOf(plans: readonly ToldPlan[]): AnswerTable | null {
  if (plans.length === 0) return null;
  const names = ["plan", "change", "from", "until", "state", "owner"];
  return {
    columns: names.map((name) => ({ name, kind: "dimension" })),
    rows: plans.map(({ plan, state }) => [
      plan.name,
      sizeWords(plan),
      plan.from,
      plan.until,
      state,
      plan.owner,
    ]),
  };
}
