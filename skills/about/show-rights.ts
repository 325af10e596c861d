import { z } from "zod";
import { chargesWords } from "#skills/budgets/budget-words";
import { blankAnswer, skillAnswerSchema } from "#src/answer";
import type { Card, Field } from "#src/cards/card";
import { filterSchema } from "#src/cost-question";
import { ROLES, type Role } from "#src/people/person";
import { defineSkill, type SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";

const partsSchema = z.array(z.array(filterSchema));

const rightsAnswerSchema = skillAnswerSchema.extend({
  person: z.string().describe("e-mail of the asker; empty for the local administrator"),
  role: z.enum(ROLES),
  teams: z.array(z.string()),
  accounts: z.array(z.string()).describe("SubAccountIds"),
  sees: z
    .object({ allowed: partsSchema, denied: partsSchema })
    .nullable()
    .describe("null where others read along: what they have in common tells of theirs"),
});

type RightsAnswer = z.infer<typeof rightsAnswerSchema>;

/** “What may I do?” */
export const showRights = defineSkill({
  name: "show-rights",
  description:
    "Who the asker is here: role, teams and accounts, what they may do, and which part of the bill they see.",
  examples: ["what may I do?", "who am I?", "what am I allowed to see?"],
  access: "read",
  input: z.object({}),
  output: rightsAnswerSchema,
  run: rightsOf,
  present: rightsCard,
});

function rightsOf({ rights, person }: SkillContext): RightsAnswer {
  const { role, teams, accounts, sees, isLimited } = rights;
  const { allowed, denied } = sees;
  return {
    ...blankAnswer(),
    notes: [DOES[role]],
    person,
    role,
    teams: [...teams],
    accounts: [...accounts],
    sees: isLimited ? null : { allowed: copied(allowed), denied: copied(denied) },
  };
}

function copied(parts: readonly (readonly Filter[])[]): z.infer<typeof partsSchema> {
  return parts.map((part) => part.map((filter) => ({ ...filter, values: [...filter.values] })));
}

const ACTS =
  "decide about recommendations and anomalies, plan, silence alerts and have reports sent";
const GOVERNS = "set budgets, approve, and keep recommendations quiet";
const OWN = "For what is yours, your teams' or your accounts', you may";
const ALL = "For all that you see, you may";

const DOES: Readonly<Record<Role, string>> = {
  viewer: "You may ask about costs, and change nothing.",
  member: `${OWN} ${ACTS}.`,
  owner: `${OWN} ${ACTS}; and ${GOVERNS}.`,
  finops: `${ALL} ${ACTS}; and ${GOVERNS}.`,
  admin: `${ALL} ${ACTS}; ${GOVERNS}; and see to Tally itself.`,
};

function rightsCard({ person, role, teams, accounts, sees, notes }: RightsAnswer): Card {
  const fields: Field[] = [
    { label: "Role", value: role },
    ...(teams.length === 0 ? [] : [{ label: "Teams", value: teams.join(", ") }]),
    ...(accounts.length === 0 ? [] : [{ label: "Accounts", value: accounts.join(", ") }]),
    { label: "You see", value: seenWords(sees) },
  ];
  return {
    title: person === "" ? "The local administrator" : person,
    blocks: [
      { type: "text", text: notes.join(" ") },
      { type: "fields", fields },
    ],
  };
}

/** `Charges for team payments; charges for team search; but none for environment production`. */
function seenWords(sees: RightsAnswer["sees"]): string {
  if (sees === null) return "That I tell you alone";
  const { allowed, denied } = sees;
  if (allowed.length === 0) return "Nothing";
  const isWhole = allowed.some((part) => part.length === 0);
  const seen = isWhole ? ["The whole bill"] : allowed.map((part) => `charges${chargesWords(part)}`);
  const but = denied.map((part) => `but none${chargesWords(part)}`);
  const words = [...seen, ...but].join("; ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
