import { fold, nameKey } from "#src/router/fold";
import type { Thing } from "./thing.ts";
import { typingErrors } from "./typing-errors.ts";

/** Of things that are called alike but for punctuation, those spelled most like what was typed. */
export function spelledMostLike(typed: string, things: readonly Thing[]): readonly Thing[] {
  const keys = new Set(things.map(({ label }) => nameKey(label)));
  if (things.length < 2 || keys.size > 1) return things;
  const errors = things.map(({ label }) => typingErrors(fold(typed), fold(label)));
  const least = errors.reduce((one, other) => Math.min(one, other));
  return things.filter((_, at) => errors[at] === least);
}
