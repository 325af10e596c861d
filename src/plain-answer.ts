import { type Answer, type AnswerStatus, blankAnswer } from "#src/answer";

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
