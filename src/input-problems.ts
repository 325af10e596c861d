import type { SkillCall } from "#src/cards/card";
import type { FieldProblems } from "#src/cards/form";
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
