import type { ZodError } from "zod";
import type { SkillCall } from "#src/cards/card";
import type { FieldProblems } from "#src/cards/form";
import { UserError } from "#src/errors";
import type { AnySkill } from "#src/skill";

/** What skills' own schemas have against an input, by its fields, the first of each; nothing where they take it. */
export function inputProblemsOf(
  skills: readonly Pick<AnySkill, "name" | "input">[],
): (call: SkillCall) => FieldProblems {
  const schemas = new Map(skills.map(({ name, input }) => [name, input]));
  return ({ skill, input }) => {
    const issues = schemas.get(skill)?.safeParse(input).error?.issues ?? [];
    const problems = issues.map(({ path, message }) => [String(path[0] ?? ""), message] as const);
    return Object.fromEntries(problems.toReversed());
  };
}

/**
 * An input as a skill takes it.
 * @throws UserError where all that is wrong with it are texts that are too long; ZodError otherwise, which is a bug
 */
export function parsedInput({ input: schema }: Pick<AnySkill, "input">, input: unknown): unknown {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw tooLong(error) ?? error;
}

function tooLong({ issues }: ZodError): UserError | null {
  const sentences = issues.map((issue) => {
    if (issue.code !== "too_big" || issue.origin !== "string") return null;
    return `The ${issue.path.join(".")} may have ${issue.maximum} characters; please say it shorter.`;
  });
  return sentences.includes(null) ? null : new UserError(sentences.join(" "));
}
