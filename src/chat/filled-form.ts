import { createHash } from "node:crypto";
import type { CardAction } from "#src/cards/card";
import { emptyFields, type FieldProblems, type Filled, type Form } from "#src/cards/form";
import type { Press, Pressed, Unfilled } from "./message.ts";

/** Whether a press only shows a form. */
export function opensForm(action: CardAction, { filled }: Press): boolean {
  return action.kind === "form" && filled === undefined;
}

/** Tells a form that is sent again as it was from one that was mended; empty for other presses. */
export function filledKey({ filled }: Press): string {
  if (filled === undefined) return "";
  return createHash("sha256").update(JSON.stringify(filled)).digest("base64url");
}

/**
 * Why a form can't be taken as it is filled in; null where it can.
 * @param problemsIn what the skill's own schema has against the input
 */
export function problemsWith(
  form: Form,
  filled: Filled,
  problemsIn: () => FieldProblems,
): Pick<Unfilled, "problems" | "text"> | null {
  const empty = emptyFields(form, filled);
  const problems = Object.keys(empty).length > 0 ? empty : problemsIn();
  if (Object.keys(problems).length === 0) return null;
  const fields = new Set(form.fields.map(({ name }) => name));
  const [shown, others] = [new Map<string, string>(), new Set<string>()];
  for (const [name, problem] of Object.entries(problems)) {
    if (fields.has(name)) shown.set(name, problem);
    else others.add(problem);
  }
  return { problems: Object.fromEntries(shown), text: [...others].join(" ") };
}

/** Why nothing was done by what was sent; null where it was. */
export function undoneText(pressed: Pressed): string | null {
  if (pressed.kind === "notice") return pressed.text;
  if (pressed.kind !== "replies") return null;
  const undone = pressed.replies.find(({ answer }) => answer.status !== "answered");
  return undone?.answer.text ?? null;
}
