import { type Answer, type AnswerStatus, blankAnswer } from "#src/answer";
import { AccessError, ClarifyError, UserError } from "#src/errors";

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

/** What can be asked instead of what can't be answered; `wish` completes “I can't …”. */
export function unsupportedAnswer(
  id: string,
  wish: string | null,
  skills: readonly { readonly examples: readonly string[] }[],
): Answer {
  const examples = skills.flatMap((skill) => skill.examples.slice(0, 2));
  const opening =
    wish === null ? "I answer questions about what the cloud costs." : `I can't ${wish}.`;
  const text = `${opening} You can ask, for example:\n${examples.map((example) => `• ${example}`).join("\n")}`;
  return plainAnswer(id, "unsupported", text, examples);
}
