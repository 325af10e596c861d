import { type Answer, type AnswerStatus, blankAnswer } from "#src/answer";
import { AccessError, ClarifyError, UserError } from "#src/errors";
import { exampleQuestions, fewExamples } from "#src/examples";
import type { AnySkill } from "#src/skill";

/** An answer without numbers. */
export function plainAnswer(
  id: string,
  status: AnswerStatus,
  text: string,
  suggestions: readonly string[] = [],
): Answer {
  const { basis, ...blank } = blankAnswer();
  const said = { suggestions: [...suggestions], text, basis };
  return { id, skill: null, input: null, ...blank, status, ...said };
}

/** What an error says to the asker; null for one that is a bug. */
export function answerOfError(id: string, error: unknown): Answer | null {
  if (error instanceof AccessError) return plainAnswer(id, "refused", error.message);
  if (error instanceof ClarifyError) {
    return plainAnswer(id, "clarify", error.message, error.choices);
  }
  return error instanceof UserError ? plainAnswer(id, "failed", error.message) : null;
}

const ABOUT_COSTS = "I answer questions about what the cloud costs.";

/** What can be asked instead of what can't be answered; `wish` completes “I can't …”. */
export function unsupportedAnswer(
  id: string,
  wish: string | null,
  skills: readonly AnySkill[],
): Answer {
  const opening = wish === null ? ABOUT_COSTS : `I can't ${wish}.`;
  const examples = fewExamples(skills);
  return plainAnswer(
    id,
    "unsupported",
    `${withExamples(opening, examples)}\nMore: “help”`,
    examples,
  );
}

/** What can be asked, for somebody who wants to know. */
export function helpAnswer(id: string, skills: readonly AnySkill[]): Answer {
  const examples = exampleQuestions(skills);
  return plainAnswer(id, "unsupported", withExamples(ABOUT_COSTS, examples), examples);
}

function withExamples(opening: string, examples: readonly string[]): string {
  const lines = examples.map((example) => `• ${example}`).join("\n");
  return `${opening} You can ask, for example:\n${lines}`;
}
