import { z } from "zod";
import { ClarifyError, UserError } from "#src/errors";
import { peopleCalled } from "#src/people/people-called";
import { defineSkill, type SkillContext } from "#src/skill";
import { doneAnswer, doneCard } from "./done-answer.ts";
import { recommendationsAnswerSchema } from "./recommendation-answer.ts";
import { pickFields } from "./recommendation-list.ts";
import { requireRights } from "./recommendation-rights.ts";
import { nameWords } from "./recommendation-words.ts";
import type { SeenRecommendation } from "./seen-recommendation.ts";
import { pickedRecommendations, takeSteps } from "./take-steps.ts";

/** To whom which recommendations are given. */
export const assignSchema = z.object({
  ...pickFields,
  all: z.boolean().default(false).describe("all that fit, where several do"),
  to: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullable()
    .describe("“me”, an e-mail address or a name; null releases it: tags and directory tell then"),
  note: z.string().trim().max(500).nullable().default(null),
});

export type Assign = z.infer<typeof assignSchema>;

/** “Assign the idle RDS one to ana” */
export const assignRecommendation = defineSkill({
  name: "assign-recommendation",
  description:
    "Gives recommendations to somebody, takes them oneself, hands them over, or releases them.",
  examples: [
    "assign the idle RDS one to ana",
    "take rec 12",
    "hand rec 12 over to ana@example.com",
    "release rec 12",
  ],
  access: "write",
  input: assignSchema,
  output: recommendationsAnswerSchema,
  confirm(context, input) {
    const seen = picked(context, input);
    const to = receiverOf(context, input);
    const numbers = seen.map(({ number }) => number);
    const names = seen.map(({ number, recommendation: { action } }) =>
      nameWords({ number, action }),
    );
    const text =
      to === null
        ? `${names.join(" and ")} will be released: tags and directory say whose it is.`
        : `${names.join(" and ")} will be given to ${to}.${unknownWords(context, to)}`;
    return { text, input: { ...input, numbers, to } };
  },
  run(context, input) {
    const taken = takeSteps(
      context,
      () => picked(context, input),
      () => ({ what: { kind: "assign", owner: receiverOf(context, input) }, note: input.note }),
    );
    return doneAnswer(context, taken);
  },
  present: doneCard,
});

/** Whoever is gone or done with needs no owner, unless it is named by its number. */
function picked(context: SkillContext, input: Assign): readonly SeenRecommendation[] {
  const isOffered = ({ standing: { status } }: SeenRecommendation) =>
    ["open", "awaiting-approval", "accepted", "snoozed", "not-verified"].includes(status);
  const seen = pickedRecommendations(context, input, isOffered);
  requireRights(context, "act", seen);
  return seen;
}

/**
 * The e-mail address of whoever gets it; null for nobody.
 * @throws ClarifyError for a name that fits nobody or several
 */
function receiverOf({ person, people }: SkillContext, { to }: Assign): string | null {
  if (to === null) return null;
  if (to === "me") {
    if (person !== "") return person;
    throw new UserError(
      "You ask as the local administrator, who has no e-mail address: say to whom it is given.",
    );
  }
  const [found, ...others] = peopleCalled(to, people);
  if (found !== undefined && others.length === 0) return found.email.toLowerCase();
  if (found !== undefined) {
    const emails = [found, ...others].map(({ email }) => email);
    throw new ClarifyError(`“${to}” fits several people: ${emails.join(", ")}.`, emails);
  }
  if (z.email().safeParse(to).success) return to.toLowerCase();
  throw new ClarifyError(`Nobody called “${to}” is known here. Say an e-mail address.`);
}

function unknownWords({ people }: SkillContext, to: string): string {
  const isKnown = people.some(({ email }) => email.toLowerCase() === to.toLowerCase());
  return isKnown || people.length === 0 ? "" : " They aren't among the people of tally.yaml.";
}
