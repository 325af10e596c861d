import { z } from "zod";
import { chargesWords } from "#skills/budgets/budget-words";
import { type CostQuestion, filterSchema } from "#src/cost-question";

/** What a report is to be about. */
export const reportQuestionSchema = z.object({
  filters: z.array(filterSchema).default([]).describe("the charges that it is about: a team's"),
  through: z.iso
    .date()
    .nullable()
    .default(null)
    .describe("the last day that it holds; null for the last complete one"),
  detail: z.boolean().default(false).describe("all of it, also where nothing happened"),
});

export type ReportQuestion = z.infer<typeof reportQuestionSchema>;

/** What a report is about in words, “payments”; null for all charges. */
export function subjectWords(filters: CostQuestion["filters"]): string | null {
  if (filters.length === 0) return null;
  const isNamed = filters.every(({ operator }) => operator === "in");
  if (!isNamed) return chargesWords(filters).replace(/^ for /, "");
  return filters.map(({ values }) => values.join(" or ")).join(", ");
}
