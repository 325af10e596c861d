import { z } from "zod";
import { type AnswerTable, blankAnswer, skillAnswerSchema } from "#src/answer";
import { type HeldSuppression, suppressionSchema } from "#src/recommendations/suppressions";
import type { SkillContext } from "#src/skill";
import { seenRecommendations } from "./seen-recommendation.ts";
import { suppressedWords } from "./suppression-words.ts";

/** What isn't flagged, as answers hold it. */
const suppressionAnswerSchema = suppressionSchema.extend({
  number: z.number(),
  /** What it is about, in words. */
  what: z.string(),
  person: z.string(),
  at: z.string(),
  /** How many recommendations that the asker sees it keeps quiet. */
  quiet: z.number(),
});

/** An answer about what isn't flagged. */
export const suppressionsAnswerSchema = skillAnswerSchema.extend({
  suppressions: z.array(suppressionAnswerSchema),
});

export type SuppressionAnswer = z.infer<typeof suppressionAnswerSchema>;
export type SuppressionsAnswer = z.infer<typeof suppressionsAnswerSchema>;

/** What isn't flagged, of what the asker sees: all that it is about, or a recommendation that it keeps quiet. */
export function seenSuppressions(context: SkillContext): readonly HeldSuppression[] {
  const quiet = new Set(seenRecommendations(context).map((one) => one.suppression?.number));
  return context.suppressions
    .held(context.today)
    .filter((one) => quiet.has(one.number) || context.suppressions.mayKeep(one));
}

/** What isn't flagged, with how much that keeps quiet. */
export function suppressionsAnswer(
  context: SkillContext,
  held: readonly HeldSuppression[],
): SuppressionsAnswer {
  const seen = seenRecommendations(context);
  const suppressions = held.map((one) => ({
    ...one,
    what: suppressedWords(one),
    quiet: seen.filter(({ suppression }) => suppression?.number === one.number).length,
  }));
  return { ...blankAnswer(), table: tableOf(suppressions), suppressions };
}

function tableOf(suppressions: readonly SuppressionAnswer[]): AnswerTable | null {
  if (suppressions.length === 0) return null;
  return {
    columns: [
      { name: "rule", kind: "dimension" },
      { name: "what", kind: "dimension" },
      { name: "until", kind: "time" },
      { name: "said by", kind: "dimension" },
      { name: "note", kind: "dimension" },
      { name: "kept quiet", kind: "measure" },
    ],
    rows: suppressions.map(({ number, what, until, person, note, quiet }) => [
      String(number),
      what,
      until,
      person,
      note,
      quiet,
    ]),
  };
}
