import type { z } from "zod";
import type { FieldProblems } from "#src/cards/form";

/** What a schema has against an input, by its fields, the first of each; nothing where it takes it. */
export function inputProblems(schema: z.ZodType, input: unknown): FieldProblems {
  const issues = schema.safeParse(input).error?.issues ?? [];
  const problems = issues.map(({ path, message }) => [String(path[0] ?? ""), message] as const);
  return Object.fromEntries(problems.toReversed());
}
