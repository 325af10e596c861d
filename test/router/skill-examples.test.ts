import { describe, expect, test } from "vitest";
import { skills } from "#skills/index";
import { ruleRouter } from "#src/router/rule-router";
import { company } from "./fixture-vocabulary.ts";

const router = ruleRouter();
const context = {
  today: "2026-11-20",
  fiscalYearStartMonth: 1,
  vocabulary: company,
  previous: null,
};

describe.each(skills.map((skill) => [skill.name, skill] as const))("%s", (_, skill) => {
  test.each(skill.examples.map((example) => [example]))("is what “%s” asks for", (example) => {
    const routing = router.route(example, context);
    expect(routing).toMatchObject({ kind: "skill", skill: skill.name });
    if (routing.kind === "skill") expect(skill.input.safeParse(routing.input).success).toBe(true);
  });

  test("has a name of its own and says what it does", () => {
    expect(skills.filter(({ name }) => name === skill.name)).toHaveLength(1);
    expect(skill.description).toMatch(/^[A-Z].*\.$/);
  });
});
