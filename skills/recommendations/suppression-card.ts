import { personWords } from "#skills/anomalies/anomaly-words";
import type { Card, CardBlock } from "#src/cards/card";
import { formatDay } from "#src/cards/format";
import { capital } from "./recommendation-words.ts";
import type { SuppressionAnswer, SuppressionsAnswer } from "./suppression-answer.ts";

/** What isn't flagged as a card: each rule with who said so, and the button that takes it back. */
export function suppressionCard({ suppressions, notes }: SuppressionsAnswer): Card {
  return {
    title: "Not flagged",
    blocks: [
      ...notes.map((text): CardBlock => ({ type: "text", text })),
      ...suppressions.flatMap((one): CardBlock[] => [
        { type: "text", text: suppressionSentence(one) },
        {
          type: "buttons",
          buttons: [
            {
              label: "Take back",
              action: {
                kind: "call",
                skill: "suppress-recommendations",
                input: { change: "take-back", number: one.number },
                redraw: { skill: "list-suppressions", input: {} },
              },
            },
          ],
        },
      ]),
    ],
  };
}

/** `1. Anything of environment dr, until 20 May 2027; said by …, which keeps 3 recommendations quiet`. */
function suppressionSentence({ number, what, until, person, at, note, quiet }: SuppressionAnswer) {
  const why = note === null ? "" : `: “${note}”`;
  const keeps = `It keeps ${quiet} ${quiet === 1 ? "recommendation" : "recommendations"} quiet.`;
  return `${number}. ${capital(what)}, until ${formatDay(until)}; said by ${personWords(person)} on ${formatDay(at.slice(0, 10))}${why}. ${keeps}`;
}
