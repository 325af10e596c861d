import type { Card, CardBlock } from "#src/cards/card";
import type { NumberedStep } from "#src/recommendations/book";
import type { SkillContext } from "#src/skill";
import { stepAnswer } from "./describe-recommendation.ts";
import { recommendationsOf } from "./list-recommendations.ts";
import type { RecommendationAnswer, RecommendationsAnswer } from "./recommendation-answer.ts";
import { recommendationActions } from "./recommendation-buttons.ts";
import { recommendationListSchema } from "./recommendation-list.ts";
import { capital, nameWords, savingWords } from "./recommendation-words.ts";
import { stepWords, toldWords } from "./step-words.ts";

/** So many are shown with what can be pressed next. */
const SHOWN = 3;

/** What was done, and how the recommendations stand now. */
export function doneAnswer(
  context: SkillContext,
  taken: readonly NumberedStep[],
): RecommendationsAnswer {
  const numbers = taken.map(({ number }) => number);
  const answer = recommendationsOf(context, recommendationListSchema.parse({ numbers }));
  return {
    ...answer,
    notes: taken.map(({ number, step }) => {
      const one = answer.recommendations.find((found) => found.number === number);
      return one === undefined ? "" : doneWords(one, stepWords(stepAnswer(step), one.currency));
    }),
    suggestions: ["What else can we save?"],
  };
}

/** What was done as a card, with the button that takes it back. */
export function doneCard(answer: RecommendationsAnswer): Card {
  const { recommendations, notes } = answer;
  const numbers = recommendations.map(({ number }) => number);
  const input = { numbers, detail: numbers.length === 1 };
  const card = { skill: "list-recommendations", input };
  const [first] = recommendations;
  const blocks = recommendations.flatMap((one, at): CardBlock[] => [
    { type: "text", text: notes[at] ?? "" },
    ...(at < SHOWN ? recommendationActions(one, card, { explains: true }) : []),
  ]);
  const told = recommendations.flatMap((one) => one.told.slice(-1).map(toldWords));
  return {
    title:
      first !== undefined && recommendations.length === 1
        ? `Recommendation ${first.number}`
        : "Recommendations",
    blocks: [
      ...blocks,
      ...(told.length === 0 ? [] : [{ type: "context" as const, lines: [...new Set(told)] }]),
    ],
  };
}

function doneWords(one: RecommendationAnswer, words: string): string {
  return `${capital(nameWords(one))}, which ${savingWords(one)}: ${words}.`;
}
