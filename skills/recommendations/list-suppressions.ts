import { z } from "zod";
import { defineSkill } from "#src/skill";
import {
  seenSuppressions,
  suppressionsAnswer,
  suppressionsAnswerSchema,
} from "./suppression-answer.ts";
import { suppressionCard } from "./suppression-card.ts";

/** “What do you not flag?” */
export const listSuppressions = defineSkill({
  name: "list-suppressions",
  description:
    "What isn't recommended since somebody said so: what, until when, by whom, and how many recommendations that keeps quiet.",
  examples: ["what do you not flag?", "which recommendations are suppressed?"],
  access: "read",
  input: z.object({}),
  output: suppressionsAnswerSchema,
  run(context) {
    const held = seenSuppressions(context);
    const notes =
      held.length === 0
        ? ["Everything is flagged: nobody has said otherwise."]
        : [
            `${held.length} ${held.length === 1 ? "rule keeps" : "rules keep"} recommendations quiet.`,
          ];
    return { ...suppressionsAnswer(context, held), notes, suggestions: ["What can we save?"] };
  },
  present: suppressionCard,
});
