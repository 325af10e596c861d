import { expect, test } from "vitest";
import { z } from "zod";
import { skills } from "#skills/index";
import type { AnySkill } from "#src/skill";

function inputLines(skill: AnySkill): string[] {
  const { properties = {} } = z.toJSONSchema(skill.input);
  return Object.entries(properties).map(([name, field]) => {
    const description = typeof field === "object" ? field.description : undefined;
    return `- \`${name}\`${description === undefined ? "" : `: ${description}`}`;
  });
}

function sectionOf(skill: AnySkill): string {
  const input = inputLines(skill);
  const examples = skill.examples.map((example) => `- “${example}”`);
  return [
    `## ${skill.name}`,
    `${skill.description} Access: ${skill.access}.`,
    `Asked for by, for example:\n\n${examples.join("\n")}`,
    input.length === 0 ? "Input: none." : `Input:\n\n${input.join("\n")}`,
  ].join("\n\n");
}

test("docs/skills.md tells of every skill as it is", async () => {
  const head =
    "# Skills\n\nMade from `skills/` by its test; `npm run vitest -- run test/skills -u` renews it.";
  const page = `${[head, ...skills.map(sectionOf)].join("\n\n")}\n`;
  await expect(page).toMatchFileSnapshot("../../docs/skills.md");
});
