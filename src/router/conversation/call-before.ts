import type { Turn } from "#src/conversation";
import { compareQuestionSchema, costQuestionSchema } from "#src/cost-question";
import type { CostCall } from "#src/router/skill-call";

/** The last turn as a call that costs can follow up on, an explanation as its comparison; null for any other skill. */
export function costCallOf({ skill, input }: Turn): CostCall | null {
  if (skill === "get-spend") {
    const question = costQuestionSchema.safeParse(input);
    return question.success ? { skill, input: question.data } : null;
  }
  if (skill !== "compare-spend" && skill !== "explain-change") return null;
  const question = compareQuestionSchema.safeParse(input);
  return question.success ? { skill: "compare-spend", input: question.data } : null;
}
